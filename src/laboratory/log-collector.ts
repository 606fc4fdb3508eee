// The coordinator's side of log collection: takes each batch once and in order, however often and in whatever order it
// comes, and turns the entries into the trace and the machines' progress.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import type { Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import { Trace } from '../core/trace.ts';
import { ticksOf, type Trial } from '../core/trial.ts';
import { teeRecorder } from '../engine/tee-recorder.ts';
import type { LogEntry } from './control-messages.ts';

/** Batches that came early and are kept until the ones before them come; more than this are left to be sent again. */
export const EARLY_BATCHES_MAX = 256;

interface Log {
  readonly recorder: Recorder;
  readonly progress: MachineProgress;
  readonly early: Map<number, readonly LogEntry[]>;
  /** Batches 1 to this have come. */
  taken: number;
  /** How many batches hold all events; undefined while the machine has not said so. */
  batches: number | undefined;
  /** Entries that cannot be part of this run, for example events beyond its length. */
  refused: number;
}

export class LogCollector {
  readonly trace: Trace;
  readonly #trial: Trial;
  readonly #logs: readonly Log[];

  constructor(trial: Trial, startedAtMs: number) {
    this.#trial = trial;
    this.trace = new Trace(trial, 'live', startedAtMs);
    this.#logs = trial.rates.map((rate, i) => {
      const progress = new MachineProgress(i + 1, rate);
      const recorder = teeRecorder(this.trace.recorderOf(i + 1), progress);
      return { recorder, progress, early: new Map(), taken: 0, batches: undefined, refused: 0 };
    });
  }

  /** Takes a batch in; returns up to which sequence number all have come. */
  take(machine: MachineId, sequence: number, entries: readonly LogEntry[]): number {
    const log = this.#logs[machine - 1]!;
    if (sequence > log.taken && (sequence === log.taken + 1 || log.early.size < EARLY_BATCHES_MAX))
      log.early.set(sequence, entries);
    for (let next = log.early.get(log.taken + 1); next; next = log.early.get(log.taken + 1)) {
      log.taken += 1;
      log.early.delete(log.taken);
      for (const entry of next) this.#apply(machine, log, entry);
    }
    return log.taken;
  }

  /** The machine has said how many batches hold all its events. */
  expect(machine: MachineId, batches: number): void {
    this.#logs[machine - 1]!.batches = batches;
  }

  /** Whether all events of a machine are here. */
  isComplete(machine: MachineId): boolean {
    const { batches, taken } = this.#logs[machine - 1]!;
    return batches !== undefined && taken >= batches;
  }

  /** Entries refused so far, of all machines. */
  get refused(): number {
    return this.#logs.reduce((sum, log) => sum + log.refused, 0);
  }

  snapshots(): MachineSnapshot[] {
    return this.#logs.map(log => log.progress.snapshot());
  }

  /** Messages of which the send is known and the arrival is not, without those to or from the machines in `except`. */
  inFlight(except: ReadonlySet<MachineId>): number {
    let count = 0;
    for (const { machine, messageCount, arrivedMs, recipients } of this.trace.logs) {
      if (except.has(machine)) continue;
      for (let row = 0; row < messageCount; row++)
        if (Number.isNaN(arrivedMs[row]) && recipients[row] !== 0 && !except.has(recipients[row]!))
          count += 1;
    }
    return count;
  }

  #apply(machine: MachineId, log: Log, entry: LogEntry): void {
    if (!this.#isPossible(machine, entry)) {
      log.refused += 1;
      return;
    }
    const { recorder } = log;
    switch (entry.kind) {
      case 'arrival':
        recorder.arrival(messageTo(machine, entry), entry.atMs, entry.beforeTick);
        return;
      case 'internal':
        recorder.internal(entry.atMs, entry.clock, entry.queue, entry.face);
        return;
      case 'send': {
        const { number, timestamp, to } = entry;
        const messages = to.map((recipient, i) => ({
          from: machine,
          to: recipient,
          number: number + i,
          timestamp,
        }));
        recorder.send(entry.atMs, entry.clock, entry.queue, entry.face, messages);
        return;
      }
      case 'receive':
        recorder.receive(entry.atMs, entry.clock, entry.queue, messageTo(machine, entry));
        return;
    }
  }

  /** Keeps the trace within the bounds of its trial, whatever a page may claim. */
  #isPossible(machine: MachineId, entry: LogEntry): boolean {
    const { rates, durationSeconds } = this.#trial;
    const ticks = (of: MachineId): number => ticksOf(rates[of - 1]!, durationSeconds);
    const isOther = (id: MachineId): boolean => id !== machine && id <= rates.length;
    if (entry.kind !== 'arrival' && this.trace.logOf(machine).eventCount >= ticks(machine)) return false;
    switch (entry.kind) {
      case 'internal':
        return true;
      case 'send':
        return (
          entry.to.every(isOther) && entry.number + entry.to.length - 1 <= ticks(machine) * (rates.length - 1)
        );
      case 'arrival':
      case 'receive':
        return isOther(entry.from) && entry.number <= ticks(entry.from) * (rates.length - 1);
    }
  }
}

function messageTo(
  to: MachineId,
  { from, number, timestamp }: Pick<Message, 'from' | 'number' | 'timestamp'>,
): Message {
  return { from, to, number, timestamp };
}
