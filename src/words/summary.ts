// The table of what each machine's run came to: its columns, and the sentence about where all messages are.
import type { Totals } from '../analysis/summary.ts';
import { grouped } from '../core/counted.ts';

export const SUMMARY_WORDS = { title: 'Summary', working: 'Adding up …', all: 'All' } as const;

interface Head {
  readonly head: string;
  readonly unit?: string;
}

const HEADS: readonly Head[] = [
  { head: 'machine' },
  { head: 'rate', unit: 'ticks/s' },
  { head: 'ticks', unit: '= events' },
  { head: 'final clock' },
  { head: 'mean jump' },
  { head: 'largest jump' },
  { head: 'final queue', unit: 'messages' },
  { head: 'largest queue', unit: 'messages' },
  { head: 'sent', unit: 'messages' },
  { head: 'received', unit: 'messages' },
];

/** A tick of a program may be several events; where time has no length, nothing has a rate, and nobody counts what waits. */
export function summaryHeads(isProgram: boolean, isStepped = false): readonly Head[] {
  const heads = isStepped ? HEADS.filter(({ head }) => !/rate|queue/.test(head)) : HEADS;
  return isProgram ? heads.map(each => (each.head === 'ticks' ? { head: 'events' } : each)) : heads;
}

/** Last, where it is known when ticks should have happened. */
export const LATENESS_HEAD: Head = { head: 'lateness p99', unit: 'ms' };

/** Every message that was sent is somewhere, or known to be lost. */
export function conservation(
  { sent, received, waiting, inFlight, lost: byFaults, doubled }: Totals,
  lost: number,
): string {
  const flying = inFlight > lost ? ` + ${grouped(inFlight - lost)} on their way` : '';
  const gone = lost > 0 ? ` + ${grouped(lost)} lost` : '';
  const chosen = byFaults > 0 ? ` + ${grouped(byFaults)} lost by the trial’s faults` : '';
  const twice = doubled > 0 ? ` + ${grouped(doubled)} doubled` : '';
  return `${grouped(sent)} sent${twice} = ${grouped(received)} received + ${grouped(waiting)} left waiting${flying}${gone}${chosen}.`;
}

/** As {@link conservation}, where nothing arrives before it is received. */
export function steppedConservation({ sent, received, waiting, inFlight, lost, doubled }: Totals): string {
  const twice = doubled > 0 ? ` + ${grouped(doubled)} doubled` : '';
  const gone = lost > 0 ? ` + ${grouped(lost)} lost` : '';
  return `${grouped(sent)} sent${twice} = ${grouped(received)} received + ${grouped(waiting + inFlight)} on their way at the end${gone}.`;
}

/**
 * A log that names no arrivals does not show what waits and what is on its way; and where one is missing, more is received
 * than is known to be sent.
 */
export function undelivered({ sent, received, waiting, inFlight }: Totals): string {
  const lost = waiting + inFlight;
  return sent === received + lost
    ? `${grouped(sent)} sent = ${grouped(received)} received + ${grouped(lost)} that were not received before the logs end.`
    : `${grouped(sent)} sent, ${grouped(received)} received, ${grouped(lost)} not received before the logs end, as far as these logs show.`;
}
