// Whose notebook it is: three fields for the first page.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { COVER_FIELDS, COVER_LENGTH_MAX, NO_COVER, type CoverField } from '../../notebook/cover.ts';
import { COVER_LABELS, COVER_NOTE, COVER_TITLE } from '../../words/notebook.ts';
import { textFields } from '../parts/styles/control.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { CoverChangeEvent } from './notebook-events.ts';

const DATE_LAST = '9999-12-31'; // keeps a browser from offering years of six digits

/** @fires cover-change - after a keystroke */
@customElement('cover-fields')
export class CoverFields extends LitElement {
  static override styles = [
    reset,
    textFields,
    css`
      fieldset {
        display: grid;
        grid-template-columns: minmax(0, 5fr) minmax(0, 4fr) minmax(0, 3fr);
        gap: var(--space-2) var(--space-4);
        max-width: 760px;
        margin: 0;
        padding: 0;
        border: 0;
      }
      label {
        display: block;
        margin-bottom: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      input {
        width: 100%;
      }
      p {
        grid-column: 1 / -1;
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      @media (max-width: 560px) {
        fieldset {
          grid-template-columns: minmax(0, 1fr);
        }
      }
    `,
  ];

  @property({ attribute: false }) cover = NO_COVER;

  override render() {
    return html`<fieldset aria-label=${COVER_TITLE}>
      ${COVER_FIELDS.map(
        field =>
          html`<div>
            <label for=${field}>${COVER_LABELS[field]}</label>
            <input
              id=${field}
              type=${field === 'date' ? 'date' : 'text'}
              max=${DATE_LAST}
              maxlength=${COVER_LENGTH_MAX}
              autocomplete=${field === 'name' ? 'name' : 'off'}
              .value=${live(this.cover[field])}
              @input=${(event: InputEvent) => this.#type(field, event)}
            />
          </div>`,
      )}
      <p>${COVER_NOTE}</p>
    </fieldset>`;
  }

  #type(field: CoverField, event: InputEvent): void {
    const text = (event.target as HTMLInputElement).value;
    this.cover = { ...this.cover, [field]: text };
    this.dispatchEvent(new CoverChangeEvent(field, text));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cover-fields': CoverFields;
  }
}
