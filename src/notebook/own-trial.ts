// A trial of a person's own as it is being typed: parsed like every draft, and bounded by what two hundred runs of it
// take.
import { ticksOf, type Trial } from '../core/trial.ts';
import { REPLICATES } from './replicates.ts';
import { FIRST_SEED } from './studies.ts';
import { NOTEBOOK_RULE } from './trials.ts';
import { DEFAULT_DRAFT, parseDraft } from '../address/draft.ts';

/** As many as there are colours: more lines nobody tells apart on a page. */
export const OWN_MACHINES_MAX = 8;
/** Of one run; two hundred runs under both rules then take a worker some seconds. */
export const OWN_TICKS_MAX = 100_000;

/** Everything as text, just as it was typed. */
export interface OwnTrialDraft {
  /** Separated by commas or spaces. */
  readonly rates: string;
  readonly die: string;
  readonly seconds: string;
}
export type OwnTrialField = keyof OwnTrialDraft;

export interface ParsedOwnTrial {
  /** Undefined exactly when there are problems. */
  readonly trial: Trial | undefined;
  readonly problems: Readonly<Partial<Record<OwnTrialField, string>>>;
}

export const DEFAULT_OWN_TRIAL: OwnTrialDraft = { rates: '6, 3, 1', die: '10', seconds: '60' };

/** Never throws; at most one problem for each field. */
export function parseOwnTrial(draft: OwnTrialDraft): ParsedOwnTrial {
  const rates = draft.rates.split(/[\s,;]+/).filter(text => text !== '');
  const { settings, problems: found } = parseDraft({
    ...DEFAULT_DRAFT,
    engine: 'virtual',
    machines: String(rates.length),
    rates,
    die: draft.die,
    seconds: draft.seconds,
    seed: String(FIRST_SEED),
    rule: NOTEBOOK_RULE,
  });
  const problems: Partial<Record<OwnTrialField, string>> = {};
  for (const { field, message } of found)
    problems[field === 'die' || field === 'seconds' ? field : 'rates'] ??= message;
  if (!settings) return { trial: undefined, problems };
  const refusal = refuseSize(settings.trial);
  return refusal ? { trial: undefined, problems: refusal } : { trial: settings.trial, problems: {} };
}

/** Says beside which field a trial is too large for a notebook, with what would fit; undefined when it is not. */
export function refuseSize({
  rates,
  durationSeconds,
}: Trial): Readonly<Partial<Record<OwnTrialField, string>>> | undefined {
  if (rates.length > OWN_MACHINES_MAX)
    return { rates: `A notebook’s figure has room for ${OWN_MACHINES_MAX} machines at most.` };
  const ticks = rates.reduce((sum, rate) => sum + ticksOf(rate, durationSeconds), 0);
  if (ticks <= OWN_TICKS_MAX) return undefined;
  const perSecond = rates.reduce((sum, rate) => sum + rate, 0);
  return {
    seconds: `One run has ${ticks} ticks, and ${REPLICATES} of them take too long: at these rates ${Math.floor(OWN_TICKS_MAX / perSecond)} seconds fit.`,
  };
}
