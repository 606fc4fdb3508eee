// A trial of a person's own as it is being typed: parsed like every draft, and bounded by what two hundred runs of it
// take.
import { ticksOf, TRIAL_BOUNDS, type Trial } from '../core/trial.ts';
import {
  defaultsOf,
  numberField,
  Problems,
  textField,
  value,
  type DraftOf,
  type NameIn,
  type ParsedDraft,
} from '../address/fields.ts';
import { ratesFrom } from '../address/lists.ts';
import { DEFAULT_TRIAL_DRAFT, parseTrialDraft } from '../address/trial.ts';
import { OWN_TRIAL_LABELS } from '../words/forms.ts';
import { ownTrialTooLong, tooManyOwnMachines } from '../words/form-problems.ts';
import { REPLICATES } from './replicates.ts';
import { FIRST_SEED } from './studies.ts';
import { NOTEBOOK_RULE } from './trials.ts';

/** As many as there are colours: more lines nobody tells apart on a page. */
export const OWN_MACHINES_MAX = 8;
/** Of one run; two hundred runs under both rules then take a worker some seconds. */
export const OWN_TICKS_MAX = 100_000;

export const OWN_TRIAL_FIELDS = {
  /** Separated by commas or spaces. */
  rates: textField('6, 3, 1', text => value(ratesFrom(text)), { label: OWN_TRIAL_LABELS.rates }),
  die: numberField('10', OWN_TRIAL_LABELS.die, TRIAL_BOUNDS.die),
  seconds: numberField('60', OWN_TRIAL_LABELS.seconds, TRIAL_BOUNDS.seconds),
};

/** The trial as a person is typing it. */
export type OwnTrialDraft = DraftOf<typeof OWN_TRIAL_FIELDS>;
export type OwnTrialField = NameIn<typeof OWN_TRIAL_FIELDS>;
export type ParsedOwnTrial = ParsedDraft<OwnTrialDraft, Trial, OwnTrialField>;

export const DEFAULT_OWN_TRIAL: OwnTrialDraft = defaultsOf(OWN_TRIAL_FIELDS);

/** Never throws; at most one problem for each field. */
export function parseOwnTrial(draft: OwnTrialDraft): ParsedOwnTrial {
  const { settings, problems: found } = parseTrialDraft({
    ...DEFAULT_TRIAL_DRAFT,
    engine: 'virtual',
    delay: 'none',
    machines: String(ratesFrom(draft.rates).length),
    rates: draft.rates,
    die: draft.die,
    seconds: draft.seconds,
    seed: String(FIRST_SEED),
    rule: NOTEBOOK_RULE,
  });
  const problems = new Problems<OwnTrialField>();
  for (const { field, message } of found)
    problems.complain(field === 'die' || field === 'seconds' ? field : 'rates', message);
  const refusal = settings && refuseSize(settings.trial);
  if (refusal) problems.complain(refusal.field, refusal.message);
  return {
    draft,
    settings: problems.list.length === 0 ? settings?.trial : undefined,
    problems: problems.list,
  };
}

/** Says beside which field a trial is too large for a notebook, with what would fit; undefined when it is not. */
export function refuseSize({
  rates,
  durationSeconds,
}: Trial): { readonly field: 'rates' | 'seconds'; readonly message: string } | undefined {
  if (rates.length > OWN_MACHINES_MAX)
    return { field: 'rates', message: tooManyOwnMachines(OWN_MACHINES_MAX) };
  const ticks = rates.reduce((sum, rate) => sum + ticksOf(rate, durationSeconds), 0);
  if (ticks <= OWN_TICKS_MAX) return undefined;
  const perSecond = rates.reduce((sum, rate) => sum + rate, 0);
  return {
    field: 'seconds',
    message: ownTrialTooLong(ticks, REPLICATES, Math.floor(OWN_TICKS_MAX / perSecond)),
  };
}
