// The faults of a trial, folded away: plain fields for what is to go wrong in a run.
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { FAULT_FIELD_NAMES, saysFaults } from '../../address/fault-fields.ts';
import { TRIAL_FIELDS, type ParsedTrialDraft } from '../../address/trial.ts';
import { FAULTS_TITLE } from '../../words/fault-form.ts';
import { disclosure, foldedFields } from '../parts/styles/disclosure.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { partOfTrialForm } from './trial-form-part.ts';

const FOLDED = ['linkDelays', ...FAULT_FIELD_NAMES] as const;

/**
 * Opens by itself when something in it is chosen.
 *
 * @fires draft-change - with the whole new draft
 */
@customElement('fault-fields')
export class FaultFields extends LitElement {
  static override styles = [reset, disclosure, foldedFields];

  @property({ attribute: false }) parsed!: ParsedTrialDraft;
  @property({ type: Boolean }) disabled = false;

  readonly #form = partOfTrialForm(this);

  override render() {
    const { draft } = this.parsed;
    return html`<details ?open=${saysFaults(draft) || draft.linkDelays !== TRIAL_FIELDS.linkDelays.otherwise}>
      <summary>${FAULTS_TITLE}</summary>
      <div class="folded">${FOLDED.map(name => this.#form.field(name))}</div>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'fault-fields': FaultFields;
  }
}
