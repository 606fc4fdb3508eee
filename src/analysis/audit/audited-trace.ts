// A trace as the rules look at it: what is known before an event, and what its files say beside the columns.
import { sentIndexOf } from '../causal-order.ts';
import { INTERNAL, NONE, RECEIVE, SEND, type MachineLog } from '../../core/machine-log.ts';
import {
  doubtBit,
  DOUBTS,
  PAIRINGS,
  type Doubt,
  type MachineOrigin,
  type Pairing,
} from '../../core/trace-origin.ts';
import type { Trace } from '../../core/trace.ts';
import type { Trial } from '../../core/trial.ts';
import { TraceFaults } from '../trace-faults.ts';
import { LineOrder } from './line-order.ts';

/** By so much of its period the commonest gap between a machine's events may differ from the rate that it states. */
const PACE_TOLERANCE = 0.25;
const GAPS_LOOKED_AT = 1000;

const UNKNOWN: readonly [number, number] = [NONE, NONE];
/** Worked out once: a rule asks for each event. */
const DOUBT_BITS = Object.fromEntries(DOUBTS.map(doubt => [doubt, doubtBit(doubt)])) as Readonly<
  Record<Doubt, number>
>;
const STATED = PAIRINGS.indexOf('stated');
/** A tick that comes within so many periods of the one before leaves no room for another one between them. */
const PERIODS_MAX = 1.5;
/** Times say nothing of a tick unless they are written this much finer than its period. */
const STEPS_PER_PERIOD_MIN = 4;

export class AuditedTrace {
  readonly logs: readonly MachineLog[];
  readonly trial: Trial;
  readonly isImported: boolean;
  /** Whether a log with vector clocks states them: its messages are then told from the vectors, and have no word of their own. */
  readonly statesVectors: boolean;
  /** Whether the program logs every kind of event: a kind that no line tells of may happen all the same. */
  readonly logsAllKinds: boolean;
  /** In what order the lines of each machine happened, as far as they tell. */
  readonly order: LineOrder;
  /** What went wrong by the trial's plan, of which nobody is accused. */
  readonly faults: TraceFaults;
  /** By machine; empty for a trace that no file was read for. */
  readonly #doubts: readonly Uint8Array[];
  /** By machine: how many of its first events are known to have nothing between them; filled when first asked for. */
  readonly #whole: number[] = [];
  /** By machine: the highest clock among those events, as far as lines state their kinds; filled when first asked for. */
  readonly #wholeClocks: number[] = [];
  /** By machine: the first event before which others are missing by their indices; filled when first asked for. */
  readonly #holes: number[] = [];
  /** By machine: the first send of which no line tells all recipients; filled when first asked for. */
  readonly #untold: number[] = [];
  /** By machine: the median gap between its events, in milliseconds; filled when first asked for. */
  readonly #gaps: number[] = [];

  constructor(readonly trace: Trace) {
    this.logs = trace.logs;
    this.trial = trace.trial;
    this.isImported = trace.engine === 'imported';
    this.order = new LineOrder(this);
    this.faults = new TraceFaults(trace);
    this.#doubts = trace.origin?.machines.map(({ doubts }) => doubts) ?? [];
    this.statesVectors = trace.origin?.machines.some(({ vectors }) => vectors !== undefined) ?? false;
    this.logsAllKinds =
      !this.isImported || KINDS_OF_EVENT.every(kind => this.logs.some(log => logs(log, kind)));
  }

  originOf(log: MachineLog): MachineOrigin | undefined {
    return this.trace.origin?.machines[log.machine - 1];
  }

  /** The index that an event really has: the file's, or how many events stand before it. */
  indexOf(log: MachineLog, index: number): number {
    return this.originOf(log)?.indices[index] ?? index;
  }

  /** Whether a doubt is on record of an event: that no line states the value. */
  doubts(log: MachineLog, index: number, doubt: Doubt): boolean {
    if (this.#doubts.length === 0) return false;
    return ((this.#doubts[log.machine - 1]![index] ?? 0) & DOUBT_BITS[doubt]) !== 0;
  }

  /**
   * Whether it is known that nothing happened between this event and the one before it on record, so that what changed
   * between them is this event's doing. A log read from files may lack any line without a sign; that none is missing is
   * told by the indices of its events, by a clock that rose by 1 (whatever happened would have raised it), or by a stated
   * rate whose times leave no room.
   */
  follows(log: MachineLog, index: number): boolean {
    if (index === 0) return !this.isImported && this.indexOf(log, 0) === 0;
    if (!this.isImported || this.#hasIndices(log))
      return this.indexOf(log, index) === this.indexOf(log, index - 1) + 1;
    const vectors = this.originOf(log)?.vectors;
    if (vectors) return this.ownEntryOf(log, index) === this.ownEntryOf(log, index - 1) + 1;
    // Events of a kind that is never logged raise the clock too, and may take no time.
    return this.#risesByOne(log, index) || (this.logsAllKinds && this.#leavesNoRoom(log, index));
  }

  /** Whether nothing is missing from the start of a machine's log up to this event. */
  isWholeUpTo(log: MachineLog, index: number): boolean {
    if (!this.isImported) return true;
    const whole = (this.#whole[log.machine - 1] ??= this.#wholeEventsOf(log));
    return index < whole;
  }

  /**
   * The highest clock that a machine had while nothing is missing from its log and lines state what happened: every send
   * below it is on record. 0 where that holds of no event.
   */
  highestWholeClock(log: MachineLog): number {
    return (this.#wholeClocks[log.machine - 1] ??= this.#highestWholeClockOf(log));
  }

  #highestWholeClockOf(log: MachineLog): number {
    let highest = 0;
    for (let index = 0; index < log.eventCount && this.isWholeUpTo(log, index); index++) {
      if (this.doubts(log, index, 'kind')) break;
      highest = Math.max(highest, log.clocks[index]!);
    }
    return highest;
  }

  /** The entry of an event's own machine in its stated vector; 0 where it lacks one, or no vectors are stated. */
  ownEntryOf(log: MachineLog, index: number): number {
    return this.originOf(log)?.vectors?.[index * this.logs.length + log.machine - 1] ?? 0;
  }

  #wholeEventsOf(log: MachineLog): number {
    if (log.eventCount === 0) return 0;
    const starts = this.#hasIndices(log)
      ? this.indexOf(log, 0) === 0
      : this.#clockStated(log, 0) &&
        // Before one that shows 0, a line that was not understood may be of an event.
        (log.clocks[0] === 1 || (log.clocks[0] === 0 && !this.doubts(log, 0, 'gap')));
    if (!starts) return 0;
    let whole = 1;
    while (whole < log.eventCount && this.follows(log, whole)) whole += 1;
    return whole;
  }

  #hasIndices(log: MachineLog): boolean {
    return (this.originOf(log)?.indices.length ?? 0) > 0;
  }

  #clockStated(log: MachineLog, index: number): boolean {
    return !this.doubts(log, index, 'clock');
  }

  #risesByOne(log: MachineLog, index: number): boolean {
    return (
      log.clocks[index] === log.clocks[index - 1]! + 1 &&
      this.#clockStated(log, index) &&
      this.#clockStated(log, index - 1)
    );
  }

  #leavesNoRoom(log: MachineLog, index: number): boolean {
    const origin = this.originOf(log);
    const stepMs = this.trace.origin?.timeStepMs;
    if (origin?.rate !== 'stated' || stepMs === undefined) return false;
    if (this.doubts(log, index, 'gap') || !this.order.areTimesStated(log, index)) return false;
    const periodMs = 1000 / this.trial.rates[log.machine - 1]!;
    // A rate that the machine does not keep leaves room that it hides.
    const gapMs = (this.#gaps[log.machine - 1] ??= this.#usualGapOf(log));
    if (Math.abs(gapMs - periodMs) > PACE_TOLERANCE * periodMs) return false;
    const passedMs = log.atMs[index]! - log.atMs[index - 1]!;
    return (
      stepMs * STEPS_PER_PERIOD_MIN <= periodMs &&
      passedMs >= 0 &&
      passedMs + stepMs <= PERIODS_MAX * periodMs
    );
  }

  /** The median of the gaps, or of about a thousand of them from all over the log. */
  #usualGapOf(log: MachineLog): number {
    const stride = Math.max(1, Math.floor(log.eventCount / GAPS_LOOKED_AT));
    const gaps = new Float64Array(Math.floor(Math.max(0, log.eventCount - 1) / stride));
    for (let i = 0; i < gaps.length; i++) {
      const index = 1 + i * stride;
      gaps[i] = log.atMs[index]! - log.atMs[index - 1]!;
    }
    gaps.sort();
    return gaps[gaps.length >> 1] ?? NaN;
  }

  /** Whether no event is missing between the first and the last. */
  isDense(log: MachineLog): boolean {
    return this.firstHole(log) === log.eventCount;
  }

  /** The first event before which others are missing by their indices; how many there are where none is missing. */
  firstHole(log: MachineLog): number {
    if (!this.#hasIndices(log)) return log.eventCount;
    return (this.#holes[log.machine - 1] ??= this.#firstHoleOf(log));
  }

  #firstHoleOf(log: MachineLog): number {
    let index = 0;
    while (index < log.eventCount && this.indexOf(log, index) === index) index += 1;
    return index;
  }

  /**
   * What the message that a receive took can have carried, the likeliest first: one value where a line or an engine states
   * it, two where only its send is known and no line states the rule, none where nothing tells. NONE for each that is missing.
   */
  timestampsOf(log: MachineLog, index: number): readonly [number, number] {
    if (!this.isImported) return [this.#messageTimestampOf(log, index), NONE];
    const stated = this.statedTimestampOf(log, index);
    if (stated !== NONE) return [stated, NONE];
    if (!this.isPairCertain(log, index)) return UNKNOWN;
    const timestamp = this.#messageTimestampOf(log, index);
    const sentIndex = this.sentIndexOf(log, index);
    if (timestamp === NONE || sentIndex === NONE) return UNKNOWN;
    const sender = this.logs[log.peers[index]! - 1]!;
    if (this.doubts(sender, sentIndex, 'clock')) return UNKNOWN;
    const sent = sender.clocks[sentIndex]!;
    // A send whose own clock is not one more than the one before does not tell what its messages carry.
    if (sent !== this.faults.clockBefore(sender, sentIndex) + 1) return UNKNOWN;
    if (this.isRuleKnown) return [timestamp, NONE];
    return sent === 0 ? [sent, NONE] : [sent, sent - 1];
  }

  /** Whether the rule for the timestamps of messages is known, and not merely one that would fit. */
  get isRuleKnown(): boolean {
    return !this.isImported || this.trace.origin?.rule !== 'assumed';
  }

  /**
   * Whether it is certain which message a receive took. A log that names the sender tells it by the order of the channel, if
   * nothing is missing from the sender's log up to then, or by the timestamp that the line states.
   */
  isPairCertain(log: MachineLog, index: number): boolean {
    if (!this.isImported || !this.trace.origin) return true;
    if (this.pairingOf(log, index) !== 'stated') return false;
    // A message that a vector shows was sent by the event whose entry it brought.
    if (this.originOf(log)?.vectors) return true;
    const sender = this.logs[log.peers[index]! - 1];
    const sentIndex = this.sentIndexOf(log, index);
    if (sender === undefined || sentIndex === NONE || this.doubts(log, index, 'kind')) return false;
    // A clock that falls or stands gives two messages the same timestamp.
    if (this.statedTimestampOf(log, index) !== NONE) return this.order.alwaysRises(sender);
    if (!this.order.isInOrderUpTo(log, index)) return false;
    // A message that was received twice puts all later ones of its channel one place too late.
    if (
      this.#isSentAfter(sender, sentIndex, log, index) ||
      (!this.#fitsItsOwn(log, index) && this.mayBeTheOneBefore(log, index))
    )
      return false;
    return this.isWholeUpTo(sender, sentIndex) && this.#areRecipientsTold(sender, sentIndex);
  }

  /**
   * Whether the clock of a receive that is paired by the order of its channel is right for the message before its own: then
   * an earlier one may have been received twice.
   */
  mayBeTheOneBefore(log: MachineLog, index: number): boolean {
    const sender = this.logs[log.peers[index]! - 1];
    if (!this.isImported || !sender || this.statedTimestampOf(log, index) !== NONE) return false;
    let row = log.messageNumbers[index]! - 2;
    while (row >= 0 && sender.recipients[row] !== log.machine) row -= 1;
    return row >= 0 && this.#fits(log, index, sender, row);
  }

  #fitsItsOwn(log: MachineLog, index: number): boolean {
    return this.#fits(log, index, this.logs[log.peers[index]! - 1]!, log.messageNumbers[index]! - 1);
  }

  /** Whether the clock of a receive is right for a message, under either rule for timestamps. */
  #fits(log: MachineLog, index: number, sender: MachineLog, row: number): boolean {
    const sent = sender.clocks[sender.sentIndices[row]!] ?? NONE;
    const own = this.faults.clockBefore(log, index);
    return (
      sent !== NONE && [sent, sent - 1].some(timestamp => log.clocks[index] === Math.max(own, timestamp) + 1)
    );
  }

  /** Whether a send comes after a receive by their times, or by their lines where a file of both gives no times. */
  #isSentAfter(sender: MachineLog, sentIndex: number, log: MachineLog, index: number): boolean {
    const stepMs = this.trace.origin?.timeStepMs;
    if (stepMs !== undefined) {
      if (this.doubts(log, index, 'time') || this.doubts(sender, sentIndex, 'time')) return false;
      return sender.atMs[sentIndex]! > log.atMs[index]! + stepMs;
    }
    const [own, other] = [this.originOf(log), this.originOf(sender)];
    if (own?.files[index] === undefined || own.files[index] !== other?.files[sentIndex]) return false;
    return !this.order.areAnyTimesStated(log) && other.lines[sentIndex]! > own.lines[index]!;
  }

  /** Whether lines tell which events of a machine are sends, and to whom each message went, up to an event. */
  #areRecipientsTold(log: MachineLog, index: number): boolean {
    const untold = (this.#untold[log.machine - 1] ??= this.#firstUntold(log));
    return index < untold;
  }

  #firstUntold(log: MachineLog): number {
    let index = 0;
    while (
      index < log.eventCount &&
      !this.doubts(log, index, 'kind') &&
      !(log.kinds[index] === SEND && this.doubts(log, index, 'recipients'))
    )
      index += 1;
    return index;
  }

  /** What a receive most likely took: also of a message that was paired by its value, which may be told from a clock. */
  likelyTimestampOf(log: MachineLog, index: number): number {
    const [timestamp] = this.timestampsOf(log, index);
    if (timestamp !== NONE) return timestamp;
    return this.pairingOf(log, index) === 'guessed' ? NONE : this.#messageTimestampOf(log, index);
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

  /** Whether a machine's record has a hole or lacks its end, so that messages may have been sent that it does not show. */
  hasHoles(log: MachineLog): boolean {
    return this.hasGap(log) || !this.isDense(log) || this.lacksEnd(log);
  }

  /** Whether the record itself says that it is not whole. */
  hasGap(log: MachineLog): boolean {
    return this.trace.gaps.some(({ machine }) => machine === log.machine);
  }

  /** Whether a run of Lamplight's own has fewer events of a machine than ticks. A program may do nothing with a tick. */
  lacksEnd(log: MachineLog): boolean {
    return !this.isImported && !this.trace.program && log.eventCount < this.ticksOf(log);
  }

  ticksOf(log: MachineLog): number {
    return this.trace.scheduleOf(log.machine).ticks;
  }
}

const KINDS_OF_EVENT = [INTERNAL, SEND, RECEIVE] as const;

function logs({ kinds, eventCount }: MachineLog, kind: number): boolean {
  return kinds.subarray(0, eventCount).includes(kind);
}
