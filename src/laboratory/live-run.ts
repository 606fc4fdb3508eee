// One live run as the coordinator sees it, from the first seat to the last message.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import { LANDING_MS } from '../engine/faulty-post.ts';
import type { Settings } from '../engine/settings.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { randomIdentifier } from './control-channel.ts';
import type { PageMessage } from './control-messages.ts';
import type {
  FailureCause,
  GapFact,
  LinkReport,
  LostMachine,
  Phase,
  RunFact,
  SeatPhase,
  SeatState,
  Silence,
} from './laboratory-state.ts';
import { LogCollector } from './log-collector.ts';
import { pairsAmong, pairsOf } from './pairs.ts';
import type { Run } from './run.ts';
import type { Seating } from './seating.ts';

export interface LiveRunOptions {
  readonly settings: Settings;
  readonly seating: Seating;
  readonly scheduler: Scheduler;
  /** A sentence: why a log is not whole. */
  readonly gapReason: (fact: GapFact) => string;
  readonly onChange: () => void;
}

/** The common start lies this far ahead when it is announced, so that every page knows of it in time. */
const START_LEAD_MS = 300;
/** A page that said nothing for so long is called silent. It says something at least once a second. */
export const SILENT_AFTER_MS = 4000;
/** After so long a silence a person may end the run without the machine; and no link opens to such a page any more. */
export const GIVEN_UP_AFTER_MS = 10_000;
/** So long after the end of its length a run ends by itself without the machines that are silent. */
export const OVERTIME_MAX_MS = 30_000;
/** Messages in flight are given up when nothing has arrived for so long after the last tick. */
const FLIGHT_MAX_MS = 5000;
/** A second copy is on record at its latest so long after it was sent. */
const COPY_MAX_MS = 300;
/** After Stop, machines have so long to hand in the ends of their logs. */
const STOP_MAX_MS = 3000;

const ENDED: readonly Phase[] = ['finished', 'stopped', 'failed'];

export class LiveRun implements Run {
  readonly settings: Settings;
  readonly #options: LiveRunOptions;
  readonly #id = randomIdentifier();
  readonly #machineIds: readonly MachineId[];
  readonly #links = new Map<MachineId, readonly LinkReport[]>();
  readonly #ready = new Set<MachineId>();
  readonly #lost = new Map<MachineId, LostMachine>();
  #collector: LogCollector | undefined;
  #phase: Phase = 'seating';
  #fact: RunFact;
  #startMs = NaN;
  /** When the run was stopped or has ended: from then on its clock stands. */
  #endMs: number | undefined;
  /** When a message last arrived after the last tick. */
  #landedMs = 0;
  /** Where the machines stood at the end. */
  #last: readonly MachineSnapshot[] | undefined;
  #isStopping = false;
  #revision = 0;

  constructor(options: LiveRunOptions) {
    this.#options = options;
    this.settings = options.settings;
    this.#machineIds = options.settings.trial.rates.map((_, i) => i + 1);
    this.#fact = { kind: 'seating', empty: options.seating.unsure, place: options.settings.place };
    this.#advance();
  }

  get phase(): Phase {
    return this.#phase;
  }

  get isGoingOn(): boolean {
    return !ENDED.includes(this.#phase);
  }

  get fact(): RunFact {
    return this.#fact;
  }

  /** The machines that the run waits for or will miss. */
  get silences(): Silence[] {
    if (!this.isGoingOn || this.#phase === 'seating') return [];
    return this.#machineIds.flatMap(machine => {
      const silentMs = this.#silentMs(machine);
      if (silentMs <= SILENT_AFTER_MS || this.#isOver(machine)) return [];
      return [{ machine, silentMs, canEnd: this.#collector !== undefined && silentMs > GIVEN_UP_AFTER_MS }];
    });
  }

  get trace(): Trace | undefined {
    return this.#collector?.trace;
  }

  get revision(): number {
    return this.#revision;
  }

  get elapsedMs(): number {
    if (Number.isNaN(this.#startMs)) return 0;
    const untilMs = this.#endMs ?? this.#nowMs;
    return Math.max(0, Math.min(untilMs - this.#startMs, this.#durationMs));
  }

  machines(): readonly MachineSnapshot[] {
    if (this.#last) return this.#last;
    if (this.#collector) return this.#collector.snapshots();
    return this.settings.trial.rates.map((rate, i) => new MachineProgress(i + 1, rate).snapshot());
  }

  seats(): SeatState[] {
    return this.#machineIds.map(machine => {
      const occupant = this.#options.seating.occupant(machine);
      const lost = this.#lost.get(machine);
      return {
        machine,
        phase: this.#seatPhase(machine),
        place: occupant?.place,
        hidden: occupant?.hidden ?? false,
        links: this.#links.get(machine) ?? [],
        ...(lost && { lost }),
      };
    });
  }

  hear(machine: MachineId, message: PageMessage): void {
    if (!('run' in message) || message.run !== this.#id || !this.isGoingOn) return;
    switch (message.kind) {
      case 'links':
        this.#links.set(machine, message.links);
        break;
      case 'ready':
        this.#ready.add(machine);
        break;
      case 'trouble':
        this.#fail({ kind: 'trouble', machine, reason: message.reason });
        return;
      case 'undeliverable':
        this.#collector?.markUnsent(machine, message.to, message.number, message.reason);
        break;
      case 'log':
        this.#take(machine, message.sequence, message.entries);
        break;
      case 'done':
        this.#collector?.expect(machine, message.batches);
        break;
      default:
        return;
    }
    this.#advance();
    this.#options.onChange();
  }

  left(machine: MachineId, how: 'closed' | 'gone'): void {
    if (!this.isGoingOn || this.#phase === 'seating') return;
    if (this.#phase === 'connecting') {
      this.#fail({ kind: 'left', machine });
      return;
    }
    if (this.#collector?.isComplete(machine) && this.#phase === 'finishing') return;
    this.#lose(machine, { how, atMs: this.elapsedMs });
    this.#advance();
  }

  check(): void {
    if (!this.isGoingOn) return;
    this.#advance();
    this.#options.onChange();
  }

  stop(): void {
    if (!this.isGoingOn || this.#isStopping) return;
    if (!this.#collector) {
      this.#end('stopped', { kind: 'stopped', afterMs: undefined, events: 0 });
      return;
    }
    this.#isStopping = true;
    this.#endMs = this.#nowMs;
    this.#options.seating.postAll({ kind: 'stop', run: this.#id });
    this.#advance();
  }

  endWithout(machine: MachineId): void {
    if (!this.silences.some(silence => silence.machine === machine && silence.canEnd)) return;
    this.#giveUp(machine);
    this.#advance();
  }

  loseRoom(): void {
    if (this.isGoingOn) this.#fail({ kind: 'room-lost' });
  }

  get #nowMs(): number {
    return this.#options.scheduler.nowMs();
  }

  /** Second copies of messages may come until then, and are not counted as in flight: in milliseconds since the start. */
  get #lastCopyMs(): number {
    const { faults } = this.settings.trial;
    return faults && !faults.session && faults.duplicationPercent > 0
      ? this.#durationMs + LANDING_MS + COPY_MAX_MS
      : 0;
  }

  get #durationMs(): number {
    return this.settings.trial.durationSeconds * 1000;
  }

  /** Goes as far as it can from where it is. */
  #advance(): void {
    if (this.#phase === 'seating') this.#watchSeats();
    if (this.#phase === 'connecting') this.#watchLinks();
    if (this.#phase === 'running') this.#watchTicks();
    if (this.#phase === 'finishing') this.#watchFlight();
  }

  #watchSeats(): void {
    const { settings } = this;
    const { seating } = this.#options;
    const empty = seating.unsure;
    this.#fact = { kind: 'seating', empty, place: settings.place };
    if (empty.length > 0) return;
    this.#phase = 'connecting';
    seating.locked = true;
    for (const machine of this.#machineIds)
      seating.post(machine, {
        kind: 'configure',
        run: this.#id,
        machine,
        trial: settings.trial,
        link: settings.link,
      });
  }

  #watchLinks(): void {
    const pairs = pairsOf(this.seats());
    const openPairs = pairs.filter(({ state }) => state === 'open').length;
    this.#fact = { kind: 'connecting', openPairs, pairs: pairsAmong(this.#machineIds.length) };
    if (this.#ready.size === this.#machineIds.length) {
      this.#start();
      return;
    }
    const dead = this.#machineIds.filter(machine => this.#silentMs(machine) > GIVEN_UP_AFTER_MS);
    if (dead.length === 0) return;
    this.#fail({ kind: 'no-answer', machines: dead });
    for (const machine of dead) this.#options.seating.vacate(machine);
  }

  #start(): void {
    // A whole millisecond, so that a file that states it in milliseconds states it exactly.
    this.#startMs = Math.ceil(this.#nowMs + START_LEAD_MS);
    this.#collector = new LogCollector(this.settings.trial, this.#startMs);
    this.#phase = 'running';
    this.#options.seating.postAll({ kind: 'start', run: this.#id, startMs: this.#startMs });
  }

  #watchTicks(): void {
    const overtimeMs = this.#nowMs - this.#startMs - this.#durationMs;
    if (overtimeMs > OVERTIME_MAX_MS && !this.#isStopping)
      for (const machine of this.#machineIds)
        if (!this.#isOver(machine) && this.#silentMs(machine) > GIVEN_UP_AFTER_MS) this.#giveUp(machine);
    if (this.#phase !== 'running') return; // whoever left last has ended the run
    const waitingFor = this.#machineIds.filter(machine => !this.#isOver(machine));
    if (waitingFor.length === 0) {
      this.#land();
    } else if (this.#isStopping) {
      this.#fact = { kind: 'stopping' };
      if (this.#nowMs - this.#endMs! <= STOP_MAX_MS) return;
      for (const machine of waitingFor) this.#addGap(machine, { kind: 'not-handed-in' });
      this.#land();
    } else if (overtimeMs < 0) {
      this.#fact = { kind: 'running' };
    } else {
      this.#fact = { kind: 'collecting', machines: waitingFor };
    }
  }

  #land(): void {
    this.#phase = 'finishing';
    this.#landedMs = this.#nowMs;
  }

  #watchFlight(): void {
    const collector = this.#collector!;
    const incomplete = new Set(collector.trace.gaps.map(({ machine }) => machine));
    const inFlight = collector.inFlight(incomplete);
    this.#fact = { kind: 'landing', inFlight };
    const waitsForCopies = inFlight === 0 && this.#nowMs - this.#startMs < this.#lastCopyMs;
    if (waitsForCopies && !this.#isStopping) return;
    if (inFlight > 0 && this.#nowMs - this.#landedMs < FLIGHT_MAX_MS) return;
    collector.giveUpFlight(incomplete);
    for (const machine of this.#machineIds) {
      const count = collector.refusedOf(machine);
      if (count > 0) this.#addGap(machine, { kind: 'refused', count });
    }
    const events = collector.trace.eventCount;
    if (this.#isStopping) collector.forgetFaultsAfter(this.elapsedMs);
    if (this.#isStopping) this.#end('stopped', { kind: 'stopped', afterMs: this.elapsedMs, events });
    else this.#end('finished', { kind: 'finished', events });
  }

  #take(
    machine: MachineId,
    sequence: number,
    entries: Extract<PageMessage, { kind: 'log' }>['entries'],
  ): void {
    if (!this.#collector) return;
    const taken = this.#collector.take(machine, sequence, entries);
    this.#options.seating.post(machine, { kind: 'ack', run: this.#id, sequence: taken });
    this.#revision += 1;
    if (this.#phase === 'finishing') this.#landedMs = this.#nowMs;
  }

  /** The run goes on without a machine whose page has said nothing for long; should it come back, it hears of that. */
  #giveUp(machine: MachineId): void {
    const heardMs = this.#options.seating.occupant(machine)?.heardMs ?? this.#nowMs;
    const atMs = Math.max(0, Math.min(heardMs - this.#startMs, this.#durationMs));
    this.#lose(machine, { how: 'silent', atMs });
    this.#options.seating.vacate(machine, { kind: 'close', run: this.#id, without: true });
  }

  #lose(machine: MachineId, lost: LostMachine): void {
    this.#lost.set(machine, lost);
    for (const other of this.#machineIds)
      if (!this.#lost.has(other))
        this.#options.seating.post(other, { kind: 'without', run: this.#id, machine });
    this.#addGap(machine, { kind: 'lost', ...lost });
  }

  #addGap(machine: MachineId, fact: GapFact): void {
    this.trace?.gaps.push({ machine, reason: this.#options.gapReason(fact) });
  }

  #isOver(machine: MachineId): boolean {
    return this.#lost.has(machine) || (this.#collector?.isComplete(machine) ?? false);
  }

  #silentMs(machine: MachineId): number {
    return this.#options.seating.silentMs(machine);
  }

  #seatPhase(machine: MachineId): SeatPhase {
    if (this.#lost.has(machine)) return 'lost';
    if (!this.#options.seating.occupant(machine)) return 'empty';
    if (this.#collector?.isComplete(machine)) return 'done';
    if (this.isGoingOn && this.#phase !== 'seating' && this.#silentMs(machine) > SILENT_AFTER_MS)
      return 'silent';
    if (this.#phase === 'running' || this.#phase === 'finishing') return 'running';
    if (this.#phase === 'connecting') return this.#ready.has(machine) ? 'ready' : 'connecting';
    return 'seated';
  }

  #fail(cause: FailureCause): void {
    this.#end('failed', { kind: 'failed', cause });
    this.#options.onChange();
  }

  #end(phase: 'finished' | 'stopped' | 'failed', fact: RunFact): void {
    this.#endMs ??= this.#nowMs;
    this.#phase = phase;
    this.#fact = fact;
    this.#last = this.#collector?.finalSnapshots();
    this.#options.seating.postAll({ kind: 'close', run: this.#id, without: false });
    this.#options.seating.locked = false;
  }
}
