// What a machine's journal says of it: all that another page needs to go on where the last one ended. Items are parsed, as
// whatever comes out of the browser's storage.
import * as v from 'valibot';
import { lamportClock } from '../core/logical-clock.ts';
import type { MachineState } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import type { MeshMemory } from '../network/mesh.ts';
import { OUTBOX_MESSAGES_MAX } from '../network/session/outbox.ts';
import { logEntrySchema, machineSchema, type LogEntry } from './control-messages.ts';
import { messagesOf } from './log-recorder.ts';
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
  /** The whole log. */
  readonly entries: readonly LogEntry[];
  readonly mesh: MeshMemory;
  readonly nextPosition: number;
}

export type Recalled =
  | { readonly kind: 'memory'; readonly memory: MachineMemory }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'damaged' };

/** `without`: machines that the run goes on without. */
export function recall(
  machine: MachineId,
  records: readonly StoredRecord[],
  without: ReadonlySet<MachineId>,
): Recalled {
  if (records.length === 0) return { kind: 'nothing' };
  const items: JournalItem[] = [];
  for (const [i, { position, value }] of records.entries()) {
    const parsed = v.safeParse(recordSchema, value, { abortEarly: true });
    if (!parsed.success || position !== i) return { kind: 'damaged' };
    items.push(...parsed.output);
  }
  const [first] = items;
  if (first?.kind !== 'opened') return { kind: 'damaged' };

  const entries: LogEntry[] = [];
  const queue: Message[] = [];
  const sent = new Map<MachineId, Message[]>();
  const came = new Map<MachineId, { received: number; lastNumber: number }>();
  let clock = lamportClock.zero;
  let ticks = 0;
  let sentInAll = 0;
  let lastStampMs = 0;
  let lives = 1;
  for (const item of items) {
    if (item.kind === 'resumed') lives += 1;
    if (item.kind === 'resumed' || item.kind === 'opened') continue;
    entries.push(item);
    if (item.kind === 'forgot') {
      clock = lamportClock.zero;
      queue.length = 0;
    }
    if (!('atMs' in item)) continue;
    lastStampMs = item.atMs;
    if (item.kind === 'arrival') {
      const { from, number, timestamp } = item;
      queue.push({ from, to: machine, number, timestamp });
      came.set(from, { received: (came.get(from)?.received ?? 0) + 1, lastNumber: number });
      continue;
    }
    clock = item.clock;
    ticks += 1;
    if (item.kind === 'receive') queue.shift();
    if (item.kind === 'send')
      for (const message of messagesOf(machine, item)) {
        sentInAll = message.number;
        const own = sent.get(message.to) ?? [];
        sent.set(message.to, own);
        own.push(message);
      }
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
      state: { clock, ticks, sent: sentInAll, queue },
      lastStampMs,
      entries,
      mesh: { lives, sessions: new Map(sessions) },
      nextPosition: records.length,
    },
  };
}
