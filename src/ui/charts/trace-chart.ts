// A figure of a trace as it grows: one line for each machine over the seconds of the run, with a legend that names rates
// and reads values off where somebody points, and the same numbers as a table.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { finalValue, SeriesBuilder, valueAt, type Quantity } from '../../analysis/chart-series.ts';
import type { Prediction } from '../../analysis/prediction.ts';
import type { Trace } from '../../core/trace.ts';
import type { Trial } from '../../core/trial.ts';
import '../machine-mark.ts';
import { reset, sheet } from '../styles/shared.styles.ts';
import './figure-table.ts';
import { LineFigure, type Frame, type Guide } from './line-figure.ts';
import { traceChart } from './trace-chart.styles.ts';
import { yRange } from './y-range.ts';

const TITLES: Record<Quantity, string> = { clock: 'Logical clock', queue: 'Queue length' };
const Y_LABELS: Record<Quantity, string> = {
  clock: 'timestamp after each event',
  queue: 'messages waiting after each event',
};
const ORIGIN = { x: 0, y: 0 };
const NAMED_MAX = 8; // beyond this the legend keeps to one line of marks and numbers

/** Draws at most once for each animation frame, and only what is new. */
@customElement('trace-chart')
export class TraceChart extends LitElement {
  static override styles = [reset, sheet, traceChart];

  @property() quantity: Quantity = 'clock';
  /** The trial whose frame is drawn before there is a trace. */
  @property({ attribute: false }) trial!: Trial;
  @property({ attribute: false }) trace: Trace | undefined;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  /** Where the run stands, in milliseconds since its start; undefined when it does not go on. */
  @property({ attribute: false }) nowMs: number | undefined;

  /** Another run of the same trial, drawn broad and pale beneath. */
  @property({ attribute: false }) other: Trace | undefined;
  /** What that run is called: "virtual", "live". */
  @property() otherName = '';
  /** What theory says of the trial, drawn in fine dots. */
  @property({ attribute: false }) prediction: Prediction | undefined;

  @state() private pointedSeconds: number | undefined;
  @query('canvas') private canvas!: HTMLCanvasElement;

  #builder: SeriesBuilder | undefined;
  #otherBuilder: SeriesBuilder | undefined;
  #figure: LineFigure | undefined;
  #drawing: number | undefined;
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #recolor = (): void => this.#figure?.recolor();

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#recolor);
    if (this.hasUpdated) this.#scheduleDrawing();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#scheme.removeEventListener('change', this.#recolor);
    if (this.#drawing !== undefined) cancelAnimationFrame(this.#drawing);
    this.#drawing = undefined;
    this.#figure?.destroy();
    this.#figure = undefined;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('other') || changed.has('quantity')) this.#otherBuilder = undefined;
    if (!changed.has('trace') && !changed.has('quantity') && !changed.has('trial')) return;
    this.#builder = undefined;
    if (changed.has('trial') || this.trace) this.#dropFigure();
  }

  override updated(): void {
    this.#scheduleDrawing();
  }

  override render() {
    const { quantity, trace } = this;
    return html`
      <figure class="sheet">
        <header>
          <h2>${TITLES[quantity]}</h2>
          <p>${this.pointedSeconds === undefined ? Y_LABELS[quantity] : this.#pointedText()}</p>
        </header>
        ${this.#legend()} ${this.#guideWords()}
        <div class="plot" @pointermove=${this.#point} @pointerleave=${this.#unpoint}>
          <canvas role="img" aria-label=${this.#description()}></canvas>
        </div>
        <p class="axis">seconds since the start</p>
        ${
          trace
            ? html`<figure-table
                .quantity=${quantity}
                .trace=${trace}
                .revision=${this.revision}
              ></figure-table>`
            : html`<figure-table .quantity=${quantity}></figure-table>`
        }
      </figure>
    `;
  }

  #legend() {
    const { rates } = this.#shownTrial;
    const many = rates.length > NAMED_MAX;
    return html`<ul class="legend ${many ? 'many' : ''}" aria-label="Machines and their rates">
      ${rates.map((rate, i) => {
        const machine = i + 1;
        return html`<li>
          <machine-mark machine=${machine}></machine-mark>
          <span><span class="unseen">Machine </span>${machine}</span>
          <span class="rate">${this.#legendValue(machine, rate)}</span>
        </li>`;
      })}
    </ul>`;
  }

  #legendValue(machine: number, rate: number) {
    const { trace, pointedSeconds } = this;
    if (pointedSeconds === undefined || !trace) return html`(${rate}/s)`;
    return html`<b>${valueAt(trace, this.quantity, machine, pointedSeconds) ?? '–'}</b>`;
  }

  #guideWords() {
    const words = [
      ...(this.other ? [`broad and pale: the ${this.otherName} run`] : []),
      ...(this.prediction ? ['fine dots: what theory says'] : []),
    ];
    return words.length === 0 ? nothing : html`<p class="guides">${words.join('; ')}</p>`;
  }

  #pointedText(): string {
    return `at ${this.pointedSeconds!.toFixed(1)} s`;
  }

  #description(): string {
    const { quantity, trace } = this;
    const what = `${TITLES[quantity]} of each machine against the seconds since the start`;
    if (!trace || trace.eventCount === 0) return `${what}: nothing yet.`;
    const values = trace.logs.map(
      ({ machine }) => `machine ${machine} at ${finalValue(trace, quantity, machine)}`,
    );
    return `${what}. ${this.nowMs === undefined ? 'At the end' : 'By now'}: ${values.join(', ')}.`;
  }

  get #shownTrial(): Trial {
    return this.trace?.trial ?? this.trial;
  }

  #point(event: PointerEvent): void {
    if (!this.trace) return;
    this.pointedSeconds = this.#figure?.secondsAt(event.clientX - this.canvas.getBoundingClientRect().left);
  }

  #unpoint(): void {
    this.pointedSeconds = undefined;
  }

  #dropFigure(): void {
    this.#figure?.destroy();
    this.#figure = undefined;
  }

  /** A hidden page has no animation frames: then one drawing waits until it is seen again. */
  #scheduleDrawing(): void {
    this.#drawing ??= requestAnimationFrame(() => {
      this.#drawing = undefined;
      this.#draw();
    });
  }

  #draw(): void {
    const trial = this.#shownTrial;
    if (this.trace) this.#builder ??= new SeriesBuilder(this.trace, this.quantity);
    this.#builder?.update();
    const series = this.#builder?.series ?? trial.rates.map((_, i) => ({ machine: i + 1, points: [] }));
    const guides = this.#guides(trial);
    const largest = Math.max(this.#builder?.max ?? 0, ...guides.map(({ points }) => points.at(-1)?.y ?? 0));
    const { max, step } = yRange(this.quantity, trial, Math.max(largest, this.#otherBuilder?.max ?? 0));
    const frame: Frame = {
      durationSeconds: trial.durationSeconds,
      yMax: max,
      yStep: step,
      nowSeconds: this.nowMs === undefined ? undefined : this.nowMs / 1000,
      pointedSeconds: this.pointedSeconds,
    };
    if (this.#figure) this.#figure.draw(series, frame, guides);
    else this.#figure = new LineFigure(this.canvas, series, frame, guides);
  }

  #guides({ durationSeconds }: Trial): Guide[] {
    if (this.other) this.#otherBuilder ??= new SeriesBuilder(this.other, this.quantity);
    this.#otherBuilder?.update();
    const others = this.#otherBuilder?.series ?? [];
    const predictions = this.prediction?.machines ?? [];
    return [
      ...others.map(({ machine, points }): Guide => ({ kind: 'other', machine, points })),
      ...predictions.map(({ machine, clockGrowthPerSecond, queueGrowthPerSecond }): Guide => {
        const perSecond = this.quantity === 'clock' ? clockGrowthPerSecond : queueGrowthPerSecond;
        return {
          kind: 'prediction',
          machine,
          points: [ORIGIN, { x: durationSeconds, y: perSecond * durationSeconds }],
        };
      }),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trace-chart': TraceChart;
  }
}
