// The fields of an element that is a part of the trial's form: they change the draft, and the form around it starts the run.
import type { LitElement } from 'lit';
import { TRIAL_FIELDS, type ParsedTrialDraft } from '../../address/trial.ts';
import { DraftChangeEvent } from '../parts/events.ts';
import { FormController } from '../parts/form-controller.ts';

interface PartOfTrialForm extends LitElement {
  readonly parsed: ParsedTrialDraft;
  readonly disabled: boolean;
}

export function partOfTrialForm(part: PartOfTrialForm): FormController<typeof TRIAL_FIELDS> {
  return new FormController(part, {
    fields: TRIAL_FIELDS,
    parsed: () => part.parsed,
    resting: () => part.disabled,
    change: draft => part.dispatchEvent(new DraftChangeEvent(draft)),
    go: () => undefined,
  });
}
