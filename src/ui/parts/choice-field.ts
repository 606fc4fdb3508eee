// One of a few, all in sight: native radio buttons that look like one segmented control.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { FieldChangeEvent } from './events.ts';
import { field } from './styles/field.styles.ts';
import { reset } from './styles/shared.styles.ts';
import { styled } from './styled.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/**
 * A value that is none of the choices leaves all of them unchosen. The owner takes over what `field-change` says.
 *
 * @fires field-change - with the value chosen
 */
@customElement('choice-field')
export class ChoiceField extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    reset,
    field,
    css`
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      legend {
        margin-bottom: var(--space-2);
      }
      legend.unseen {
        margin: 0;
      }
      .choices {
        display: flex;
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        background: var(--sunken);
        overflow: hidden;
      }
      fieldset:disabled .choices {
        border-color: var(--hairline);
      }
      label {
        position: relative;
        display: grid;
        flex: 1;
        place-items: center;
        min-height: 34px;
        padding: var(--space-1) var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-note);
        line-height: 1.25;
        text-align: center;
        cursor: pointer;
      }
      label + label {
        border-inline-start: 1px solid var(--hairline);
      }
      .choices.wrong {
        border-color: var(--problem);
        box-shadow: inset 0 0 0 1px var(--problem);
      }
      .choices.stacked {
        flex-direction: column;
      }
      .stacked label {
        justify-items: start;
        padding-inline: var(--space-3);
      }
      .stacked label + label {
        border-inline-start: 0;
        border-top: 1px solid var(--hairline);
      }
      .choices.rows {
        display: grid;
        gap: 1px;
        background: var(--hairline);
      }
      .rows label {
        background: var(--sunken);
      }
      .rows label + label {
        border-inline-start: 0;
      }
      label:has(:checked) {
        background: var(--sheet);
        color: var(--ink);
        font-weight: 650;
        box-shadow: inset 0 -2px var(--amber);
      }
      .stacked label:has(:checked) {
        box-shadow: inset 3px 0 var(--amber);
      }
      label:has(:disabled) {
        cursor: default;
      }
      label:has(:focus-visible) {
        outline: 2px solid var(--focus);
        outline-offset: -4px;
        border-radius: var(--radius);
      }
      .choices input {
        position: absolute;
        opacity: 0;
        inset: 0;
        margin: 0;
        cursor: inherit;
      }
    `,
  ];

  @property() label = '';
  @property() value = '';
  @property({ attribute: false }) choices: readonly Choice[] = [];
  /** One line on what the choice means. */
  @property() note = '';
  /** What is wrong, in words; empty when nothing is. */
  @property() problem = '';
  @property({ type: Boolean, attribute: 'label-unseen' }) labelUnseen = false;
  /** One below the other, for long labels. */
  @property({ type: Boolean }) stacked = false;
  /** So many in a row, where all of them in one row would be too narrow; 0 for one row. */
  @property({ type: Number }) columns = 0;
  @property({ type: Boolean }) disabled = false;

  override render() {
    const wrong = this.problem !== '';
    return html`
      <fieldset
        ?disabled=${this.disabled}
        role="radiogroup"
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby="note problem"
      >
        <legend class=${this.labelUnseen ? 'unseen' : ''}>${this.label}</legend>
        <div
          class="choices ${this.stacked ? 'stacked' : ''} ${this.columns > 0 ? 'rows' : ''} ${wrong ? 'wrong' : ''}"
          style=${styled(this.columns > 0 ? `grid-template-columns: repeat(${this.columns}, 1fr)` : '')}
        >
          ${this.choices.map(
            ({ value, label }) =>
              html`<label
                ><input
                  type="radio"
                  name="choice"
                  value=${value}
                  .checked=${live(value === this.value)}
                  @change=${() => this.#choose(value)}
                />${label}</label
              >`,
          )}
        </div>
        ${this.note ? html`<p id="note" class="note">${this.note}</p>` : nothing}
        ${wrong ? html`<p id="problem" class="problem">${this.problem}</p>` : nothing}
      </fieldset>
    `;
  }

  #choose(value: string): void {
    this.value = value;
    this.dispatchEvent(new FieldChangeEvent(value));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'choice-field': ChoiceField;
  }
}
