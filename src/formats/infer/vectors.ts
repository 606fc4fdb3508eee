// Vector clocks among the values: lists of one length, or objects of names and numbers, whose entries never fall, and one of
// which counts the events of its machine.
import type { WrittenVector } from '../logs/log-record.ts';
import { ownEntryCandidates } from '../vectors/vector-places.ts';
import type { Choice } from './series.ts';
import type { Stream } from './streams.ts';
import type { Sample } from './templates.ts';
import { numbersIn, type Token, vectorOf } from './tokens.ts';

const FALLS_MAX = 0.02;
const COVERED_LEAST = 0.7;
/** Of the vectors, so many have the usual length where they are lists. */
const ALIKE_LEAST = 0.9;
/** A machine with fewer events does not show which entry counts them. */
const EVENTS_TELLING = 3;
/** Of the records of such machines, so many are of machines whose events an entry counts. */
const COUNTED_LEAST = 0.8;

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
    if (covered >= COVERED_LEAST && covered > (best?.covered ?? 0))
      best = { choice, covered, label: key.startsWith('label ') ? key.slice(6) : '' };
  }
  return best && { label: best.label, choice: amongEvents(sample, active, best.choice) };
}

/** Whether most records have a list, or names with numbers; other logs are not looked through. */
export function mayHaveVectors({ templates }: Sample, active: Uint8Array): boolean {
  let [all, has] = [0, 0];
  for (const [t, { slots, count }] of templates.entries()) {
    if (!active[t]) continue;
    all += count;
    if (slots.some(({ kind }) => kind === 'list' || kind === 'vector')) has += count;
  }
  return has > 0 && has >= COVERED_LEAST * all;
}

/** Of records that are said to be no events, only those that have it as events do: what a header lists is another thing. */
function amongEvents({ templates }: Sample, active: Uint8Array, choice: Choice): Choice {
  const formOf = (t: number): string => {
    const { slots, tokens } = templates[t]!;
    const { label, token, kind } = slots[choice[t]!]!;
    return `${label}\n${kind === 'list' ? numbersIn(tokens[token]!.text).length : kind}`;
  };
  const forms = new Set([...choice].flatMap((slot, t) => (slot >= 0 && active[t] ? [formOf(t)] : [])));
  return choice.map((slot, t) => (slot >= 0 && (active[t] || forms.has(formOf(t))) ? slot : -1));
}

/** Share of the records that have a vector; 0 where they do not behave like vector clocks. */
function coverageOf(sample: Sample, streams: readonly Stream[], active: Uint8Array, choice: Choice): number {
  let records = 0;
  let covered = 0;
  let falls = 0;
  const lengths = new Map<number, number>();
  const logs: Entries[][] = [];
  for (const { places } of streams) {
    const own: Entries[] = [];
    for (const { file, record } of places) {
      const { template, tokens } = sample.files[file]!.records[record]!;
      if (!active[template]) continue;
      records += 1;
      const slot = choice[template]!;
      if (slot < 0) continue;
      const { token, kind } = sample.templates[template]!.slots[slot]!;
      const entries = entriesOf(tokens[token]!.text, kind);
      if (entries.size < (kind === 'list' ? 2 : 1)) continue;
      if (kind === 'list') lengths.set(entries.size, (lengths.get(entries.size) ?? 0) + 1);
      covered += 1;
      for (const [host, value] of own.at(-1) ?? []) if ((entries.get(host) ?? 0) < value) falls += 1;
      own.push(entries);
    }
    if (own.length > 0) logs.push(own);
  }
  if (falls > FALLS_MAX * covered + streams.length * 4) return 0;
  const lists = [...lengths.values()];
  const usual = Math.max(0, ...lists);
  if (usual < ALIKE_LEAST * lists.reduce((sum, count) => sum + count, 0)) return 0;
  return countEvents(logs) ? covered / Math.max(1, records) : 0;
}

type Entries = ReadonlyMap<string, number>;

/** Whether an entry counts the events of each machine, and not the same one those of all. */
function countEvents(logs: readonly (readonly Entries[])[]): boolean {
  const hosts = [...new Set(logs.flatMap(log => log.flatMap(entries => [...entries.keys()])))];
  const telling = logs.filter(({ length }) => length >= EVENTS_TELLING);
  const candidates = telling.map(log =>
    ownEntryCandidates(log.map(entries => hosts.map(host => entries.get(host) ?? 0))),
  );
  const all = telling.reduce((sum, { length }) => sum + length, 0);
  const counted = telling.reduce((sum, { length }, i) => (candidates[i]!.length > 0 ? sum + length : sum), 0);
  if (all > 0 && counted < COUNTED_LEAST * all) return false;
  // A clock beside another number is at the same place in all logs.
  const isOneOfMany = telling.length > 1 && new Set(candidates.flat()).size < 2;
  return !isOneOfMany && !(telling.length === 1 && candidates[0]!.length === hosts.length);
}

/** Of a list, by place from 0. */
function entriesOf(text: string, kind: string): Entries {
  if (kind === 'list') return new Map(numbersIn(text).map((value, i) => [String(i), value]));
  return new Map(vectorOf(text).map(({ host, value }) => [host, value]));
}

/** Different sets of hosts in the vectors of a file; of more, each vector has its own array. */
const HOSTS_KEPT_MAX = 1000;

/** Reads the vectors of one file. */
export class VectorReader {
  readonly #hosts = new Map<string, readonly string[]>();

  read({ text, kind }: Token): WrittenVector {
    if (kind === 'list') return { hosts: undefined, entries: numbersIn(text) };
    const vector = vectorOf(text);
    const hosts = vector.map(({ host }) => host);
    const key = hosts.join('\n');
    const known = this.#hosts.get(key);
    if (!known && this.#hosts.size < HOSTS_KEPT_MAX) this.#hosts.set(key, hosts);
    return { hosts: known ?? hosts, entries: vector.map(({ value }) => value) };
  }
}
