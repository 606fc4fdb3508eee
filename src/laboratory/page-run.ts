// One run as the page of one machine sees it: connect, start, tick, hand in the log, close.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import type { MachineId } from '../core/message.ts';
import type { Trial } from '../core/trial.ts';
import { LiveMachine, type OpenedLinks } from '../engine/live.ts';
import type { LinkTrouble } from '../engine/host.ts';
import { teeRecorder } from '../engine/tee-recorder.ts';
import type { Scheduler } from '../time/scheduler.ts';
import type { PageMessage } from './control-messages.ts';
import type { LinkReport, SeatPhase } from './laboratory-state.ts';
import { LogShipper } from './log-shipper.ts';

export interface PageRunOptions {
  readonly run: string;
  readonly machine: MachineId;
  readonly trial: Trial;
  readonly scheduler: Scheduler;
  readonly openLinks: (signal: AbortSignal, onReport: (report: LinkReport) => void) => Promise<OpenedLinks>;
  readonly keepAwake: () => () => void;
  readonly post: (message: PageMessage) => void;
  readonly onChange: () => void;
}

export class PageRun {
  readonly id: string;
  readonly trial: Trial;
  readonly #options: PageRunOptions;
  readonly #live: LiveMachine;
  readonly #shipper: LogShipper;
  readonly #progress: MachineProgress;
  readonly #letSleep: () => void;
  readonly #links = new Map<MachineId, LinkReport>();
  #phase: SeatPhase = 'connecting';
  #trouble: string | undefined;
  #startMs = NaN;

  constructor(options: PageRunOptions) {
    const { run, machine, trial, scheduler, openLinks, keepAwake, post } = options;
    this.#options = options;
    this.id = run;
    this.trial = trial;
    this.#letSleep = keepAwake();
    this.#shipper = new LogShipper({
      scheduler,
      send: (sequence, entries) => post({ kind: 'log', run, sequence, entries }),
      onOverflow: () => this.#fail('its log is full, because the coordinator does not acknowledge it'),
    });
    this.#progress = new MachineProgress(machine, trial.rates[machine - 1]!);
    this.#live = new LiveMachine({
      machine,
      trial,
      scheduler,
      recorder: teeRecorder(this.#shipper, this.#progress),
      openLinks: signal => openLinks(signal, report => this.#report(report)),
      onUndeliverable: ({ to }, reason) => post({ kind: 'undeliverable', run, to, reason }),
      onLinkEvent: (remote, event) => this.#linkChanged(remote, event),
    });
    this.#live.connect().then(
      () => this.#connected(),
      (error: unknown) => {
        if (this.#phase === 'connecting') this.#fail(error instanceof Error ? error.message : String(error));
      },
    );
  }

  get phase(): SeatPhase {
    return this.#phase;
  }

  get links(): readonly LinkReport[] {
    return [...this.#links.values()].sort((a, b) => a.remote - b.remote);
  }

  get elapsedMs(): number {
    if (Number.isNaN(this.#startMs)) return 0;
    const elapsedMs = this.#options.scheduler.nowMs() - this.#startMs;
    return Math.max(0, Math.min(elapsedMs, this.trial.durationSeconds * 1000));
  }

  get status(): string {
    const { machine } = this.#options;
    if (this.#trouble !== undefined) return `Machine ${machine} cannot go on: ${this.#trouble}`;
    switch (this.#phase) {
      case 'connecting':
        return 'Links are opening';
      case 'ready':
        return 'Ready, waiting for the common start';
      case 'running':
        return `Running: ${Math.floor(this.elapsedMs / 1000)} s of ${this.trial.durationSeconds} s`;
      default:
        return `Done: machine ${machine} did ${this.#progress.snapshot().ticks} ticks`;
    }
  }

  snapshot(): MachineSnapshot {
    return this.#progress.snapshot();
  }

  /** On this page's clock. */
  start(startMs: number): void {
    if (this.#phase !== 'ready') return;
    this.#phase = 'running';
    this.#startMs = startMs;
    this.#live.start(startMs, () => this.#done());
  }

  /** No more ticks; hands in the log so far. */
  stop(): void {
    this.#live.stop();
    if (this.#phase === 'running') this.#done();
  }

  acknowledge(sequence: number): void {
    this.#shipper.acknowledge(sequence);
  }

  /** The run is over for good. Idempotent. */
  close(): void {
    if (this.#phase !== 'done') this.#phase = 'seated';
    this.#shipper.flush();
    this.#shipper.close();
    this.#live.close();
    this.#letSleep();
  }

  #connected(): void {
    if (this.#phase !== 'connecting') return;
    this.#phase = 'ready';
    this.#options.post({ kind: 'ready', run: this.id });
    this.#options.onChange();
  }

  #done(): void {
    this.#phase = 'done';
    this.#shipper.flush();
    this.#options.post({ kind: 'done', run: this.id, batches: this.#shipper.batches });
    this.#options.onChange();
  }

  #report(report: LinkReport): void {
    this.#links.set(report.remote, report);
    this.#options.post({ kind: 'links', run: this.id, links: [...this.links] });
    this.#options.onChange();
  }

  #linkChanged(remote: MachineId, event: LinkTrouble): void {
    const report = this.#links.get(remote) ?? { remote, state: 'open', rejected: 0 };
    if (event.kind === 'rejected') this.#report({ ...report, rejected: event.count });
    else
      this.#report({
        ...report,
        state: 'closed',
        ...(event.reason !== undefined && { reason: event.reason }),
      });
  }

  #fail(reason: string): void {
    this.#trouble = reason;
    this.#live.stop();
    this.#options.post({ kind: 'trouble', run: this.id, reason });
    this.#options.onChange();
  }
}
