// How each machine's clock jumped and how far the clocks drifted apart, with the largest jump to be chosen and explained.
import { grouped } from '../../../core/counted.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { JumpClass, JumpDistribution, MachineJumps } from '../../../analysis/jumps.ts';
import type { Trace } from '../../../core/trace.ts';
import type { JumpsReport, StudyRequest } from '../../../jobs/trace-studies.ts';
import { DoorController } from '../../parts/door-controller.ts';
import { showWithCause } from '../choose-event.ts';
import { SHOW_LARGEST_JUMP } from '../../../words/event-words.ts';
import { placeButton, placeButtons } from '../place-button.ts';
import '../../parts/machine-mark.ts';
import { disclosure } from '../../parts/styles/disclosure.styles.ts';
import { buttons, reset, sheet, tables } from '../../parts/styles/shared.styles.ts';
import { plate } from '../../parts/styles/plate.styles.ts';
import { sheetTable } from '../../parts/styles/sheet-table.styles.ts';
import type { TraceFocus } from '../trace-focus.ts';
import { clocksPanel } from './clocks-panel.styles.ts';
import '../../figures/drift-figure.ts';
import '../../figures/jump-histogram.ts';
import {
  atEvent,
  driftSentence,
  JUMP_HEADS,
  JUMPS_WORDS,
  largestJumpSentence,
  meanJump,
  meanSentence,
  moreHistograms,
} from '../../../words/jumps-words.ts';
import { decimal } from '../../../words/numbers.ts';
import { StudyController } from '../study-controller.ts';
import { machineName } from '../../../words/machine-name.ts';

type JumpsRequest = Extract<StudyRequest, { kind: 'jumps' }>;

const REQUEST: JumpsRequest = { kind: 'jumps' };
/** So many histograms are in sight at once; the others are unfolded, up to the second number. The table has them all. */
const HISTOGRAMS_SHOWN = 6;
const HISTOGRAMS_MAX = 48;

@customElement('jumps-panel')
export class JumpsPanel extends LitElement {
  static override styles = [
    reset,
    sheet,
    buttons,
    tables,
    sheetTable,
    placeButtons,
    plate,
    clocksPanel,
    disclosure,
    css`
      .histograms {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 280px), 1fr));
        gap: var(--space-4) var(--space-6);
        padding: 0 var(--space-4) var(--space-3);
      }
      h3 {
        display: flex;
        align-items: center;
        gap: 6px;
        margin: 0 0 var(--space-2);
        font-size: var(--size-note);
        font-weight: 650;
      }
      .meaning button:not(.place) {
        margin-top: var(--space-2);
      }
      details {
        padding-inline-start: var(--space-4);
      }
      details .histograms {
        padding-inline-start: 0;
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  @property({ type: Number }) revision = 0;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  readonly #study = new StudyController<JumpsRequest>(this);

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override willUpdate(): void {
    this.#study.ask(this.trace, this.revision, REQUEST);
  }

  override render() {
    const { result, problem } = this.#study;
    if (problem) return html`<p class="sheet problem" role="alert">${problem}</p>`;
    if (!result) return html`<p class="waiting" role="status">${JUMPS_WORDS.working}</p>`;
    return html`${this.#meaning(result)} ${this.#histograms(result.jumps)}
    ${
      result.drift.momentsMs.length > 0
        ? html`<drift-figure
            .trace=${this.trace}
            .drift=${result.drift}
            .traceFocus=${this.traceFocus}
            .pointedMs=${this.traceFocus.state.pointedMs}
          ></drift-figure>`
        : nothing
    }`;
  }

  #meaning({ jumps, drift }: JumpsReport) {
    const { largest } = jumps;
    const mean = meanSentence(this.trace, jumps.machines);
    if (!largest) return html`<p class="waiting">${JUMPS_WORDS.none}</p>`;
    return html`<section class="meaning plate" aria-labelledby="meaning-title">
      <h2 id="meaning-title">${JUMPS_WORDS.meaning}</h2>
      <p>${largestJumpSentence(this.trace, largest, words => html`<b>${words}</b>`)}</p>
      ${mean ? html`<p>${mean}</p>` : nothing}
      ${
        drift.largest && drift.final
          ? html`<p>${driftSentence(this.trace, drift.largest, drift.final)}</p>`
          : nothing
      }
      <button type="button" @click=${() => showWithCause(this.traceFocus, this.trace, largest)}>
        ${SHOW_LARGEST_JUMP}
      </button>
    </section>`;
  }

  #histograms({ classes, machines }: JumpDistribution) {
    const max = machines.reduce((most, { counts }) => Math.max(most, ...counts), 1);
    const more = machines.slice(HISTOGRAMS_SHOWN, HISTOGRAMS_MAX);
    return html`<section class="sheet" aria-labelledby="jumps-title">
      <h2 id="jumps-title">${JUMPS_WORDS.title}</h2>
      <div class="histograms">
        ${machines.slice(0, HISTOGRAMS_SHOWN).map(jumps => this.#histogram(jumps, classes, max))}
      </div>
      ${
        more.length > 0
          ? html`<details>
              <summary>${moreHistograms(more.length)}</summary>
              <div class="histograms">${more.map(jumps => this.#histogram(jumps, classes, max))}</div>
            </details>`
          : nothing
      }
      <div class="scroll" tabindex="0" role="region" aria-label=${JUMPS_WORDS.table}>
        <table>
          <thead>
            <tr>
              ${JUMP_HEADS.map(head => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${machines.map(jumps => this.#row(jumps))}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  #histogram(jumps: MachineJumps, classes: readonly JumpClass[], max: number) {
    const name = machineName(this.trace, jumps.machine);
    return html`<div>
      <h3><machine-mark machine=${jumps.machine}></machine-mark>${name}</h3>
      <jump-histogram .jumps=${jumps} .classes=${classes} max=${max} name=${name}></jump-histogram>
    </div>`;
  }

  #row({ machine, count, mean, median, quantile90, quantile99, largest }: MachineJumps) {
    return html`<tr>
      <th scope="row">
        <machine-mark machine=${machine}></machine-mark> ${machineName(this.trace, machine)}
      </th>
      <td>${grouped(count)}</td>
      <td>${meanJump(mean)}</td>
      <td>${decimal(median)}</td>
      <td>${decimal(quantile90)}</td>
      <td>${decimal(quantile99)}</td>
      <td>
        ${
          largest
            ? placeButton(
                largest,
                html`${grouped(largest.jump)}<span class="unseen">${atEvent(largest)}</span>`,
                place => showWithCause(this.traceFocus, this.trace, place),
              )
            : '–'
        }
      </td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'jumps-panel': JumpsPanel;
  }
}
