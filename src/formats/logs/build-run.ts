// Makes the trace of one run from what its files say: numbers the machines, settles times, queues and rates, pairs the
// messages, and notes whatever had to be assumed.
import { MachineLog, NONE } from '../../core/machine-log.ts';
import type { MachineId } from '../../core/message.ts';
import { capital } from '../../core/capital.ts';
import { counted } from '../../core/counted.ts';
import { doubtBit, type MachineOrigin } from '../../core/trace-origin.ts';
import { Trace } from '../../core/trace.ts';
import { importedTrial } from '../../core/imported-trial.ts';
import { lamportClocksOf } from '../../analysis/lamport-clocks.ts';
import type { ReadRun } from '../read-result.ts';
import { columnFrom } from './column-from.ts';
import { fillLogs } from './fill-logs.ts';
import type { PartsOfRun, PlacedPart } from './group-runs.ts';
import { inferValues, ruleOf } from './infer-values.ts';
import { CLOCK_GUESSED, QUEUE_GUESSED, type HeaderFacts, type LogRecord } from './log-record.ts';
import { STEP_MS, UNTIMED } from '../vectors/build-vector-run.ts';
import { mergeSends } from './merge-sends.ts';
import { pairMessages } from './pair-messages.ts';
import type { RunEvent } from './run-event.ts';
import { runMachinesOf, type RunMachines } from './run-machines.ts';
import { clockNotes, missingReason, pairingNotes, ruleNotes } from './run-notes.ts';
import {
  pairByVectors,
  runVectorsOf,
  toldMessages,
  vectorLogsOf,
  weakenOthers,
  withKinds,
} from './run-vectors.ts';
import { runClocksOf } from './run-clocks.ts';
import { runQueuesOf } from './run-queues.ts';
import { rateOf } from './run-rates.ts';
import { runTimesOf } from './run-times.ts';

export function buildRun({ name, parts: given, notes: grouping, gaps: grouped }: PartsOfRun): ReadRun {
  const merged = given.map(part => ({ ...part, records: mergeSends(part.records) }));
  const mayLackRecipients = areLinesOfRecipients(given);
  const vectorLogs = vectorLogsOf(merged);
  const isStamped = vectorLogs !== undefined && 'parts' in vectorLogs;
  const named = isStamped ? runMachinesOf(vectorLogs.parts, vectorLogs.absent) : runMachinesOf(merged);
  const vectors = isStamped ? runVectorsOf(named.machines, vectorLogs) : undefined;
  const told = vectors && toldMessages(named.machines, vectors);
  const members = vectors && told ? { ...named, machines: withKinds(named.machines, vectors, told) } : named;
  const parts = members.machines.flatMap(({ part }) => part ?? []);
  const times = runTimesOf(parts, parts.map(statedRate));
  const clocked = parts.some(({ records }) => records.some(({ clock }) => clock !== undefined));
  const { clocks, notes: writtenNotes } = runClocksOf(parts.map(({ records }) => records));
  const { queues, notes: queueNotes } = runQueuesOf(
    parts.map(({ records }) => records),
    parts.every(({ family }) => family.followsAssignment),
  );
  const slots = members.machines.map(({ part }) => (part ? parts.indexOf(part) : -1));
  let ordinal = 0;
  const recipientsOf = recipientsIn(members);
  const events = members.machines.map(({ part }, i) => {
    const slot = slots[i]!;
    return (part?.records ?? []).map((record, index): RunEvent => {
      const { kind, from, timestamp, roll, line } = record;
      return {
        // One by one: what a spread copies into is an object of another shape, three times as slow for a million.
        machine: i + 1,
        index,
        ordinal: ordinal++,
        atMs: times.atMs[slot]![index]!,
        clock: clocks[slot]![index]!,
        queue: queues[slot]![index]!,
        kind,
        from: from === undefined ? 0 : (members.numberOf(from) ?? 0),
        to: kind === 'send' ? recipientsOf(record, i + 1) : undefined,
        timestamp: timestamp ?? NONE,
        roll: roll !== undefined && roll <= 0xffff ? roll : 0,
        line,
      };
    });
  });
  const missing = members.machines.flatMap(({ part }, i) => (part ? [] : [i + 1]));
  const statedRule = factOf(parts, 'rule');
  // Without clocks nothing tells which value a message carries.
  const variant = inferValues(events, statedRule ?? (clocked ? undefined : 'increment-then-send'));
  const rule = statedRule ?? ruleOf(variant);
  const pairs = pairMessages(
    events,
    {
      variant,
      timed: times.told || !clocked,
      timeStepMs: times.stepMs ?? 0,
      clocked,
      incomplete: missing.length > 0,
    },
    vectors && told && (settled => pairByVectors(events, members.machines, vectors, told, settled)),
  );
  if (vectors) weakenOthers(events, vectors, pairs);
  const files = [...new Set(parts.map(({ file }) => file))];
  const logs = members.machines.map((_, i) => new MachineLog(i + 1, Math.max(1, events[i]!.length)));
  const { pairings, statedTimestamps } = fillLogs(events, logs, pairs, variant, missing);
  const isByOrder = vectors !== undefined && !times.told;
  if (isByOrder) placeByOrder(logs);
  const rates = members.machines.map((machine, i) =>
    rateOf(machine.part && statedRate(machine.part), logs[i]!.atMs.subarray(0, logs[i]!.eventCount)),
  );
  const origins = members.machines.map(({ name: called, part }, i): MachineOrigin => ({
    name: called,
    rate: rates[i]!.stated ? 'stated' : 'estimated',
    files: new Uint16Array(logs[i]!.eventCount).fill(part ? files.indexOf(part.file) : 0),
    lines: columnFrom(new Uint32Array(events[i]!.length), events[i]!, ({ line }) => line),
    indices: new Uint32Array(0),
    pairings: pairings[i]!,
    statedTimestamps: statedTimestamps[i]!,
    doubts: part
      ? doubtsOf(part, events[i]!, {
          untold: times.untold[slots[i]!]!,
          unstated: vectors?.unstated[i],
          mayLackRecipients: mayLackRecipients && events.length > 2,
        })
      : new Uint8Array(0),
    ...(vectors && { vectors: vectors.stated[i]!.vectors }),
    ...(part?.records.some(({ text }) => text !== undefined) && {
      texts: part.records.map(({ text }) => text ?? ''),
    }),
  }));
  const families = [...new Set(parts.map(({ family }) => family.name))];
  const notes = [
    ...grouping,
    ...members.notes,
    ...(vectorLogs?.notes ?? []),
    ...(isByOrder ? [UNTIMED] : times.notes),
    ...rates.flatMap(({ note }, i) =>
      note && members.machines[i]!.part ? [`${capital(members.machines[i]!.name)}: ${note}`] : [],
    ),
    ...queueNotes,
    ...writtenNotes,
    ...clockNotes(events, clocked, times.told),
    ...(clocked ? ruleNotes(variant, statedRule) : []),
    ...pairingNotes(pairings, logs),
  ];
  const trace = new Trace(
    importedTrial({
      rates: rates.map(({ rate }) => rate),
      durationSeconds: factOf(parts, 'durationSeconds') ?? lengthOf(logs),
      rule,
    }),
    'imported',
    times.startedAtMs,
    logs,
    {
      family: families.join(' and '),
      files,
      machines: origins,
      notes,
      rule: statedRule ? 'stated' : variant.tellsRule ? 'inferred' : 'assumed',
      timeStepMs: times.stepMs,
    },
  );
  addGaps(trace, members, parts, grouped);
  addLosses(trace, members);
  if (!clocked) computeClocks(trace);
  return { name, files, trace };
}

/** Whom a send of a machine went to, as far as its line says. Those to one machine share what is told of them. */
function recipientsIn({ machines, numberOf }: RunMachines) {
  const alone = new Map<string, readonly MachineId[] | undefined>();
  const numbersOf = (names: readonly string[]): readonly MachineId[] | undefined => {
    const numbers = names.map(numberOf);
    return numbers.includes(undefined) ? undefined : (numbers as MachineId[]);
  };
  return ({ to }: LogRecord, machine: MachineId): readonly MachineId[] | undefined => {
    if (to === undefined) return undefined;
    if (to === 'all' || (to === 'both' && machines.length === 3))
      return machines.map((_, i) => i + 1).filter(other => other !== machine);
    if (to === 'both') return undefined;
    const [name] = to;
    if (to.length !== 1 || numberOf(name!) === undefined) return numbersOf(to);
    if (!alone.has(name!)) alone.set(name!, numbersOf(to));
    return alone.get(name!);
  };
}

interface Unsaid {
  /** By event: 1 where no line tells its time. */
  readonly untold: Uint8Array;
  /** By event: 1 where its line states no vector and others do; undefined where none do. */
  readonly unstated: Uint8Array | undefined;
  readonly mayLackRecipients: boolean;
}

/** What no line says of each event of a machine. */
function doubtsOf(
  { records, skippedAt }: PlacedPart,
  events: readonly RunEvent[],
  { untold, unstated, mayLackRecipients }: Unsaid,
): Uint8Array {
  const [time, recipients, queue, clock, gap, kind, vector] = (
    ['time', 'recipients', 'queue', 'clock', 'gap', 'kind', 'vector'] as const
  ).map(doubtBit) as [number, number, number, number, number, number, number];
  let skipped = 0;
  return columnFrom(new Uint8Array(events.length), events, (event, index) => {
    const record = records[index]!;
    const before = skipped;
    while (skipped < skippedAt.length && skippedAt[skipped]! < record.line) skipped += 1;
    // A record of several lines may be made of two that each lost some: then an event is missing, and the clock rose by more.
    const { guessed = 0 } = record;
    const isGlued = (record.lines ?? 1) > 1 && !isAmongNeighbours(events, index);
    return (
      (untold[index] || isGlued ? time : 0) |
      (event.kind === 'send' && (event.to === undefined || mayLackRecipients || isGlued) ? recipients : 0) |
      (event.queue !== NONE && (record.queue === undefined || isGlued || (guessed & QUEUE_GUESSED) > 0)
        ? queue
        : 0) |
      (record.clock === undefined || (guessed & CLOCK_GUESSED) > 0 ? clock : 0) |
      (record.kindIsDerived || isGlued ? kind : 0) |
      (skipped > before ? gap : 0) |
      (unstated?.[index] ? vector : 0)
    );
  });
}

/** Whether the clock shows that no event is missing on either side of one. */
function isAmongNeighbours(events: readonly RunEvent[], index: number): boolean {
  const { clock } = events[index]!;
  const before = index === 0 ? 0 : events[index - 1]!.clock;
  return clock === before + 1 && events[index + 1]?.clock === clock + 1;
}

/**
 * Whether the program writes a line for each recipient of a send, or may do so: then one of them may be missing without a
 * sign. A line that names several shows that it does not.
 */
function areLinesOfRecipients(parts: readonly PlacedPart[]): boolean {
  return !parts.some(({ records }) =>
    records.some(({ to }) => to === 'all' || to === 'both' || (to !== undefined && to.length > 1)),
  );
}

function factOf<K extends keyof HeaderFacts>(
  parts: readonly PlacedPart[],
  key: K,
): HeaderFacts[K] | undefined {
  for (const { facts } of parts) for (const fact of facts) if (fact[key] !== undefined) return fact[key];
  return undefined;
}

function statedRate(part: PlacedPart): number | undefined {
  return factOf([part], 'rate') ?? part.nameRate;
}

function lengthOf(logs: readonly MachineLog[]): number {
  let lastMs = 0;
  for (const { atMs, eventCount } of logs)
    for (let index = 0; index < eventCount; index++) lastMs = Math.max(lastMs, atMs[index]!);
  return Math.max(1, Math.ceil(lastMs)) / 1000;
}

/** For a log that has no clocks of its own. */
function computeClocks(trace: Trace): void {
  const columns = lamportClocksOf(trace, trace.trial.rule);
  // By the assignment's rule a message carries the clock from before its send.
  const carriesLess = trace.trial.rule === 'send-then-increment' ? 1 : 0;
  for (const [i, log] of trace.logs.entries()) {
    log.clocks.set(columns[i]!.map(clock => (clock === NONE ? 0 : clock)));
    for (let row = 0; row < log.messageCount; row++) {
      const sentIndex = log.sentIndices[row]!;
      if (sentIndex !== NONE) log.timestamps[row] = log.clocks[sentIndex]! - carriesLess;
    }
  }
}

/** Where vectors tell the order and no line a time: along the longest chain before each event. */
function placeByOrder(logs: readonly MachineLog[]): void {
  const bare = new Trace(
    importedTrial({ rates: logs.map(() => 1), durationSeconds: 1, rule: 'increment-then-send' }),
    'imported',
    undefined,
    logs,
  );
  for (const [i, column] of lamportClocksOf(bare, 'increment-then-send').entries())
    for (let index = 0; index < logs[i]!.eventCount; index++)
      logs[i]!.atMs[index] = column[index] === NONE ? 0 : column[index]! * STEP_MS;
}

function addGaps(
  trace: Trace,
  { machines }: RunMachines,
  parts: readonly PlacedPart[],
  grouped: PartsOfRun['gaps'],
): void {
  for (const [i, { name, part }] of machines.entries()) {
    if (!part) trace.gaps.push({ machine: i + 1, reason: missingReason(name) });
    for (const { gap } of part?.facts ?? []) if (gap) trace.gaps.push({ machine: i + 1, reason: gap });
    for (const { machineName, reason } of grouped)
      if (machineName === part?.machineName) trace.gaps.push({ machine: i + 1, reason });
  }
  if (parts.length === 1 && machines.length === 1)
    trace.gaps.push({
      machine: 1,
      reason:
        'It is the only log of its run, so it is not known which messages the others sent and received.',
    });
}

/** What logs say of messages that were lost. A machine that nothing else names has no number: then it is a gap. */
function addLosses(trace: Trace, { machines, numberOf }: RunMachines): void {
  for (const [i, { part }] of machines.entries())
    for (const { loss } of part?.facts ?? []) {
      if (!loss) continue;
      const { to, count, cause } = loss;
      const recipient = numberOf(to);
      if (recipient === undefined)
        trace.gaps.push({
          machine: i + 1,
          reason: `${counted(count, 'message')} to ${to} ${count === 1 ? 'was' : 'were'} lost.`,
        });
      else trace.losses.push({ from: i + 1, to: recipient, count, ...cause });
    }
}
