// One run as the page of one machine sees it: open the links, start, tick, hand in the log, close. Where the browser stores
// something, the machine outlives the page: another one goes on from its journal.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import type { MachineId, Message } from '../core/message.ts';
import { tickScheduleOf } from '../core/tick-schedule.ts';
import type { Trial } from '../core/trial.ts';
import { Host } from '../engine/host.ts';
import { PAIRWISE_SEATS_MAX } from '../engine/settings.ts';
import { teeRecorder } from '../engine/tee-recorder.ts';
import type { Link, LinkReport } from '../network/link.ts';
import type { Mesh, MeshMemory } from '../network/mesh.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { COMMANDS_MAX, type PageMessage } from './control-messages.ts';
import type { SeatMessage } from './seat-messages.ts';
import { Journal } from './journal.ts';
import { JournaledLink } from './journaled-link.ts';
import type { MachinePageState, PageFact, SeatPhase } from './laboratory-state.ts';
import { LogRecorder, tellRecorder } from './log-recorder.ts';
import { LinkReports } from './link-reports.ts';
import type { LogShipper } from './log-shipper.ts';
import { pageShipper, type PageEntry } from './page-shipper.ts';
import { factOfStage, phaseOfStage, type Stage } from './page-stage.ts';
import type { HostedProgram, ProgramHosting } from './program-hosting.ts';
import { machineLockName, type Locks } from './locks.ts';
import { recall, type JournalItem, type MachineMemory } from './machine-memory.ts';
import type { RunStorage } from './run-storage.ts';

const MANY_MACHINES = `With more than ${PAIRWISE_SEATS_MAX} machines, what they do is not saved.`;

/** Where the run stands that a page comes into. */
export type Resume = NonNullable<Extract<SeatMessage, { kind: 'configure' }>['resume']>;

/** Storage, or why there is none. */
export type PageStorage =
  | { readonly kind: 'storage'; readonly storage: RunStorage }
  | { readonly kind: 'refused'; readonly reason: string };

export interface PageRunOptions {
  readonly room: string;
  readonly run: string;
  readonly machine: MachineId;
  readonly trial: Trial;
  readonly resume: Resume | undefined;
  /** Whether the machine goes on with clock 0 and an empty queue. */
  readonly isAmnesic: boolean;
  readonly scheduler: Scheduler;
  readonly locks: Locks;
  /** Never rejects. */
  readonly storage: Promise<PageStorage>;
  /** Opens the program that the machines run, where it is not the die; rejects with a sentence to show. */
  readonly openProgram: (() => Promise<ProgramHosting>) | undefined;
  /** Opens a link to each other machine of the run; rejects when one cannot be had, or with the signal's reason. */
  readonly openMesh: (options: {
    readonly signal: AbortSignal;
    readonly onReport: (report: LinkReport) => void;
    readonly memory: MeshMemory | undefined;
    readonly waitsForConfirmation: boolean;
    /** Whether messages may overtake one another. */
    readonly anyNumbers: boolean;
  }) => Promise<Mesh>;
  /** The coordinator's time, as far as it is known; ticks and stamps go by it. */
  readonly clock: Scheduler;
  /** Resolves once it is known at all. Never rejects. */
  readonly clockIsKnown: Promise<void>;
  readonly post: (message: PageMessage) => void;
  readonly onChange: () => void;
}

export class PageRun {
  readonly id: string;
  readonly trial: Trial;
  readonly #options: PageRunOptions;
  readonly #abort = new AbortController();
  #shipper: LogShipper<PageEntry>;
  #journal: Journal<JournalItem>;
  readonly #progress: MachineProgress;
  readonly #links: LinkReports;
  /** Bound: the messages that the machine can send. */
  readonly #undeliverable: Extract<PageMessage, { kind: 'undeliverable' }>[] = [];
  #letGo: Cancel = () => undefined;
  #stage: Stage = 'connecting';
  #isClosed = false;
  /** Why the machine does not outlive this page; undefined while it does. */
  #fragility: string | undefined;
  #memory: MachineMemory | undefined;
  #mesh: Mesh | undefined;
  #host: Host | HostedProgram | undefined;
  #program: ProgramHosting | undefined;
  #trouble = '';
  #startMs = NaN;

  constructor(options: PageRunOptions) {
    const { run, machine, trial } = options;
    this.#options = options;
    this.id = run;
    this.trial = trial;
    this.#links = new LinkReports({
      machines: trial.rates.length,
      scheduler: options.scheduler,
      post: links => {
        options.post({ kind: 'links', run, links: [...links] });
        options.onChange();
      },
    });
    this.#shipper = this.#shipperFrom(0);
    this.#journal = this.#journalOn(undefined, 0);
    this.#progress = new MachineProgress(machine, trial.rates[machine - 1]!, tickScheduleOf(trial, machine));
    void this.#begin();
  }

  get phase(): SeatPhase {
    return phaseOfStage(this.#stage);
  }

  get fact(): PageFact {
    return factOfStage(this.#stage, this.snapshot().ticks, this.#trouble);
  }

  /** Whether it goes on whoever coordinates it. */
  get isUnderWay(): boolean {
    // One that takes the place of another page does so before its own links are open: its links must not be closed for good.
    const isResuming = this.#stage === 'connecting' && this.#options.resume !== undefined;
    return !this.#isClosed && (isResuming || ['ready', 'running', 'done'].includes(this.#stage));
  }

  get machine(): MachineId {
    return this.#options.machine;
  }

  get links(): readonly LinkReport[] {
    return this.#links.all;
  }

  get elapsedMs(): number {
    if (Number.isNaN(this.#startMs)) return 0;
    const elapsedMs = this.#options.clock.nowMs() - this.#startMs;
    return Math.max(0, Math.min(elapsedMs, this.trial.durationSeconds * 1000));
  }

  /** What the program shows and takes; undefined for the die, and before it is opened. */
  get program(): MachinePageState['program'] {
    return this.#program?.now;
  }

  snapshot(): MachineSnapshot {
    return this.#progress.snapshot();
  }

  /** The common start, in milliseconds since the epoch; NaN before it is known. */
  get startMs(): number {
    return this.#startMs;
  }

  /** Whether its machine ticks or has ticked. */
  get hasStarted(): boolean {
    return !Number.isNaN(this.#startMs) && this.isUnderWay;
  }

  /** In milliseconds since the epoch, by the common time. */
  start(startMs: number): void {
    if (this.#stage !== 'ready' || !this.#mesh) return;
    this.#stage = 'running';
    this.#startMs = startMs;
    const onUndeliverable = (message: Message, reason: string): void => this.#cannotDeliver(message, reason);
    const links = [...this.#mesh.links.values()].map(
      link =>
        new JournaledLink({ link, whenStored: task => this.#journal.whenStored(task), onUndeliverable }),
    );
    this.#host = this.#program
      ? this.#hostProgram(this.#program, links)
      : this.#hostDie(links, onUndeliverable);
    this.#host.start(startMs, () => this.#end());
  }

  #hostProgram(program: ProgramHosting, links: readonly Link[]): HostedProgram {
    return program.host({
      scheduler: this.#options.clock,
      links,
      progress: this.#progress,
      add: entry => this.#shipper.add(entry),
      onUndeliverable: (message, reason) => this.#cannotDeliver(message, reason),
      onFailed: reason => {
        this.#shipper.flush();
        this.#fail(reason);
      },
    });
  }

  #hostDie(links: readonly Link[], onUndeliverable: (message: Message, reason: string) => void): Host {
    const { machine, trial, clock: scheduler } = this.#options;
    const log = new LogRecorder(entry => this.#journal.add(entry));
    return new Host({
      machine,
      trial,
      scheduler,
      links,
      memory: this.#memory,
      recorder: teeRecorder(log, this.#progress),
      faultListener: {
        fault: fault => log.fault(fault),
        heldBack: message => log.heldBack(message),
        forgot: () => {
          log.forgot();
          this.#progress.forget();
        },
      },
      onUndeliverable,
    });
  }

  /** Somebody asks the program of the machine for something. A machine that does not run tells that it refuses. */
  command(name: string, argument: string): void {
    if (this.#host && 'command' in this.#host) this.#host.command(name, argument);
  }

  /** No more ticks; hands in the log so far. */
  stop(): void {
    this.#host?.stop();
    if (this.#stage === 'running') this.#end();
  }

  /** The run goes on without another machine: nothing waits for it. */
  endLink(remote: MachineId): void {
    this.#mesh?.endLink(remote, `The run continues without machine ${remote}.`);
  }

  /** The first `count` entries of the log are stored. */
  acknowledge(count: number): void {
    this.#shipper.acknowledge(count);
  }

  /** Another coordinator goes on with the run, and knows of it what is given. */
  goOn({ startMs, taken, without, isStopped }: Resume): void {
    for (const remote of without) this.endLink(remote);
    if (!this.isUnderWay || this.#stage === 'connecting') return; // it tells everything when it is ready
    this.#shipper.acknowledge(taken);
    this.#tellReady();
    this.#links.post();
    for (const message of this.#undeliverable) this.#options.post(message);
    if (this.#stage === 'ready') this.start(startMs);
    if (this.#stage === 'done') this.#tellDone();
    else if (isStopped) this.stop();
    this.#shipper.sendAgain();
  }

  /** The run is over for good. `without`: it goes on without this machine, whatever it has done since. Idempotent. */
  close(without = false): void {
    if (without || this.#stage === 'running') this.#stage = 'missed';
    else if (this.#stage === 'connecting' || this.#stage === 'ready') this.#stage = 'over';
    this.#shipper.flush();
    this.#letGoOf(mesh => mesh.close());
  }

  /** This page goes, and the machine may go on in another one. Idempotent. */
  suspend(): void {
    this.#letGoOf(mesh => (this.#isDurable ? mesh.suspend() : mesh.close()));
  }

  get #isDurable(): boolean {
    return this.#fragility === undefined;
  }

  #letGoOf(leave: (mesh: Mesh) => void): void {
    this.#isClosed = true;
    this.#abort.abort();
    this.#host?.close();
    this.#program?.close();
    this.#journal.close();
    this.#shipper.close();
    if (this.#mesh) leave(this.#mesh);
    this.#links.cancel();
    this.#letGo();
  }

  async #begin(): Promise<void> {
    const { run, machine, trial, clock, clockIsKnown, resume, storage: opening, openProgram } = this.#options;
    try {
      const opened = await opening;
      await clockIsKnown;
      this.#program = await openProgram?.();
      if (this.#isClosed) return this.#program?.close();
      if (openProgram) this.#fragility = 'A machine with a program is not saved.';
      else if (trial.faults) this.#fragility = 'The trial has chosen faults, which are not saved.';
      else if (trial.rates.length > PAIRWISE_SEATS_MAX) this.#fragility = MANY_MACHINES;
      else if (opened.kind === 'refused') this.#fragility = opened.reason;
      const storage = opened.kind === 'storage' && this.#fragility === undefined ? opened.storage : undefined;
      if (storage) {
        await this.#own();
        const part = { run, writer: 'machine', machine } as const;
        const records = await storage.read(part);
        const recalled = recall(machine, trial, records, {
          without: new Set(resume?.without),
          sinceStartMs: resume ? clock.nowMs() - resume.startMs : 0,
          isStopped: resume?.isStopped ?? false,
        });
        if (recalled.kind === 'memory') this.#memory = recalled.memory;
        else if (resume) return this.#cannotResume(recalled.kind);
        this.#journal = this.#journalOn(storage, this.#memory?.nextPosition ?? 0);
      } else if (resume) return this.#cannotResume('nothing');
      if (this.#isClosed) return;
      const mesh = await this.#options.openMesh({
        signal: this.#abort.signal,
        onReport: report => this.#links.report(report),
        memory: this.#memory?.mesh,
        waitsForConfirmation: storage !== undefined,
        anyNumbers: this.#program?.fifo === false,
      });
      this.#connected(mesh);
    } catch (error) {
      if (this.#stage === 'connecting' && !this.#isClosed)
        this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  /** Resolves when no other page has this machine. */
  #own(): Promise<void> {
    const { room, run, machine, locks } = this.#options;
    return new Promise(resolve => {
      this.#letGo = locks.request(machineLockName(room, run, machine), { onHeld: resolve });
    });
  }

  #connected(mesh: Mesh): void {
    if (this.#isClosed) {
      if (this.#memory) mesh.suspend();
      else mesh.close();
      return;
    }
    this.#mesh = mesh;
    const { resume } = this.#options;
    if (this.#memory && resume) this.#recall(this.#memory, resume);
    else {
      const sessions = [...mesh.names].map(([remote, names]) => ({ remote, ...names }));
      this.#journal.add({ kind: 'opened', sessions });
    }
    this.#journal.whenStored(() => {
      if (this.#isClosed) return;
      this.#stage = 'ready';
      this.#tellReady(resume !== undefined);
      if (resume) this.start(resume.startMs);
      if (resume?.isStopped) this.stop();
      this.#options.onChange();
    });
  }

  /** What the page before has done is known here too, and what of it was not taken goes to the coordinator. */
  #recall(memory: MachineMemory, { taken }: Resume): void {
    const { machine, isAmnesic } = this.#options;
    for (const entry of memory.entries) {
      if (entry.kind === 'forgot') this.#progress.forget();
      tellRecorder(this.#progress, machine, entry);
    }
    this.#shipper = this.#shipperFrom(Math.min(taken, memory.entries.length));
    for (const entry of memory.entries.slice(taken)) this.#shipper.add(entry);
    this.#journal.add({ kind: 'resumed' });
    if (!isAmnesic) return;
    this.#journal.add({ kind: 'forgot' });
    this.#progress.forget();
    this.#memory = { ...memory, state: { ...memory.state, clock: 0, queue: [] } };
  }

  #journalOn(storage: RunStorage | undefined, nextPosition: number): Journal<JournalItem> {
    const { run, machine, scheduler, post } = this.#options;
    return new Journal<JournalItem>({
      scheduler,
      storage,
      part: { run, writer: 'machine', machine },
      nextPosition,
      onStored: item => {
        if (item.kind === 'opened' || item.kind === 'resumed') return;
        this.#shipper.add(item);
        if (item.kind === 'arrival') this.#mesh?.confirm(item.from, item.number);
      },
      onRefused: reason => {
        this.#fragility = reason;
        post({ kind: 'fragile', run, reason });
      },
    });
  }

  #shipperFrom(first: number): LogShipper<PageEntry> {
    const { run, scheduler, post } = this.#options;
    const onOverflow = (): void =>
      this.#fail('Its log is full, because the trial page does not confirm what it receives.');
    const areMany = this.trial.rates.length > PAIRWISE_SEATS_MAX;
    return pageShipper({ run, scheduler, post, areMany, onOverflow }, first);
  }

  #tellReady(resumed = false): void {
    const { post } = this.#options;
    const reason = this.#fragility;
    const commands = this.#program?.now.commands.slice(0, COMMANDS_MAX);
    post({
      kind: 'ready',
      run: this.id,
      durable: this.#isDurable,
      resumed,
      ...(reason !== undefined && { reason }),
      ...(commands && { commands: [...commands] }),
    });
  }

  #end(): void {
    this.#journal.whenStored(() => {
      if (this.#stage !== 'running') return;
      this.#stage = 'done';
      if (this.#links.isBehind) this.#links.post();
      this.#tellDone();
      this.#options.onChange();
    });
  }

  #tellDone(): void {
    this.#shipper.flush();
    this.#options.post({ kind: 'done', run: this.id, entries: this.#shipper.count });
  }

  #cannotDeliver({ to, number }: { readonly to: MachineId; readonly number: number }, reason: string): void {
    const message = { kind: 'undeliverable', run: this.id, to, number, reason } as const;
    this.#undeliverable.push(message);
    this.#options.post(message);
  }

  #cannotResume(why: 'nothing' | 'damaged'): void {
    this.#stage = 'missed';
    this.#options.post({ kind: 'cannot-resume', run: this.id, why });
    this.#letGo();
    this.#options.onChange();
  }

  #fail(reason: string): void {
    this.#stage = 'trouble';
    this.#trouble = reason;
    this.#host?.stop();
    this.#options.post({ kind: 'trouble', run: this.id, reason });
    this.#options.onChange();
  }
}
