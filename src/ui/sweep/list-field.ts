// A list or range in one line of its own: a label, a line on what may be typed, and what is wrong with it.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { FieldChangeEvent } from '../events.ts';
import { field } from '../styles/field.styles.ts';
import { reset } from '../styles/shared.styles.ts';

/**
 * The owner takes over what `field-change` says.
 *
 * @fires field-change - with the text after a keystroke
 */
@customElement('list-field')
export class ListField extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    reset,
    field,
    css`
      .head {
        display: flex;
        justify-content: space-between;
        gap: var(--space-2);
        margin-bottom: var(--space-1);
      }
      .unit {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      input {
        width: 100%;
      }
      @media (pointer: coarse) {
        .box {
          height: 40px;
        }
      }
    `,
  ];

  @property() label = '';
  @property() value = '';
  /** What the numbers count. */
  @property() unit = '';
  /** One line on what may be typed. */
  @property() note = '';
  /** What is wrong, in words; empty when nothing is. */
  @property() problem = '';
  @property({ type: Boolean }) disabled = false;

  override render() {
    const wrong = this.problem !== '';
    return html`
      <div class="head">
        <label for="input">${this.label}</label>
        ${this.unit ? html`<span class="unit" id="unit">${this.unit}</span>` : nothing}
      </div>
      <div class="box ${wrong ? 'wrong' : ''} ${this.disabled ? 'disabled' : ''}">
        <input
          id="input"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          aria-invalid=${wrong ? 'true' : 'false'}
          aria-describedby=${wrong ? 'unit problem' : 'unit note'}
          ?disabled=${this.disabled}
          .value=${live(this.value)}
          @input=${this.#type}
        />
      </div>
      ${wrong
        ? html`<p id="problem" class="problem">${this.problem}</p>`
        : this.note
          ? html`<p id="note" class="note">${this.note}</p>`
          : nothing}
    `;
  }

  #type(event: InputEvent): void {
    this.value = (event.target as HTMLInputElement).value;
    this.dispatchEvent(new FieldChangeEvent(this.value));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'list-field': ListField;
  }
}
