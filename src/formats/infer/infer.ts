// Finds out how a set of logs is to be read, from the beginnings of its files alone.
import type { InputFile } from '../read-result.ts';
import { attempt, type Attempt, type Head, RATE_LABEL, type SaidBefore } from './attempt.ts';
import type { Candidate } from './choices.ts';
import { fieldsOf } from './fields.ts';
import { type FileFacts, namesMachine, placeFiles, type Placing } from './file-places.ts';
import { behaviourOf, receivesByJumps } from './kinds.ts';
import { CHECK_LEAST, checkMessages, checkWorth } from './message-check.ts';
import { questionsOf } from './questions.ts';
import type { Reading, ReadingPhrase } from './reading.ts';
import { endsOf } from './message-ends.ts';
import { withWholeMessages } from './messages.ts';
import { isPeerSlot, peersIn } from './peers.ts';
import type { Settled } from './settled.ts';
import { FILE_HEAD, shapesFor } from './record-shape.ts';
import type { Choice } from './series.ts';
import { cutAtRestarts } from './streams.ts';
import { styleOf } from './style.ts';
import { countsFromStart, timeCandidates, unitOf } from './times.ts';
import { queueCandidates } from './queue.ts';
import type { Sample } from './templates.ts';
import { checkedStreams, FIT_GOOD, kindsOf, unknownKinds } from './unknown-kinds.ts';
import { vectorsOf } from './vectors.ts';

/** Of all files together: more are not looked at before the whole is read. */
const SAMPLE_LINES = 4000;
const FILE_LINES_MOST = 700;
const FILE_LINES_LEAST = 40;
const FILE_LENGTH_MAX = 131_072;
const LINE_LENGTH_MAX = 4000;
/** Scores of a queue's length: of one that is seen to rise and fall, and of a number that is always 0, as no machine's name is. */
const QUEUE_LEAST = 0.55;
const QUEUE_AT_REST = 0.5;
const CLOCKS_TRIED_MAX = 4;
/** Where so many single lines have a clock, a record is a line. */
const LINES_DO = 0.7;

/**
 * Undefined where nothing in the files looks like records of events. `said` is what a person says already. Never throws.
 */
export function inferReading(files: readonly InputFile[], said: SaidBefore = {}): Reading | undefined {
  const heads = headsOf(files);
  const style = styleOf(heads.flatMap(({ lines }) => lines.slice(0, 60)));
  const found = bestAttempt(heads, style, said);
  if (!found) return undefined;
  const reading = settle(found, style);
  return reading && withWholeMessages(reading, found);
}

export function headsOf(files: readonly InputFile[]): Head[] {
  const most = Math.min(
    FILE_LINES_MOST,
    Math.max(FILE_LINES_LEAST, Math.floor(SAMPLE_LINES / Math.max(1, files.length))),
  );
  return files.map(({ name, text }) => {
    const lines: string[] = [];
    let at = text.startsWith('\uFEFF') ? 1 : 0;
    while (at < text.length && lines.length < most && at < FILE_LENGTH_MAX) {
      const next = text.indexOf('\n', at);
      const end = next < 0 ? text.length : next;
      const line = text.slice(at, end > at && text[end - 1] === '\r' ? end - 1 : end);
      lines.push(line.length > LINE_LENGTH_MAX || FILE_HEAD.test(line) ? '' : line);
      at = end + 1;
    }
    return { name, lines, isCut: at < text.length };
  });
}

function bestAttempt(
  heads: readonly Head[],
  style: ReturnType<typeof styleOf>,
  said: SaidBefore,
): Attempt | undefined {
  let best: Attempt | undefined;
  for (const shape of shapesFor(heads.map(({ lines }) => lines))) {
    const tried = attempt(shape, style, heads, said);
    if (!tried) continue;
    if (!best || tried.score > best.score + (shape.kind === 'lines' || shape.kind === 'blocks' ? 0.05 : 0.15))
      best = tried;
    const areMessages = endsOf(tried.sample, tried.active) !== undefined;
    if (shape.kind === 'lines' && (tried.explainsAll || tried.clockShare >= LINES_DO || areMessages)) break;
  }
  return best;
}

function settle(found: Attempt, style: ReturnType<typeof styleOf>): Reading | undefined {
  const { sample, active, phrases, codes, shape } = found;
  const vectors = vectorsOf(sample, found.streams, active);
  const clocks = vectors && (found.clocks[0]?.score ?? 0) < 1.2 ? [] : found.clocks;
  const options = clocks.slice(0, CLOCKS_TRIED_MAX).map(clock => settleClock(found, clock));
  let [best] = options;
  if (best && best.check.receives >= CHECK_LEAST && best.check.fit < FIT_GOOD)
    for (const option of options)
      if (
        option.check.receives >= 0.5 * best.check.receives &&
        checkWorth(option.check) > checkWorth(best.check) + 0.2 &&
        option.clock!.score > options[0]!.clock!.score - 0.4
      )
        best = option;
  const settled = best ?? settleClock(found, undefined);
  const { kinds, streams, clock } = settled;
  if (!kinds.some((kind, t) => active[t] && kind !== undefined) && !clock && !vectors) return undefined;
  const taken = sample.templates.map(({ slots }) => new Uint8Array(slots.length));
  const occupy = (choice: Choice | undefined): void => {
    choice?.forEach((slot, t) => {
      if (slot >= 0) taken[t]![slot] = 1;
    });
  };
  const isFree = (slot: number, t: number): boolean => taken[t]![slot] !== 1;
  const places = streams.map(one => one.places);
  occupy(clock?.choice);
  occupy(vectors?.choice);
  occupy(found.split);
  const times = timeCandidates(sample, places, active, isFree);
  const time = times[0];
  occupy(time?.choice);
  const anchors = [clock?.choice, time?.choice].filter(choice => choice !== undefined);
  const names = machineNames(found, settled);
  const queues = queueCandidates({ sample, streams: places, active, kinds, anchors, isFree }).filter(
    ({ score, label }) =>
      score >= QUEUE_LEAST || (score >= QUEUE_AT_REST && !(/^value \d/.test(label) && names.has('0'))),
  );
  const queue = queues[0];
  occupy(queue?.choice);
  const fields = fieldsOf({ found, settled, vectors, time, queue, clocks: options, isFree });
  const told = phrasesTable(found, settled);
  const words = vectors ? withVectors(told, found, vectors.choice) : told;
  const { questions, confidence } = questionsOf({
    found,
    settled,
    options,
    fields,
    phrases: words,
    hasVectors: vectors !== undefined,
  });
  return {
    version: 1,
    shape,
    style,
    names: [...sample.vocabulary.names],
    kept: sample.vocabulary.kept && [...sample.vocabulary.kept],
    everywhere: everywhereIn(found),
    codes,
    templates: sample.templates.map((template, t) => ({
      key: template.key,
      phrase: phrases.of[t]!,
      count: template.count,
      example: template.text,
      slots: template.slots,
    })),
    fields,
    phrases: words,
    places: settled.placing.places.map(place => ({
      ...place,
      machine: found.split ? undefined : place.machine,
    })),
    aliases: [],
    unit: time ? unitOf(sample, places, active, time.choice) : 's',
    ...(time && countsFromStart(sample, places, active, time.choice) && { timesFrom: 'start' as const }),
    check: settled.check.receives > 0 ? settled.check : undefined,
    confidence,
    questions,
  };
}

/** As files, or lines where they say it, call the machines. */
function machineNames({ sample, split }: Attempt, { placing, streams }: Settled): ReadonlySet<string> {
  return new Set(
    split
      ? streams.flatMap(({ machine }) => machine ?? [])
      : sample.files.map((_, f) => placing.places[f]!.machine),
  );
}

function everywhereIn({ phrases, sample, active }: Attempt): string[] {
  const told = new Set(phrases.list.flatMap(phrase => phrase.split(' ')));
  const words = new Set(sample.templates.flatMap((template, t) => (active[t] ? template.words : [])));
  return [...words].filter(word => !told.has(word));
}

function settleClock(found: Attempt, clock: Candidate | undefined): Settled {
  const { sample, active, phrases } = found;
  const streams = clock ? cutAtRestarts(sample, found.streams, clock.choice) : found.streams;
  const behaviour = behaviourOf(
    sample,
    streams.map(({ places }) => places),
    active,
    clock?.choice ?? new Int16Array(sample.templates.length).fill(-1),
    phrases,
  );
  const facts = fileFactsOf(found, clock);
  const placing = placeFiles(facts);
  const runs = runNumbers(placing);
  let judged = receivesByJumps(found.judged, behaviour);
  judged = unknownKinds(found, judged, behaviour, streams, clock, runs);
  const kinds = kindsOf(found, judged);
  const check = checkMessages(checkedStreams(found, streams, clock, kinds, runs));
  return { clock, streams, judged, behaviour, kinds, placing, check };
}

function runNumbers({ places }: Placing): number[] {
  return places.map(({ run }) => places.findIndex(other => other.run === run));
}

function phrasesTable({ sample, active, phrases }: Attempt, { judged }: Settled): ReadingPhrase[] {
  return phrases.list.flatMap((phrase, group) => {
    const own = sample.templates.filter((_, t) => phrases.groups[t] === group);
    const isActive = sample.templates.some((_, t) => phrases.groups[t] === group && active[t]);
    const count = own.reduce((sum, template) => sum + template.count, 0);
    const { kind, reason, strength } = judged[group]!;
    const ignored = !isActive || kind === undefined;
    return [
      {
        phrase,
        count,
        example: own[0]!.text,
        kind: ignored ? ('ignore' as const) : kind,
        reason: ignored ? (reason === 'chatter' ? reason : 'no clock') : reason!,
        score: strength === 'strong' ? 0.95 : 0.6,
      },
    ];
  });
}

/** Where a record has a vector, no phrase needs to be guessed: what happened follows from the vectors. */
function withVectors(
  words: readonly ReadingPhrase[],
  { sample, phrases }: Attempt,
  vectors: Choice,
): ReadingPhrase[] {
  const has = new Set(sample.templates.flatMap((_, t) => (vectors[t]! >= 0 ? [phrases.of[t]!] : [])));
  return words.map(one => {
    const isTold =
      one.kind !== 'ignore' && one.score >= 0.9 && (one.reason === 'word' || one.reason === 'legend');
    return isTold || !has.has(one.phrase)
      ? one
      : { ...one, kind: 'internal', reason: 'vectors', score: 0.95 };
  });
}

function fileFactsOf({ sample, active, split }: Attempt, clock: Candidate | undefined): FileFacts[] {
  const stated = split ? undefined : statedMachines(sample, active, clock);
  const facts = sample.files.map(({ name, records }, file) => {
    const mentioned = new Set<string>();
    let startMs = NaN;
    let endMs = NaN;
    for (const { template, tokens, values } of records) {
      const { slots } = sample.templates[template]!;
      for (const [s, slot] of slots.entries()) {
        if (slot.kind === 'time') {
          const ms = values[s]!;
          if (!(startMs <= ms)) startMs = ms;
          if (!(endMs >= ms)) endMs = ms;
        }
        if (active[template] && isPeerSlot(slot.label, clock?.choice[template] === s))
          for (const one of peersIn(tokens[slot.token]!.text, slot.kind))
            if (mentioned.size < 100) mentioned.add(one);
      }
    }
    const own = stated?.names[file];
    if (own !== undefined) mentioned.delete(own);
    return { name, stated: own, mentioned, startMs, endMs };
  });
  // Names that no line has for any machine, such as those of threads, are nobody's where no label says whose they are.
  const mentions = facts.flatMap(({ mentioned }) => [...mentioned]);
  const names = new Set(stated?.names);
  return stated?.isLabelled === false &&
    mentions.length > 0 &&
    !mentions.some(one => namesMachine(names, one))
    ? facts.map(fact => ({ ...fact, stated: undefined }))
    : facts;
}

/** What a slot says that has one value in each file, another one in each. */
function statedMachines(
  sample: Sample,
  active: Uint8Array,
  clock: Candidate | undefined,
): { readonly names: readonly string[]; readonly isLabelled: boolean } | undefined {
  const byLabel = new Map<string, (Set<string> | undefined)[]>();
  const counts = new Map<string, number>();
  let records = 0;
  for (const [f, file] of sample.files.entries())
    for (const { template, tokens } of file.records) {
      if (!active[template]) continue;
      records += 1;
      for (const [s, { label, kind, token }] of sample.templates[template]!.slots.entries()) {
        if ((kind !== 'number' && kind !== 'name') || clock?.choice[template] === s) continue;
        if (/\b(?:to|from|receivers?|sender|recipients?)\b/.test(label) || RATE_LABEL.test(label)) continue;
        const place = label === '' ? `#${s}` : label;
        const sets = byLabel.get(place) ?? [];
        byLabel.set(place, sets);
        counts.set(place, (counts.get(place) ?? 0) + 1);
        const values = (sets[f] ??= new Set());
        if (values.size < 3) values.add(tokens[token]!.text);
      }
    }
  const fits = [...byLabel].filter(([place, sets]) => {
    const all = sample.files.every((_, f) => sets[f]?.size === 1);
    const distinct = new Set(sets.map(set => set && [...set][0])).size;
    if (!all || counts.get(place)! < 0.9 * records) return false;
    if (sample.files.length === 1) return MACHINE.test(place) || (place === '#0' && records > 3);
    return distinct === sample.files.length || (MACHINE.test(place) && distinct > 1);
  });
  const [best] = fits.sort(([a], [b]) => Number(MACHINE.test(b)) - Number(MACHINE.test(a)));
  return (
    best && {
      names: sample.files.map((_, f) => [...best[1][f]!][0]!),
      isLabelled: MACHINE.test(best[0]),
    }
  );
}

const MACHINE = /(?:^|\s)(?:machine|host|node|process|proc|rank|vm|pid|server|client|replica|id)(?:\s|$)/;
