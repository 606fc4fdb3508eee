// Finds the slots that hold one field: begins with those that have a label or a place in common, and completes them
// template by template, because a field's place shifts where records have other values before it.
import type { Choice, Streams } from './series.ts';
import type { Sample, Slot } from './templates.ts';

export interface Candidate {
  readonly choice: Choice;
  /** As people would call it: its label, or where it is. */
  readonly label: string;
  readonly score: number;
}

/** Only the best few are completed: each costs a pass for each slot of each template. */
const COMPLETED_MAX = 4;
const TEMPLATES_COMPLETED_MAX = 40;
/** A value without a label so near to the words, or to the time, is the same on other records. */
const DISTANCE_MAX = 3;

export interface Search {
  readonly sample: Sample;
  readonly streams: Streams;
  /** By template: whether its records count. */
  readonly active: Uint8Array;
  readonly mayHold: (slot: Slot, template: number) => boolean;
  readonly score: (choice: Choice) => number;
}

/** The best first, those that hold the same left out. */
export function candidatesFor(search: Search): Candidate[] {
  const seeds = seedsOf(search)
    .map(({ choice, label }) => ({ choice, label, score: search.score(choice) }))
    .sort((a, b) => b.score - a.score);
  const completed = seeds.map((seed, i) => (i < COMPLETED_MAX ? complete(search, seed) : seed));
  const seen = new Set<string>();
  return completed
    .sort((a, b) => b.score - a.score)
    .filter(({ choice, score }) => {
      const key = choice.join();
      if (seen.has(key) || score === -Infinity) return false;
      seen.add(key);
      return true;
    });
}

function seedsOf({ sample, active, mayHold }: Search): { choice: Choice; label: string }[] {
  const byKey = new Map<string, { choice: Choice; label: string }>();
  const add = (key: string, label: string, template: number, slot: number): void => {
    let seed = byKey.get(key);
    if (!seed) {
      seed = { choice: new Int16Array(sample.templates.length).fill(-1), label };
      byKey.set(key, seed);
    }
    if (seed.choice[template] === -1) seed.choice[template] = slot;
  };
  for (const [t, template] of sample.templates.entries()) {
    if (!active[t]) continue;
    const marks = [
      ['word', template.firstWord],
      ['time', template.slots.find(({ kind }) => kind === 'time')?.token ?? -1],
    ] as const;
    const usable = template.slots.flatMap((slot, i) => (mayHold(slot, t) ? [i] : []));
    for (const [k, slot] of usable.entries()) {
      const { label } = template.slots[slot]!;
      if (label !== '') add(`label ${label}`, label, t, slot);
      if (k < 8) add(`left ${k}`, label || `value ${k + 1}`, t, slot);
      const fromRight = usable.length - 1 - k;
      if (label === '')
        for (const [mark, token] of marks) {
          const distance = template.slots[slot]!.token - token;
          if (token >= 0 && Math.abs(distance) <= DISTANCE_MAX)
            add(`${mark} ${distance}`, `value ${k + 1}`, t, slot);
        }
      if (fromRight < 8) add(`right ${fromRight}`, label || `value ${fromRight + 1} from the end`, t, slot);
    }
  }
  const seen = new Set<string>();
  return [...byKey.values()].filter(({ choice }) => {
    const key = choice.join();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function complete(search: Search, seed: Candidate): Candidate {
  const { sample, active, mayHold } = search;
  const order = sample.templates
    .map((_, t) => t)
    .filter(t => active[t])
    .sort((a, b) => sample.templates[b]!.count - sample.templates[a]!.count)
    .slice(0, TEMPLATES_COMPLETED_MAX);
  const choice = seed.choice.slice();
  let best = seed.score;
  for (let round = 0; round < 2; round++) {
    let changed = false;
    for (const t of order) {
      const { slots } = sample.templates[t]!;
      let kept = choice[t]!;
      for (let slot = 0; slot < slots.length; slot++) {
        if (slot === kept || !mayHold(slots[slot]!, t)) continue;
        choice[t] = slot;
        const score = search.score(choice);
        if (score > best + 1e-9) {
          best = score;
          kept = slot;
          changed = true;
        }
      }
      choice[t] = kept;
    }
    if (!changed) break;
  }
  return { choice, label: usualLabel(sample, choice) || seed.label, score: best };
}

/** The one that most of the chosen slots have, over the records; empty where they have none. */
function usualLabel({ templates }: Sample, choice: Choice): string {
  const counts = new Map<string, number>();
  for (const [t, { slots, count }] of templates.entries()) {
    const label = slots[choice[t]!]?.label ?? '';
    if (label !== '') counts.set(label, (counts.get(label) ?? 0) + count);
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0])[0];
}

/** The mean of what the labels are worth, over the records that have the field. */
export function labelWorth(
  sample: Sample,
  active: Uint8Array,
  choice: Choice,
  worth: (slot: Slot) => number,
): number {
  let sum = 0;
  let count = 0;
  for (const [t, template] of sample.templates.entries()) {
    const slot = choice[t]!;
    if (!active[t] || slot < 0) continue;
    sum += template.count * worth(template.slots[slot]!);
    count += template.count;
  }
  return count === 0 ? 0 : sum / count;
}

/** Share of the records whose template has the label that most of the chosen slots have, and where another slot or none is chosen. */
export function mixedShare({ templates }: Sample, active: Uint8Array, choice: Choice): number {
  const counts = new Map<string, number>();
  let covered = 0;
  for (let t = 0; t < templates.length; t++) {
    const slot = choice[t]!;
    if (!active[t] || slot < 0) continue;
    const { slots, count } = templates[t]!;
    const { label } = slots[slot]!;
    covered += count;
    counts.set(label, (counts.get(label) ?? 0) + count);
  }
  let usual = '';
  for (const [label, count] of counts) if (label !== '' && count > (counts.get(usual) ?? 0)) usual = label;
  if (usual === '') return 0;
  let mixed = 0;
  for (let t = 0; t < templates.length; t++) {
    if (!active[t]) continue;
    const slot = choice[t]!;
    const { slots, count } = templates[t]!;
    if ((slot < 0 || slots[slot]!.label !== usual) && slots.some(({ label }) => label === usual))
      mixed += count;
  }
  return mixed / covered;
}

/** Share of the records where the field stands on the other side of the words than it mostly does. */
export function crossingShare({ templates }: Sample, active: Uint8Array, choice: Choice): number {
  let before = 0;
  let behind = 0;
  for (let t = 0; t < templates.length; t++) {
    const slot = choice[t]!;
    if (!active[t] || slot < 0) continue;
    const { slots, firstWord, count } = templates[t]!;
    if (firstWord < 0) continue;
    if (slots[slot]!.token < firstWord) before += count;
    else behind += count;
  }
  return before + behind === 0 ? 0 : Math.min(before, behind) / (before + behind);
}

/** Share of the records that have the field. */
export function coveredShare({ templates }: Sample, active: Uint8Array, choice: Choice): number {
  let covered = 0;
  let all = 0;
  for (const [t, { count }] of templates.entries()) {
    if (!active[t]) continue;
    all += count;
    if (choice[t]! >= 0) covered += count;
  }
  return all === 0 ? 0 : covered / all;
}
