// A short text in one line: a label, what may be typed, and what is wrong with it.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { FieldChangeEvent } from './events.ts';
import { field, textBox } from './styles/field.styles.ts';
import { reset } from './styles/shared.styles.ts';

/** @fires field-change - with the text after a keystroke */
@customElement('text-field')
export class TextField extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
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
        width: 136px;
        flex: none;
      }
    `,
  ];

  @property() label = '';
  @property() value = '';
  /** What the numbers in it count. */
  @property() unit = '';
  /** One line on what may be typed. */
  @property() note = '';
  /** What is wrong, in words; empty when nothing is. */
  @property() problem = '';
  /** The box below the label, for long texts. */
  @property({ type: Boolean }) wide = false;
  @property({ type: Boolean }) disabled = false;

  override render() {
    const wrong = this.problem !== '';
    // What is wrong says what may be typed, too.
    const note = wrong ? '' : this.note;
    return html`
      <div class="row ${this.wide ? 'wide' : ''}">
        <label for="input"
          >${this.label}${this.unit ? html` <span class="unit">${this.unit}</span>` : nothing}</label
        >
        <div class="box ${wrong ? 'wrong' : ''} ${this.disabled ? 'disabled' : ''}">
          <input
            id="input"
            type="text"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            aria-invalid=${wrong ? 'true' : 'false'}
            aria-describedby=${wrong ? 'problem' : note ? 'note' : nothing}
            ?disabled=${this.disabled}
            .value=${live(this.value)}
            @input=${this.#type}
          />
        </div>
      </div>
      ${wrong ? html`<p id="problem" class="problem">${this.problem}</p>` : nothing}
      ${note ? html`<p id="note" class="note">${note}</p>` : nothing}
    `;
  }

  #type(event: InputEvent): void {
    this.value = (event.target as HTMLInputElement).value;
    this.dispatchEvent(new FieldChangeEvent(this.value));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'text-field': TextField;
  }
}
