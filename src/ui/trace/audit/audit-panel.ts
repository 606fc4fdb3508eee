// The audit of a trace: what it comes to, what the program that made it does wrong, and rule by rule what was checked,
// found and left unchecked.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { auditMarkdown } from '../../../formats/audit-markdown.ts';
import type { AuditReport, RuleReport } from '../../../analysis/audit/audit-report.ts';
import {
  AUDIT_WORDS,
  checkingEvents,
  countedUnderRule,
  reportTitle,
  sourceSentence,
} from '../../../words/audit-panel.ts';
import { savedFile } from '../../../words/run-files.ts';
import { VERDICT_WORDS } from '../../../words/verdict.ts';
import { diagnosisSentence } from '../../../words/audit-diagnosis.ts';
import { LAMPORT_1978_URL, ruleWords } from '../../../words/audit-rules.ts';
import {
  headlineOf,
  noteSentence,
  resultOf,
  stateOf,
  uncheckedSentence,
} from '../../../words/audit-words.ts';
import type { Trace } from '../../../core/trace.ts';
import { saveFile } from '../../parts/save-file.ts';
import { disclosure } from '../../parts/styles/disclosure.styles.ts';
import { plate } from '../../parts/styles/plate.styles.ts';
import { panel } from '../panel.styles.ts';
import { buttons, reset, sheet } from '../../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace-focus.ts';
import { AuditController } from './audit-controller.ts';
import './audit-findings.ts';
import './audit-mark.ts';
import { auditPanel } from './audit-panel.styles.ts';

/** Audits by itself once the run is over; while it goes on, when somebody asks for it. */
@customElement('audit-panel')
export class AuditPanel extends LitElement {
  static override styles = [reset, buttons, sheet, panel, plate, disclosure, auditPanel];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  /** Whether the run goes on. */
  @property({ type: Boolean }) live = false;
  @property({ attribute: false }) nowMs: number | undefined;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  @state() private said = '';
  readonly #audit = new AuditController(this);

  override willUpdate(changed: PropertyValues<this>): void {
    this.#audit.show(this.trace);
    if (changed.has('trace')) this.said = '';
    const { state } = this.#audit;
    const isOld = state.kind === 'done' && state.revision !== this.revision;
    if (!this.live && (state.kind === 'idle' || isOld)) this.#audit.start(this.revision);
  }

  override render() {
    const { state } = this.#audit;
    return html`<section class="sheet" aria-labelledby="title" aria-busy=${state.kind === 'working'}>
      <header>
        <div>
          <h2 id="title">${AUDIT_WORDS.title}</h2>
          ${this.#state()}
        </div>
        <div class="ways">${this.#actions()}</div>
        <p class="soft" aria-live="polite" ?hidden=${this.said === ''}>${this.said}</p>
      </header>
      ${state.kind === 'done' ? this.#report(state.report) : nothing}
    </section>`;
  }

  #state() {
    const { state } = this.#audit;
    switch (state.kind) {
      case 'idle':
        return html`<p class="headline">${AUDIT_WORDS.running}</p>`;
      case 'working':
        return html`<p class="headline" role="status">${checkingEvents(this.trace.eventCount)}</p>`;
      case 'stopped':
        return html`<p class="headline" role="status">${AUDIT_WORDS.stopped}</p>`;
      case 'failed':
        return html`<p class="headline problem" role="alert">${VERDICT_WORDS.failed(state.reason)}</p>`;
      case 'done': {
        const { report, revision } = state;
        const mark = report.faults > 0 ? 'faulty' : report.remarks > 0 ? 'remarks' : 'passed';
        return html`<p class="headline" role="status">
            <audit-mark state=${mark}></audit-mark> ${headlineOf(report)}
          </p>
          ${revision !== this.revision ? html`<p class="soft">${AUDIT_WORDS.old}</p>` : nothing}`;
      }
    }
  }

  #actions() {
    const { state } = this.#audit;
    if (state.kind === 'working')
      return html`<button type="button" @click=${() => this.#audit.stop()}>${AUDIT_WORDS.stop}</button>`;
    const start = () => this.#audit.start(this.revision);
    const again = state.kind === 'done' ? (this.live ? AUDIT_WORDS.again : undefined) : AUDIT_WORDS.now;
    return html`
      ${again ? html`<button type="button" @click=${start}>${again}</button>` : nothing}
      ${
        state.kind === 'done'
          ? html`<button type="button" @click=${() => this.#save(state.report)}>${AUDIT_WORDS.save}</button>`
          : nothing
      }
    `;
  }

  #report(report: AuditReport) {
    const { diagnoses, rules } = report;
    return html`
      ${
        diagnoses.length > 0
          ? html`<div class="diagnosis plate">
              ${diagnoses.map(each => html`<p>${diagnosisSentence(each)}</p>`)}
            </div>`
          : nothing
      }
      <p class="soft source">
        ${sourceSentence(
          words => html`<a href=${LAMPORT_1978_URL} target="_blank" rel="noreferrer">${words}</a>`,
        )}
      </p>
      <ul class="rules">
        ${rules.map(rule => this.#rule(rule, report.machineNames))}
      </ul>
    `;
  }

  #rule(rule: RuleReport, machineNames: readonly string[]) {
    const { title, source, quote, counted: what } = ruleWords(rule.rule, this.trace.engine);
    const how = stateOf(rule);
    return html`<li>
      <details class=${how} data-rule=${rule.rule}>
        <summary>
          <audit-mark state=${how}></audit-mark>
          <span>${title}</span>
          <span class="result">${resultOf(rule)}</span>
        </summary>
        <div class="body">
          <p><cite>${source}:</cite> ${quote} <span class="soft">${countedUnderRule(what)}</span></p>
          ${rule.notes.map(note => html`<p>${noteSentence(note)}</p>`)}
          ${rule.unchecked.map(each => html`<p>${uncheckedSentence(each)}</p>`)}
          ${
            rule.findings.length > 0
              ? html`<audit-findings
                  .rule=${rule}
                  .machineNames=${machineNames}
                  .trace=${this.trace}
                  .traceFocus=${this.traceFocus}
                ></audit-findings>`
              : nothing
          }
        </div>
      </details>
    </li>`;
  }

  #save(report: AuditReport): void {
    const name = 'lamplight-audit.md';
    saveFile({
      name,
      text: auditMarkdown(report, reportTitle(this.trace), this.trace.engine),
      type: 'text/markdown',
    });
    this.said = savedFile(name);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'audit-panel': AuditPanel;
  }
}
