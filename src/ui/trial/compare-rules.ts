// One button for the question of every class: what would the other rule have made of the same seed? It asks for both runs beside
// each other.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Trace } from '../../core/trace.ts';
import { COMPARE_RULES, compareRulesNote } from '../../words/rules.ts';
import { ViewEvent } from '../parts/view-event.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';

/** The run is to be shown beside one of the same seed under the other rule. */
export class RulesCompareEvent extends ViewEvent {
  static readonly type = 'rules-compare';
  constructor(readonly trace: Trace) {
    super(RulesCompareEvent.type);
  }
}

/** @fires rules-compare */
@customElement('compare-rules')
export class CompareRules extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    css`
      div {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
        justify-content: space-between;
        padding: var(--space-3) var(--space-4);
      }
      p {
        flex: 1 1 320px;
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;

  override render() {
    return html`<div class="sheet">
      <p>${compareRulesNote(this.trace.trial.rule)}</p>
      <button type="button" @click=${() => this.dispatchEvent(new RulesCompareEvent(this.trace))}>
        ${COMPARE_RULES}
      </button>
    </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'compare-rules': CompareRules;
  }
  interface HTMLElementEventMap {
    'rules-compare': RulesCompareEvent;
  }
}
