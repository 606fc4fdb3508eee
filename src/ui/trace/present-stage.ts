// A run for the last row of a class: nothing but the diagram and the selected event, in large type, over the whole page. What is
// selected, zoomed and played stays what the page beneath shows, because both look at the same focus.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { PRESENT_WORDS } from '../../words/present.ts';
import { DoorController } from '../parts/door-controller.ts';
import type { PageTool, Presented } from '../parts/page-tool-event.ts';
import { styled } from '../parts/styled.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import { ViewEvent } from '../parts/view-event.ts';
import { readInks } from './diagram/diagram-canvas.ts';
import { DiagramActions } from './diagram/diagram-actions.ts';
import { wishOf } from './diagram/diagram-keys.ts';
import { AHEAD, DiagramModel, type Followed } from './diagram/diagram-model.ts';
import { diagramScene } from './diagram/diagram-scene.ts';
import { descriptionOf, sentenceAt } from './diagram/diagram-words.ts';
import { fullHeight, layoutOf, type DiagramView } from './diagram/layout.ts';
import { paintScene } from './diagram/paint-scene.ts';
import './events/event-card.ts';
import { presentScale } from './present-scale.ts';
import { presentStage } from './present-stage.styles.ts';
import { foundIn } from './trace-focus.ts';

/** The presentation is over, by a key or the button. */
export class PresentEndEvent extends ViewEvent {
  static readonly type = 'present-end';
  constructor() {
    super(PresentEndEvent.type);
  }
}

/** The portion of the page's height that the lanes may take, so that the selected event has room below. */
const LANES_PORTION = 0.5;

/** @fires present-end */
@customElement('present-stage')
export class PresentStage extends LitElement {
  static override styles = [reset, buttons, sheet, presentStage];

  /** Whatever of the page shows the run. */
  @property({ attribute: false }) tool!: PageTool;

  @state() private width = 0;
  @state() private height = 0;
  @state() private note = '';
  @query('.diagram') private ground!: HTMLElement;
  @query('canvas') private canvas!: HTMLCanvasElement;

  #model: DiagramModel | undefined;
  #frame: number | undefined;
  #revision = -1;
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #again = (): void => this.requestUpdate();
  readonly #observer = new ResizeObserver(() => this.#measure());
  readonly #actions = new DiagramActions(
    () => {
      const { view, model, shown } = this.#drawn()!;
      const { traceFocus: focus } = shown;
      return {
        model,
        focus,
        follows: followedOf(shown, model) !== undefined,
        window: view,
        layout: layoutOf(view),
      };
    },
    note => {
      this.note = note;
    },
    () => undefined, // what is selected is said by the card
  );

  constructor() {
    super();
    new DoorController(this, () => this.tool.presented?.traceFocus);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#again);
    document.addEventListener('keydown', this.#leave);
    this.#observer.observe(this);
    this.#follow();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#again);
    document.removeEventListener('keydown', this.#leave);
    this.#observer.disconnect();
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
  }

  override willUpdate(): void {
    const drawn = this.#drawn();
    if (drawn) this.#actions.keepInView();
  }

  override firstUpdated(): void {
    this.#measure();
    this.ground.focus();
  }

  override updated(): void {
    this.#paint();
  }

  override render() {
    const { presented } = this.tool;
    const drawn = this.#drawn();
    const { selected } = presented?.traceFocus.state ?? {};
    const place = drawn?.model.known(selected);
    return html`<section aria-label=${PRESENT_WORDS.name}>
      <button
        type="button"
        class="end"
        aria-label=${PRESENT_WORDS.end}
        @click=${() => this.dispatchEvent(new PresentEndEvent())}
      >
        ${PRESENT_WORDS.endKey}
      </button>
      <div
        class="diagram sheet"
        tabindex="0"
        role="application"
        aria-label=${PRESENT_WORDS.diagram}
        @keydown=${this.#press}
        @click=${this.#click}
      >
        <canvas
          role="img"
          aria-label=${drawn ? descriptionOf(drawn.shown.trace, drawn.view) : ''}
          style=${styled(drawn ? `height: ${drawn.view.height * drawn.scale}px` : '')}
        ></canvas>
      </div>
      <p class="unseen" role="status">
        ${place && drawn ? sentenceAt(drawn.shown.trace, place, undefined) : this.note}
      </p>
      ${
        presented
          ? html`<event-card
              quiet
              .trace=${presented.trace}
              revision=${presented.revision}
              .nowMs=${presented.nowMs}
              .traceFocus=${presented.traceFocus}
            ></event-card>`
          : nothing
      }
    </section>`;
  }

  /** What is drawn, and how much larger; undefined before the page has a size, and where there is nothing left to show. */
  #drawn():
    | {
        readonly shown: Presented;
        readonly model: DiagramModel;
        readonly view: DiagramView;
        readonly scale: number;
      }
    | undefined {
    const shown = this.tool.presented;
    if (!shown || this.width === 0) return undefined;
    const { trace, revision, traceFocus } = shown;
    if (this.#model?.trace !== trace) this.#model = new DiagramModel(trace, revision, shown.live);
    this.#model.update(revision, shown.live);
    const scale = presentScale(this.width);
    const pitchMax = (this.height * LANES_PORTION) / scale / trace.machines;
    const { machines } = trace;
    const window = this.#model.window(traceFocus.state, followedOf(shown, this.#model));
    const view = {
      ...window,
      width: this.width / scale,
      height: fullHeight(machines, undefined, pitchMax),
      scrollTop: 0,
      machines,
      pitchMax,
    };
    return { shown, model: this.#model, view, scale };
  }

  #paint(): void {
    const drawn = this.#drawn();
    const context = this.canvas.getContext('2d', { alpha: false });
    if (!drawn || !context) return;
    const { shown, model, view, scale } = drawn;
    const { selected, cut } = shown.traceFocus.state;
    const scene = diagramScene(model.index, view, {
      cones: model.cones(selected),
      cut: model.sceneCut(cut),
      found: foundIn(shown.traceFocus.state, shown.trace),
      notes: shown.traceFocus.state.notes,
      nowMs: followedOf(shown, model)?.atMs,
    });
    const ratio = devicePixelRatio * scale;
    this.canvas.width = Math.round(scene.width * ratio);
    this.canvas.height = Math.round(scene.height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paintScene(context, scene, readInks(this, shown.trace.machines));
    this.#revision = shown.revision;
  }

  /** A run that goes on is looked at again with every frame of the page, and drawn again when it has grown. */
  #follow(): void {
    this.#frame = requestAnimationFrame(() => {
      const { presented } = this.tool;
      if (presented && presented.revision !== this.#revision) this.requestUpdate();
      this.#follow();
    });
  }

  #measure(): void {
    this.width = this.hasUpdated ? this.ground.clientWidth : 0;
    this.height = this.clientHeight;
  }

  #press(event: KeyboardEvent): void {
    const wish = wishOf(event);
    if (!wish || wish.kind === 'nothing' || !this.#drawn()) return; // Escape is the presentation's
    event.preventDefault();
    this.#actions.wish(wish);
  }

  #click({ clientX, clientY }: MouseEvent): void {
    const drawn = this.#drawn();
    if (!drawn) return;
    const { left, top } = this.canvas.getBoundingClientRect();
    this.#actions.click((clientX - left) / drawn.scale, (clientY - top) / drawn.scale);
  }

  readonly #leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    this.dispatchEvent(new PresentEndEvent());
  };
}

/** The moment that moves: of playback, or of a run that goes on. */
function followedOf({ traceFocus, live, nowMs }: Presented, model: DiagramModel): Followed | undefined {
  const atMs = traceFocus.state.momentMs ?? (live ? nowMs : undefined);
  return atMs === undefined ? undefined : { atMs, spanMs: model.followedMs('wide'), ahead: AHEAD };
}

declare global {
  interface HTMLElementTagNameMap {
    'present-stage': PresentStage;
  }
  interface HTMLElementEventMap {
    'present-end': PresentEndEvent;
  }
}
