// A whole number as text with − and + around it: what is typed is kept as it is, so that something invalid can be seen
// and fixed in its place.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { live } from 'lit/directives/live.js';
import { numberFrom } from '../../address/fields.ts';
import { EMPTY_FIELD, stepName } from '../../words/forms.ts';
import { FieldChangeEvent } from './events.ts';
import { field } from './styles/field.styles.ts';
import { reset } from './styles/shared.styles.ts';

const PAGE_STEPS = 10; // what PageUp and PageDown are worth

/**
 * The arrow keys step by one and the page keys by ten within `min` and `max`. The owner takes over what `field-change` says.
 *
 * @fires field-change - with the text after a keystroke or a step
 * @slot mark - stands before the label
 */
@customElement('number-field')
export class NumberField extends LitElement {
  static override shadowRootOptions = { ...LitElement.shadowRootOptions, delegatesFocus: true };
  static override styles = [
    reset,
    field,
    css`
      .box {
        width: var(--field-width, 96px);
      }
      input {
        flex: 1;
        width: 0;
        text-align: center;
      }
      .stepper input {
        padding: 0;
      }
      .plain input {
        text-align: end;
      }
      button {
        flex: none;
        width: var(--step-width, 28px);
        padding: 0;
        border: 0;
        background: transparent;
        color: var(--ink-soft);
        font: inherit;
        cursor: pointer;
        touch-action: manipulation;
      }
      button:hover:not(:disabled) {
        background: var(--sunken);
        color: var(--ink);
      }
      button:disabled {
        cursor: default;
        opacity: 0.45;
      }
      .unit {
        align-self: center;
        padding-inline-end: var(--space-2);
        color: var(--ink-soft);
      }
      .labelled {
        display: flex;
        align-items: center;
        gap: var(--space-2);
      }
      @media (pointer: coarse) {
        .box {
          height: 40px;
          width: var(--field-width-coarse, 120px);
        }
        button {
          width: 40px;
        }
      }
    `,
  ];

  @property() label = '';
  @property() value = '';
  /** What the number counts, shown after it. */
  @property() unit = '';
  @property({ type: Number }) min = 0;
  @property({ type: Number }) max = 100;
  /** What is wrong, in words; empty when nothing is. */
  @property() problem = '';
  /** Something is wrong, and said elsewhere. */
  @property({ type: Boolean }) wrong = false;
  /** True where something else shows what the field is: the label is then for screen readers only. */
  @property({ type: Boolean, attribute: 'label-unseen' }) labelUnseen = false;
  /** Without − and +: for numbers that nobody reaches in steps. */
  @property({ type: Boolean }) plain = false;
  @property({ type: Boolean }) disabled = false;

  override render() {
    const number = numberFrom(this.value);
    const known = !Number.isNaN(number);
    const said = this.problem !== '';
    const wrong = said || this.wrong;
    const classes = { box: true, plain: this.plain, stepper: !this.plain, wrong, disabled: this.disabled };
    return html`
      <div class="row">
        <div class="labelled">
          <slot name="mark"></slot>
          <label for="input" class=${this.labelUnseen ? 'unseen' : ''}>${this.label}</label>
        </div>
        <div class=${classMap(classes)}>
          ${this.plain ? nothing : this.#stepButton(-1, number <= this.min)}
          <input
            id="input"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            spellcheck="false"
            role="spinbutton"
            aria-valuemin=${this.min}
            aria-valuemax=${this.max}
            aria-valuenow=${known ? number : nothing}
            aria-valuetext=${this.unit ? `${this.value} ${this.unit}` : this.value || EMPTY_FIELD}
            aria-invalid=${wrong ? 'true' : 'false'}
            aria-describedby=${said ? 'problem' : nothing}
            ?disabled=${this.disabled}
            .value=${live(this.value)}
            @input=${this.#type}
            @keydown=${this.#press}
          />
          ${this.unit ? html`<span class="unit" aria-hidden="true">${this.unit}</span>` : nothing}
          ${this.plain ? nothing : this.#stepButton(1, number >= this.max)}
        </div>
      </div>
      ${said ? html`<p id="problem" class="problem">${this.problem}</p>` : nothing}
    `;
  }

  /** Out of the tab order, as a browser's own spin buttons are: the arrow keys do the same. */
  #stepButton(step: -1 | 1, atEnd: boolean) {
    return html`<button
      type="button"
      tabindex="-1"
      aria-label=${stepName(step, this.label)}
      ?disabled=${this.disabled || atEnd}
      @click=${() => this.#step(step)}
    >
      ${step < 0 ? '−' : '+'}
    </button>`;
  }

  #type(event: InputEvent): void {
    this.#change((event.target as HTMLInputElement).value);
  }

  #press(event: KeyboardEvent): void {
    const steps: Record<string, number> = {
      ArrowUp: 1,
      ArrowDown: -1,
      PageUp: PAGE_STEPS,
      PageDown: -PAGE_STEPS,
    };
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.#step(step);
  }

  #step(step: number): void {
    const number = numberFrom(this.value);
    const from = Number.isNaN(number) ? this.min - Math.sign(step) : Math.round(number);
    this.#change(String(Math.min(this.max, Math.max(this.min, from + step))));
  }

  #change(value: string): void {
    this.value = value;
    this.dispatchEvent(new FieldChangeEvent(value));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'number-field': NumberField;
  }
}
