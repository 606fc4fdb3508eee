// A person's own words on a trial or on the whole notebook: as many lines as they need.
import { REMARK_LENGTH_MAX } from '../../notebook/records.ts';
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { reset } from '../parts/styles/shared.styles.ts';
import { RemarkChangeEvent } from './notebook-events.ts';

/** @fires remark-change - with the text after a keystroke */
@customElement('remark-field')
export class RemarkField extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    reset,
    css`
      label {
        display: block;
        margin-bottom: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      textarea {
        display: block;
        width: 100%;
        min-height: 62px;
        padding: var(--space-2) var(--space-3);
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        background: var(--sheet);
        color: var(--ink);
        font: inherit;
        line-height: 1.5;
        resize: vertical;
        field-sizing: content;
      }
    `,
  ];

  @property() label = '';
  @property() text = '';
  /** More than this cannot be typed. */
  @property({ type: Number, attribute: 'max-length' }) maxLength = REMARK_LENGTH_MAX;

  override render() {
    return html`<label for="text">${this.label}</label>
      <textarea
        id="text"
        rows="2"
        maxlength=${this.maxLength}
        .value=${live(this.text)}
        @input=${this.#type}
      ></textarea>`;
  }

  #type(event: InputEvent): void {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.dispatchEvent(new RemarkChangeEvent(this.text));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'remark-field': RemarkField;
  }
}
