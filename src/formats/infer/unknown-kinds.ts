// Sends and internal events among phrases that no word settles: those that name others, and those by which messages fit.
import type { EventKind } from '../../core/event.ts';
import type { Attempt } from './attempt.ts';
import type { Candidate } from './choices.ts';
import type { Behaviour, Judged } from './kinds.ts';
import {
  CHECK_LEAST,
  checkMessages,
  type CheckedStream,
  checkWorth,
  type MessageCheck,
} from './message-check.ts';
import { isPeerSlot } from './peers.ts';
import type { Stream } from './streams.ts';

/** Below that fit of the message check another answer is looked for. */
export const FIT_GOOD = 0.97;

export function kindsOf(
  { sample, phrases, active }: Attempt,
  judged: readonly Judged[],
): (EventKind | undefined)[] {
  return sample.templates.map((_, t) => {
    const { kind } = judged[phrases.groups[t]!]!;
    return active[t] && kind !== 'ignore' ? kind : undefined;
  });
}

/** Runs of one file follow one another: the second of one belongs to the second of the others. */
const TRIALS_MAX = 10_000;

export function checkedStreams(
  { sample }: Attempt,
  streams: readonly Stream[],
  clock: Candidate | undefined,
  kinds: readonly (EventKind | undefined)[],
  runs: readonly number[],
): CheckedStream[] {
  if (!clock) return [];
  return streams.map(({ file, trial, places }) => {
    const records = places.map(({ record }) => sample.files[file]!.records[record]!);
    return {
      run: runs[file]! * TRIALS_MAX + trial,
      kinds: records.map(({ template }) => kinds[template]),
      clocks: Float64Array.from(records, ({ template, values }) => {
        const slot = clock.choice[template]!;
        return slot < 0 ? NaN : values[slot]!;
      }),
    };
  });
}

/** Sends and internal events among phrases that no word settles. */
export function unknownKinds(
  found: Attempt,
  judged: readonly Judged[],
  behaviour: Behaviour,
  streams: readonly Stream[],
  clock: Candidate | undefined,
  runs: readonly number[],
): Judged[] {
  const { sample, active, phrases } = found;
  const counts = new Float64Array(phrases.list.length);
  const namesOthers = new Float64Array(phrases.list.length);
  const common = commonLabels(found);
  for (const [t, template] of sample.templates.entries()) {
    if (!active[t]) continue;
    const group = phrases.groups[t]!;
    counts[group]! += template.count;
    if (
      template.slots.some(({ label }, s) => isPeerSlot(label, clock?.choice[t] === s) && !common.has(label))
    )
      namesOthers[group]! += template.count;
  }
  const unknown = judged.flatMap(({ kind }, group) =>
    kind === undefined && counts[group]! > 0 ? [group] : [],
  );
  const settled = [...judged];
  if (unknown.length === 0) return settled;
  const named = unknown.filter(group => namesOthers[group]! > 0.5 * counts[group]!);
  for (const group of named) settled[group] = { kind: 'send', reason: 'names others', strength: 'weak' };
  const left = unknown.filter(group => !named.includes(group));
  const knownSends = settled.some(({ kind }, group) => kind === 'send' && counts[group]! > 0);
  const withSends = (sends: ReadonlySet<number>): MessageCheck => {
    const tried = settled.map((one, group): Judged =>
      sends.has(group) ? { kind: 'send', reason: 'messages fit', strength: 'weak' } : one,
    );
    return checkMessages(checkedStreams(found, streams, clock, kindsOf(found, tried), runs));
  };
  const all = withSends(new Set(left));
  const alone = all.fit >= FIT_GOOD ? tellingAlone(left, withSends) : undefined;
  const helps = alone !== undefined || (all.receives >= CHECK_LEAST && all.fit - all.chance > 0.05);
  const sends = new Set(
    alone !== undefined ? [alone] : helps || (!knownSends && left.length > 1) ? left : [],
  );
  /** Other phrases that find as many messages: then nothing tells which of them are the sends. */
  let rivals: readonly { readonly group: number; readonly offset: number }[] = [];
  if (helps && alone === undefined) {
    // The smallest set that finds as many: leave out the most frequent first, as internal events are.
    for (const group of [...left].sort((a, b) => counts[b]! - counts[a]!)) {
      sends.delete(group);
      if (withSends(sends).fit < 0.97 * all.fit - 0.005) sends.add(group);
    }
    const check = withSends(sends);
    rivals = left.flatMap(group => {
      if (sends.has(group)) return [];
      const own = withSends(new Set([group]));
      const isAsGood = own.fit >= check.fit && checkWorth(own) > checkWorth(check) - ALONE_GAIN_LEAST;
      return isAsGood ? [{ group, offset: own.offset }] : [];
    });
    // Hardly any program adds two to what it received.
    const usual = check.offset === 2 ? rivals.find(({ offset }) => offset !== 2) : undefined;
    if (usual) {
      sends.clear();
      sends.add(usual.group);
    }
  } else if (!helps) {
    const [frequent] = [...left].sort((a, b) => counts[b]! - counts[a]!);
    if (frequent !== undefined) sends.delete(frequent);
    const hasInternal = settled.some(({ kind }, group) => kind === 'internal' && counts[group]! > 0);
    if (knownSends || hasInternal === false)
      for (const group of left) if (knownSends || behaviour.steps[group]! === 0) sends.delete(group);
  }
  const strength = helps && rivals.length === 0 ? 'strong' : 'weak';
  for (const group of left)
    settled[group] = sends.has(group)
      ? { kind: 'send', reason: 'messages fit', strength }
      : { kind: 'internal', reason: helps ? 'messages fit' : 'frequent', strength };
  return settled;
}

/** So much better than another phrase must one be, if it alone is taken for the sends. */
const ALONE_GAIN_LEAST = 0.2;

/** The phrase that finds all messages if it alone is a send, where no other one comes near. */
function tellingAlone(
  groups: readonly number[],
  withSends: (sends: ReadonlySet<number>) => MessageCheck,
): number | undefined {
  if (groups.length < 2) return undefined;
  const [best, second] = groups
    .map(group => ({ group, check: withSends(new Set([group])) }))
    .sort((a, b) => checkWorth(b.check) - checkWorth(a.check));
  const { check, group } = best!;
  return check.fit >= FIT_GOOD && checkWorth(check) > checkWorth(second!.check) + ALONE_GAIN_LEAST
    ? group
    : undefined;
}

/** Labels that nearly all records have: they tell of the machine itself, or of nothing. */
function commonLabels({ sample, active }: Attempt): ReadonlySet<string> {
  const counts = new Map<string, number>();
  let records = 0;
  for (const [t, { slots, count }] of sample.templates.entries()) {
    if (!active[t]) continue;
    records += count;
    for (const label of new Set(slots.map(slot => slot.label)))
      counts.set(label, (counts.get(label) ?? 0) + count);
  }
  return new Set([...counts].flatMap(([label, count]) => (count >= 0.95 * records ? [label] : [])));
}
