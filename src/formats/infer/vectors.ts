// Vector clocks among the values: lists of one length, or objects of names and numbers, whose entries never fall.
import type { Choice } from './series.ts';
import type { Stream } from './streams.ts';
import type { Sample } from './templates.ts';
import { numbersIn, vectorOf } from './tokens.ts';

const FALLS_MAX = 0.02;

export interface VectorField {
  readonly choice: Choice;
  readonly label: string;
}

/** Undefined where hardly any record has one. */
export function vectorsOf(
  sample: Sample,
  streams: readonly Stream[],
  active: Uint8Array,
): VectorField | undefined {
  const seeds = new Map<string, Choice>();
  for (const [t, { slots }] of sample.templates.entries()) {
    if (!active[t]) continue;
    let nth = 0;
    for (const [s, { kind, label }] of slots.entries()) {
      if (kind !== 'list' && kind !== 'vector') continue;
      for (const key of [`label ${label}`, `left ${nth}`]) {
        const choice = seeds.get(key) ?? new Int16Array(sample.templates.length).fill(-1);
        if (choice[t] === -1) choice[t] = s;
        seeds.set(key, choice);
      }
      nth += 1;
    }
  }
  let best: { label: string; choice: Choice; covered: number } | undefined;
  for (const [key, choice] of seeds) {
    const covered = coverageOf(sample, streams, active, choice);
    if (covered >= 0.7 && covered > (best?.covered ?? 0))
      best = { choice, covered, label: key.startsWith('label ') ? key.slice(6) : '' };
  }
  return best;
}

/** Share of the records that have a vector; 0 where entries fall. */
function coverageOf(sample: Sample, streams: readonly Stream[], active: Uint8Array, choice: Choice): number {
  let records = 0;
  let covered = 0;
  let falls = 0;
  for (const { places } of streams) {
    let before: ReadonlyMap<string, number> = new Map();
    for (const { file, record } of places) {
      const { template, tokens } = sample.files[file]!.records[record]!;
      if (!active[template]) continue;
      records += 1;
      const slot = choice[template]!;
      if (slot < 0) continue;
      const { token, kind } = sample.templates[template]!.slots[slot]!;
      const entries = entriesOf(tokens[token]!.text, kind);
      if (entries.size < (kind === 'list' ? 2 : 1)) continue;
      covered += 1;
      for (const [host, value] of before) if ((entries.get(host) ?? 0) < value) falls += 1;
      before = entries;
    }
  }
  return falls > FALLS_MAX * covered + streams.length * 4 ? 0 : covered / Math.max(1, records);
}

/** Of a list, by place from 0. */
export function entriesOf(text: string, kind: string): ReadonlyMap<string, number> {
  if (kind === 'list') return new Map(numbersIn(text).map((value, i) => [String(i), value]));
  return new Map(vectorOf(text).map(({ host, value }) => [host, value]));
}
