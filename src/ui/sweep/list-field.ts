// A list or range in one line of its own: a label, a line on what may be typed, and what is wrong with it.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { field, textBox } from '../parts/styles/field.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { TextField } from '../parts/text-field.ts';

/**
 * The owner takes over what `field-change` says.
 *
 * @fires field-change - with the text after a keystroke
 */
@customElement('list-field')
export class ListField extends TextField {
  static override styles = [
    reset,
    field,
    textBox,
    css`
      .unit {
        display: block;
        color: var(--ink-soft);
        font-size: var(--size-small);
        line-height: 1.2;
      }
      .row.wide {
        display: grid;
        justify-content: stretch;
        gap: var(--space-1);
      }
      .row:not(.wide) .box {
        width: 128px;
        flex: none;
      }
    `,
  ];

  /** What the numbers count. */
  @property() unit = '';
  /** One line on what may be typed. */
  @property() note = '';
  /** The box below the label, for long texts. */
  @property({ type: Boolean }) wide = false;

  override render() {
    const wrong = this.problem !== '';
    return html`
      <div class="row ${this.wide ? 'wide' : ''}">
        <label for="input"
          >${this.label}${this.unit ? html` <span class="unit">${this.unit}</span>` : nothing}</label
        >
        ${this.box(wrong ? 'problem' : this.note ? 'note' : nothing)}
      </div>
      ${
        wrong
          ? html`<p id="problem" class="problem">${this.problem}</p>`
          : this.note
            ? html`<p id="note" class="note">${this.note}</p>`
            : nothing
      }
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'list-field': ListField;
  }
}
