// The form in which a person adds a trial of their own to the notebook: three fields, what is wrong beside each.
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  DEFAULT_OWN_TRIAL,
  parseOwnTrial,
  type OwnTrialDraft,
  type OwnTrialField,
} from '../../notebook/own-trial.ts';
import type { FieldChangeEvent } from '../parts/events.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import '../parts/text-field.ts';
import { TrialAddEvent } from './notebook-events.ts';

const LABELS: Record<OwnTrialField, string> = {
  rates: 'Rates in ticks per second',
  die: 'Faces of the die',
  seconds: 'Length in seconds',
};

/** @fires trial-add - only when nothing is wrong */
@customElement('own-trial-form')
export class OwnTrialForm extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      form {
        display: grid;
        gap: var(--space-2);
        max-width: 440px;
      }
      button {
        justify-self: start;
        margin-top: var(--space-2);
      }
      p {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  /** The notebook has room for no more. */
  @property({ type: Boolean }) full = false;

  @state() private draft: OwnTrialDraft = DEFAULT_OWN_TRIAL;

  override render() {
    const { trial, problems } = parseOwnTrial(this.draft);
    return html`<form
      novalidate
      aria-label="A trial of your own"
      @submit=${this.#submit}
      @keydown=${this.#press}
    >
      ${(['rates', 'die', 'seconds'] as const).map(
        field =>
          html`<text-field
            label=${LABELS[field]}
            .value=${this.draft[field]}
            .problem=${problems[field] ?? ''}
            ?disabled=${this.full}
            @field-change=${(event: FieldChangeEvent) => {
              this.draft = { ...this.draft, [field]: event.value };
            }}
          ></text-field>`,
      )}
      <button type="submit" class="main" ?disabled=${!trial || this.full}>Add the trial</button>
      <p ?hidden=${!this.full}>The notebook is full: remove a trial of your own first.</p>
    </form>`;
  }

  /** Enter in a field adds, as in any form; a form does not see the inputs inside these elements by itself. */
  #press(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.target as HTMLElement).matches('text-field')) this.#add();
  }

  #submit(event: SubmitEvent): void {
    event.preventDefault();
    this.#add();
  }

  #add(): void {
    const { trial } = parseOwnTrial(this.draft);
    if (trial && !this.full) this.dispatchEvent(new TrialAddEvent(trial));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'own-trial-form': OwnTrialForm;
  }
}
