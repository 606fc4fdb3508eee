// One sentence about all runs that were opened together: students hand in several runs of one program.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AuditReport } from '../../../analysis/audit/audit-report.ts';
import type { Trace } from '../../../core/trace.ts';
import { auditRuns, checkingRuns, runsNotAudited } from '../../../words/audit-panel.ts';
import { runsVerdict } from '../../../words/verdict.ts';
import { plate } from '../../parts/styles/plate.styles.ts';
import { buttons, reset } from '../../parts/styles/shared.styles.ts';
import { traceHomeOf } from '../trace-home-request.ts';

/** Of all runs together, unless somebody asks: some seconds of work. */
const EVENTS_UNASKED_MAX = 2_000_000;

/** Shows nothing for a single run, whose own audit says all. */
@customElement('runs-audit')
export class RunsAudit extends LitElement {
  static override styles = [
    reset,
    buttons,
    plate,
    css`
      .plate {
        max-width: 88ch;
        font-size: var(--size-note);
      }
    `,
  ];

  @property({ attribute: false }) runs: readonly { readonly name: string; readonly trace: Trace }[] = [];

  @state() private sentence = '';
  @state() private working = false;
  #open: AbortController | undefined;

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('runs')) return;
    this.#end();
    this.sentence = '';
    const events = this.runs.reduce((sum, { trace }) => sum + trace.eventCount, 0);
    if (this.runs.length > 1 && events <= EVENTS_UNASKED_MAX) void this.#audit();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#end();
  }

  override render() {
    if (this.runs.length < 2) return nothing;
    if (this.sentence) return html`<p class="plate" role="status">${this.sentence}</p>`;
    return this.working
      ? html`<p class="plate" role="status">${checkingRuns(this.runs.length)}</p>`
      : html`<button type="button" @click=${() => void this.#audit()}>
          ${auditRuns(this.runs.length)}
        </button>`;
  }

  /** One run after the other: only one is copied at a time. */
  async #audit(): Promise<void> {
    const open = new AbortController();
    this.#open = open;
    this.working = true;
    try {
      const audited: { readonly name: string; readonly report: AuditReport }[] = [];
      for (const { name, trace } of this.runs) {
        const report = await traceHomeOf(this).study(trace, { kind: 'audit' }, { signal: open.signal });
        audited.push({ name, report });
      }
      if (this.#open === open) this.sentence = runsVerdict(audited);
    } catch (error) {
      if (this.#open === open)
        this.sentence = runsNotAudited(error instanceof Error ? error.message : String(error));
    }
    if (this.#open === open) this.#end();
  }

  #end(): void {
    const open = this.#open;
    this.#open = undefined;
    this.working = false;
    open?.abort();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'runs-audit': RunsAudit;
  }
}
