// What a person should know of a run that was read: what was assumed and how sure the pairing is, in sentences.
import { grouped } from '../../core/counted.ts';
import { type MachineLog, RECEIVE } from '../../core/machine-log.ts';
import { type Pairing, PAIRINGS } from '../../core/trace-origin.ts';
import type { TimestampRule } from '../../core/trial.ts';
import type { ValueVariant } from './infer-values.ts';
import type { RunEvents } from './run-event.ts';

const PAIRING_WORDS: Readonly<Record<Pairing, string>> = {
  stated: 'name their sender',
  sole: 'fit one message alone',
  likely: 'got the likeliest message, as others bear the same value or a missing log may hold one',
  guessed: 'were paired by order, as nothing tells their value',
  none: 'fit no message',
};

export function pairingNotes(pairings: readonly Uint8Array[], logs: readonly MachineLog[]): string[] {
  const counts = PAIRINGS.map(() => 0);
  for (const [i, log] of logs.entries())
    for (let index = 0; index < log.eventCount; index++)
      if (log.kinds[index] === RECEIVE) counts[pairings[i]![index]!]! += 1;
  const all = counts.reduce((sum, count) => sum + count, 0);
  if (all === 0) return [];
  const told = PAIRINGS.flatMap((pairing, i) =>
    counts[i]! > 0 ? [`${grouped(counts[i]!)} ${PAIRING_WORDS[pairing]}`] : [],
  );
  return [`Of ${grouped(all)} ${all === 1 ? 'receive' : 'receives'}, ${told.join('; ')}.`];
}

export function ruleNotes(variant: ValueVariant, stated: TimestampRule | undefined): string[] {
  if (stated) return [];
  const { sentOffset, receiveOffset, explained, of, toldFrom } = variant;
  const support = `${grouped(explained)} of ${grouped(of)}`;
  if (toldFrom === 'values' && explained === 0)
    return ['No receive finds a send by the value it took; increment-then-send was assumed.'];
  if (toldFrom === 'values') {
    const carried =
      sentOffset === 0
        ? 'the clock that its send shows (increment-then-send)'
        : sentOffset === -1
          ? 'the clock from before its send (send-then-increment)'
          : 'one more than the clock that its send shows; the program seems to write the clock before it increments it';
    const taken =
      receiveOffset === 0
        ? [
            'Receives that jump show the very value that they took: the program takes max(own + 1, received), where L78 has max(own, received) + 1.',
          ]
        : [];
    return [`A message carries ${carried}: ${support} receives find such a send.`, ...taken];
  }
  if (toldFrom === 'nothing')
    return ['Nothing tells which value of the clock a message carries; increment-then-send was assumed.'];
  const gap = sentOffset + receiveOffset;
  if (gap === 0)
    return [
      `Receives that jumped show the very clock of a send (${support}). That is what send-then-increment gives, which was assumed; a receive that takes max(own + 1, received) looks the same.`,
    ];
  return [
    `A receive that jumped shows the clock of its send ${gap > 0 ? 'and one more' : 'less one'} (${support}), as ${sentOffset === 0 ? 'increment-then-send' : 'send-then-increment'} gives it.`,
  ];
}

export function clockNotes(events: RunEvents, clocked: boolean, timed: boolean): string[] {
  const notes: string[] = [];
  if (!clocked) notes.push('The log has no logical clocks: these were computed by Lamport’s rules.');
  const falls = (value: (at: number, of: RunEvents[number]) => number): number =>
    events.reduce(
      (sum, of) => sum + of.filter((_, at) => at > 0 && value(at, of) < value(at - 1, of)).length,
      0,
    );
  const clocks = clocked ? falls((at, of) => of[at]!.clock) : 0;
  if (clocks > 0)
    notes.push(`Logical clocks go backwards ${times(clocks)}; they are kept as they were read.`);
  const backwards = timed ? falls((at, of) => of[at]!.atMs) : 0;
  if (backwards > 0)
    notes.push(`Times go backwards ${times(backwards)}; the events are kept in the order of their lines.`);
  return notes;
}

export function missingReason(name: string): string {
  return `No file is the log of ${name}; it is known only from what others say of it.`;
}

function times(count: number): string {
  return count === 1 ? 'once' : `${grouped(count)} times`;
}
