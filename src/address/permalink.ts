// The permalink: the fragment names the view and carries the whole draft. It never reaches a server.
import { DEFAULT_ROOM } from '../engine/settings.ts';
import { DEFAULT_DRAFT, ratesOf, type Draft, type DraftProblem } from './draft.ts';

export interface Permalink {
  readonly draft: Draft;
  /** `run=now`: start without being asked. */
  readonly runNow: boolean;
  /** What stands in the fragment and means nothing here. */
  readonly problems: readonly DraftProblem[];
}

const KEYS = [
  'machines',
  'rates',
  'die',
  'seconds',
  'seed',
  'rule',
  'delay',
  'engine',
  'link',
  'place',
  'room',
  'run',
] as const;

/** `query` is what follows `#/trial?`. Never throws: what cannot be understood is a problem or stands in its field. */
export function readPermalink(query: string): Permalink {
  const parameters = new URLSearchParams(query);
  const problems: DraftProblem[] = [];
  for (const key of new Set(parameters.keys())) {
    if (!(KEYS as readonly string[]).includes(key))
      problems.push({ field: 'fragment', message: `The address has an unknown key "${key}".` });
    else if (parameters.getAll(key).length > 1)
      problems.push({
        field: 'fragment',
        message: `The address says "${key}" more than once; the first one counts.`,
      });
  }
  const run = parameters.get('run');
  if (run !== null && run !== 'now')
    problems.push({
      field: 'fragment',
      message: `The address says "run=${run}"; only "run=now" means something.`,
    });

  // An address that says nothing means the telling trial; one that says something and no rates has them drawn from its seed.
  const rates = parameters.get('rates')?.split(',') ?? (query === '' ? DEFAULT_DRAFT.rates : undefined);
  const text = (key: (typeof KEYS)[number], otherwise: string): string => parameters.get(key) ?? otherwise;
  return {
    draft: {
      machines: text('machines', rates ? String(rates.length) : DEFAULT_DRAFT.machines),
      rates,
      die: text('die', DEFAULT_DRAFT.die),
      seconds: text('seconds', DEFAULT_DRAFT.seconds),
      seed: text('seed', DEFAULT_DRAFT.seed),
      rule: text('rule', DEFAULT_DRAFT.rule),
      delay: text('delay', DEFAULT_DRAFT.delay),
      engine: text('engine', DEFAULT_DRAFT.engine),
      link: text('link', DEFAULT_DRAFT.link),
      place: text('place', DEFAULT_DRAFT.place),
      room: text('room', DEFAULT_DRAFT.room),
    },
    runNow: run === 'now',
    problems,
  };
}

/** The fragment's query for a draft: what {@link readPermalink} turns back into the same draft. */
export function writePermalink(draft: Draft): string {
  const parameters = new URLSearchParams();
  if (draft.rates) {
    parameters.set('rates', ratesOf(draft).join(','));
    if (String(draft.rates.length) !== draft.machines) parameters.set('machines', draft.machines);
  } else {
    parameters.set('machines', draft.machines);
  }
  for (const key of ['die', 'seconds', 'seed', 'rule', 'engine', 'link', 'place'] as const)
    parameters.set(key, draft[key]);
  if (draft.delay !== DEFAULT_DRAFT.delay) parameters.set('delay', draft.delay);
  if (draft.room !== DEFAULT_ROOM) parameters.set('room', draft.room);
  return parameters.toString().replaceAll('%2C', ',');
}
