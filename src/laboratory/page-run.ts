// One run as the page of one machine sees it: open the links, start, tick, hand in the log, close.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import type { MachineId } from '../core/message.ts';
import { tickScheduleOf } from '../core/tick-schedule.ts';
import type { Trial } from '../core/trial.ts';
import { Host } from '../engine/host.ts';
import { teeRecorder } from '../engine/tee-recorder.ts';
import type { LinkReport } from '../network/link.ts';
import type { Mesh } from '../network/mesh.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { PageMessage } from './control-messages.ts';
import type { PageFact, SeatPhase } from './laboratory-state.ts';
import { LogShipper } from './log-shipper.ts';

/** What the links count is reported so often at most; how they stand, at once. */
const COUNTS_EVERY_MS = 250;

export interface PageRunOptions {
  readonly run: string;
  readonly machine: MachineId;
  readonly trial: Trial;
  readonly scheduler: Scheduler;
  /** Opens a link to each other machine of the run; rejects when one cannot be had, or with the signal's reason. */
  readonly openMesh: (signal: AbortSignal, onReport: (report: LinkReport) => void) => Promise<Mesh>;
  readonly post: (message: PageMessage) => void;
  readonly onChange: () => void;
}

/** connecting → ready → running → done. trouble: it cannot go on. over: the run has ended; `missed`, without this machine. */
type Stage = 'connecting' | 'ready' | 'running' | 'done' | 'trouble' | 'over' | 'missed';

export class PageRun {
  readonly id: string;
  readonly trial: Trial;
  readonly #options: PageRunOptions;
  readonly #abort = new AbortController();
  readonly #shipper: LogShipper;
  readonly #progress: MachineProgress;
  readonly #links = new Map<MachineId, LinkReport>();
  #cancelCounts: Cancel | undefined;
  #stage: Stage = 'connecting';
  #mesh: Mesh | undefined;
  #host: Host | undefined;
  #trouble = '';
  #startMs = NaN;

  constructor(options: PageRunOptions) {
    const { run, machine, trial, scheduler, openMesh, post } = options;
    this.#options = options;
    this.id = run;
    this.trial = trial;
    this.#shipper = new LogShipper({
      scheduler,
      send: (sequence, entries) => post({ kind: 'log', run, sequence, entries }),
      onOverflow: () =>
        this.#fail('Its log is full, because the trial page does not confirm what it receives.'),
    });
    this.#progress = new MachineProgress(machine, trial.rates[machine - 1]!, tickScheduleOf(trial, machine));
    openMesh(this.#abort.signal, report => this.#report(report)).then(
      mesh => this.#connected(mesh),
      (error: unknown) => {
        if (this.#stage === 'connecting') this.#fail(error instanceof Error ? error.message : String(error));
      },
    );
  }

  get phase(): SeatPhase {
    switch (this.#stage) {
      case 'connecting':
      case 'ready':
      case 'running':
      case 'done':
        return this.#stage;
      case 'missed':
        return 'lost';
      case 'trouble':
      case 'over':
        return 'seated';
    }
  }

  get fact(): PageFact {
    const { ticks } = this.snapshot();
    switch (this.#stage) {
      case 'connecting':
      case 'ready':
      case 'running':
        return { kind: this.#stage };
      case 'done':
      case 'missed':
        return { kind: this.#stage, ticks };
      case 'trouble':
        return { kind: 'trouble', reason: this.#trouble };
      case 'over':
        return { kind: 'seated' };
    }
  }

  get links(): readonly LinkReport[] {
    return [...this.#links.values()].sort((a, b) => a.remote - b.remote);
  }

  get elapsedMs(): number {
    if (Number.isNaN(this.#startMs)) return 0;
    const elapsedMs = this.#options.scheduler.nowMs() - this.#startMs;
    return Math.max(0, Math.min(elapsedMs, this.trial.durationSeconds * 1000));
  }

  snapshot(): MachineSnapshot {
    return this.#progress.snapshot();
  }

  /** On this page's clock. */
  start(startMs: number): void {
    if (this.#stage !== 'ready' || !this.#mesh) return;
    const { machine, trial, scheduler, post } = this.#options;
    this.#stage = 'running';
    this.#startMs = startMs;
    this.#host = new Host({
      machine,
      trial,
      scheduler,
      links: [...this.#mesh.links.values()],
      recorder: teeRecorder(this.#shipper, this.#progress),
      faultListener: {
        fault: fault => this.#shipper.fault(fault),
        heldBack: message => this.#shipper.heldBack(message),
        forgot: () => {
          this.#shipper.forgot();
          this.#progress.forget();
        },
      },
      onUndeliverable: ({ to, number }, reason) =>
        post({ kind: 'undeliverable', run: this.id, to, number, reason }),
    });
    this.#host.start(startMs, () => this.#done());
  }

  /** No more ticks; hands in the log so far. */
  stop(): void {
    this.#host?.stop();
    if (this.#stage === 'running') this.#done();
  }

  /** The run goes on without another machine: nothing waits for it. */
  endLink(remote: MachineId): void {
    this.#mesh?.endLink(remote, `The run continues without machine ${remote}.`);
  }

  acknowledge(sequence: number): void {
    this.#shipper.acknowledge(sequence);
  }

  /** The run is over for good. `without`: it goes on without this machine, whatever it has done since. Idempotent. */
  close(without = false): void {
    if (without || this.#stage === 'running') this.#stage = 'missed';
    else if (this.#stage === 'connecting' || this.#stage === 'ready') this.#stage = 'over';
    this.#abort.abort();
    this.#host?.close();
    this.#shipper.flush();
    this.#shipper.close();
    this.#mesh?.close();
    this.#cancelCounts?.();
  }

  #connected(mesh: Mesh): void {
    if (this.#stage !== 'connecting') {
      mesh.close();
      return;
    }
    this.#mesh = mesh;
    this.#stage = 'ready';
    this.#options.post({ kind: 'ready', run: this.id });
    this.#options.onChange();
  }

  #done(): void {
    this.#stage = 'done';
    if (this.#cancelCounts) this.#postLinks();
    this.#shipper.flush();
    this.#options.post({ kind: 'done', run: this.id, batches: this.#shipper.batches });
    this.#options.onChange();
  }

  #report(report: LinkReport): void {
    const before = this.#links.get(report.remote);
    this.#links.set(report.remote, report);
    const { scheduler } = this.#options;
    const standsAsBefore =
      before?.state === report.state && before.kind === report.kind && before.reason === report.reason;
    if (!standsAsBefore) this.#postLinks();
    else this.#cancelCounts ??= scheduler.at(scheduler.nowMs() + COUNTS_EVERY_MS, () => this.#postLinks());
  }

  #postLinks(): void {
    this.#cancelCounts?.();
    this.#cancelCounts = undefined;
    this.#options.post({ kind: 'links', run: this.id, links: [...this.links] });
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
