// A trace as the rules look at it: what is known before an event, and what its files say beside the columns.
import { sentIndexOf } from '../causal-order.ts';
import { NONE, RECEIVE, type MachineLog } from '../../core/machine-log.ts';
import { PAIRINGS, type MachineOrigin, type Pairing } from '../../core/trace-origin.ts';
import type { Trace } from '../../core/trace.ts';
import { ticksOf, type Trial } from '../../core/trial.ts';

const STATED = PAIRINGS.indexOf('stated');

export class AuditedTrace {
  readonly logs: readonly MachineLog[];
  readonly trial: Trial;
  readonly isImported: boolean;

  constructor(readonly trace: Trace) {
    this.logs = trace.logs;
    this.trial = trace.trial;
    this.isImported = trace.engine === 'imported';
  }

  originOf(log: MachineLog): MachineOrigin | undefined {
    return this.trace.origin?.machines[log.machine - 1];
  }

  /** The index that an event really has: the file's, or how many events stand before it. */
  indexOf(log: MachineLog, index: number): number {
    return this.originOf(log)?.indices[index] ?? index;
  }

  /** Whether the event before this one is on record, so that what changed between them is this event's doing. */
  follows(log: MachineLog, index: number): boolean {
    if (index > 0) return this.indexOf(log, index) === this.indexOf(log, index - 1) + 1;
    return !this.isImported && this.indexOf(log, 0) === 0;
  }

  /** Whether no event is missing between the first and the last. */
  isDense(log: MachineLog): boolean {
    for (let index = 0; index < log.eventCount; index++) if (this.indexOf(log, index) !== index) return false;
    return true;
  }

  /** The timestamp of the message that a receive took; NONE where neither a file nor a message tells. */
  timestampOf(log: MachineLog, index: number): number {
    const stated = this.statedTimestampOf(log, index);
    if (stated !== NONE) return stated;
    if (this.isImported && this.pairingOf(log, index) !== 'stated') return NONE;
    return this.#messageTimestampOf(log, index);
  }

  /** As {@link timestampOf}, but a message that was paired by its value counts too, though the value may be told from a clock. */
  likelyTimestampOf(log: MachineLog, index: number): number {
    const timestamp = this.timestampOf(log, index);
    if (timestamp !== NONE || this.pairingOf(log, index) === 'guessed') return timestamp;
    return this.#messageTimestampOf(log, index);
  }

  #messageTimestampOf(log: MachineLog, index: number): number {
    const sender = this.logs[log.peers[index]! - 1];
    const row = log.messageNumbers[index]! - 1;
    return sender && row < sender.messageCount ? sender.timestamps[row]! : NONE;
  }

  /** What the file says that a receive took; NONE where it does not say. */
  statedTimestampOf(log: MachineLog, index: number): number {
    return this.originOf(log)?.statedTimestamps[index] ?? NONE;
  }

  /** How a receive came to its sender; what an engine recorded is stated. */
  pairingOf(log: MachineLog, index: number): Pairing {
    return PAIRINGS[this.originOf(log)?.pairings[index] ?? STATED] ?? 'none';
  }

  /** The index, at its sender, of the send of a receive; NONE where it is not known. */
  sentIndexOf(log: MachineLog, index: number): number {
    return log.kinds[index] === RECEIVE ? sentIndexOf(this.logs, log, index) : NONE;
  }

  /** Whether a machine's record lacks its end, so that messages may have been sent that it does not show. */
  isCutShort(log: MachineLog): boolean {
    if (this.trace.gaps.some(({ machine }) => machine === log.machine)) return true;
    return !this.isImported && log.eventCount < this.ticksOf(log);
  }

  ticksOf(log: MachineLog): number {
    return ticksOf(this.trial.rates[log.machine - 1]!, this.trial.durationSeconds);
  }
}
