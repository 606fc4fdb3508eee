// The permalink of a sweep: the fragment carries the whole draft, both ways, as the one of a trial does.
import { DEFAULT_SWEEP_DRAFT, type SweepDraft, type SweepDraftProblem } from './sweep-draft.ts';

export interface SweepPermalink {
  readonly draft: SweepDraft;
  /** `run=now`: start without being asked to. */
  readonly runNow: boolean;
  /** What stands in the fragment and means nothing here. */
  readonly problems: readonly SweepDraftProblem[];
}

const FIELDS = Object.keys(DEFAULT_SWEEP_DRAFT) as (keyof SweepDraft)[];

/** `query` is what follows `#/sweep?`. Never throws: what cannot be understood is a problem or stands in its field. */
export function readSweepPermalink(query: string): SweepPermalink {
  const parameters = new URLSearchParams(query);
  const problems: SweepDraftProblem[] = [];
  const complain = (message: string): void => {
    problems.push({ field: 'fragment', message });
  };
  for (const key of new Set(parameters.keys())) {
    if (key !== 'run' && !(FIELDS as readonly string[]).includes(key))
      complain(`The address has an unknown key "${key}".`);
    else if (parameters.getAll(key).length > 1)
      complain(`The address says "${key}" more than once; the first one counts.`);
  }
  const run = parameters.get('run');
  if (run !== null && run !== 'now')
    complain(`The address says "run=${run}"; only "run=now" means something.`);
  const draft = Object.fromEntries(
    FIELDS.map(field => [field, parameters.get(field) ?? DEFAULT_SWEEP_DRAFT[field]]),
  ) as Record<keyof SweepDraft, string>;
  return { draft, runNow: run === 'now', problems };
}

/** The fragment's query for a draft: what {@link readSweepPermalink} turns back into the same draft. */
export function writeSweepPermalink(draft: SweepDraft): string {
  const parameters = new URLSearchParams();
  for (const field of FIELDS) parameters.set(field, draft[field]);
  return parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}
