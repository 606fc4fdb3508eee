// The findings of one rule in pages: pressing one shows its event, together with the other event that it is about.
import { FINDINGS_PAGES, findingsPage } from '../../../words/pages.ts';
import type { PageTurnEvent } from '../../parts/events.ts';
import '../../parts/page-turner.ts';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { AuditFinding, RuleReport } from '../../../analysis/audit/audit-report.ts';
import { sentenceOf } from '../../../words/audit-sentences.ts';
import type { FilePlace } from '../../../core/trace-origin.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { DoorController } from '../../parts/door-controller.ts';
import { showEvent } from '../choose-event.ts';
import { filePosition } from '../../../words/event-table.ts';
import { AUDIT_WORDS, otherEvent } from '../../../words/audit-panel.ts';
import { eventName } from '../../../words/event-words.ts';
import { placeButton, placeButtons } from '../place-button.ts';
import '../../parts/machine-mark.ts';
import { buttons, reset } from '../../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace-focus.ts';
import { auditFindings } from './audit-findings.styles.ts';
import { machineName } from '../../../words/machine-name.ts';

const FINDINGS_A_PAGE = 50;

@customElement('audit-findings')
export class AuditFindings extends LitElement {
  static override styles = [reset, buttons, placeButtons, auditFindings];

  @property({ attribute: false }) rule!: RuleReport;
  @property({ attribute: false }) machineNames: readonly string[] = [];
  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  @state() private page = 0;

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rule')) this.page = 0;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('page')) this.renderRoot.querySelector('.scroll')?.scrollTo({ top: 0 });
  }

  override render() {
    const { findings } = this.rule;
    const from = this.page * FINDINGS_A_PAGE;
    const shown = findings.slice(from, from + FINDINGS_A_PAGE);
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${AUDIT_WORDS.findings}>
        <ol start=${from + 1}>
          ${shown.map(finding => this.#finding(finding))}
        </ol>
      </div>
      ${this.#pager(from, shown.length)}`;
  }

  #finding(finding: AuditFinding) {
    const { place, other, line, otherLine, severity, fact } = finding;
    const { selected } = this.traceFocus.state;
    const chosen = selected?.machine === place.machine && selected.index === place.index;
    return html`<li aria-current=${chosen ? 'true' : 'false'}>
      <span class="where">
        ${this.#place(place, other, machineName(this.trace, place.machine))} ${this.#line(line)}
      </span>
      <span class="what">
        ${severity === 'remark' ? html`<b class="remark">${AUDIT_WORDS.remark}</b>` : nothing}
        ${sentenceOf(fact, this.machineNames, this.trace.engine)}
      </span>
      ${
        other
          ? html`<span class="other"
              >${otherEvent(fact.kind)} ${this.#place(other, place, this.trace.nameOf(other.machine))}
              ${this.#line(otherLine)}</span
            >`
          : nothing
      }
    </li>`;
  }

  #place(place: EventPlace, other: EventPlace | undefined, name: string) {
    const words = html`<machine-mark machine=${place.machine}></machine-mark> ${eventName(name, place)}`;
    const since = other ?? place;
    return placeButton(place, words, chosen =>
      showEvent(this.traceFocus, this.trace, chosen, this.trace.logOf(since.machine).atMs[since.index]!),
    );
  }

  #line(place: FilePlace | undefined) {
    return place ? html`<span class="line">${filePosition(place)}</span>` : nothing;
  }

  #pager(from: number, shown: number) {
    const { findings, faults, remarks } = this.rule;
    const pages = Math.ceil(findings.length / FINDINGS_A_PAGE);
    if (pages < 2) return nothing;
    return html`<page-turner
      label=${FINDINGS_PAGES}
      .text=${findingsPage(from, shown, findings.length, faults + remarks)}
      page=${this.page}
      pages=${pages}
      @page-turn=${({ page }: PageTurnEvent) => {
        this.page = page;
      }}
    ></page-turner>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'audit-findings': AuditFindings;
  }
}
