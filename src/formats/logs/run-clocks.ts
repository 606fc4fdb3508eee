// Logical clocks after the event, from what files write: some programs write the clock first and advance it then.
import type { LogRecord } from './log-record.ts';

export interface RunClocks {
  /** By machine, event by event; 0 where a log has no clocks. */
  readonly clocks: readonly (readonly number[])[];
  readonly notes: readonly string[];
}

export function runClocksOf(machines: readonly (readonly LogRecord[])[]): RunClocks {
  const isClocked = machines.some(records => records.some(({ clock }) => clock !== undefined));
  const clocks = machines.map(records => (isClocked ? filled(records) : records.map(() => 0)));
  if (!writtenBefore(machines)) return { clocks, notes: [] };
  return {
    clocks: machines.map((records, i) =>
      records.map((record, at) => clocks[i]![at + 1] ?? lastClock(record)),
    ),
    notes: [
      'Logical clocks were written before the event advanced them: each log begins with 0, and what a receive adds shows on the line after it. Each event has the clock of the next line here.',
    ],
  };
}

/** Where a line of a log with clocks has none, as a whole message's receive, it is what Lamport's rule gives there. */
function filled(records: readonly LogRecord[]): number[] {
  let last = 0;
  return records.map(({ kind, clock, timestamp }) => {
    last = clock ?? Math.max(last, kind === 'receive' ? (timestamp ?? 0) : 0) + 1;
    return last;
  });
}

/** Each log begins with 0, and clocks jump only on lines that follow a receive: on lines of receives as on others. */
function writtenBefore(machines: readonly (readonly LogRecord[])[]): boolean {
  let jumps = 0;
  for (const records of machines) {
    if (records.length > 0 && records[0]!.clock !== 0) return false;
    for (const [at, record] of records.entries()) {
      const before = records[at - 1];
      if (!before || record.clock! - before.clock! <= 1) continue;
      if (before.kind !== 'receive') return false;
      if (record.kind !== 'receive') jumps += 1;
    }
  }
  return jumps > 0;
}

/** No line comes after it: what the model adds. */
function lastClock({ kind, clock, timestamp }: LogRecord): number {
  return Math.max(clock ?? 0, kind === 'receive' ? (timestamp ?? 0) : 0) + 1;
}
