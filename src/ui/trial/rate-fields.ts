// A rate for each machine: drawn from the seed until somebody sets one by hand, and back again. Many machines have their
// rates in one line of text.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { numberFrom } from '../../address/fields.ts';
import { isRate, machinesOf, ratesOf, type TrialDraft } from '../../address/trial.ts';
import { TRIAL_BOUNDS } from '../../core/trial.ts';
import { FIELD_LABELS, UNITS } from '../../words/fields.ts';
import { backToSeed, FORM_BUTTONS, rateOf, ratesOrigin, RATES_TITLE } from '../../words/forms.ts';
import { DraftChangeEvent, type FieldChangeEvent } from '../parts/events.ts';
import '../parts/machine-mark.ts';
import '../parts/number-field.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import '../parts/text-field.ts';

const SEEDS = 10_000; // drawn seeds stay short enough to be told to somebody
const FEW_MACHINES = 4; // up to here each rate has a line of its own
const STEPPED_MACHINES = 8; // up to here each rate has a field of its own

/** @fires draft-change - with the whole new draft */
@customElement('rate-fields')
export class RateFields extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      fieldset {
        margin: 0;
        padding: 0;
        border: 0;
        min-width: 0;
      }
      .rates {
        display: grid;
        gap: var(--space-1) var(--space-4);
      }
      .rates.many {
        grid-template-columns: repeat(auto-fill, minmax(122px, 1fr));
        column-gap: var(--space-2);
      }
      .rate {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .many .rate {
        gap: 5px;
      }
      number-field {
        --field-width: 88px;
        font-size: var(--size-text);
      }
      .many number-field {
        --field-width: 82px;
        --field-width-coarse: 112px;
        --step-width: 22px;
      }
      .number {
        min-width: 2ch;
        text-align: end;
      }
      .problem {
        margin-top: var(--space-2);
        color: var(--problem);
        font-size: var(--size-note);
        line-height: 1.35;
      }
      .origin {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        margin-top: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-note);
        line-height: 1.3;
      }
      .origin button {
        min-height: 32px;
      }
      .origin span {
        flex: 1;
        min-width: 120px;
      }
    `,
  ];

  @property({ attribute: false }) draft!: TrialDraft;
  /** What is wrong with the rates, in words; empty when nothing is. */
  @property() problem = '';
  @property({ type: Boolean }) disabled = false;

  override render() {
    const rates = this.#inSight;
    return html`<fieldset aria-describedby="problem">
      <legend class="unseen">${RATES_TITLE}</legend>
      ${rates.length > STEPPED_MACHINES ? this.#inOneLine(rates) : this.#oneByOne(rates)} ${this.#origin()}
    </fieldset>`;
  }

  #oneByOne(rates: readonly string[]) {
    const few = rates.length <= FEW_MACHINES;
    return html`<div class="rates ${few ? '' : 'many'}">
        ${rates.map((rate, i) => this.#rate(rate, i, few))}
      </div>
      <p id="problem" class="problem" ?hidden=${!this.problem}>${this.problem}</p>`;
  }

  #rate(rate: string, index: number, few: boolean) {
    const machine = index + 1;
    return html`<div class="rate">
      <machine-mark machine=${machine}></machine-mark>
      ${few ? nothing : html`<span class="number" aria-hidden="true">${machine}</span>`}
      <number-field
        label=${rateOf(machine)}
        label-unseen
        .value=${rate}
        min=${TRIAL_BOUNDS.rate.min}
        max=${TRIAL_BOUNDS.rate.max}
        ?wrong=${!isRate(numberFrom(rate))}
        ?disabled=${this.disabled}
        @field-change=${(event: FieldChangeEvent) => this.#changeRate(index, event.value)}
      ></number-field>
      ${few ? html`<span aria-hidden="true">${UNITS.rate}</span>` : nothing}
    </div>`;
  }

  /** As it was typed; drawn ones as somebody would type them. */
  #inOneLine(rates: readonly string[]) {
    return html`<text-field
      label=${FIELD_LABELS.rates}
      unit=${UNITS.rateForEach}
      wide
      .value=${this.draft.rates?.includes(' ') ? this.draft.rates : rates.join(', ')}
      .problem=${this.problem}
      ?disabled=${this.disabled}
      @field-change=${(event: FieldChangeEvent) => this.#change({ rates: event.value })}
    ></text-field>`;
  }

  #origin() {
    const byHand = this.draft.rates !== undefined;
    return html`<div class="origin">
      <button type="button" ?disabled=${this.disabled} @click=${this.#drawAgain}>
        ${FORM_BUTTONS.drawAgain}
      </button>
      ${
        byHand
          ? html`<button
              type="button"
              ?disabled=${this.disabled}
              @click=${() => this.#change({ rates: undefined })}
            >
              ${backToSeed(this.draft.seed)}
            </button>`
          : nothing
      }
      <span>${ratesOrigin(byHand ? undefined : this.draft.seed)}</span>
    </div>`;
  }

  /** What separates rates in the draft cannot be part of one. */
  #changeRate(index: number, text: string): void {
    const typed = text.trim().replace(/[\s,;]+/g, '.');
    this.#change({ rates: this.#inSight.map((rate, i) => (i === index ? typed : rate)).join(',') });
  }

  #drawAgain(): void {
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    this.#change({ seed: String(seed % SEEDS), rates: undefined });
  }

  #change(change: Partial<TrialDraft>): void {
    this.dispatchEvent(new DraftChangeEvent({ ...this.draft, ...change }));
  }

  /** A field for each machine and for each rate, should an address name more or fewer rates than machines. */
  get #inSight(): string[] {
    const rates = ratesOf(this.draft);
    const count = Math.max(rates.length, machinesOf(this.draft) ?? 0);
    return Array.from({ length: count }, (_, i) => rates[i] ?? '');
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rate-fields': RateFields;
  }
}
