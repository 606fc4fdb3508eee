// The address at which a trial that has been run, or could be, stands ready to be run.
import type { Trial } from '../core/trial.ts';
import { DEFAULT_DRAFT, parseDraft, type Draft } from './draft.ts';
import type { EngineChoice } from '../engine/settings.ts';
import { writePermalink } from './permalink.ts';
import { delayWords } from '../words/delay.ts';

/** Undefined for a trial that a draft cannot say, as a file or a program may hold one. */
export function trialAddress(trial: Trial, engine: EngineChoice): string | undefined {
  const draft: Draft = {
    ...DEFAULT_DRAFT,
    machines: String(trial.rates.length),
    rates: trial.rates.map(String),
    die: String(trial.dieSides),
    seconds: String(trial.durationSeconds),
    seed: String(trial.seed),
    rule: trial.rule,
    delay: delayWords(trial.delay),
    engine,
  };
  return parseDraft(draft).settings ? `#/trial?${writePermalink(draft)}` : undefined;
}
