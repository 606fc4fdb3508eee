// What went wrong in a run, as a list: by its trial's faults, the diagram's crosses and bands in words, and in the steps of a program.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { programFailures, sendOf } from '../../analysis/notable-places.ts';
import { faultAtMs, isMessageFault } from '../../core/fault.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import type { Trace } from '../../core/trace.ts';
import { faultHeads, faultListTitle, faultSentence, faultsNotShown } from '../../words/faults.ts';
import { failureSentence } from '../../words/notable-places.ts';
import { momentFigure } from '../../words/numbers.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { showWithCause } from './choose-event.ts';
import { placeButton, placeButtons } from './place-button.ts';
import type { TraceFocus } from './trace-focus.ts';

/** More are counted, and are in the files. */
const SHOWN_MAX = 200;

interface Row {
  readonly atMs: number;
  /** The event that it leads to. */
  readonly place: EventPlace | undefined;
  readonly sentence: () => string;
}

@customElement('fault-list')
export class FaultList extends LitElement {
  static override styles = [
    reset,
    disclosure,
    placeButtons,
    css`
      .scroller {
        max-height: 320px;
        overflow: auto;
      }
      table {
        border-collapse: collapse;
        font-size: var(--size-note);
      }
      th,
      td {
        padding: var(--space-1) var(--space-4) var(--space-1) 0;
        text-align: start;
        vertical-align: top;
        font-weight: inherit;
      }
      thead th {
        color: var(--ink-soft);
      }
      tbody th {
        font-variant-numeric: tabular-nums;
        text-align: end;
      }
      p {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  override render() {
    const rows = this.#rows;
    if (rows.length === 0) return nothing;
    const title = faultListTitle(rows.length);
    return html`<details>
      <summary>${title}</summary>
      <div class="scroller" tabindex="0" role="region" aria-label=${title}>
        <table>
          <thead>
            <tr>
              ${faultHeads(this.trace.engine).map(head => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.slice(0, SHOWN_MAX).map(row => this.#row(row))}
          </tbody>
        </table>
      </div>
      ${rows.length > SHOWN_MAX ? html`<p>${faultsNotShown(rows.length - SHOWN_MAX)}</p>` : nothing}
    </details>`;
  }

  #row({ atMs, place, sentence }: Row) {
    const words = sentence();
    return html`<tr>
      <th scope="row">${momentFigure(this.trace.engine, atMs)}</th>
      <td>
        ${place ? placeButton(place, words, chosen => showWithCause(this.traceFocus, this.trace, chosen)) : words}
      </td>
    </tr>`;
  }

  get #rows(): readonly Row[] {
    const { trace } = this;
    const { program } = trace;
    const faults = trace.faults.map((fault): Row => ({
      atMs: faultAtMs(fault),
      place: isMessageFault(fault) ? sendOf(trace, fault) : undefined,
      sentence: () => faultSentence(trace, fault),
    }));
    if (!program) return faults;
    const failures = programFailures(trace, program)
      // Where time has a length, the trial's crashes tell of it.
      .filter(({ kind }) => kind !== 'restart' || trace.engine === 'stepped')
      .map((place): Row => ({ atMs: place.atMs, place, sentence: () => failureSentence(trace, place) }));
    return [...faults, ...failures].sort((a, b) => a.atMs - b.atMs);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'fault-list': FaultList;
  }
}
