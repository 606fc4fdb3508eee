// The faults of a trial, folded away: plain fields for what is to go wrong in a run in virtual time.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { FAULT_FIELD_NAMES, saysFaults } from '../../address/fault-fields.ts';
import { TRIAL_FIELDS, type ParsedTrialDraft } from '../../address/trial.ts';
import { FAULTS_TITLE, FAULTS_VIRTUAL_ONLY } from '../../words/fault-form.ts';
import { DraftChangeEvent } from '../parts/events.ts';
import { FormController } from '../parts/form-controller.ts';
import { disclosure, foldedFields } from '../parts/styles/disclosure.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';

/**
 * Opens by itself when something in it is chosen.
 *
 * @fires draft-change - with the whole new draft
 */
@customElement('fault-fields')
export class FaultFields extends LitElement {
  static override styles = [
    reset,
    disclosure,
    foldedFields,
    css`
      p {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  @property({ attribute: false }) parsed!: ParsedTrialDraft;
  @property({ type: Boolean }) disabled = false;

  readonly #form = new FormController(this, {
    fields: TRIAL_FIELDS,
    parsed: () => this.parsed,
    resting: () => this.disabled,
    change: draft => this.dispatchEvent(new DraftChangeEvent(draft)),
    go: () => undefined, // the form around this one starts the run
  });

  override render() {
    const { draft } = this.parsed;
    const isLive = draft.engine === 'live';
    const isSaid = saysFaults(draft);
    return html`<details ?open=${isSaid}>
      <summary>${FAULTS_TITLE}</summary>
      <div class="folded">
        ${isLive ? html`<p>${FAULTS_VIRTUAL_ONLY}</p>` : ''}
        ${
          // Also where a live run cannot have them, so that what is wrong is said beside its field.
          isLive && !isSaid ? '' : FAULT_FIELD_NAMES.map(name => this.#form.field(name))
        }
      </div>
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'fault-fields': FaultFields;
  }
}
