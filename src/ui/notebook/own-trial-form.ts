// The form in which a person adds a trial of their own to the notebook: three fields, what is wrong beside each.
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import {
  DEFAULT_OWN_TRIAL,
  OWN_TRIAL_FIELDS,
  parseOwnTrial,
  type OwnTrialField,
  type ParsedOwnTrial,
} from '../../notebook/own-trial.ts';
import { FORM_BUTTONS, NOTEBOOK_FULL, OWN_TRIAL_TITLE } from '../../words/forms.ts';
import { fixBeforeAdding } from '../../words/form-problems.ts';
import { FormController } from '../parts/form-controller.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { TrialAddEvent } from './notebook-events.ts';

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

  @state() private parsed: ParsedOwnTrial = parseOwnTrial(DEFAULT_OWN_TRIAL);

  readonly #form = new FormController(this, {
    fields: OWN_TRIAL_FIELDS,
    parsed: () => this.parsed,
    resting: () => this.full,
    change: draft => {
      this.parsed = parseOwnTrial(draft);
    },
    go: () => {
      if (this.parsed.settings) this.dispatchEvent(new TrialAddEvent(this.parsed.settings));
    },
  });

  override render() {
    return html`<form novalidate aria-label=${OWN_TRIAL_TITLE} @keydown=${this.#form.press}>
      ${(Object.keys(OWN_TRIAL_FIELDS) as OwnTrialField[]).map(name => this.#form.field(name))}
      <button
        type="button"
        class="main"
        ?disabled=${!this.parsed.settings || this.full}
        @click=${this.#form.go}
      >
        ${FORM_BUTTONS.addTrial}
      </button>
      ${this.#form.wayToProblem(fixBeforeAdding)}
      <p ?hidden=${!this.full}>${NOTEBOOK_FULL}</p>
    </form>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'own-trial-form': OwnTrialForm;
  }
}
