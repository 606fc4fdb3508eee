// One run in virtual time: no seats, no links, and the whole trace at once.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import { snapshotsOf } from '../analysis/snapshot-of-trace.ts';
import type { Trace } from '../core/trace.ts';
import type { Simulate } from '../engine/simulate.ts';
import type { Settings } from '../engine/settings.ts';
import type { Phase, RunFact } from './laboratory-state.ts';
import type { Run } from './run.ts';

export interface VirtualRunOptions {
  readonly settings: Settings;
  readonly simulate: Simulate;
  readonly onChange: () => void;
}

export class VirtualRun implements Run {
  readonly settings: Settings;
  readonly #abort = new AbortController();
  readonly #onChange: () => void;
  #phase: Phase = 'running';
  #fact: RunFact = { kind: 'simulating', portion: 0 };
  #portion = 0;
  #trace: Trace | undefined;
  #machines: readonly MachineSnapshot[];

  constructor({ settings, simulate, onChange }: VirtualRunOptions) {
    this.settings = settings;
    this.#onChange = onChange;
    this.#machines = settings.trial.rates.map((rate, i) => new MachineProgress(i + 1, rate).snapshot());
    simulate(settings.trial, {
      signal: this.#abort.signal,
      onProgress: portion => this.#progress(portion),
    }).then(
      trace => this.#finish(trace),
      (error: unknown) => this.#fail(error),
    );
  }

  get phase(): Phase {
    return this.#phase;
  }

  get isGoingOn(): boolean {
    return this.#phase === 'running';
  }

  get fact(): RunFact {
    return this.#fact;
  }

  get silences(): [] {
    return [];
  }

  /** In virtual time. */
  get elapsedMs(): number {
    return this.#portion * this.settings.trial.durationSeconds * 1000;
  }

  get trace(): Trace | undefined {
    return this.#trace;
  }

  get revision(): number {
    return this.#trace ? 1 : 0;
  }

  machines(): readonly MachineSnapshot[] {
    return this.#machines;
  }

  seats(): undefined {
    return undefined;
  }

  hear(): void {
    // Pages that hold a seat have no part in this run.
  }

  readonly outlivesPage = false;

  rejoined(): void {
    // No page has one of its machines.
  }

  left(): void {
    // Nor does it matter when they go.
  }

  check(): void {
    // Virtual time does not pass by itself.
  }

  endWithout(): void {
    // Nobody is waited for.
  }

  command(): void {
    // It is the die's.
  }

  loseRoom(): void {
    // It needs no room.
  }

  /** A run in virtual time is whole or nothing: nothing is kept. */
  stop(): void {
    if (!this.isGoingOn) return;
    this.#abort.abort();
    this.#phase = 'stopped';
    this.#fact = { kind: 'stopped', afterMs: undefined, events: 0 };
  }

  #progress(portion: number): void {
    if (!this.isGoingOn) return;
    this.#portion = portion;
    this.#fact = { kind: 'simulating', portion };
    this.#onChange();
  }

  #finish(trace: Trace): void {
    if (!this.isGoingOn) return;
    this.#portion = 1;
    this.#trace = trace;
    this.#machines = snapshotsOf(trace);
    this.#phase = 'finished';
    this.#fact = { kind: 'finished', events: trace.eventCount };
    this.#onChange();
  }

  #fail(error: unknown): void {
    if (!this.isGoingOn) return;
    this.#phase = 'failed';
    const reason = error instanceof Error ? error.message : String(error);
    this.#fact = { kind: 'failed', cause: { kind: 'simulation', reason } };
    this.#onChange();
  }
}
