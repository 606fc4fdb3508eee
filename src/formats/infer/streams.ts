// Which sampled records follow one another: those of one machine in one file, and of one run where a file has several.
import { type Choice, isFreshStart, isRestart, type Place } from './series.ts';
import type { Sample, Slot } from './templates.ts';

export interface Stream {
  readonly file: number;
  /** As the split tells it; undefined where the file is one machine's. */
  readonly machine: string | undefined;
  /** Which run of its file, from 0. */
  readonly trial: number;
  readonly places: readonly Place[];
}

/** `split` names the slot that says whose record it is. */
export function streamsOf(sample: Sample, active: Uint8Array, split: Choice | undefined): Stream[] {
  return sample.files.flatMap(({ records }, file) => {
    const byMachine = new Map<string | undefined, Place[]>();
    for (const [record, { template, tokens }] of records.entries()) {
      if (!active[template]) continue;
      const slot = split ? split[template]! : -1;
      const machine = slot < 0 ? undefined : tokens[sample.templates[template]!.slots[slot]!.token]!.text;
      if (split && machine === undefined) continue;
      const places = byMachine.get(machine);
      if (places) places.push({ file, record });
      else byMachine.set(machine, [{ file, record }]);
    }
    return [...byMachine].map(([machine, places]) => ({ file, machine, places, trial: 0 }));
  });
}

/** Cut wherever the clock begins anew. */
export function cutAtRestarts(sample: Sample, streams: readonly Stream[], clock: Choice): Stream[] {
  return streams.flatMap(stream => {
    const parts: Place[][] = [[]];
    let before = NaN;
    let recordBefore = -1;
    for (const place of stream.places) {
      const { template, values } = sample.files[place.file]!.records[place.record]!;
      const slot = clock[template]!;
      const value = slot < 0 ? NaN : values[slot]!;
      if (value === value) {
        const fresh = !stream.machine && value < before && isFreshStart(recordBefore, place.record, value);
        if (fresh || isRestart(before, value)) parts.push([]);
        before = value;
        recordBefore = place.record;
      }
      parts.at(-1)!.push(place);
    }
    return parts.map((places, trial) => ({ ...stream, places, trial }));
  });
}

const MACHINES_MAX = 64;

/** Slots that may say whose record it is: the same place or label everywhere, and few values that come again and again. */
export function splitsFor(
  sample: Sample,
  active: Uint8Array,
): { readonly split: Choice; readonly label: string; readonly mixed: boolean; readonly leads: boolean }[] {
  const seeds = new Map<string, Choice>();
  for (const [t, template] of sample.templates.entries()) {
    if (!active[t]) continue;
    const { slots, tokens } = template;
    const names = slots.filter(one => one.kind === 'name');
    const values = new Set(slots.map(({ token }) => token));
    const time = slots.find(({ kind }) => kind === 'time')?.token ?? NaN;
    const word = tokens.findIndex(({ kind }, i) => kind === 'word' && !values.has(i));
    for (const [s, slot] of slots.entries()) {
      if (!mayName(slot)) continue;
      const named = names.indexOf(slot);
      const keys = [slot.label === '' ? '' : `label ${slot.label}`];
      if (s < 4) keys.push(`left ${s}`);
      if (slots.length - s <= 4) keys.push(`right ${slots.length - 1 - s}`);
      if (named >= 0) keys.push(`last name ${names.length - 1 - named}`, `first name ${named}`);
      if (Math.abs(slot.token - time) <= 2) keys.push(`time ${slot.token - time}`);
      if (word >= 0 && Math.abs(slot.token - word) <= 2) keys.push(`word ${slot.token - word}`);
      for (const key of keys) {
        if (key === '') continue;
        const choice = seeds.get(key) ?? new Int16Array(sample.templates.length).fill(-1);
        if (choice[t] === -1) choice[t] = s;
        seeds.set(key, choice);
      }
    }
  }
  const seen = new Set<string>();
  return [...seeds].flatMap(([key, split]) => {
    const id = split.join();
    if (seen.has(id)) return [];
    seen.add(id);
    const worth = splitWorth(sample, active, split);
    return worth ? [{ split, label: key.startsWith('label ') ? key.slice(6) : '', ...worth }] : [];
  });
}

function mayName({ kind, label }: Slot): boolean {
  return (
    (kind === 'number' || kind === 'name') &&
    !/@|\b(?:to|from|receivers?|recipients?|sender|clock|lamport|logical|queue|die|roll)\b/.test(label)
  );
}

function splitWorth(
  sample: Sample,
  active: Uint8Array,
  split: Choice,
): { mixed: boolean; leads: boolean } | undefined {
  let mixed = false;
  let records = 0;
  let covered = 0;
  let leads = true;
  for (const file of sample.files) {
    const counts = new Map<string, number>();
    let own = 0;
    for (const { template, tokens } of file.records) {
      if (!active[template]) continue;
      records += 1;
      const slot = split[template]!;
      if (slot < 0) continue;
      const { token, kind } = sample.templates[template]!.slots[slot]!;
      const { text } = tokens[token]!;
      if (kind !== 'name' || token !== 0) leads = false;
      covered += 1;
      own += 1;
      counts.set(text, (counts.get(text) ?? 0) + 1);
      if (counts.size > MACHINES_MAX) return undefined;
    }
    if (counts.size > 1 && own < 1.5 * counts.size) return undefined;
    if (counts.size > 1) mixed = true;
  }
  if (covered < 0.95 * records || records === 0) return undefined;
  return { mixed, leads };
}
