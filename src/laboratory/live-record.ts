// What is on record of a live run, and kept so that another page can take it up: the machines' logs as far as they were taken,
// who was there, and when it began.
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import type { Settings } from '../engine/settings.ts';
import type { IceServers } from '../network/ice-servers.ts';
import type { LinkReport } from '../network/link.ts';
import { Attendance } from './attendance.ts';
import { Certifier } from './certifier.ts';
import type { Collector, MakeCollector } from './collector.ts';
import { newRoomKey } from '../network/server/room-key.ts';
import { randomIdentifier } from './control-channel.ts';
import type { PageMessage } from './control-messages.ts';
import type { SeatMessage } from './seat-messages.ts';
import type { GapFact, LostMachine } from './laboratory-state.ts';
import { RunKeeper, type RunToResume } from './run-keeper.ts';
import type { RunStorage } from './run-storage.ts';
import type { Occupant } from './seating.ts';

export interface LiveRecordOptions {
  readonly settings: Settings;
  /** Undefined where nothing can be stored. */
  readonly storage: RunStorage | undefined;
  /** A run that another page began. */
  readonly stored: RunToResume | undefined;
  readonly nowMs: () => number;
  /** How many control messages were none, so far. */
  readonly foreignMessages: () => number;
  /** A sentence: why a log is not whole. */
  readonly gapReason: (fact: GapFact) => string;
  /** Gathers the logs, by what the machines run. */
  readonly makeCollector: MakeCollector;
  /** Told to all pages, for their links. */
  readonly iceServers?: (() => IceServers) | undefined;
  /** It is not kept any more. */
  readonly onRefused: () => void;
}

type Configure = Extract<SeatMessage, { kind: 'configure' }>;

/** What is known of clocks is stored so often at most. */
const CLOCKS_EVERY_MS = 2000;
/** A page that is awake looks at its logs more often than this. */
const LOOK_MAX_MS = 1000;

export class LiveRecord {
  readonly id: string;
  /** Of what the machines seal their messages with, where they go through a broker. */
  readonly key: string | undefined;
  readonly machineIds: readonly MachineId[];
  readonly attendance = new Attendance();
  readonly #options: LiveRecordOptions;
  readonly #keeper: RunKeeper;
  readonly #certifier: Certifier;
  readonly #links = new Map<MachineId, readonly LinkReport[]>();
  /** By machine, as in a trace. */
  #seatNames: readonly (string | null)[];
  readonly #foreignBefore: number;
  #collector: Collector | undefined;
  /** By machine: how many entries are stored, or count as stored where nothing can be. */
  readonly #stored = new Map<MachineId, number>();
  /** By machine whose log is waited for: how long it has not grown, and when that was last looked at. */
  readonly #still = new Map<MachineId, { readonly seenMs: number; readonly stillMs: number }>();
  /** By machine, where it runs a program. */
  readonly #commands = new Map<MachineId, readonly string[]>();
  #clocksSavedMs = -Infinity;
  #startMs = NaN;
  /** When the run was stopped or has ended: from then on its clock stands. */
  #endMs: number | undefined;
  #isStopped = false;
  #isOver = false;
  #revision = 0;

  constructor(options: LiveRecordOptions) {
    const { settings, storage, stored, onRefused } = options;
    this.#options = options;
    this.id = stored?.run.run ?? randomIdentifier();
    this.key = settings.link === 'broker' ? (stored?.run.key ?? newRoomKey()) : undefined;
    this.machineIds = settings.trial.rates.map((_, i) => i + 1);
    this.#seatNames = this.machineIds.map(machine => stored?.run.machines[machine - 1]?.name ?? null);
    this.#keeper = new RunKeeper({ storage, room: settings.room, run: this.id, onRefused });
    this.#certifier = new Certifier(this.machineIds.length, stored?.run.certificate);
    this.#foreignBefore = options.foreignMessages();
    if (stored) this.#resume(stored);
  }

  /** Undefined before the common start. */
  get collector(): Collector | undefined {
    return this.#collector;
  }

  get trace(): Trace | undefined {
    return this.#collector?.trace;
  }

  /** Grows with each batch. */
  get revision(): number {
    return this.#revision;
  }

  /** The common start, in milliseconds since the epoch; NaN before it. */
  get startMs(): number {
    return this.#startMs;
  }

  /** When a person stopped it, or it ended. */
  get endMs(): number | undefined {
    return this.#endMs;
  }

  /** Whether a person stopped it. */
  get isStopped(): boolean {
    return this.#isStopped;
  }

  /** Whether another page can take it up. */
  get isKept(): boolean {
    return this.#keeper.isKeeping && this.#collector !== undefined && !this.#isOver;
  }

  get durationMs(): number {
    return this.#options.settings.trial.durationSeconds * 1000;
  }

  /** Since the start, and not beyond the end. */
  get elapsedMs(): number {
    if (Number.isNaN(this.#startMs)) return 0;
    const untilMs = this.#endMs ?? this.#options.nowMs();
    return Math.max(0, Math.min(untilMs - this.#startMs, this.durationMs));
  }

  /** Whether nothing more is to come from a machine. */
  isOver(machine: MachineId): boolean {
    return this.attendance.lost.has(machine) || (this.#collector?.isComplete(machine) ?? false);
  }

  start(startMs: number): void {
    this.#startMs = startMs;
    this.#collector = this.#makeCollector(startMs);
    this.#collector.trace.seatNames = this.#seatNames;
    this.save();
  }

  stop(): void {
    this.#isStopped = true;
    this.#endMs = this.#options.nowMs();
    this.save();
  }

  /** The run is over, whatever came of it: nobody can take it up any more. */
  end(): void {
    this.#endMs ??= this.#options.nowMs();
    if (this.trace)
      this.trace.certificate = this.#certifier.certificate(
        this.elapsedMs,
        this.#foreignMessages,
        machine => ({
          away: this.attendance.spellsOf(machine, this.elapsedMs),
          fragility: this.attendance.fragilityOf(machine),
        }),
      );
    this.#isOver = true;
    this.#keeper.forget();
  }

  linksOf(machine: MachineId): readonly LinkReport[] {
    return this.#links.get(machine) ?? [];
  }

  report(machine: MachineId, links: readonly LinkReport[]): void {
    this.#links.set(machine, links);
    this.#certifier.report(machine, links, this.elapsedMs);
  }

  /** How its clock was corrected. */
  correct(machine: MachineId, report: Extract<PageMessage, { kind: 'clock' }>): void {
    this.#certifier.correct(machine, report);
    if (this.#options.nowMs() - this.#clocksSavedMs < CLOCKS_EVERY_MS) return;
    this.#clocksSavedMs = this.#options.nowMs();
    this.save();
  }

  /** How a machine's page is now; to be told again and again while the run goes on. */
  observe(machine: MachineId, isHidden: boolean, silentMs: number): void {
    if (!this.#collector || this.isOver(machine)) return;
    const nowMs = this.elapsedMs;
    if (silentMs > 0) this.#certifier.note(machine, 'silent', nowMs, Math.max(0, nowMs - silentMs));
    else this.#certifier.note(machine, isHidden ? 'hidden' : 'fine', nowMs);
  }

  /** Who sits where: from now on nobody else does. */
  seat(occupantOf: (machine: MachineId) => Pick<Occupant, 'device' | 'name'> | undefined): void {
    for (const machine of this.machineIds) {
      const { device, name = '' } = occupantOf(machine) ?? {};
      this.attendance.seat(machine, device);
      this.call(machine, name);
    }
    this.save();
  }

  /** Undefined where nobody has said one. */
  seatNameOf(machine: MachineId): string | undefined {
    return this.#seatNames[machine - 1] ?? undefined;
  }

  /** The person in its seat is called so from now on; empty: nothing. */
  call(machine: MachineId, name: string): void {
    if (name === (this.seatNameOf(machine) ?? '')) return;
    this.#seatNames = this.#seatNames.map((before, i) => (i === machine - 1 ? name || null : before));
    if (this.trace) this.trace.seatNames = this.#seatNames;
    this.#revision += 1;
    this.save();
  }

  /** Takes a part of a log in; calls back with how many entries are stored, once they are. */
  take(
    machine: MachineId,
    first: number,
    entries: readonly unknown[],
    onStored: (count: number) => void,
  ): void {
    const collector = this.#collector;
    if (!collector) return;
    const position = collector.takenOf(machine);
    const fresh = collector.take(machine, first, entries);
    if (fresh.length > 0) this.#still.delete(machine);
    const count = collector.takenOf(machine);
    // What comes again while its first coming is being stored must not be acknowledged before.
    this.#keeper.keepLog(machine, position, fresh, () => {
      if (fresh.length > 0) this.#stored.set(machine, count);
      onStored(this.#stored.get(machine) ?? 0);
    });
    this.#revision += 1;
  }

  /** What a machine has not handed in when its log has not grown for so long is not waited for; to be called again and again. */
  endLogAfter(machine: MachineId, milliseconds: number): void {
    if (this.isOver(machine)) return;
    const nowMs = this.#options.nowMs();
    const { seenMs, stillMs } = this.#still.get(machine) ?? { seenMs: nowMs, stillMs: 0 };
    // While this page sleeps nobody can hand in anything.
    const still = { seenMs: nowMs, stillMs: stillMs + Math.min(nowMs - seenMs, LOOK_MAX_MS) };
    this.#still.set(machine, still);
    if (still.stillMs <= milliseconds) return;
    this.addGap(machine, { kind: 'not-handed-in' });
    this.expect(machine, this.#collector!.takenOf(machine));
  }

  /** The machine has said how many entries hold all its events. */
  expect(machine: MachineId, entries: number): void {
    this.#collector?.expect(machine, entries);
    this.save();
  }

  /** A page with this machine is there. `hasResumed`: it has taken the place of another one. */
  come(machine: MachineId, fragility: string | undefined, hasResumed: boolean): void {
    const log = this.trace?.logOf(machine);
    const lastMs = log?.atMs[log.eventCount - 1] ?? 0;
    this.attendance.setFragility(machine, fragility);
    this.attendance.come(machine, hasResumed ? { lastMs, nowMs: this.elapsedMs } : undefined);
    this.save();
  }

  /** Its page is gone, and another one may come. */
  goAway(machine: MachineId, how: 'closed' | 'gone'): void {
    this.attendance.goAway(machine, { how, atMs: this.elapsedMs });
    this.save();
  }

  /** The run goes on without it. */
  lose(machine: MachineId, lost: LostMachine): void {
    this.attendance.lose(machine, lost);
    this.#collector?.program?.giveUp(machine);
    this.addGap(machine, { kind: 'lost', ...lost });
    this.save();
  }

  addGap(machine: MachineId, fact: GapFact): void {
    this.trace?.gaps.push({ machine, reason: this.#options.gapReason(fact) });
  }

  /** Nothing more comes: what was refused, or does not fit together, is a gap. Nobody knows what the machines in `incomplete` did. */
  tellContradictions(incomplete: ReadonlySet<MachineId>): void {
    const collector = this.#collector!;
    const neverSent = collector.neverSent(incomplete);
    for (const machine of this.machineIds) {
      const refused = collector.refusedOf(machine);
      if (refused > 0) this.addGap(machine, { kind: 'refused', count: refused });
      const unsent = neverSent[machine]!;
      if (unsent > 0) this.addGap(machine, { kind: 'never-sent', count: unsent });
      const missing = this.#isStopped || incomplete.has(machine) ? 0 : collector.missingTicksOf(machine);
      if (missing > 0) this.addGap(machine, { kind: 'ticks-missing', count: missing });
    }
  }

  /** What a page must know that goes on with a machine. */
  resumeOf(machine: MachineId): Configure['resume'] | undefined {
    if (!this.#collector) return undefined;
    return {
      startMs: this.#startMs,
      taken: this.#collector.takenOf(machine),
      without: [...this.attendance.lost.keys()],
      isStopped: this.#isStopped,
    };
  }

  /** What the page of a machine must know to take part. */
  configureOf(machine: MachineId, resume?: Configure['resume']): Configure {
    const { settings, iceServers } = this.#options;
    const isServed = settings.brokers && this.key !== undefined;
    const { far } = this.attendance;
    const servers = iceServers?.() ?? [];
    return {
      kind: 'configure',
      run: this.id,
      machine,
      trial: settings.trial,
      link: settings.link,
      ...(settings.program && { program: settings.program }),
      ...(isServed && { broker: { urls: settings.brokers, key: this.key } }),
      ...(far.length > 0 && { far }),
      ...(servers.length > 0 && { servers }),
      ...(resume && { resume }),
    };
  }

  /** The run as another page would need it. */
  save(): void {
    if (this.#isOver) return;
    this.#keeper.save({
      run: this.id,
      ...(this.key !== undefined && { key: this.key }),
      settings: this.#options.settings,
      savedMs: this.#options.nowMs(),
      ...(this.#collector && { startMs: this.#startMs }),
      ...(this.#isStopped && { stoppedMs: this.#endMs! }),
      certificate: this.#certifier.toStore(this.elapsedMs, this.#foreignMessages),
      machines: this.machineIds.map(machine => {
        const expected = this.#collector?.expectedOf(machine);
        const name = this.seatNameOf(machine);
        return {
          machine,
          ...this.attendance.of(machine),
          ...(name !== undefined && { name }),
          ...(expected !== undefined && { expected }),
        };
      }),
    });
  }

  /** That came since this page coordinates the run. */
  get #foreignMessages(): number {
    return this.#options.foreignMessages() - this.#foreignBefore;
  }

  /** The names of the commands of its program; told of again by each page that comes. */
  has(machine: MachineId, commands: readonly string[]): void {
    this.#commands.set(machine, commands);
    this.#collector?.program?.has(machine, commands);
  }

  /** What machines with programs did is put in order, as far as nothing earlier may come; all of it where the run is over. */
  settle(isOver: boolean): void {
    const untilMs = isOver ? Infinity : this.#options.nowMs() - this.#startMs;
    if (this.#collector?.program?.settle(untilMs)) this.#revision += 1;
  }

  #makeCollector(startMs: number): Collector {
    const collector = this.#options.makeCollector(this.#options.settings, startMs);
    for (const [machine, commands] of this.#commands) collector.program?.has(machine, commands);
    return collector;
  }

  #resume({ run, startMs, logs }: RunToResume): void {
    const collector = this.#makeCollector(startMs);
    this.#collector = collector;
    collector.trace.seatNames = this.#seatNames;
    this.#startMs = startMs;
    this.#isStopped = run.stoppedMs !== undefined;
    this.#endMs = run.stoppedMs;
    for (const { machine, expected, ...attending } of run.machines) {
      this.attendance.takeUp(machine, attending);
      this.#stored.set(machine, collector.take(machine, 0, logs[machine - 1] ?? []).length);
      if (expected !== undefined) collector.expect(machine, expected);
      if (attending.lost) this.addGap(machine, { kind: 'lost', ...attending.lost });
    }
  }
}
