// One live run as the coordinator sees it, from the first seat to the last message.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import type { MachineId } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { RecordedRun } from '../core/program/recorded-run.ts';
import type { Trace } from '../core/trace.ts';
import {
  AWAY_MAX_MS,
  FlightPatience,
  GIVEN_UP_AFTER_MS,
  lastCopyMs,
  LinkPatience,
  OVERTIME_MAX_MS,
  SILENT_AFTER_MS,
  START_LEAD_MS,
  STOP_MAX_MS,
} from './patience.ts';
import { PAIRWISE_SEATS_MAX, type Settings } from '../engine/settings.ts';
import type { Collector } from './collector.ts';
import type { PageMessage } from './control-messages.ts';
import type {
  FailureCause,
  LostMachine,
  Phase,
  RunFact,
  SeatPhase,
  SeatState,
  Silence,
} from './laboratory-state.ts';
import { LiveRecord } from './live-record.ts';
import type { LiveRunOptions } from './live-run-options.ts';
import { pairsAmong, pairsOf } from './pairs.ts';
import type { Attendance } from './attendance.ts';
import { isOver } from './phases.ts';
import type { Run } from './run.ts';
import { ARGUMENT_CHARACTERS_MAX } from './seat-messages.ts';

export class LiveRun implements Run {
  readonly settings: Settings;
  readonly #options: LiveRunOptions;
  readonly #record: LiveRecord;
  readonly #ready = new Set<MachineId>();
  #phase: Phase = 'seating';
  #fact: RunFact;
  #patience = new FlightPatience(0);
  readonly #linkPatience = new LinkPatience();
  /** Where the machines stood at the end. */
  #last: readonly MachineSnapshot[] | undefined;
  /** When this page took the run up; 0 where it began it. */
  #resumedMs = 0;

  constructor(options: LiveRunOptions) {
    this.#options = options;
    this.settings = options.settings;
    const { settings, storage, stored, scheduler, gapReason, foreignMessages, makeCollector } = options;
    this.#record = new LiveRecord({
      settings,
      storage,
      stored,
      gapReason,
      makeCollector,
      nowMs: () => scheduler.nowMs(),
      foreignMessages,
      iceServers: options.iceServers,
      onRefused: () => options.onChange(),
    });
    this.#fact = { kind: 'seating', empty: options.seating.unsure, place: options.settings.place };
    if (stored) this.#resume();
    this.#advance();
  }

  get phase(): Phase {
    return this.#phase;
  }

  get isGoingOn(): boolean {
    return !isOver(this.#phase);
  }

  get fact(): RunFact {
    return this.#fact;
  }

  /** The machines that the run waits for or will miss. */
  get silences(): Silence[] {
    if (!this.isGoingOn || this.#phase === 'seating') return [];
    return this.#record.machineIds.flatMap((machine): Silence[] => {
      const away = this.#attendance.away.get(machine);
      if (away) return [{ machine, silentMs: this.elapsedMs - away.atMs, isAway: true, canEnd: true }];
      const silentMs = this.#silentMs(machine);
      if (silentMs <= SILENT_AFTER_MS || this.#record.isOver(machine)) return [];
      const canEnd = this.#collector !== undefined && silentMs > GIVEN_UP_AFTER_MS;
      return [{ machine, silentMs, isAway: false, canEnd }];
    });
  }

  get outlivesPage(): boolean {
    const { program, place } = this.settings;
    // A machine with a program ends with its page, and frames do with this one.
    return this.#record.isKept && !(program && place === 'frames');
  }

  get trace(): Trace | undefined {
    return this.#record.trace;
  }

  get recorded(): RecordedRun | undefined {
    return this.#collector?.program?.recorded;
  }

  get revision(): number {
    return this.#record.revision;
  }

  get elapsedMs(): number {
    return this.#record.elapsedMs;
  }

  machines(): readonly MachineSnapshot[] {
    if (this.#last) return this.#last;
    if (this.#collector) return this.#collector.snapshots();
    return this.settings.trial.rates.map((rate, i) => new MachineProgress(i + 1, rate).snapshot());
  }

  seats(): SeatState[] {
    return this.#record.machineIds.map(machine => {
      const occupant = this.#options.seating.occupant(machine);
      const lost = this.#attendance.lost.get(machine) ?? this.#attendance.away.get(machine);
      const fragility = this.#attendance.fragilityOf(machine);
      const name = occupant?.name ?? this.#record.seatNameOf(machine);
      const program = this.#collector?.program?.of(machine);
      return {
        machine,
        phase: this.#seatPhase(machine),
        place: occupant?.place ?? this.#attendance.placeOf(machine),
        hidden: occupant?.hidden ?? false,
        ...(name && { name }),
        links: this.#record.linksOf(machine),
        ...(lost && { lost }),
        absences: this.#attendance.absencesOf(machine),
        ...(fragility !== undefined && { fragility }),
        ...(program && { program }),
      };
    });
  }

  hear(machine: MachineId, message: PageMessage): void {
    if (message.kind === 'name' && this.isGoingOn) this.#record.call(machine, message.name);
    if (!('run' in message) || message.run !== this.#record.id || !this.isGoingOn) return;
    switch (message.kind) {
      case 'links':
        this.#record.report(machine, message.links);
        break;
      case 'ready':
        this.#ready.add(machine);
        this.#record.come(machine, message.durable ? undefined : (message.reason ?? ''), message.resumed);
        this.#record.has(machine, message.commands ?? []);
        break;
      case 'fragile':
        this.#record.come(machine, message.reason, false);
        break;
      case 'cannot-resume':
        this.#lose(machine, { how: 'forgotten', atMs: this.#goneMs(machine) });
        break;
      case 'trouble':
        if (this.#attendance.canRejoin(machine)) break; // another page may do better
        this.#fail({ kind: 'trouble', machine, reason: message.reason });
        return;
      case 'undeliverable':
        this.#collector?.markUnsent(machine, message.to, message.number, message.reason);
        break;
      case 'clock':
        return this.#record.correct(machine, message);
      case 'log':
      case 'program-log':
        if ((message.kind === 'program-log') !== (this.settings.program !== undefined)) return;
        this.#take(machine, message.first, message.entries);
        break;
      case 'done':
        this.#record.expect(machine, message.entries);
        break;
      default:
        return;
    }
    // Of many machines there are hundreds of these a second, and a check ten times a second.
    const areMany = this.#record.machineIds.length > PAIRWISE_SEATS_MAX;
    if (areMany && (message.kind === 'log' || message.kind === 'links')) return;
    this.#advance();
    this.#options.onChange();
  }

  left(machine: MachineId, how: 'closed' | 'gone'): void {
    if (!this.isGoingOn || this.#phase === 'seating') return;
    if (this.#phase === 'connecting') {
      this.#fail({ kind: 'left', machine });
      return;
    }
    if (this.#attendance.lost.has(machine) || this.#attendance.away.has(machine)) return;
    if (this.#attendance.isDurable(machine)) this.#record.goAway(machine, how);
    else if (!this.#collector?.isComplete(machine) || this.#phase !== 'finishing')
      this.#lose(machine, { how, atMs: this.elapsedMs });
    this.#advance();
  }

  /** A page has come to the seat of a machine of the run that goes on. */
  rejoined(machine: MachineId): void {
    const resume = this.#record.resumeOf(machine);
    if (!resume || !this.isGoingOn) return;
    this.#options.seating.post(machine, this.#record.configureOf(machine, resume));
  }

  check(): void {
    if (!this.isGoingOn) return;
    this.#record.settle(false);
    for (const machine of this.#record.machineIds) {
      const silentMs = this.#silentMs(machine);
      const isHidden = this.#options.seating.occupant(machine)?.hidden;
      this.#record.observe(machine, isHidden === true, silentMs > SILENT_AFTER_MS ? silentMs : 0);
    }
    this.#advance();
    this.#options.onChange();
  }

  stop(): void {
    if (!this.isGoingOn || this.#record.isStopped) return;
    if (!this.#collector) {
      this.#end('stopped', { kind: 'stopped', afterMs: undefined, events: 0 });
      return;
    }
    this.#record.stop();
    this.#options.seating.postAll({ kind: 'stop', run: this.#record.id });
    this.#advance();
  }

  endWithout(machine: MachineId): void {
    if (!this.silences.some(silence => silence.machine === machine && silence.canEnd)) return;
    const away = this.#attendance.away.get(machine);
    if (away) this.#lose(machine, away);
    else this.#giveUp(machine);
    this.#advance();
  }

  command(machine: MachineId, name: string, argument: Json): void {
    const program = this.#collector?.program;
    if (!program || this.#phase !== 'running') return;
    const text = JSON.stringify(argument);
    const isTold = text.length <= ARGUMENT_CHARACTERS_MAX && this.#options.seating.occupant(machine);
    if (isTold)
      this.#options.seating.post(machine, { kind: 'command', run: this.#record.id, name, argument: text });
    else program.refuse(machine);
    this.#options.onChange();
  }

  loseRoom(): void {
    if (this.isGoingOn) this.#fail({ kind: 'room-lost' });
  }

  get #nowMs(): number {
    return this.#options.scheduler.nowMs();
  }

  get #collector(): Collector | undefined {
    return this.#record.collector;
  }

  get #attendance(): Attendance {
    return this.#record.attendance;
  }

  /** Goes as far as it can from where it is. */
  #advance(): void {
    if (this.#phase === 'seating') this.#watchSeats();
    if (this.#phase === 'connecting') this.#watchLinks();
    if (this.#phase === 'running') this.#watchTicks();
    if (this.#phase === 'finishing') this.#watchFlight();
  }

  #watchSeats(): void {
    const { seating } = this.#options;
    this.#fact = { kind: 'seating', empty: seating.unsure, place: this.settings.place };
    if (seating.unsure.length > 0) return;
    const far = this.#record.machineIds.filter(machine => seating.occupant(machine)?.place === 'device');
    if (far.length > 0 && this.settings.link === 'relay')
      return this.#fail({ kind: 'relay-out-of-reach', machines: far });
    this.#phase = 'connecting';
    this.#lockSeats();
    this.#record.seat(machine => seating.occupant(machine));
    for (const machine of this.#record.machineIds) seating.post(machine, this.#record.configureOf(machine));
  }

  #watchLinks(): void {
    const pairs = pairsOf(this.seats());
    const openPairs = pairs.filter(({ state }) => state === 'open').length;
    const links = { openPairs, pairs: pairsAmong(this.#record.machineIds.length) };
    this.#fact = { kind: 'connecting', ...links };
    if (this.#ready.size === this.#record.machineIds.length) return this.#start();
    if (this.#linkPatience.isOver(this.#nowMs, openPairs + this.#ready.size))
      return this.#fail({ kind: 'links-not-open', ...links });
    const dead = this.#record.machineIds.filter(machine => this.#silentMs(machine) > GIVEN_UP_AFTER_MS);
    if (dead.length === 0) return;
    this.#fail({ kind: 'no-answer', machines: dead });
    for (const machine of dead) this.#options.seating.vacate(machine);
  }

  #start(): void {
    // A whole millisecond, so that a file that states it in milliseconds states it exactly.
    this.#record.start(Math.ceil(this.#nowMs + START_LEAD_MS));
    this.#phase = 'running';
    this.#options.seating.postAll({ kind: 'start', run: this.#record.id, startMs: this.#record.startMs });
  }

  #watchTicks(): void {
    const overtimeMs = this.#nowMs - this.#record.startMs - this.#record.durationMs;
    const waitedMs = this.#nowMs - Math.max(this.#resumedMs, this.#record.startMs + this.#record.durationMs);
    if (this.#nowMs - this.#resumedMs > AWAY_MAX_MS)
      for (const machine of this.#attendance.unheard)
        if (!this.#options.seating.occupant(machine)) this.left(machine, 'closed');
    for (const [machine, away] of this.#attendance.away)
      if (!this.#record.isOver(machine) && (waitedMs > AWAY_MAX_MS || this.#record.isStopped))
        this.#lose(machine, away);
    if (overtimeMs > OVERTIME_MAX_MS && !this.#record.isStopped)
      for (const machine of this.#record.machineIds)
        if (!this.#record.isOver(machine) && this.#silentMs(machine) > GIVEN_UP_AFTER_MS)
          this.#giveUp(machine);
        else this.#record.endLogAfter(machine, OVERTIME_MAX_MS);
    if (this.#phase !== 'running') return; // whoever left last has ended the run
    const waitingFor = this.#record.machineIds.filter(machine => !this.#record.isOver(machine));
    if (waitingFor.length === 0) {
      this.#land();
    } else if (this.#record.isStopped) {
      this.#fact = { kind: 'stopping' };
      if (this.#nowMs - this.#record.endMs! <= STOP_MAX_MS) return;
      for (const machine of waitingFor) this.#record.addGap(machine, { kind: 'not-handed-in' });
      this.#land();
    } else if (overtimeMs < 0) {
      this.#fact = { kind: 'running' };
    } else {
      this.#fact = { kind: 'collecting', machines: waitingFor };
    }
  }

  #land(): void {
    this.#phase = 'finishing';
    this.#patience = new FlightPatience(this.#nowMs);
  }

  #watchFlight(): void {
    const collector = this.#collector!;
    const incomplete = new Set(collector.trace.gaps.map(({ machine }) => machine));
    const inFlight = collector.inFlight(incomplete);
    this.#fact = { kind: 'landing', inFlight };
    const waitsForCopies =
      inFlight === 0 && this.#nowMs - this.#record.startMs < lastCopyMs(this.settings.trial);
    if (waitsForCopies && !this.#record.isStopped) return;
    const isOpening = inFlight > 0 && pairsOf(this.seats()).some(({ state }) => state === 'connecting');
    if (inFlight > 0 && !this.#patience.isOver(this.#nowMs, isOpening)) return;
    collector.giveUpFlight(incomplete);
    this.#record.tellContradictions(incomplete);
    const events = collector.trace.eventCount;
    if (!this.#record.isStopped) return this.#end('finished', { kind: 'finished', events });
    collector.forgetFaultsAfter(this.elapsedMs);
    this.#end('stopped', { kind: 'stopped', afterMs: this.elapsedMs, events });
  }

  #take(machine: MachineId, first: number, entries: readonly unknown[]): void {
    this.#record.take(machine, first, entries, count =>
      this.#options.seating.post(machine, { kind: 'ack', run: this.#record.id, count }),
    );
    if (this.#phase === 'finishing') this.#patience.heard(this.#nowMs);
  }

  /** The run goes on without a machine whose page has said nothing for long; should it come back, it hears of that. */
  #giveUp(machine: MachineId): void {
    const heardMs = this.#options.seating.occupant(machine)?.heardMs ?? this.#nowMs;
    const atMs = Math.max(0, Math.min(heardMs - this.#record.startMs, this.#record.durationMs));
    this.#lose(machine, { how: 'silent', atMs });
    this.#options.seating.vacate(machine, { kind: 'close', run: this.#record.id, without: true });
  }

  #lose(machine: MachineId, lost: LostMachine): void {
    this.#record.lose(machine, lost);
    for (const other of this.#record.machineIds)
      if (!this.#attendance.lost.has(other))
        this.#options.seating.post(other, { kind: 'without', run: this.#record.id, machine });
  }

  /** Since when it has no page. */
  #goneMs(machine: MachineId): number {
    return this.#attendance.away.get(machine)?.atMs ?? this.elapsedMs;
  }

  #silentMs(machine: MachineId): number {
    return this.#options.seating.silentMs(machine);
  }

  #seatPhase(machine: MachineId): SeatPhase {
    if (this.#attendance.lost.has(machine)) return 'lost';
    if (this.#attendance.away.has(machine)) return 'away';
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
    this.#phase = phase;
    this.#fact = fact;
    this.#record.settle(true);
    this.#last = this.#collector?.finalSnapshots();
    this.#options.seating.postAll({ kind: 'close', run: this.#record.id, without: false });
    this.#options.seating.lock = undefined;
    this.#record.end();
  }

  #lockSeats(): void {
    this.#options.seating.lock = {
      run: this.#record.id,
      canRejoin: machine => this.#attendance.canRejoin(machine),
      isKeptAt: (machine, device) => this.#attendance.deviceOf(machine) === device,
    };
  }

  /** Goes on with a run that another page began. */
  #resume(): void {
    this.#resumedMs = this.#nowMs;
    this.#phase = 'running';
    for (const machine of this.#record.machineIds) this.#ready.add(machine);
    this.#lockSeats();
  }
}
