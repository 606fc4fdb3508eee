// The same trace under several clocks: what each one would have said, what it orders that has no order, what it gets wrong,
// and which of them the diagram shows at its events.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LENS_KINDS, lensLabel, type LensKind } from '../../../analysis/clock-lenses.ts';
import type { ClocksReport, LensFindings } from '../../../analysis/clock-lenses-study.ts';
import { SystemTimes } from '../../../analysis/system-times.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import type { StudyRequest } from '../../../jobs/trace-studies.ts';
import '../../parts/choice-field.ts';
import { DoorController } from '../../parts/door-controller.ts';
import type { FieldChangeEvent } from '../../parts/events.ts';
import { showEvent } from '../choose-event.ts';
import {
  CLOCKS_WORDS,
  deniedPair,
  eventOf,
  hybridLead,
  orderedPair,
  type ExampleMarks,
} from '../../../words/clocks.ts';
import { placeButton, placeButtons } from '../place-button.ts';
import { NarrowController } from '../../parts/narrow-controller.ts';
import { plate } from '../../parts/styles/plate.styles.ts';
import { reset, sheet } from '../../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace-focus.ts';
import './clock-errors.ts';
import type { ClockErrorsChangeEvent } from './clock-errors.ts';
import { LensChangeEvent } from './clocks-events.ts';
import { clocksPanel } from './clocks-panel.styles.ts';
import './lens-event.ts';
import { clockErrorsOf, labelByLens } from './label-by-lens.ts';
import { RECORDED, type LensChoice } from './lens-labels.ts';
import { LensMemory } from './lens-memory.ts';
import './lens-table.ts';
import { LENS_WORDS, meaningOf } from '../../../words/lens-words.ts';
import { StudyController } from '../study-controller.ts';

type ClocksRequest = Extract<StudyRequest, { kind: 'clocks' }>;

const COLUMNS_NARROW = 3;
const CHOICES = LENS_KINDS.map(kind => ({ value: kind, label: LENS_WORDS[kind].short }));
/** Where time has no length, no clock can show it. */
const STEPPED_CHOICES = CHOICES.filter(({ value }) => value !== 'hybrid');

/** @fires lens-change - the owner is to set `lens` */
@customElement('clocks-panel')
export class ClocksPanel extends LitElement {
  static override styles = [reset, sheet, placeButtons, plate, clocksPanel];

  @property({ attribute: false }) trace!: Trace;
  @property({ type: Number }) revision = 0;
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Which timestamps stand at the events of the diagram. */
  @property({ attribute: false }) lens: LensChoice = RECORDED;

  readonly #study = new StudyController<ClocksRequest>(this);
  readonly #memory = new LensMemory();
  readonly #narrow = new NarrowController(this);
  #request: ClocksRequest = { kind: 'clocks', clockErrors: [] };
  /** What the request was made of. */
  #requestOf: readonly unknown[] = [];

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override willUpdate(): void {
    const { trace, lens } = this;
    const parts = [trace, trace.certificate, lens.clockErrors];
    if (parts.some((part, i) => part !== this.#requestOf[i]))
      this.#request = { kind: 'clocks', clockErrors: clockErrorsOf(trace, lens) };
    this.#requestOf = parts;
    this.#study.ask(this.trace, this.revision, this.#request);
  }

  override render() {
    const { trace, revision, lens, traceFocus } = this;
    const { result: report, problem } = this.#study;
    return html`
      <choice-field
        label=${CLOCKS_WORDS.choose}
        .choices=${trace.engine === 'stepped' ? STEPPED_CHOICES : CHOICES}
        .value=${lens.kind}
        note=${LENS_WORDS[lens.kind].label}
        columns=${this.#narrow.isNarrow ? COLUMNS_NARROW : 0}
        @field-change=${(event: FieldChangeEvent) => this.#choose({ kind: event.value as LensKind })}
      ></choice-field>
      ${problem ? html`<p class="sheet problem" role="alert">${problem}</p>` : nothing}
      ${report ? this.#findings(report) : problem ? nothing : html`<p class="waiting" role="status">${CLOCKS_WORDS.working}</p>`}
      <lens-event
        .trace=${trace}
        revision=${revision}
        .place=${traceFocus.state.selected}
        .clockErrors=${this.#request.clockErrors}
        .memory=${this.#memory}
      ></lens-event>
      ${trace.engine === 'stepped' ? nothing : this.#physical(report)}
    `;
  }

  #physical(report: ClocksReport | undefined) {
    const { trace } = this;
    return html`<section class="sheet errors" aria-labelledby="errors-title">
      <h2 id="errors-title">${CLOCKS_WORDS.errors}</h2>
      <p class="soft">${CLOCKS_WORDS.errorsExplained}</p>
      <clock-errors
        .trace=${trace}
        .measured=${new SystemTimes(trace).measuredErrors}
        @clock-errors-change=${({ clockErrors }: ClockErrorsChangeEvent) => this.#choose({ clockErrors })}
      ></clock-errors>
      ${report ? html`<p class="lead" role="status">${hybridLead(report, this.#marks('hybrid'))}</p>` : nothing}
    </section>`;
  }

  #findings(report: ClocksReport) {
    const chosen = this.lens.kind === 'recorded' ? (report.recordedAs ?? 'recorded') : this.lens.kind;
    // Vectors and matrices order no concurrent pair: what they are better than is worth a look.
    const kind = chosen === 'vector' || chosen === 'matrix' ? 'increment-then-send' : chosen;
    const findings = report.lenses.find(each => each.kind === kind);
    return html`
      <lens-table .report=${report} machines=${this.trace.machines} .chosen=${this.lens.kind}></lens-table>
      <section class="meaning plate" aria-labelledby="meaning-title">
        <h2 id="meaning-title">${CLOCKS_WORDS.meaning}</h2>
        ${meaningOf(report).map(sentence => html`<p>${sentence}</p>`)}
        ${findings ? this.#examples(findings) : nothing}
      </section>
    `;
  }

  #examples({ kind, ordered, denied }: LensFindings) {
    const marks = this.#marks(kind);
    const { name } = LENS_WORDS[kind];
    return html`
      ${ordered ? html`<p>${orderedPair(name, ordered, this.#laterByMs(ordered), marks)}</p>` : nothing}
      ${denied ? html`<p>${deniedPair(denied, marks)}</p>` : nothing}
    `;
  }

  #marks(kind: LensKind): ExampleMarks<TemplateResult | typeof nothing> {
    return {
      strong: words => html`<b>${words}</b>`,
      event: (place, other) =>
        placeButton(place, eventOf(this.trace, place), chosen =>
          showEvent(this.traceFocus, this.trace, chosen, this.#atMs(other)),
        ),
      timestamp: place => this.#timestamp(kind, place),
    };
  }

  #timestamp(kind: LensKind, { machine, index }: EventPlace) {
    if (kind === 'vector' || kind === 'matrix') return nothing;
    const lens = this.#memory.lensOf(this.trace, this.revision, kind, this.#request.clockErrors);
    return html`<b>${lensLabel(lens, machine, index)}</b>`;
  }

  /** How much later the first of the two took place; 0 where the bounds of their times do not say so. */
  #laterByMs({ first, second }: { readonly first: EventPlace; readonly second: EventPlace }): number {
    if (this.trace.engine === 'stepped') return 0;
    const [firstMs, secondMs] = [this.#atMs(first), this.#atMs(second)];
    const apart = new SystemTimes(this.trace).apart(
      { machine: second.machine, atMs: secondMs },
      { machine: first.machine, atMs: firstMs },
    );
    return apart && apart.apartMs <= apart.boundMs ? 0 : firstMs - secondMs;
  }

  #atMs({ machine, index }: EventPlace): number {
    return this.trace.logOf(machine).atMs[index]!;
  }

  #choose(change: Partial<Pick<LensChoice, 'kind' | 'clockErrors'>>): void {
    const lens = { ...this.lens, ...change };
    this.lens = { ...lens, labelsOf: lens.kind === 'recorded' ? undefined : labelByLens };
    this.dispatchEvent(new LensChangeEvent(this.lens));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'clocks-panel': ClocksPanel;
  }
}
