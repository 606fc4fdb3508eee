// A short text in one line, with what is wrong with it beside it.
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
      .box {
        width: 140px;
      }
    `,
  ];

  @property() label = '';
  @property() value = '';
  /** What is wrong, in words; empty when nothing is. */
  @property() problem = '';
  @property({ type: Boolean }) disabled = false;

  override render() {
    const wrong = this.problem !== '';
    return html`
      <div class="row">
        <label for="input">${this.label}</label>
        ${this.box(wrong ? 'problem' : nothing)}
      </div>
      ${wrong ? html`<p id="problem" class="problem">${this.problem}</p>` : nothing}
    `;
  }

  /** The box alone, for fields that lay out what is around it in another way. */
  protected box(describedBy: 'problem' | 'note' | typeof nothing) {
    const wrong = this.problem !== '';
    return html`<div class="box ${wrong ? 'wrong' : ''} ${this.disabled ? 'disabled' : ''}">
      <input
        id="input"
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby=${describedBy}
        ?disabled=${this.disabled}
        .value=${live(this.value)}
        @input=${this.#type}
      />
    </div>`;
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
