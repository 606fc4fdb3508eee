// How a rule fared, as a small sign: each state has a shape of its own beside its colour. The words stand next to it.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { RuleState } from '../../../words/audit-words.ts';

/** In a box of 16 × 16: a tick, a cross, an exclamation mark, a dash. */
const PATHS: Record<RuleState, string> = {
  passed: 'M3.5 8.5 6.7 11.7 12.8 4.8',
  faulty: 'M4 4 12 12 M12 4 4 12',
  remarks: 'M8 3.2V9.2 M8 12V12.6',
  open: 'M4 8H12',
};

@customElement('audit-mark')
export class AuditMark extends LitElement {
  static override styles = css`
    :host {
      display: inline-flex;
      flex: none;
      color: var(--ink-soft);
    }
    :host([state='faulty']) {
      color: var(--problem);
    }
    :host([state='remarks']) {
      color: var(--amber-text);
    }
    svg {
      width: 18px;
      height: 18px;
      fill: none;
      stroke: currentColor;
      stroke-width: 2.2;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `;

  @property({ reflect: true }) state: RuleState = 'passed';

  override render() {
    return html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[this.state]} /></svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'audit-mark': AuditMark;
  }
}
