// What went wrong in a run by its trial's faults, as a list: the diagram's crosses and bands in words.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { faultAtMs } from '../../core/fault.ts';
import type { Trace } from '../../core/trace.ts';
import { faultListTitle, faultSentence, FAULT_HEADS, faultsNotShown } from '../../words/faults.ts';
import { secondsFigure } from '../../words/numbers.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';

/** More are counted, and are in the files. */
const SHOWN_MAX = 200;

@customElement('fault-list')
export class FaultList extends LitElement {
  static override styles = [
    reset,
    disclosure,
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

  override render() {
    const { faults } = this.trace;
    if (faults.length === 0) return nothing;
    return html`<details>
      <summary>${faultListTitle(faults.length)}</summary>
      <div class="scroller" tabindex="0" role="region" aria-label=${faultListTitle(faults.length)}>
        <table>
          <thead>
            <tr>
              ${FAULT_HEADS.map(head => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${faults.slice(0, SHOWN_MAX).map(
              fault =>
                html`<tr>
                  <th scope="row">${secondsFigure(faultAtMs(fault))}</th>
                  <td>${faultSentence(this.trace, fault)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      ${faults.length > SHOWN_MAX ? html`<p>${faultsNotShown(faults.length - SHOWN_MAX)}</p>` : nothing}
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'fault-list': FaultList;
  }
}
