// What is pointed at, shown and chosen, over the lines of a figure: they stay as they are drawn, however often a pointer
// moves. Pointing tells all views of the trace, and dragging chooses the stretch that they show.
import { html, LitElement, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Quantity } from '../../analysis/chart-series.ts';
import type { MachineSnapshot } from '../../analysis/machine-progress.ts';
import { NONE } from '../../core/machine-log.ts';
import { MARK_BOX, MARK_PIXELS } from '../../formats/figure/figure.ts';
import type { Moments } from '../../analysis/moments.ts';
import type { Trace } from '../../core/trace.ts';
import { DoorController } from '../parts/door-controller.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import type { TimeWindow, TraceFocus } from '../trace/trace-focus.ts';
import { BAND_CAPTION } from '../../words/figures.ts';
import { captionPlace, coversAll, momentAt, xOf, yOf, type ChartGeometry } from './chart-geometry.ts';
import { chartOverlay } from './chart-overlay.styles.ts';
import { machineMark } from '../parts/machine-looks.ts';
import { styled } from '../parts/styled.ts';

const CAPTION_PIXELS = 142; // what the caption of the band takes
const CAPTION_GAP = 8; // between it and an edge of the band
const VEIL_BEYOND = 8; // pixels: the marks at the ends of the lines reach so far
const DRAG_PIXELS = 5; // a hand that clicks moves less

interface Drag {
  readonly pointerId: number;
  readonly fromX: number;
  readonly toX: number;
}

/** For eyes and pointers; the table beside the figure and the diagram do the same for keyboards. */
@customElement('chart-overlay')
export class ChartOverlay extends LitElement {
  static override styles = [reset, chartOverlay];

  @property() quantity: Quantity = 'clock';
  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) geometry: ChartGeometry | undefined;
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Of the trace, where it is played. */
  @property({ attribute: false }) moments: Moments | undefined;

  @state() private drag: Drag | undefined;

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
    this.addEventListener('pointermove', this.#move);
    this.addEventListener('pointerleave', this.#leave);
    this.addEventListener('pointerdown', this.#press);
    this.addEventListener('pointerup', this.#release);
    this.addEventListener('pointercancel', this.#cancel);
    this.addEventListener('dblclick', this.#reset);
  }

  override render() {
    const { geometry } = this;
    if (!geometry) return nothing;
    const { pointedMs, window } = this.traceFocus.state;
    const dragged = this.#dragged;
    return html`
      ${this.#played(geometry)}
      ${dragged ? this.#band(geometry, dragged, true) : window && !coversAll(geometry, window) ? this.#band(geometry, window, false) : nothing}
      ${
        pointedMs === undefined || pointedMs < 0 || pointedMs > geometry.durationMs
          ? nothing
          : html`<div
              class="pointer"
              style=${styled(`left: ${xOf(geometry, pointedMs)}px; ${heightOf(geometry)}`)}
            ></div>`
      }
      ${this.#chosen(geometry)}
    `;
  }

  #band(geometry: ChartGeometry, { fromMs, toMs }: TimeWindow, choosing: boolean) {
    const left = xOf(geometry, Math.max(0, fromMs));
    const right = xOf(geometry, Math.min(geometry.durationMs, toMs));
    if (right <= left) return nothing;
    const place = `left: ${left}px; width: ${right - left}px; ${heightOf(geometry)}`;
    const { side, roomPixels } = captionPlace(geometry, { left, right }, CAPTION_PIXELS);
    return html`<div class="band ${choosing ? 'choosing' : ''}" style=${styled(place)}>
      ${choosing ? nothing : html`<span class=${side} style=${styled(`width: ${Math.min(CAPTION_PIXELS, roomPixels) - CAPTION_GAP}px`)}>${BAND_CAPTION}</span>`}
    </div>`;
  }

  /** What is to come lies under a veil: the lines themselves need no drawing while a run is played. */
  #played(geometry: ChartGeometry) {
    const { momentMs, momentEvent } = this.traceFocus.state;
    if (momentMs === undefined) return nothing;
    const atMs = Math.max(0, momentMs);
    if (atMs > geometry.durationMs) return nothing;
    const left = xOf(geometry, atMs);
    const width = geometry.right - left + VEIL_BEYOND;
    return html`<div
        class="later"
        style=${styled(`left: ${left}px; width: ${width}px; ${heightOf(geometry)}`)}
      ></div>
      <div class="now" style=${styled(`left: ${left}px; ${heightOf(geometry)}`)}></div>
      ${this.#marksAt(geometry, left, this.moments?.at(momentMs, momentEvent).machines ?? [])}`;
  }

  /** The last machine first, so that machine 1's mark lies on top. */
  #marksAt(geometry: ChartGeometry, left: number, machines: readonly MachineSnapshot[]) {
    const marks = machines.map(({ machine, clock, queue }) => {
      const value = this.quantity === 'clock' ? clock : queue;
      if (value === undefined) return nothing;
      const { color, path } = machineMark(machine);
      const y = yOf(geometry, value);
      const place = `translate(${left - MARK_PIXELS / 2} ${y - MARK_PIXELS / 2}) scale(${MARK_PIXELS / MARK_BOX})`;
      return svg`<path d=${path} transform=${place} style=${styled(`fill: var(${color})`)} />`;
    });
    return html`<svg aria-hidden="true">${marks.reverse()}</svg>`;
  }

  #chosen(geometry: ChartGeometry) {
    const { selected } = this.traceFocus.state;
    const log = selected && this.trace.logs[selected.machine - 1];
    if (!log || selected.index >= log.eventCount) return nothing;
    const values = this.quantity === 'clock' ? log.clocks : log.queues;
    const left = `${xOf(geometry, log.atMs[selected.index]!)}px`;
    const value = values[selected.index]!;
    if (value === NONE)
      return html`<div class="moment" style=${styled(`left: ${left}; ${heightOf(geometry)}`)}></div>`;
    return html`<div class="chosen" style=${styled(`left: ${left}; top: ${yOf(geometry, value)}px`)}></div>`;
  }

  /** What a drag that is more than a click spans. */
  get #dragged(): TimeWindow | undefined {
    const { drag, geometry } = this;
    if (!drag || !geometry || Math.abs(drag.toX - drag.fromX) < DRAG_PIXELS) return undefined;
    const [a, b] = [momentAt(geometry, drag.fromX), momentAt(geometry, drag.toX)];
    return a === b ? undefined : { fromMs: Math.min(a, b), toMs: Math.max(a, b) };
  }

  readonly #move = (event: PointerEvent): void => {
    const { geometry, drag } = this;
    if (!geometry) return;
    const x = this.#xOf(event);
    if (drag?.pointerId === event.pointerId) this.drag = { ...drag, toX: x };
    const beside = x < geometry.left || x > geometry.right;
    this.traceFocus.change({ pointedMs: beside ? undefined : momentAt(geometry, x) });
  };

  readonly #leave = (): void => this.traceFocus.change({ pointedMs: undefined });

  readonly #press = (event: PointerEvent): void => {
    if (event.button !== 0 || !this.geometry) return;
    const x = this.#xOf(event);
    this.setPointerCapture(event.pointerId);
    this.#move(event); // a finger has not hovered before
    this.drag = { pointerId: event.pointerId, fromX: x, toX: x };
  };

  readonly #release = (): void => {
    const dragged = this.#dragged;
    this.drag = undefined;
    if (dragged) this.traceFocus.change({ window: dragged, follows: false });
  };

  readonly #cancel = (): void => {
    this.drag = undefined;
  };

  readonly #reset = (): void => this.traceFocus.change({ window: undefined, follows: false });

  #xOf(event: PointerEvent): number {
    return event.clientX - this.getBoundingClientRect().left;
  }
}

function heightOf({ top, bottom }: ChartGeometry): string {
  return `top: ${top}px; height: ${bottom - top}px`;
}

declare global {
  interface HTMLElementTagNameMap {
    'chart-overlay': ChartOverlay;
  }
}
