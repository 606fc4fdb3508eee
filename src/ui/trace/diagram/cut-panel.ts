// The cut through the trace: whether it is consistent, which messages break it, what is in flight across it, and where it
// lies on each machine.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import { examineCut, largestConsistentCut, type CutMessage, type CutReport } from '../../../analysis/cuts.ts';
import type { MachineLog } from '../../../core/machine-log.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { DoorController } from '../../parts/door-controller.ts';
import '../../parts/machine-mark.ts';
import { smallFields } from '../../parts/styles/control.styles.ts';
import { panel } from '../panel.styles.ts';
import { buttons, reset, sheet } from '../../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace-focus.ts';
import { chooseEvent } from '../choose-event.ts';
import { cutPanel } from './cut-panel.styles.ts';
import {
  CUT_WORDS,
  cutTitle,
  cutVerdict,
  moreViolations,
  ofEvents,
  violationSentence,
} from '../../../words/cuts.ts';
import { placeButton, placeButtons } from '../place-button.ts';
import { machineName } from '../../../words/machine-name.ts';

const NAMED_MAX = 8; // messages; a cut through a large trace may be broken by thousands

/** Shows nothing while there is no cut. */
@customElement('cut-panel')
export class CutPanel extends LitElement {
  static override styles = [reset, buttons, sheet, panel, smallFields, placeButtons, cutPanel];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  #examined:
    | {
        readonly trace: Trace;
        readonly revision: number;
        readonly cut: Uint32Array;
        readonly report: CutReport;
      }
    | undefined;
  readonly #choose = (place: EventPlace): void => chooseEvent(this.traceFocus, this.trace, place);

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override render() {
    const { cut } = this.traceFocus.state;
    if (cut?.length !== this.trace.machines) return nothing;
    const report = this.#examine(cut);
    return html`<section class="sheet" aria-labelledby="title">
      <header>
        <h2 id="title">${cutTitle(report)}</h2>
        <div class="ways">
          <button
            type="button"
            ?disabled=${report.consistent}
            @click=${() => this.traceFocus.change({ cut: largestConsistentCut(this.trace, cut) })}
          >
            ${CUT_WORDS.shrink}
          </button>
          <button type="button" @click=${() => this.traceFocus.change({ cut: undefined })}>
            ${CUT_WORDS.clear}
          </button>
        </div>
      </header>
      <p role="status">${cutVerdict(report)}</p>
      ${report.consistent ? nothing : this.#violations(report)}
      <fieldset>
        <legend>${CUT_WORDS.events}</legend>
        ${repeat(
          this.trace.logs,
          log => log.machine,
          log => this.#field(log, cut),
        )}
      </fieldset>
    </section>`;
  }

  #violations({ violations, violationCount }: CutReport) {
    const more = violationCount - Math.min(NAMED_MAX, violations.length);
    return html`<ul>
      ${violations.slice(0, NAMED_MAX).map(message => this.#violation(message))}
      ${more > 0 ? html`<li class="soft">${moreViolations(more)}</li>` : nothing}
    </ul>`;
  }

  #violation(message: CutMessage) {
    const words = violationSentence(
      this.trace,
      message,
      name => html`<b>${name}</b>`,
      (place, event) => placeButton(place, event, this.#choose),
    );
    return html`<li>${words}</li>`;
  }

  #field({ machine, eventCount }: MachineLog, cut: Uint32Array) {
    const count = cut[machine - 1]!;
    return html`<label>
      <machine-mark machine=${machine}></machine-mark>
      <span>${machineName(this.trace, machine)}</span>
      <input
        type="number"
        min="0"
        max=${eventCount}
        step="1"
        .value=${live(`${count}`)}
        @change=${(event: Event) => this.#move(machine, (event.target as HTMLInputElement).valueAsNumber)}
      />
      <span class="soft">${ofEvents(eventCount)}</span>
    </label>`;
  }

  #move(machine: number, count: number): void {
    const { cut } = this.traceFocus.state;
    if (!cut) return;
    const moved = cut.slice();
    const { eventCount } = this.trace.logOf(machine);
    if (Number.isFinite(count)) moved[machine - 1] = Math.min(eventCount, Math.max(0, Math.round(count)));
    // Also where nothing moved: what was typed and is no place gives way to what is.
    this.traceFocus.change({ cut: moved });
  }

  #examine(cut: Uint32Array): CutReport {
    const { trace, revision } = this;
    const last = this.#examined;
    if (last?.trace !== trace || last.revision !== revision || last.cut !== cut)
      this.#examined = { trace, revision, cut, report: examineCut(trace, cut) };
    return this.#examined!.report;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cut-panel': CutPanel;
  }
}
