// The space–time diagram: machines as lanes over real time, what they did and what they told each other. It draws what
// a person looks at; what a person does with it is in diagram-actions.ts.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import type { Moments } from '../../../analysis/moments.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { DIAGRAM_NAME, DIAGRAM_TITLE, inViewCaption } from '../../../words/diagram.ts';
import { relationsSentence } from '../../../words/event-words.ts';
import { DoorController } from '../../parts/door-controller.ts';
import { disclosure } from '../../parts/styles/disclosure.styles.ts';
import { buttons, reset, sheet } from '../../parts/styles/shared.styles.ts';
import { ANIMATION_FRAMES } from '../animation-frames.ts';
import { panel } from '../panel.styles.ts';
import { drawnOf, foundIn, TraceFocus, type TimeWindow } from '../trace-focus.ts';
import { DiagramActions } from './diagram-actions.ts';
import { DiagramCanvas, readInks } from './diagram-canvas.ts';
import { wishOf } from './diagram-keys.ts';
import './diagram-legend.ts';
import { legendFor } from './scene-legend.ts';
import { DiagramModel, type Followed } from './diagram-model.ts';
import { diagramScene, type SceneFocus } from './diagram-scene.ts';
import * as templates from './diagram-templates.ts';
import { descriptionOf, sentenceAt, sentencesBelow } from './diagram-words.ts';
import { FrameGate } from '../../parts/frame-gate.ts';
import type { Gestures } from './gestures.ts';
import {
  fullHeight,
  layoutOf,
  NARROW_BELOW,
  scrollBy,
  viewHeight,
  type DiagramView,
  type Layout,
} from './layout.ts';
import { LiveMotion } from './live-motion.ts';
import type { LabelOf } from './scene-lanes.ts';
import type { MarkedPlace } from './scene-marked.ts';
import type { Scene } from './scene.ts';
import { spaceTimeDiagram } from './space-time-diagram.styles.ts';
import { followedOf, stagedParts, type StageGround } from './staged.ts';
import { styled } from '../../parts/styled.ts';

const FIRST_WIDTH = 960; // pixels, until the place is measured
const WIDTH_MIN = 200;
/** Pixels at the edges of the window in which an event counts as out of sight: of a bar that stays, and of the ring. */
const SIGHT = { top: 88, bottom: 40 };

/**
 * @slot heads - of the lanes of a stage, from the first machine on
 */
@customElement('space-time-diagram')
export class SpaceTimeDiagram extends LitElement {
  static override styles = [reset, buttons, sheet, panel, disclosure, spaceTimeDiagram];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  /** Whether the run goes on. */
  @property({ type: Boolean }) live = false;
  /** Where the run stands, in milliseconds since its start; undefined when it does not go on. */
  @property({ attribute: false }) nowMs: number | undefined;
  @property({ attribute: false }) traceFocus = new TraceFocus();
  /** The text beside the marks; the recorded clock by default. */
  @property({ attribute: false }) labels: LabelOf | undefined;
  /** Places that get a frame. */
  @property({ attribute: false }) marked: readonly MarkedPlace[] | undefined;
  /**
   * What stands at any moment of the trace: with it the diagram is the stage of a run, and follows the moment of the focus. The heads of
   * its lanes are in the slot `heads`.
   */
  @property({ attribute: false }) moments: Moments | undefined;
  /** Whether each lane begins at a card in the slot `heads`. */
  @property({ type: Boolean }) headed = false;
  /** Whether the page stays where it is when an event is selected that is out of sight. */
  @property({ type: Boolean }) still = false;
  @property({ attribute: false }) over: templates.OverDrawing | undefined;

  @state() private width = FIRST_WIDTH;
  @state() private lanesTop = 0;
  @state() private hovered: EventPlace | undefined;
  @state() private note = '';
  /** The one thing that screen readers are told: what was selected, what the view is now, or what could not be done. */
  @state() private spoken = '';
  #spokenOf: EventPlace | undefined;
  @query('.scroller') private scroller!: HTMLElement;
  @query('canvas') private canvas!: HTMLCanvasElement;
  @query('figure') private figure!: HTMLElement;

  #model!: DiagramModel;
  #view!: DiagramView;
  #layout!: Layout;
  #scene!: Scene;
  /** What the scene was made of. */
  #sceneOf: readonly unknown[] = [];
  /** The machine whose lane is to be scrolled into view. */
  #wanted: number | undefined;
  /** Whether the page is to follow as well: not for an event that was chosen before this trace was drawn. */
  #follows = false;
  /** Whether the width is that of the page. */
  #isMeasured = false;
  #painter: DiagramCanvas | undefined;
  #gestures: Gestures | undefined;
  #actions = this.#freshActions();
  readonly #gate = new FrameGate(() => this.#paint());
  readonly #motion = new LiveMotion(ANIMATION_FRAMES, () => this.#drawOn());
  readonly #calm = matchMedia('(prefers-reduced-motion: reduce)');
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #recolor = (): void => {
    this.#painter?.recolor();
    this.#gate.ask();
  };
  readonly #observer = new ResizeObserver(() => {
    this.width = Math.max(WIDTH_MIN, this.scroller.clientWidth);
  });

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#recolor);
    if (this.hasUpdated) this.#attach();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#recolor);
    this.#observer.disconnect();
    this.#gestures?.disconnect();
    this.#gestures = undefined;
    this.#gate.close();
    this.#motion.close();
  }

  override firstUpdated(): void {
    this.width = Math.max(WIDTH_MIN, this.scroller.clientWidth);
    this.#isMeasured = true;
    this.#painter = new DiagramCanvas(this.canvas);
    this.#attach();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('trace')) {
      this.#model = new DiagramModel(this.trace, this.revision, this.live);
      this.#actions = this.#freshActions();
      this.hovered = undefined;
      this.lanesTop = 0;
      this.note = '';
      this.spoken = '';
    }
    this.#model.update(this.revision, this.live);
    this.#motion.report(this.live ? this.nowMs : undefined, this.trace.trial.durationSeconds * 1000);
    this.#measure();
    const wanted = this.#actions.keepInView();
    this.#wanted = wanted ?? this.#wanted;
    this.#follows = !changed.has('trace');
    if (this.#isMeasured) this.#actions.followRun();
    this.#measure();
    this.#speakOfSelected();
    const { state } = this.traceFocus;
    const { fromMs, toMs, width, ahead, stage } = this.#view;
    const { revision, lanesTop, labels, marked } = this;
    const seen = [fromMs, toMs, width, ahead, lanesTop, this.#shownMs, stage?.headed, stage?.queues];
    const through = this.#model.through(state.hidden, () => this.requestUpdate());
    const program = this.#model.program(() => this.requestUpdate());
    const what = [this.#model, revision, labels, marked, through, program];
    const parts = [...what, ...seen, ...drawnOf(state, this.trace)];
    if (parts.every((part, i) => part === this.#sceneOf[i])) return;
    this.#sceneOf = parts;
    this.#scene = diagramScene(this.#model.index, this.#view, this.#sceneFocus);
  }

  override updated(): void {
    if (this.#wanted !== undefined) this.#bringIntoSight(this.#wanted);
    this.#wanted = undefined;
    this.#gate.ask();
  }

  override render() {
    const { cut, follows, hidden } = this.traceFocus.state;
    const { machines } = this.trace;
    const { height } = this.#view;
    const caption = inViewCaption(this.#scene.facts);
    const head = html`<header>
      <h2 id="title" class=${this.moments ? 'unseen' : ''}>${DIAGRAM_TITLE}</h2>
      ${templates.diagramTools(this.#actions, {
        follows: this.#followed ? follows : undefined,
        cut: cut !== undefined,
        save: form => void this.#save(form),
      })}
    </header>`;
    const legendOf = legendFor(this.trace, this.#sceneFocus, this.#scene.facts.denseLanes);
    const legend = html`<diagram-legend .for=${legendOf}></diagram-legend>`;
    const below = templates.belowDiagram(
      sentencesBelow(this.trace, this.#view, this.#layout, this.traceFocus.state, caption),
    );
    const folded = templates.foldedBelow(
      this.trace,
      this.traceFocus,
      this.moments !== undefined && !this.still,
    );
    return html`<figure class="sheet ${this.moments ? 'stage' : ''}" aria-labelledby="title">
      ${this.moments ? html`<div class="top">${this.#chosen()} ${head}</div>` : html`${head} ${legend}`}
      <div class="ground">
        ${this.headed ? html`<slot name="heads" style=${styled(`--pitch: ${this.#layout.pitch}px`)}></slot>` : nothing}
        <div class="drawing">
          <div
            class="scroller ${classMap({ hit: this.hovered !== undefined, cutting: cut !== undefined })}"
            style=${styled(`height: ${height}px`)}
            tabindex="0"
            role="application"
            aria-label=${DIAGRAM_NAME}
            aria-describedby="keys"
            @keydown=${this.#press}
            @click=${({ clientX: x, clientY: y }: MouseEvent) => this.#actions.click(...this.#placeOf(x, y))}
            @pointermove=${this.#point}
            @pointerleave=${this.#unpoint}
            @scroll=${this.#scrolled}
          >
            <div style=${styled(`height: ${fullHeight(machines - hidden.length, this.#view.stage)}px`)}>
              <canvas
                style=${styled(`height: ${height}px`)}
                role="img"
                aria-label="${descriptionOf(this.trace, this.#view)} ${caption}"
              ></canvas>
            </div>
          </div>
          ${templates.later(this.#layout, this.moments ? undefined : this.traceFocus.state.momentMs)}
          ${templates.hairline(this.#layout, this.traceFocus.state.pointedMs, this.trace.engine === 'stepped')}
          ${templates.cutHandles(this.#model, this.#layout, cut, event => this.#actions.moveCut(event))}
          ${this.over?.draw(this.#layout, this.#model.index)}
        </div>
      </div>
      ${this.moments ? html`<div class="foot">${legend} ${below} ${folded}</div>` : html`${below} ${this.#chosen()}`}
      ${this.note === '' ? nothing : html`<p class="note">${this.note}</p>`}
      <p class="sentence unseen" role="status">${this.spoken}</p>
      ${this.moments ? nothing : folded}
    </figure>`;
  }

  #chosen() {
    const place = this.#model.known(this.traceFocus.state.selected);
    const hovered = this.#model.known(this.hovered);
    return templates.chosenLine({
      chosen: place && sentenceAt(this.trace, place, this.labels),
      hovered: hovered && sentenceAt(this.trace, hovered, this.labels),
    });
  }

  /** Once for each selection: while a run goes on the numbers grow, and nobody wants to hear each. */
  #speakOfSelected(): void {
    const place = this.#model.known(this.traceFocus.state.selected);
    if (place === this.#spokenOf) return;
    this.#spokenOf = place;
    const relations = this.#model.relations(place);
    this.spoken =
      place && relations
        ? `${sentenceAt(this.trace, place, this.labels)}; ${relationsSentence(relations)}`
        : '';
  }

  get #sceneFocus(): SceneFocus {
    const { selected, cut, hidden, notes } = this.traceFocus.state;
    return {
      notes,
      cones: this.#model.cones(selected),
      cut: this.#model.sceneCut(cut),
      marked: this.marked,
      found: foundIn(this.traceFocus.state, this.trace),
      through: this.#model.through(hidden, () => this.requestUpdate()),
      program: this.#model.program(() => this.requestUpdate()),
      nowMs: this.#shownMs,
      ...stagedParts(this.#ground),
      labelOf: this.labels,
    };
  }

  /** The moment that is shown; undefined at the end of a run. */
  get #shownMs(): number | undefined {
    return this.traceFocus.state.momentMs ?? this.#motion.nowMs;
  }

  get #window(): TimeWindow {
    return this.#model.window(this.traceFocus.state, this.#followed);
  }

  /** Undefined where nothing moves. */
  get #followed(): Followed | undefined {
    const moves = this.live || this.traceFocus.state.momentMs !== undefined;
    const liveMs = moves ? () => this.#model.edgeMs(this.#motion.nowMs) : undefined;
    return followedOf(this.#ground, this.#model, this.width < NARROW_BELOW, liveMs);
  }

  get #ground(): StageGround {
    return {
      moments: this.moments,
      extent: this.#model.index.extent,
      focus: this.traceFocus.state,
      edgeMs: this.live ? (this.#motion.nowMs ?? 0) : undefined,
    };
  }

  #freshActions(): DiagramActions {
    return new DiagramActions(
      () => ({
        model: this.#model,
        focus: this.traceFocus,
        follows: this.#followed !== undefined,
        window: this.#window,
        layout: this.#layout,
      }),
      note => {
        this.note = note;
        this.spoken = note;
      },
      change => {
        this.spoken = change;
      },
    );
  }

  #attach(): void {
    this.#observer.observe(this.scroller);
    void this.#attachGestures();
  }

  /** Wheel, pinch and drag are fetched after the first picture, and so is what is folded below. */
  async #attachGestures(): Promise<void> {
    const [{ Gestures }] = await Promise.all([import('./gestures.ts'), import('./hide-machines.ts')]);
    if (!this.isConnected || this.#gestures) return;
    this.#gestures = new Gestures(this.scroller, {
      onWindow: window => this.#actions.look(window),
      onScroll: pixels => this.scroller.scrollBy(0, pixels),
      onRest: (x, y) => this.#pointAt(x, y, false),
      onLift: (x, y) => this.#actions.lift(...this.#placeOf(x, y)),
      onLeave: () => this.#unpoint(),
    });
    this.#gate.ask();
  }

  #measure(): void {
    const { machines } = this.trace;
    const stage = this.moments && {
      headed: this.headed,
      narrow: this.width < NARROW_BELOW,
      startMs: this.#model.index.extent.fromMs,
      queues: this.moments.tellsQueues && !this.over,
    };
    const { hidden } = this.traceFocus.state;
    const height = viewHeight(machines - hidden.length, stage);
    const lanes = { machines, hidden, scrollTop: this.lanesTop };
    this.#view = { ...this.#window, ...lanes, width: this.width, ahead: this.over?.ahead, height, stage };
    this.#layout = layoutOf(this.#view);
  }

  /** Scrolls no more than it must: the lanes, and the page where the lane would still be out of the window. */
  #bringIntoSight(machine: number): void {
    const by = scrollBy(this.#layout, machine);
    this.scroller.scrollTop += by;
    if (!this.#follows || this.still) return;
    const y = this.scroller.getBoundingClientRect().top + this.#layout.laneY(machine) - by;
    if (y < SIGHT.top || y > document.documentElement.clientHeight - SIGHT.bottom)
      this.figure.scrollIntoView({ block: 'start' });
  }

  /** Between two reports of a run that is followed: only the drawing moves, and nobody else on the page is told. */
  #drawOn(): boolean {
    const { follows, momentMs } = this.traceFocus.state;
    if (!this.moments || !follows || momentMs !== undefined) return false;
    if (this.#calm.matches || !this.checkVisibility()) return false;
    this.#measure();
    this.#scene = diagramScene(this.#model.index, this.#view, this.#sceneFocus);
    this.#gate.ask();
    return true;
  }

  #paint(): void {
    this.#painter?.paint(this.#scene, this.trace.machines);
    const { left, right } = this.#layout.scale;
    const { extent } = this.#model.index;
    this.#gestures?.show(this.#window, { left, right, height: this.#view.height, extent });
  }

  #press(event: KeyboardEvent): void {
    const wish = wishOf(event);
    if (!wish) return;
    event.preventDefault();
    this.#actions.wish(wish);
  }

  /** A finger points where it rests: gestures.ts tells. */
  #point({ clientX, clientY, pointerType, buttons }: PointerEvent): void {
    if (pointerType !== 'touch') this.#pointAt(clientX, clientY, buttons > 0);
  }

  #pointAt(clientX: number, clientY: number, pressed: boolean): void {
    this.hovered = this.#actions.point(...this.#placeOf(clientX, clientY), pressed, this.hovered);
  }

  #unpoint(): void {
    this.hovered = undefined;
    this.traceFocus.change({ pointedMs: undefined });
  }

  #scrolled(): void {
    this.lanesTop = this.scroller.scrollTop;
  }

  async #save(form: 'svg' | 'png'): Promise<void> {
    const { pictureOf, savePng, saveSvg } = await import('./take-picture.ts');
    const picture = pictureOf(this.#model, this.#view, this.#sceneFocus, readInks(this, this.trace.machines));
    if (form === 'svg') saveSvg(picture);
    else this.spoken = this.note = await savePng(picture);
  }

  /** From the window's pixels to those of the drawing. */
  #placeOf(clientX: number, clientY: number): readonly [number, number] {
    const { left, top } = this.scroller.getBoundingClientRect();
    return [clientX - left, clientY - top];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'space-time-diagram': SpaceTimeDiagram;
  }
}
