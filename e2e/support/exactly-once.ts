// Whether each message of a run arrived once and in order: by its record, read again and done again.
import { audit } from '../../src/analysis/audit/audit.ts';
import { messageName } from '../../src/core/message.ts';
import type { Trace } from '../../src/core/trace.ts';
import { replay } from '../../src/engine/replay.ts';
import { readTrace } from '../../src/formats/read.ts';
import { writeTrace } from '../../src/formats/write.ts';

export interface Delivery {
  readonly events: number;
  readonly messages: number;
  readonly lost: number;
  /** Receive events of messages that were received before. */
  readonly doubled: number;
  readonly reordered: number;
  /** Why the record is not whole. */
  readonly gaps: readonly string[];
  /** What the audit says against it. */
  readonly faults: number;
  /** Whether its machines, driven by its own arrivals, do the same again. */
  readonly isReplayed: boolean;
}

/** What a run has in which nothing went wrong. */
export const NOTHING_LOST = {
  lost: 0,
  doubled: 0,
  reordered: 0,
  gaps: [],
  faults: 0,
} as const satisfies Partial<Delivery>;

/** Of a file of JSON lines. */
export function deliveryOf(file: { readonly name: string; readonly text: string }): Delivery {
  const { trace } = readTrace([file]).runs[0]!;
  const arrivals = [...arrivalsOf(trace)];
  const messages = trace.messageCount;
  const { faults, diagnoses } = audit(trace);
  return {
    events: trace.eventCount,
    messages,
    lost: messages - arrivals.length,
    doubled: receivedTwice(trace),
    reordered: arrivals.filter(({ isLate }) => isLate).length,
    gaps: trace.gaps.map(({ reason }) => reason),
    faults: faults + diagnoses.length,
    isReplayed: writeTrace(replay(trace), 'jsonl')[0]!.text === file.text,
  };
}

function* arrivalsOf(trace: Trace): Iterable<{ readonly isLate: boolean }> {
  for (const { machine, messageCount, recipients } of trace.logs) {
    const lastMs = new Map<number, number>();
    for (let number = 1; number <= messageCount; number++) {
      const { arrivedMs } = trace.message(machine, number) ?? {};
      const to = recipients[number - 1]!;
      if (arrivedMs === undefined) continue;
      const last = lastMs.get(to) ?? 0;
      lastMs.set(to, Math.max(last, arrivedMs));
      yield { isLate: arrivedMs <= last };
    }
  }
}

function receivedTwice(trace: Trace): number {
  const seen = new Set<string>();
  let count = 0;
  for (const { machine, eventCount } of trace.logs)
    for (let index = 0; index < eventCount; index++) {
      const event = trace.event(machine, index);
      if (event.kind !== 'receive' || !event.message) continue;
      const name = messageName(event.message.from, event.message.number);
      if (seen.has(name)) count += 1;
      seen.add(name);
    }
  return count;
}
