// What a lost header said, as far as the events tell: an event knows its tick and when it was due, so the rates are
// certain; a message knows its timestamp, so the rule is.
import { importedTrial } from '../core/imported-trial.ts';
import { NONE, SEND, type MachineLog } from '../core/machine-log.ts';
import type { EventLine } from './read-jsonl-schema.ts';
import type { RunHeader } from './read-run-header.ts';

export class LostHeader {
  /** By machine: ticks per second. */
  readonly #rates: number[] = [];
  #untilMs = 0;

  note({ machine, tick, dueMs, atMs }: EventLine): void {
    this.#untilMs = Math.max(this.#untilMs, atMs, dueMs ?? 0);
    if (tick === undefined || dueMs === undefined || dueMs <= 0) return;
    const rate = (tick * 1000) / dueMs;
    const whole = Math.round(rate);
    this.#rates[machine - 1] = Math.abs(rate - whole) < 1e-6 * rate ? whole : rate;
  }

  infer(logs: readonly MachineLog[]): RunHeader {
    const seconds = this.#untilMs / 1000 || 1;
    return {
      trial: importedTrial({
        rates: logs.map((log, i) => this.#rates[i] ?? rateOf(log, seconds)),
        durationSeconds: seconds,
        rule: carriesClockBefore(logs) ? 'send-then-increment' : 'increment-then-send',
      }),
      engine: 'imported',
      startedAtMs: undefined,
      gaps: [],
      losses: [],
      faults: [],
      certificate: undefined,
      program: undefined,
      steps: [],
      seatNames: [],
      messagesWithoutSend: [],
      origin: undefined,
    };
  }
}

/** Of a log without due times: its events are its ticks. */
function rateOf({ eventCount }: MachineLog, seconds: number): number {
  return Math.max(1, eventCount) / seconds;
}

/** Whether more messages carry the clock before their send than carry the clock of it. */
function carriesClockBefore(logs: readonly MachineLog[]): boolean {
  let [before, after] = [0, 0];
  for (const { eventCount, kinds, messageNumbers, clocks, timestamps } of logs)
    for (let index = 0; index < eventCount; index++) {
      const number = messageNumbers[index]!;
      if (kinds[index] !== SEND || number === NONE) continue;
      const timestamp = timestamps[number - 1]!;
      if (timestamp === clocks[index]) after += 1;
      else if (timestamp + 1 === clocks[index]) before += 1;
    }
  return before > after;
}
