// A rate for each machine: drawn from the seed until somebody sets one by hand, and back again.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { TRIAL_BOUNDS } from '../../core/trial.ts';
import { machinesOf, numberFrom, ratesOf, type Draft } from '../../address/draft.ts';
import { DraftChangeEvent, type FieldChangeEvent } from '../parts/events.ts';
import '../parts/machine-mark.ts';
import '../parts/number-field.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';

const SEEDS = 10_000; // drawn seeds stay short enough to be told to somebody
const FEW_MACHINES = 4; // up to here each rate has a line of its own

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

  @property({ attribute: false }) draft!: Draft;
  /** What is wrong with the rates, in words; empty when nothing is. */
  @property() problem = '';
  @property({ type: Boolean }) disabled = false;

  override render() {
    const rates = this.#inSight;
    const few = rates.length <= FEW_MACHINES;
    return html`<fieldset aria-describedby="problem">
      <legend class="unseen">Rates in ticks per second</legend>
      <div class="rates ${few ? '' : 'many'}">${rates.map((rate, i) => this.#rate(rate, i, few))}</div>
      <p id="problem" class="problem" ?hidden=${!this.problem}>${this.problem}</p>
      ${this.#origin()}
    </fieldset>`;
  }

  #rate(rate: string, index: number, few: boolean) {
    const machine = index + 1;
    return html`<div class="rate">
      <machine-mark machine=${machine}></machine-mark>
      ${few ? nothing : html`<span class="number" aria-hidden="true">${machine}</span>`}
      <number-field
        label="Rate of machine ${machine}"
        label-unseen
        .value=${rate}
        min=${TRIAL_BOUNDS.rate.min}
        max=${TRIAL_BOUNDS.rate.max}
        ?wrong=${!isRate(rate)}
        ?disabled=${this.disabled}
        @field-change=${(event: FieldChangeEvent) => this.#changeRate(index, event.value)}
      ></number-field>
      ${few ? html`<span aria-hidden="true">ticks/s</span>` : nothing}
    </div>`;
  }

  #origin() {
    const byHand = this.draft.rates !== undefined;
    return html`<div class="origin">
      <button type="button" ?disabled=${this.disabled} @click=${this.#drawAgain}>Draw again</button>
      ${
        byHand
          ? html`<button
              type="button"
              ?disabled=${this.disabled}
              @click=${() => this.#change({ rates: undefined })}
            >
              Back to drawn
            </button>`
          : nothing
      }
      <span>${byHand ? 'Set by hand.' : `Drawn from seed ${this.draft.seed}.`}</span>
    </div>`;
  }

  #changeRate(index: number, text: string): void {
    this.#change({ rates: this.#inSight.map((rate, i) => (i === index ? text : rate)) });
  }

  #drawAgain(): void {
    const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
    this.#change({ seed: String(seed % SEEDS), rates: undefined });
  }

  #change(change: Partial<Draft>): void {
    this.dispatchEvent(new DraftChangeEvent({ ...this.draft, ...change }));
  }

  /** A field for each machine and for each rate, should an address name more or fewer rates than machines. */
  get #inSight(): string[] {
    const rates = ratesOf(this.draft);
    const count = Math.max(rates.length, machinesOf(this.draft) ?? 0);
    return Array.from({ length: count }, (_, i) => rates[i] ?? '');
  }
}

function isRate(text: string): boolean {
  const { min, max } = TRIAL_BOUNDS.rate;
  const rate = numberFrom(text);
  return Number.isInteger(rate) && rate >= min && rate <= max;
}

declare global {
  interface HTMLElementTagNameMap {
    'rate-fields': RateFields;
  }
}
