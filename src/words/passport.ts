// What a program's passport says of a law: where it was broken, where it was held, and where nothing was found.
import { counted, grouped } from '../core/counted.ts';
import type { PassportLaw, PassportRuns, PassportSearch, RunTally } from '../engine/passport.ts';
import { LAW_SIGNS, trialInWords } from './exploration.ts';
import { shareOfRuns } from './program-view.ts';

export const PASSPORT_WORDS = {
  title: 'Laws',
  head: ['law', 'where it was held'],
  nothing: 'not tried yet',
} as const;

/** A line of the passport. `run`: one that breaks the law, and that can be shown. */
export interface PassportLine {
  readonly verdict: 'broken' | 'holds' | 'open';
  readonly text: string;
  readonly run?: PassportRuns | PassportSearch;
}

/** Where it was broken first, each with a run to show; then all that it was held in, in one sentence. */
export function passportLines(law: PassportLaw, virtual: RunTally): readonly PassportLine[] {
  const broken = law.searches.filter(({ verdict }) => verdict === 'broken');
  const open = law.searches.filter(({ verdict }) => verdict === 'open');
  const held = [
    ...(law.live.held > 0 ? [counted(law.live.held, 'live run')] : []),
    ...(virtual.held > 0 ? [counted(virtual.held, 'virtual run')] : []),
    ...law.searches.filter(({ verdict }) => verdict === 'holds').map(heldSearch),
  ];
  return [
    ...broken.map((run): PassportLine => ({
      verdict: 'broken',
      text: brokenSearch(run),
      ...(run.choices && { run }),
    })),
    ...brokenRuns(law, virtual),
    ...(law.live.broken > 0
      ? [line('broken', `broken in ${grouped(law.live.broken)} of ${counted(askedIn(law.live), 'live run')}`)]
      : []),
    ...(held.length > 0 ? [line('holds', `held in ${held.join(', ')}`)] : []),
    ...open.map(({ states, trial }) =>
      line('open', `not broken in the first ${counted(states, 'state')} of ${trialInWords(trial)}`),
    ),
    ...notAsked('live run', law.live),
    ...notAsked('virtual run', virtual),
  ];
}

function line(verdict: PassportLine['verdict'], text: string): PassportLine {
  return { verdict, text };
}

/** The last row of seeds in which it was broken has the run to show. */
function brokenRuns({ virtual: rows }: PassportLaw, virtual: RunTally): readonly PassportLine[] {
  if (virtual.broken === 0) return [];
  const run = rows.findLast(({ firstSeed }) => firstSeed !== undefined);
  const asked = askedIn(virtual);
  const text = `broken in ${grouped(virtual.broken)} of ${counted(asked, 'virtual run')}`;
  // Of several trials there is no one share.
  const share = rows.length === 1 ? shareOfRuns(virtual.broken, asked) : '';
  return [{ verdict: 'broken', text: `${text}${share}`, ...(run && { run }) }];
}

function askedIn({ held, broken }: RunTally): number {
  return held + broken;
}

/** `all 4,821 orders of 3 machines`. */
function heldSearch({ orders, states, trial }: PassportSearch): string {
  const what = orders === undefined ? counted(states, 'state') : counted(orders, 'order');
  return `all ${what} of ${trialInWords(trial)}`;
}

function brokenSearch({ steps, trial }: PassportSearch): string {
  return `broken in ${counted(steps ?? 0, 'step')} with ${trialInWords(trial)}`;
}

function notAsked(runs: string, { open }: RunTally): readonly PassportLine[] {
  if (open === 0) return [];
  const why =
    open === 1
      ? 'it ended while something was left to happen'
      : 'they ended while something was left to happen';
  return [line('open', `not asked in ${counted(open, runs)}: ${why}`)];
}

/** `✗ broken in 4 steps with 2 machines`. */
export function lineWords({ verdict, text }: PassportLine): string {
  return `${LAW_SIGNS[verdict]} ${text}`;
}
