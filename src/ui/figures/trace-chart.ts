// A figure of a trace as it grows: one line for each machine over the seconds of the run, with a legend that names rates
// and reads values off where somebody points, and the same numbers as a table.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { finalValue, longestQueue, SeriesBuilder, type Quantity } from '../../analysis/chart-series.ts';
import type { Moments } from '../../analysis/moments.ts';
import type { Prediction } from '../../analysis/prediction.ts';
import type { Trace } from '../../core/trace.ts';
import type { Trial } from '../../core/trial.ts';
import type { Figure } from '../../formats/figure/figure.ts';
import { quantityLabel } from '../../formats/figure/trace-axes.ts';
import {
  FIGURE_TITLES,
  figureDescription,
  guideWords,
  otherRunDescription,
  timeAxis,
} from '../../words/figures.ts';
import { reset, sheet } from '../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import { sameGeometry, type ChartGeometry } from './chart-geometry.ts';
import './chart-legend.ts';
import './chart-overlay.ts';
import './figure-table.ts';
import { FigureChart } from './figure-chart.ts';
import { traceChart } from './trace-chart.styles.ts';
import { traceFigure } from './trace-figure.ts';

/** Of a chart that has no place yet. */
const WIDTH_PIXELS = 440;

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

  /** Another run, drawn broad and pale beneath. */
  @property({ attribute: false }) other: Trace | undefined;
  /** What that run is called: "the virtual run". */
  @property() otherName = '';
  /** Moments that are drawn as upright lines, in milliseconds since the start. */
  @property({ attribute: false }) marksMs: readonly number[] = [];
  /** What theory says of the trial, drawn in fine dots. */
  @property({ attribute: false }) prediction: Prediction | undefined;

  /** Of the trace, where it is played. */
  @property({ attribute: false }) moments: Moments | undefined;
  /** Shared with all that shows this trace. */
  @property({ attribute: false }) traceFocus!: TraceFocus;

  @state() private geometry: ChartGeometry | undefined;
  @query('canvas') private canvas!: HTMLCanvasElement;

  #builder: SeriesBuilder | undefined;
  #otherBuilder: SeriesBuilder | undefined;
  #chart: FigureChart | undefined;
  #drawing: number | undefined;
  #longestFor:
    | { readonly trace: Trace | undefined; readonly revision: number; readonly lengths: readonly number[] }
    | undefined;
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)');
  readonly #recolor = (): void => this.#chart?.recolor();
  readonly #onLayout = (geometry: ChartGeometry): void => {
    if (sameGeometry(this.geometry, geometry)) return;
    const before = this.#plotWidth;
    this.geometry = geometry;
    if (!this.#isDrawnAlike(before)) this.#scheduleDrawing();
  };

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
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('other') || changed.has('quantity')) this.#otherBuilder = undefined;
    if (!changed.has('trace') && !changed.has('quantity') && !changed.has('trial')) return;
    this.#builder = undefined;
    if (changed.has('trial') || this.trace) this.#dropChart();
  }

  override updated(changed: PropertyValues): void {
    // The geometry is what a drawing said.
    if (changed.size > 1 || !changed.has('geometry')) this.#scheduleDrawing();
  }

  override render() {
    const { quantity, trace } = this;
    return html`
      <figure class="sheet" aria-labelledby="title">
        <chart-legend
          .quantity=${quantity}
          .trial=${this.#shownTrial}
          .trace=${trace}
          .other=${this.other}
          .geometry=${this.geometry}
          .moments=${this.moments}
          revision=${this.revision}
          words=${quantityLabel(quantity)}
          .traceFocus=${this.traceFocus}
          ><h2 id="title">${FIGURE_TITLES[quantity]}</h2></chart-legend
        >
        ${this.#guideWords()}
        <div class="plot">
          <canvas role="img" aria-label=${this.#description()}></canvas>
          ${
            trace
              ? html`<chart-overlay
                  .quantity=${quantity}
                  .trace=${trace}
                  .geometry=${this.geometry}
                  .moments=${this.moments}
                  .traceFocus=${this.traceFocus}
                ></chart-overlay>`
              : nothing
          }
        </div>
        <p class="axis">${timeAxis(trace?.engine)}</p>
        ${
          trace
            ? html`<figure-table
                .quantity=${quantity}
                .trace=${trace}
                .other=${this.other}
                .revision=${this.revision}
              ></figure-table>`
            : html`<figure-table .quantity=${quantity}></figure-table>`
        }
      </figure>
    `;
  }

  #guideWords() {
    const words = guideWords(
      this.other && this.otherName,
      this.prediction !== undefined,
      this.marksMs.length > 0,
      this.#shownTrial.faults?.timed,
    );
    return words === '' ? nothing : html`<p class="guides">${words}</p>`;
  }

  #description(): string {
    const { quantity, trace, other, otherName } = this;
    const own = figureDescription(
      trace,
      quantity,
      machine => (trace ? finalValue(trace, quantity, machine) : 0),
      this.nowMs === undefined,
      quantity === 'queue' && this.nowMs === undefined
        ? machine => this.#longest[machine - 1] ?? 0
        : undefined,
    );
    if (!other) return own;
    const valueOf = (machine: number): number => finalValue(other, quantity, machine);
    return `${own} ${otherRunDescription(otherName, other, quantity, valueOf)}`;
  }

  /** By machine, of a run that is over. */
  get #longest(): readonly number[] {
    const { trace, revision } = this;
    if (this.#longestFor?.trace !== trace || this.#longestFor?.revision !== revision)
      this.#longestFor = {
        trace,
        revision,
        lengths: trace?.logs.map(({ machine }) => longestQueue(trace, machine)) ?? [],
      };
    return this.#longestFor!.lengths;
  }

  get #shownTrial(): Trial {
    return this.trace?.trial ?? this.trial;
  }

  #dropChart(): void {
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  /** A hidden page has no animation frames: then one drawing waits until it is seen again. */
  #scheduleDrawing(): void {
    this.#drawing ??= requestAnimationFrame(() => {
      this.#drawing = undefined;
      this.#draw();
    });
  }

  #draw(): void {
    const figure = this.#figure();
    if (this.#chart) this.#chart.draw(figure);
    else this.#chart = new FigureChart(this.canvas, figure, this.#onLayout);
  }

  get #plotWidth(): number {
    const { geometry } = this;
    if (geometry) return geometry.right - geometry.left;
    return this.canvas.clientWidth || WIDTH_PIXELS;
  }

  /** Whether a plot of another width has the same ticks, and its marks at the same places. */
  #isDrawnAlike(widthPixels: number): boolean {
    if (widthPixels === this.#plotWidth) return true;
    const partsOf = ({ x, layers }: Figure): string =>
      JSON.stringify([x, layers.filter(({ kind }) => kind === 'mark')]);
    return partsOf(this.#figure(widthPixels)) === partsOf(this.#figure());
  }

  #figure(widthPixels = this.#plotWidth): Figure {
    const { quantity } = this;
    const trial = this.#shownTrial;
    if (this.trace) this.#builder ??= new SeriesBuilder(this.trace, quantity);
    if (this.other) this.#otherBuilder ??= new SeriesBuilder(this.other, quantity);
    this.#builder?.update();
    this.#otherBuilder?.update();
    return traceFigure({
      quantity,
      title: FIGURE_TITLES[quantity],
      description: this.#description(),
      trial,
      series: this.#builder?.series ?? trial.rates.map((_, i) => ({ machine: i + 1, points: [] })),
      largest: Math.max(this.#builder?.max ?? 0, this.#otherBuilder?.max ?? 0),
      others: (this.other && this.#otherBuilder?.series) ?? [],
      prediction: this.prediction,
      marksMs: this.marksMs,
      nowSeconds: this.nowMs === undefined ? undefined : this.nowMs / 1000,
      isStepped: this.trace?.engine === 'stepped',
      widthPixels,
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trace-chart': TraceChart;
  }
}
