// What the audit of a trace comes to, above its figures, before anybody asks for it; and the way to the findings.
import { ViewEvent } from '../../parts/view-event.ts';
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Trace } from '../../../core/trace.ts';
import { VERDICT_WORDS, verdictOf } from '../../../words/verdict.ts';
import { buttons, reset } from '../../parts/styles/shared.styles.ts';
import { AuditController } from './audit-controller.ts';
import './audit-mark.ts';

/** Asks for the findings to be shown; whoever shows the trace answers. */
export class FindingsShowEvent extends ViewEvent {
  static readonly type = 'findings-show';
  constructor() {
    super(FindingsShowEvent.type);
  }
}

@customElement('trace-verdict')
export class TraceVerdict extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      .verdict {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) auto;
        gap: var(--space-2) var(--space-3);
        align-items: center;
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--hairline);
        border-inline-start: 4px solid var(--edge);
        border-radius: var(--radius-large);
        background: var(--sheet);
        line-height: 1.5;
      }
      .faulty {
        border-inline-start-color: var(--problem);
      }
      .faulty b {
        color: var(--problem);
      }
      p {
        max-width: 100ch;
        overflow-wrap: anywhere;
      }
      @media (max-width: 640px) {
        .verdict {
          grid-template-columns: auto minmax(0, 1fr);
        }
        button {
          grid-column: 2;
          justify-self: start;
        }
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;

  readonly #audit = new AuditController(this);

  override willUpdate(): void {
    this.#audit.show(this.trace);
    const { state } = this.#audit;
    const isOld = state.kind === 'done' && state.revision !== this.revision;
    if (state.kind === 'idle' || isOld) this.#audit.start(this.revision);
  }

  override render() {
    const { state } = this.#audit;
    if (state.kind === 'failed')
      return html`<p class="verdict" role="alert">${VERDICT_WORDS.failed(state.reason)}</p>`;
    if (state.kind !== 'done')
      return html`<p class="verdict" role="status" aria-busy="true">${VERDICT_WORDS.working}</p>`;
    const { report } = state;
    const verdict = verdictOf(report);
    const mark = verdict.state === 'clean' ? (report.remarks > 0 ? 'remarks' : 'passed') : verdict.state;
    // A sign that ends the first part stands at it; words have a blank between.
    const gap = /^[.;,]/.test(verdict.rest) ? '' : ' ';
    return html`<section class="verdict ${verdict.state}" aria-label=${VERDICT_WORDS.name}>
      <audit-mark state=${mark}></audit-mark>
      <p role="status"><b>${verdict.lead}</b>${gap}${verdict.rest}</p>
      ${
        report.faults + report.remarks > 0
          ? html`<button type="button" @click=${() => this.dispatchEvent(new FindingsShowEvent())}>
              ${VERDICT_WORDS.show}
            </button>`
          : nothing
      }
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trace-verdict': TraceVerdict;
  }
  interface HTMLElementEventMap {
    'findings-show': FindingsShowEvent;
  }
}
