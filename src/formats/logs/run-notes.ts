// What a person should know of a run that was read: what was assumed and how sure the pairing is, in sentences.
import { counted, grouped } from '../../core/counted.ts';
import { type MachineLog, RECEIVE } from '../../core/machine-log.ts';
import { type Pairing, PAIRINGS } from '../../core/trace-origin.ts';
import type { TimestampRule } from '../../core/trial.ts';
import type { ValueVariant } from './infer-values.ts';
import type { RunEvents } from './run-event.ts';

const PAIRING_WORDS: Readonly<Record<Pairing, string>> = {
  stated: 'with a stated sender',
  sole: 'matched to the only message that fits',
  likely: 'matched to the likeliest message, because others have the same timestamp or a log is missing',
  guessed: 'matched by order, because the timestamp is not known',
  none: 'without a message that fits',
};

export function pairingNotes(pairings: readonly Uint8Array[], logs: readonly MachineLog[]): string[] {
  const counts = PAIRINGS.map(() => 0);
  for (const [i, log] of logs.entries())
    for (let index = 0; index < log.eventCount; index++)
      if (log.kinds[index] === RECEIVE) counts[pairings[i]![index]!]! += 1;
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return [];
  const parts = PAIRINGS.flatMap((pairing, i) =>
    counts[i]! > 0 ? [`${grouped(counts[i]!)} ${PAIRING_WORDS[pairing]}`] : [],
  );
  return [`${counted(all, 'receive')}: ${parts.join('; ')}.`];
}

export function ruleNotes(variant: ValueVariant, stated: TimestampRule | undefined): string[] {
  if (stated) return [];
  const { sentOffset, receiveOffset, explained, of, toldFrom } = variant;
  const support = `${grouped(explained)} of ${grouped(of)}`;
  if (toldFrom === 'values' && explained === 0)
    return ['No receive could be matched to a send by its timestamp, so Lamport’s rule was assumed.'];
  if (toldFrom === 'values') {
    const carried =
      sentOffset === 0
        ? 'the clock that its send shows (Lamport’s rule)'
        : sentOffset === -1
          ? 'the clock from before its send (the assignment’s rule)'
          : 'one more than the clock that its send shows, so the program seems to log the clock before it adds 1';
    const taken =
      receiveOffset === 0
        ? [
            'A receive that jumps has the timestamp that it received: this program computes max(own + 1, received); Lamport’s rule is max(own, received) + 1.',
          ]
        : [];
    return [`A message carries ${carried}: ${support} receives match such a send.`, ...taken];
  }
  if (toldFrom === 'nothing')
    return ['The log does not show which clock value a message carries, so Lamport’s rule was assumed.'];
  const gap = sentOffset + receiveOffset;
  if (gap === 0)
    return [
      `Receives that jumped have the same clock as a send (${support}). This fits the assignment’s rule, which was assumed; a program that computes max(own + 1, received) looks the same.`,
    ];
  return [
    `A receive that jumped shows the clock of its send ${gap > 0 ? 'and one more' : 'less one'} (${support}), as ${sentOffset === 0 ? 'increment-then-send' : 'send-then-increment'} gives it.`,
  ];
}

export function clockNotes(events: RunEvents, clocked: boolean, timed: boolean): string[] {
  const notes: string[] = [];
  if (!clocked)
    notes.push('There are no logical clocks in what was read; they were computed by Lamport’s rule.');
  const falls = (value: (at: number, of: RunEvents[number]) => number): number =>
    events.reduce(
      (sum, of) => sum + of.filter((_, at) => at > 0 && value(at, of) < value(at - 1, of)).length,
      0,
    );
  const clocks = clocked ? falls((at, of) => of[at]!.clock) : 0;
  if (clocks > 0)
    notes.push(`Logical clocks go backwards ${times(clocks)}; they are shown as they were read.`);
  const backwards = timed ? falls((at, of) => of[at]!.atMs) : 0;
  if (backwards > 0)
    notes.push(`Times go backwards ${times(backwards)}; the events are kept in the order of their lines.`);
  return notes;
}

export function missingReason(name: string): string {
  return `There is no log of ${name}; it is known only from the logs of other machines.`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${grouped(count)} times`;
}
