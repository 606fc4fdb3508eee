// What is said of the clocks of machines: how far a device's own clock was away, how sure the common time is, and what that explains.
import { capital } from '../core/capital.ts';
import type { ClockFacts, TimesApart } from '../analysis/system-times.ts';
import { machinesInWords } from './machines.ts';
import { duration, listing, moment } from './numbers.ts';

/** Rounded up to a tenth of a millisecond, so that what is said holds: `1.3 ms`. */
export function boundWords(boundMs: number): string {
  return duration(Math.ceil(boundMs * 10 - 1e-6) / 10);
}

/** `23.400 s ± 1.3 ms`; without a bound where nobody measured one. */
export function momentWithin(atMs: number, boundMs: number | undefined): string {
  return boundMs === undefined ? moment(atMs) : `${moment(atMs)} ± ${boundWords(boundMs)}`;
}

/** How far two clocks are apart: `12 ms`, `1.25 s`, `5 min 12 s`, `3 h 0 min`. */
function farWords(ms: number): string {
  const wholeSeconds = Math.round(Math.abs(ms) / 1000);
  const minutes = Math.floor(wholeSeconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${wholeSeconds % 60} s` : duration(Math.abs(ms));
}

/** `3 h 0 min ahead`. */
function aheadWords(aheadMs: number): string {
  return `${farWords(aheadMs)} ${aheadMs > 0 ? 'ahead' : 'behind'}`;
}

/** What the machine's own clock showed: `3 h 0 min ahead: 18:02:03.412 UTC`. `showedMs`: since the epoch, where that is known. */
export function ownClockWords(aheadMs: number, showedMs: number | undefined): string {
  const ahead = aheadWords(aheadMs);
  return showedMs === undefined ? ahead : `${ahead}: ${new Date(showedMs).toISOString().slice(11, 23)} UTC`;
}

/** How long a message was on its way, by two clocks: `4 ms ± 2.1 ms`, and what the bound explains. */
export function travelWords(travelMs: number, apart: TimesApart | undefined): string {
  if (!apart) return duration(travelMs);
  const words = `${duration(travelMs)} ± ${boundWords(apart.boundMs)}`;
  if (Math.abs(travelMs) > apart.boundMs) return words;
  return travelMs < 0
    ? `${words}: it seems to arrive before it was sent, but the two times differ by less than their bounds`
    : `${words}: the two times differ by less than their bounds`;
}

/** One sentence for the machines that had the trial page's clock, and one for each other machine whose clock was measured. */
export function clockSentences(facts: readonly ClockFacts[]): string[] {
  const same = facts.filter(({ isApart }) => !isApart);
  const boundMs = Math.max(0, ...same.map(each => each.boundMs));
  const machines = machinesInWords(same.map(({ machine }) => machine));
  const [have, their] = same.length === 1 ? ['has', 'Its'] : ['have', 'Their'];
  const jumps = same.reduce((sum, each) => sum + each.jumps, 0);
  const together =
    same.length === 0
      ? []
      : [
          `${capital(machines)} ${have} the same clock as the trial page, as far as this can be measured. ${their} times are right to within ${boundWords(boundMs)}.${jumpsWords(jumps)}`,
        ];
  return [...together, ...facts.filter(({ isApart }) => isApart).map(apartSentence)];
}

function apartSentence({ machine, aheadMs, boundMs, jumps, ...drift }: ClockFacts): string {
  return `The own clock of machine ${machine} was ${aheadWords(aheadMs)} at the start${driftWords(drift)}. Its times are corrected, and right to within ${boundWords(boundMs)}.${jumpsWords(jumps)}`;
}

const PPM_MS_AN_HOUR = 3.6;

function driftWords({ driftPpm, driftBoundPpm }: Pick<ClockFacts, 'driftPpm' | 'driftBoundPpm'>): string {
  if (driftPpm === undefined || driftBoundPpm === undefined) return '';
  const within = `± ${Math.ceil(driftBoundPpm)} parts per million`;
  if (driftPpm === 0) return ` and no drift could be measured (0 ${within})`;
  const verb = driftPpm < 0 ? 'lost' : 'gained';
  return ` and ${verb} about ${duration(Math.abs(driftPpm) * PPM_MS_AN_HOUR)} an hour (${Math.round(Math.abs(driftPpm))} ${within})`;
}

function jumpsWords(jumps: number): string {
  if (jumps === 0) return '';
  return jumps === 1
    ? ' A clock jumped once, as after a sleep.'
    : ` Clocks jumped ${jumps} times, as after a sleep.`;
}

/** Under the diagram. */
export function timesWithin(boundMs: number): string {
  return `Times of each machine are right to within ${boundWords(boundMs)}.`;
}

/** Under a diagram that has the times of the devices' own clocks. */
export function timesByOwnClocks(facts: readonly ClockFacts[]): string {
  const each = facts
    .filter(({ isApart }) => isApart)
    .map(({ machine, aheadMs }) => `machine ${machine} is ${aheadWords(aheadMs)}`);
  return `Times are those of the devices’ own clocks: ${listing(each)}.`;
}

export const TIME_CHOICE_WORDS = {
  label: 'Times',
  common: 'corrected',
  own: 'as the devices had them',
} as const;
