// What a machine's journal says of it: all that another page needs to go on where the last one ended. Items are parsed, as
// whatever comes out of the browser's storage.
import * as v from 'valibot';
import { roll } from '../core/dice.ts';
import { Machine, type MachineState } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import { tickScheduleOf } from '../core/tick-schedule.ts';
import { hasDelay, type Trial } from '../core/trial.ts';
import { FaultCalendar } from '../engine/fault-calendar.ts';
import { leavesMs, type PostMemory } from '../engine/faulty-post.ts';
import { forget } from '../engine/forget.ts';
import { MessageFates } from '../engine/message-fates.ts';
import type { MeshMemory } from '../network/mesh.ts';
import { OUTBOX_MESSAGES_MAX } from '../network/session/outbox.ts';
import { logEntrySchema, machineSchema, type LogEntry } from './control-messages.ts';
import { LogRecorder } from './log-recorder.ts';
import type { StoredRecord } from './run-storage.ts';

const sessionName = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const itemSchema = v.variant('kind', [
  /** The links are open: what they are called at their ends. The first item of every journal. */
  v.object({
    kind: v.literal('opened'),
    sessions: v.array(v.object({ remote: machineSchema, own: sessionName, peer: sessionName })),
  }),
  /** Another page goes on from here. */
  v.object({ kind: v.literal('resumed') }),
  ...logEntrySchema.options,
]);
export type JournalItem = v.InferOutput<typeof itemSchema>;
const recordSchema = v.array(itemSchema);

export interface MachineMemory {
  readonly state: MachineState;
  /** Of what happened last, in milliseconds since the start; 0 before anything did. */
  readonly lastStampMs: number;
  /** Where the trial delays messages. */
  readonly post: PostMemory | undefined;
  /** The whole log. */
  readonly entries: readonly LogEntry[];
  readonly mesh: MeshMemory;
  readonly nextPosition: number;
}

export type Recalled =
  | { readonly kind: 'memory'; readonly memory: MachineMemory }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'damaged' };

export interface RecallOptions {
  /** Machines that the run goes on without. */
  readonly without: ReadonlySet<MachineId>;
  /** How long ago the run began. */
  readonly sinceStartMs: number;
  /** The run was stopped: then no message waits for its delay any more. */
  readonly isStopped: boolean;
}

/**
 * Does once more what the journal says: a machine that gets the same arrivals and ticks must do the same. A journal whose items are
 * not what it does is damaged, however well they read. What a trial's delay keeps until now no link has been given; the page before
 * may have given its links all the rest.
 */
export function recall(
  machine: MachineId,
  trial: Trial,
  records: readonly StoredRecord[],
  { without, sinceStartMs, isStopped }: RecallOptions,
): Recalled {
  if (records.length === 0) return { kind: 'nothing' };
  const items: JournalItem[] = [];
  for (const [i, { position, value }] of records.entries()) {
    const parsed = v.safeParse(recordSchema, value, { abortEarly: true });
    if (!parsed.success || position !== i) return { kind: 'damaged' };
    items.push(...parsed.output);
  }
  const machines = trial.rates.length;
  const [first, ...rest] = items;
  if (first?.kind !== 'opened' || !areTheOthers(first.sessions, machine, machines))
    return { kind: 'damaged' };

  const done: LogEntry[] = [];
  const recorder = new LogRecorder(entry => done.push(entry));
  const again = new Machine({ id: machine, machines, rule: trial.rule, recorder });
  const entries: LogEntry[] = [];
  const sent = new Map<MachineId, Message[]>();
  const fates = hasDelay(trial) ? new MessageFates(trial, new FaultCalendar([]), () => undefined) : undefined;
  const onTheWay: { readonly message: Message; readonly arrivesMs: number }[] = [];
  const schedule = tickScheduleOf(trial, machine);
  const came = new Map<MachineId, { received: number; lastNumber: number }>();
  let ticks = 0;
  let lastStampMs = 0;
  let lives = 1;
  for (const item of rest) {
    if (item.kind === 'opened') return { kind: 'damaged' };
    if (item.kind === 'resumed') {
      lives += 1;
      continue;
    }
    entries.push(item);
    if (item.kind === 'forgot') forget(again, lastStampMs, () => undefined);
    if (!('atMs' in item)) continue;
    if (item.atMs <= lastStampMs) return { kind: 'damaged' };
    lastStampMs = item.atMs;
    if (item.kind === 'arrival') {
      const { from, number, timestamp } = item;
      const before = came.get(from) ?? { received: 0, lastNumber: 0 };
      if (from === machine || from > machines || number <= before.lastNumber) return { kind: 'damaged' };
      came.set(from, { received: before.received + 1, lastNumber: number });
      again.arrive({ from, to: machine, number, timestamp }, item.atMs);
    } else {
      ticks += 1;
      for (const message of again.tick(roll(trial.seed, machine, ticks, trial.dieSides), item.atMs)) {
        const { arrivesMs = 0 } = fates?.send(message, schedule.atMs(ticks)) ?? {};
        const isGone = isStopped || leavesMs(arrivesMs, trial.durationSeconds * 1000) <= sinceStartMs;
        if (!isGone) {
          onTheWay.push({ message, arrivesMs });
          continue;
        }
        const own = sent.get(message.to) ?? [];
        sent.set(message.to, own);
        own.push(message);
      }
    }
    if (!isSameEntry(done.pop()!, item)) return { kind: 'damaged' };
  }
  const sessions = first.sessions
    .filter(({ remote }) => !without.has(remote))
    .map(({ remote, own, peer }) => {
      const messages = sent.get(remote) ?? [];
      const { received, lastNumber } = came.get(remote) ?? { received: 0, lastNumber: 0 };
      const sentLast = messages.slice(-OUTBOX_MESSAGES_MAX);
      return [
        remote,
        { names: { own, peer }, sent: messages.length, sentLast, received, lastNumber },
      ] as const;
    });
  return {
    kind: 'memory',
    memory: {
      state: again.snapshot(),
      post: fates && { fates, onTheWay },
      lastStampMs,
      entries,
      mesh: { lives, sessions: new Map(sessions) },
      nextPosition: records.length,
    },
  };
}

/** Whether there is one session with each of the other machines. */
function areTheOthers(sessions: readonly { remote: MachineId }[], own: MachineId, machines: number): boolean {
  const remotes = new Set(sessions.map(({ remote }) => remote));
  const isOther = (remote: MachineId): boolean => remote !== own && remote <= machines;
  return sessions.length === machines - 1 && remotes.size === machines - 1 && [...remotes].every(isOther);
}

/** Numbers, and lists of numbers, field by field. */
function isSameEntry(a: LogEntry, b: LogEntry): boolean {
  const other = new Map<string, unknown>(Object.entries(b));
  return Object.entries(a).every(([key, value]) => String(value) === String(other.get(key)));
}
