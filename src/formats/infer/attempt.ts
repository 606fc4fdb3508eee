// One way to cut and to scan the beginnings of a set of files, and how well a logical clock and kinds of events come out of
// it.
import { coveredShare, type Candidate } from './choices.ts';
import { clockCandidates } from './clock.ts';
import { findCodes } from './codes.ts';
import { withEventWords } from './event-labels.ts';
import { isChatter, isSum, kindByWords } from './kind-words.ts';
import { type Judged, judgeByWords, type Phrases, phrasesOf } from './kinds.ts';
import { endsOf } from './message-ends.ts';
import { machineWords, MACHINE_LABEL } from './names.ts';
import { lineClassOf, RecordCutter, type RecordShape } from './record-shape.ts';
import { type Choice, stepsOf } from './series.ts';
import { splitsFor, type Stream, streamsOf } from './streams.ts';
import { type Sample, sampleFrom, type ScannedFile, type ScannedRecord } from './templates.ts';
import { scan } from './scan.ts';
import { type ScanStyle } from './tokens.ts';
import { mayHaveVectors, vectorsOf } from './vectors.ts';

/** The first lines of a file. */
export interface Head {
  readonly name: string;
  readonly lines: readonly string[];
  /** Whether they are not all. */
  readonly isCut: boolean;
}

export interface Attempt {
  readonly shape: RecordShape;
  readonly sample: Sample;
  /** By template: whether its records are events, as far as can be told. */
  readonly active: Uint8Array;
  readonly phrases: Phrases;
  readonly judged: readonly Judged[];
  readonly streams: readonly Stream[];
  /** The slot that says whose record it is, where a file has several machines. */
  readonly split: Choice | undefined;
  readonly codes: readonly string[];
  /** Logical clocks, the best first. */
  readonly clocks: readonly Candidate[];
  readonly score: number;
  /** Whether nothing more can be hoped for from another shape. */
  readonly explainsAll: boolean;
  /** Share of all records with any value that have the best clock. */
  readonly clockShare: number;
}

const SPLIT_GAIN_LEAST = 0.1;
/** More than any clock tells. */
const SHOWN_BY_VECTORS = 3;
/** Of a shape whose records have vectors: as much as of one with a good clock. */
const STAMPED = 1;
const SPLITS_TRIED_MAX = 8;
const WELL = 0.5;
const WHOLLY = 0.95;
const USUAL_LEAST = 0.03;
const CODES_GAIN_LEAST = 0.1;
const PHRASES_TELL = 0.25;
/** A line of one kind twice in a record: records are glued together. */
const GLUED_MAX = 0.1;

/** What a person says before a reading is found. */
export interface SaidBefore {
  /** The places (codes.ts) that say what happened; undefined where that is to be found out. */
  readonly codes?: readonly string[] | undefined;
  /** Words that are names of machines, beside those that are found. */
  readonly names?: readonly string[] | undefined;
}

export function attempt(
  shape: RecordShape,
  style: ScanStyle,
  heads: readonly Head[],
  said: SaidBefore = {},
): Attempt | undefined {
  const scanned = heads.map(head => scanHead(shape, style, head));
  if (shape.kind !== 'lines') trimRecords(scanned, style);
  if (shape.kind !== 'lines' && gluedShare(scanned) > GLUED_MAX) return undefined;
  const names = new Set([...machineWords(scanned), ...(said.names ?? [])]);
  if (said.codes) return evaluate(shape, scanned, names, said.codes);
  const plain = evaluate(shape, scanned, names, []);
  const known = knownShare(plain);
  if (known >= 0.5 || plain.clocks.length === 0 || phrasesTell(plain)) return plain;
  // The names of both ends of a message are no codes for what happened.
  if (endsOf(plain.sample, plain.active)) return plain;
  const codes = findCodes(plain.sample, plain.streams, plain.active, plain.clocks[0]!.choice);
  if (codes.length === 0) return plain;
  const coded = evaluate(shape, scanned, names, codes);
  return coded.score > plain.score + CODES_GAIN_LEAST ? coded : plain;
}

/** Whether phrases, known or not, explain where the clock jumps. */
function phrasesTell({ sample, streams, clocks, phrases, active }: Attempt): boolean {
  const places = streams.map(one => one.places);
  return stepsOf(sample, places, clocks[0]!.choice, phrases.groups, active).association > PHRASES_TELL;
}

function scanHead(
  shape: RecordShape,
  style: ScanStyle,
  { name, lines, isCut }: Head,
): ScannedFile & { records: ScannedRecord[] } {
  const records: ScannedRecord[] = [];
  const cutter = new RecordCutter(shape, ({ text, line, lines: count }) =>
    records.push({ tokens: scan(text, style), text, line, lines: count }),
  );
  for (const [i, text] of lines.entries()) cutter.push(text, i + 1);
  if (!isCut) cutter.end();
  return { name, records };
}

/** Lines of a header, or chatter, are glued to a record: without them it is as others are, but for one of its lines at most. */
function trimRecords(files: readonly { readonly records: ScannedRecord[] }[], style: ScanStyle): void {
  const counts = new Map<string, number>();
  for (const { records } of files)
    for (const { text } of records) counts.set(classesOf(text), (counts.get(classesOf(text)) ?? 0) + 1);
  const all = files.reduce((sum, { records }) => sum + records.length, 0);
  const least = Math.max(files.length, USUAL_LEAST * all);
  const usual = [...counts].filter(([, count]) => count > least).map(([classes]) => classes);
  const exact = new Set(usual);
  const alike = new Set(usual.flatMap(classes => withoutOne(classes.split('\n'))));
  const from = (text: string): number => {
    const classes = classesOf(text).split('\n');
    const rests = classes.map((_, at) => classes.slice(at));
    const found = rests.findIndex(rest => exact.has(rest.join('\n')));
    return found >= 0 ? found : rests.findIndex(rest => withoutOne(rest).some(one => alike.has(one)));
  };
  for (const { records } of files)
    for (let i = records.length - 1; i >= 0; i--) {
      const { text, line } = records[i]!;
      const at = from(text);
      if (at <= 0) continue;
      const lines = text.split('\n');
      const rest = lines.slice(at).join('\n');
      const head = lines
        .slice(0, at)
        .map((own, j) => ({ tokens: scan(own, style), text: own, line: line + j, lines: 1 }));
      records.splice(i, 1, ...head, {
        tokens: scan(rest, style),
        text: rest,
        line: line + at,
        lines: lines.length - at,
      });
    }
}

/** Each with another one of three lines or more left open: a line of its own kind may name machines that no other names. */
function withoutOne(classes: readonly string[]): string[] {
  if (classes.length < 3) return [];
  return classes.map((_, open) => classes.map((own, i) => (i === open ? '*' : own)).join('\n'));
}

function classesOf(text: string): string {
  return text.split('\n').map(lineClassOf).join('\n');
}

function gluedShare(files: readonly ScannedFile[]): number {
  let glued = 0;
  let all = 0;
  for (const { records } of files)
    for (const { text } of records) {
      all += 1;
      const classes = text.split('\n').map(lineClassOf);
      if (new Set(classes).size < classes.length) glued += 1;
    }
  return all === 0 ? 1 : glued / all;
}

function evaluate(
  shape: RecordShape,
  scanned: readonly ScannedFile[],
  names: ReadonlySet<string>,
  codes: readonly string[],
): Attempt {
  const sample = withEventWords(sampleFrom(scanned, names, new Set(codes)));
  const active = activeTemplates(sample);
  const phrases = phrasesOf(sample, active);
  const judged = judgeByWords(phrases, sample, active);
  for (const [t] of sample.templates.entries())
    if (active[t] && judged[phrases.groups[t]!]!.kind === 'ignore') active[t] = 0;
  const whole = streamsOf(sample, active, undefined);
  const clocksOf = (streams: readonly Stream[]): Candidate[] =>
    clockCandidates(
      sample,
      streams.map(({ places }) => places),
      active,
      phrases.groups,
    );
  let best: {
    streams: readonly Stream[];
    clocks: readonly Candidate[];
    split: Choice | undefined;
    gain: number;
  } = {
    streams: whole,
    clocks: clocksOf(whole),
    split: undefined,
    gain: 0,
  };
  const unsplit = best.clocks[0]?.score ?? -1;
  // Vectors show whose the records are: their own entry counts them.
  const mayBeStamped = mayHaveVectors(sample, active);
  let isStamped = mayBeStamped && vectorsOf(sample, whole, active) !== undefined;
  const asksForSplit = mayBeStamped && !isStamped;
  const unsplitShare = best.clocks[0] ? coveredShare(sample, active, best.clocks[0].choice) : 0;
  const splits = splitsFor(sample, active)
    .filter(({ mixed }) => mixed)
    .map(one => ({ ...one, named: MACHINE_LABEL.test(one.label) || one.leads }))
    // A file that reads well as one machine's is cut by nothing but a machine's name.
    .filter(({ named }) => named || unsplit < WELL || unsplitShare < WHOLLY || asksForSplit)
    .sort((a, b) => Number(b.named) - Number(a.named))
    .slice(0, SPLITS_TRIED_MAX);
  for (const { split, named } of splits) {
    const streams = streamsOf(sample, active, split);
    const clocks = clocksOf(streams).filter(
      ({ choice }) => !choice.some((slot, t) => slot >= 0 && slot === split[t]),
    );
    const shows = asksForSplit && vectorsOf(sample, streams, active) !== undefined;
    const gain = shows ? SHOWN_BY_VECTORS : (clocks[0]?.score ?? -1) - unsplit + (named ? 0.15 : 0);
    if (gain <= best.gain + SPLIT_GAIN_LEAST) continue;
    best = { streams, clocks, split, gain };
    isStamped ||= shows;
  }
  const result = { shape, sample, active, phrases, judged, codes, ...best };
  const known = knownShare(result);
  const clock = Math.max(best.clocks[0]?.score ?? -1, isStamped ? STAMPED : -Infinity);
  return {
    ...result,
    score: clock + 0.4 * known - 0.8 * cutOffShare(shape, scanned),
    clockShare: clockShareOf(sample, best.clocks[0]),
    explainsAll:
      known >= 0.9 && best.clocks.length > 0 && coveredShare(sample, active, best.clocks[0]!.choice) >= 0.9,
  };
}

/** Share of the records whose kind words tell. */
function knownShare({
  sample,
  active,
  phrases,
  judged,
}: Pick<Attempt, 'sample' | 'active' | 'phrases' | 'judged'>): number {
  let known = 0;
  let all = 0;
  for (const [t, { count }] of sample.templates.entries()) {
    if (!active[t]) continue;
    all += count;
    const { kind, strength } = judged[phrases.groups[t]!]!;
    if (kind !== undefined && kind !== 'ignore') known += strength === 'strong' ? count : count / 2;
  }
  return all === 0 ? 0 : known / all;
}

function clockShareOf({ templates }: Sample, clock: Candidate | undefined): number {
  let has = 0;
  let all = 0;
  for (const [t, { slots, count }] of templates.entries()) {
    if (slots.length === 0) continue;
    all += count;
    if (clock && clock.choice[t]! >= 0) has += count;
  }
  return all === 0 ? 0 : has / all;
}

/** Files that begin with lines which elsewhere are in the middle of a record: the record is rotated. */
function cutOffShare(shape: RecordShape, files: readonly ScannedFile[]): number {
  if (shape.kind !== 'starting') return 0;
  const cut = files.filter(({ records }) => {
    const [first] = records;
    if (!first || lineClassOf(first.text.split('\n', 1)[0]!) === shape.lineClass) return false;
    const classes = new Set(first.text.split('\n').map(lineClassOf));
    return records.some(
      ({ text }, i) => i > 0 && text.split('\n').some(line => classes.has(lineClassOf(line))),
    );
  });
  return cut.length / Math.max(1, files.length);
}

export const RATE_LABEL = /\b(?:rate|rates|speed|hz|hertz|ticks|frequency|freq|clockrate)\b/;

/** Records that are events: not what is said once at the start, nor what has no value at all. */
function activeTemplates({ files, templates }: Sample): Uint8Array {
  const records = files.reduce((sum, file) => sum + file.records.length, 0);
  const long = records >= 20 * files.length;
  const first = new Map<number, number>();
  for (const file of files)
    for (const [i, { template }] of file.records.entries())
      if (i < 3 || i >= file.records.length - 1) first.set(template, (first.get(template) ?? 0) + 1);
  return Uint8Array.from(templates, ({ slots, words, labelWords, count }, t) => {
    if (slots.length === 0) return 0;
    const byWord =
      kindByWords(words)?.strength === 'strong' || kindByWords([...labelWords])?.strength === 'strong';
    const isRate =
      slots.some(({ label }) => RATE_LABEL.test(label)) &&
      !slots.some(({ label }) => /logical|lamport/.test(label));
    const rare = count <= 3 * files.length && count < 0.1 * records + 2;
    if (isRate && !byWord && count <= 3 * files.length && count <= 0.45 * records) return 0;
    if (rare && isSum([...words, ...labelWords])) return 0;
    if (byWord) return 1;
    if (rare && isChatter(words)) return 0;
    if (long && count <= files.length && (first.get(t) ?? 0) >= count) return 0;
    return slots.some(({ kind }) => kind !== 'time') ? 1 : 0;
  });
}
