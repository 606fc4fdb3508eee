// What is missing from a record: the logs that are not whole and the messages that got lost, in the same sentences in
// every view and file.
import { counted } from '../core/counted.ts';
import type { Loss, Trace } from '../core/trace.ts';
import { faultsInShort } from './faults.ts';

/** How many messages got lost, as far as the trace knows. */
export function lostMessages({ losses }: Pick<Trace, 'losses'>): number {
  return losses.reduce((sum, { count }) => sum + count, 0);
}

/** How many machines have a log that is not whole. */
export function incompleteLogs({ gaps }: Pick<Trace, 'gaps'>): number {
  return new Set(gaps.map(({ machine }) => machine)).size;
}

/** The short form: "39 messages lost", "1 log incomplete"; "nothing lost" where the record is whole. */
export function missingInShort(missing: Pick<Trace, 'gaps' | 'losses' | 'faults'>): string[] {
  const lost = lostMessages(missing);
  const byChoice = faultsInShort(missing);
  const incomplete = incompleteLogs(missing);
  if (lost === 0 && incomplete === 0) return byChoice.length > 0 ? byChoice : ['nothing lost'];
  return [
    ...byChoice,
    ...(lost > 0 ? [`${counted(lost, 'message')} lost`] : []),
    ...(incomplete > 0 ? [`${counted(incomplete, 'log')} incomplete`] : []),
  ];
}

/** A sentence for each gap, then one for each pair of machines and cause. Empty where nothing is missing. */
export function missingSentences(trace: Trace): string[] {
  return [
    ...trace.gaps.map(
      ({ machine, reason }) => `The log of ${trace.nameOf(machine)} is incomplete: ${reason}`,
    ),
    ...trace.losses.map(loss => lossSentence(trace, loss)),
  ];
}

export function lossSentence(trace: Pick<Trace, 'nameOf'>, { from, to, count, ...cause }: Loss): string {
  const messages = `${counted(count, 'message')} from ${trace.nameOf(from)} to ${trace.nameOf(to)}`;
  return cause.kind === 'never-arrived'
    ? `${messages} never arrived.`
    : `${messages} could not be sent: ${cause.reason}`;
}
