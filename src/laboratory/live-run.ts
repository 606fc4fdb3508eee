// One live run as the coordinator sees it, from the first seat to the last message.
import { MachineProgress, type MachineSnapshot } from '../analysis/machine-progress.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';
import type { Scheduler } from '../time/scheduler.ts';
import { randomIdentifier } from './control-channel.ts';
import type { PageMessage } from './control-messages.ts';
import type { Settings } from '../engine/settings.ts';
import type { LinkReport, Phase, SeatPhase, SeatState } from './laboratory-state.ts';
import { LogCollector } from './log-collector.ts';
import { openPairs, pairsAmong } from './pairs.ts';
import type { Run } from './run.ts';
import type { Seating } from './seating.ts';
import * as sentence from '../words/run-status.ts';

export interface LiveRunOptions {
  readonly settings: Settings;
  readonly seating: Seating;
  readonly scheduler: Scheduler;
  readonly onChange: () => void;
}

/** The common start lies this far ahead when it is announced, so that every page knows of it in time. */
const START_LEAD_MS = 300;
/** A page that said nothing for so long is called silent. It says something at least once a second. */
const SILENT_AFTER_MS = 4000;
/** Messages in flight are given up when nothing has arrived for so long after the last tick. */
const FLIGHT_MAX_MS = 5000;
/** After Stop, machines have so long to hand in the ends of their logs. */
const STOP_MAX_MS = 3000;

const ENDED: readonly Phase[] = ['finished', 'stopped', 'failed'];

export class LiveRun implements Run {
  readonly settings: Settings;
  readonly #options: LiveRunOptions;
  readonly #id = randomIdentifier();
  readonly #links = new Map<MachineId, readonly LinkReport[]>();
  readonly #ready = new Set<MachineId>();
  readonly #lost = new Set<MachineId>();
  readonly #undeliverable = new Map<string, number>();
  #collector: LogCollector | undefined;
  #phase: Phase = 'seating';
  #status = '';
  #startMs = NaN;
  #changedMs = 0;
  #stopping = false;
  #revision = 0;

  constructor(options: LiveRunOptions) {
    this.#options = options;
    this.settings = options.settings;
    this.#advance();
  }

  get phase(): Phase {
    return this.#phase;
  }

  get isGoingOn(): boolean {
    return !ENDED.includes(this.#phase);
  }

  get status(): string {
    return this.#status;
  }

  get trace(): Trace | undefined {
    return this.#collector?.trace;
  }

  get revision(): number {
    return this.#revision;
  }

  get elapsedMs(): number {
    if (Number.isNaN(this.#startMs)) return 0;
    const endMs = this.isGoingOn ? this.#nowMs : this.#changedMs;
    return Math.max(0, Math.min(endMs - this.#startMs, this.settings.trial.durationSeconds * 1000));
  }

  machines(): MachineSnapshot[] {
    if (this.#collector) return this.#collector.snapshots();
    return this.settings.trial.rates.map((rate, i) => new MachineProgress(i + 1, rate).snapshot());
  }

  seats(): SeatState[] {
    return this.#machineIds.map(machine => {
      const occupant = this.#options.seating.occupant(machine);
      return {
        machine,
        phase: this.#seatPhase(machine),
        place: occupant?.place,
        hidden: occupant?.hidden ?? false,
        links: this.#links.get(machine) ?? [],
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
        this.#fail(`Machine ${machine} cannot go on: ${message.reason}`);
        return;
      case 'undeliverable': {
        const gap = `Messages from machine ${machine} to machine ${message.to} could not be sent (${message.reason})`;
        this.#undeliverable.set(gap, (this.#undeliverable.get(gap) ?? 0) + 1);
        break;
      }
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

  left(machine: MachineId): void {
    if (!this.isGoingOn || this.#phase === 'seating') return;
    if (this.#phase === 'connecting') {
      this.#fail(`The page of machine ${machine} was closed while the links were opening.`);
      return;
    }
    if (this.#collector?.isComplete(machine) && this.#phase === 'finishing') return;
    this.#lost.add(machine);
    const afterSeconds = (this.elapsedMs / 1000).toFixed(1);
    this.trace?.gaps.push({ machine, reason: `Its page was closed after ${afterSeconds} s.` });
    this.#advance();
  }

  check(): void {
    if (!this.isGoingOn) return;
    this.#advance();
    this.#options.onChange();
  }

  stop(): void {
    if (!this.isGoingOn || this.#stopping) return;
    if (!this.#collector) {
      this.#end('stopped', 'Stopped before the start');
      return;
    }
    this.#stopping = true;
    this.#changedMs = this.#nowMs;
    this.#options.seating.postAll({ kind: 'stop', run: this.#id });
    this.#advance();
  }

  get #nowMs(): number {
    return this.#options.scheduler.nowMs();
  }

  get #machineIds(): MachineId[] {
    return this.settings.trial.rates.map((_, i) => i + 1);
  }

  /** Goes as far as it can from where it stands. */
  #advance(): void {
    const { settings } = this;
    if (this.#phase === 'seating') {
      const { empty } = this.#options.seating;
      this.#status = sentence.seatingSentence(empty, settings.place);
      if (empty.length > 0) return;
      this.#phase = 'connecting';
      this.#options.seating.locked = true;
      for (const machine of this.#machineIds)
        this.#options.seating.post(machine, {
          kind: 'configure',
          run: this.#id,
          machine,
          trial: settings.trial,
          link: settings.link,
        });
    }
    if (this.#phase === 'connecting') {
      this.#status = sentence.connectingSentence(openPairs(this.#links), pairsAmong(this.#machineIds.length));
      if (this.#ready.size < this.#machineIds.length) return;
      this.#start();
    }
    if (this.#phase === 'running') this.#watchTicks();
    if (this.#phase === 'finishing') this.#watchFlight();
  }

  #start(): void {
    // A whole millisecond, so that a file that states it in milliseconds states it exactly.
    this.#startMs = Math.ceil(this.#nowMs + START_LEAD_MS);
    this.#collector = new LogCollector(this.settings.trial, this.#startMs);
    this.#phase = 'running';
    this.#options.seating.postAll({ kind: 'start', run: this.#id, startMs: this.#startMs });
  }

  #watchTicks(): void {
    const waitingFor = this.#machineIds.filter(machine => !this.#isOver(machine));
    const { durationSeconds } = this.settings.trial;
    if (waitingFor.length === 0) {
      this.#phase = 'finishing';
      this.#changedMs = this.#nowMs;
    } else if (this.#stopping) {
      this.#status = 'Stopping';
      if (this.#nowMs - this.#changedMs > STOP_MAX_MS) {
        for (const machine of waitingFor)
          this.trace?.gaps.push({ machine, reason: 'It did not hand in the end of its log after Stop.' });
        this.#phase = 'finishing';
      }
    } else if (this.#nowMs - this.#startMs < durationSeconds * 1000) {
      const silent = waitingFor.filter(machine => this.#isSilent(machine));
      this.#status = sentence.runningSentence(
        Math.max(0, this.#nowMs - this.#startMs),
        durationSeconds,
        silent,
      );
    } else {
      this.#status = sentence.finishingSentence(waitingFor, 0);
    }
  }

  #watchFlight(): void {
    const inFlight = this.#collector!.inFlight(this.#lost);
    this.#status = sentence.finishingSentence([], inFlight);
    if (inFlight > 0 && this.#nowMs - this.#changedMs < FLIGHT_MAX_MS) return;
    const gaps = [
      ...this.trace!.gaps.map(({ machine, reason }) => `Machine ${machine}: ${reason}`),
      ...[...this.#undeliverable].map(([gap, count]) => `${gap}, ${count} in all.`),
      ...(inFlight > 0 ? [`${inFlight} ${inFlight === 1 ? 'message' : 'messages'} never arrived.`] : []),
      ...(this.#collector!.refused > 0
        ? [`${this.#collector!.refused} log entries were impossible and left out.`]
        : []),
    ];
    const events = this.trace!.eventCount;
    if (this.#stopping) {
      const afterSeconds = (this.elapsedMs / 1000).toFixed(1);
      const kept = `Stopped after ${afterSeconds} s: the ${events} events until then are kept`;
      this.#end('stopped', gaps.length === 0 ? kept : `${kept}. ${gaps.join(' ')}`);
    } else {
      this.#end('finished', sentence.finishedSentence(events, this.settings.trial.durationSeconds, gaps));
    }
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
    if (this.#phase === 'finishing') this.#changedMs = this.#nowMs;
  }

  #isOver(machine: MachineId): boolean {
    return this.#lost.has(machine) || (this.#collector?.isComplete(machine) ?? false);
  }

  #isSilent(machine: MachineId): boolean {
    const occupant = this.#options.seating.occupant(machine);
    return occupant !== undefined && this.#nowMs - occupant.heardMs > SILENT_AFTER_MS;
  }

  #seatPhase(machine: MachineId): SeatPhase {
    if (this.#lost.has(machine)) return 'lost';
    if (!this.#options.seating.occupant(machine)) return 'empty';
    if (this.#collector?.isComplete(machine)) return 'done';
    if (this.isGoingOn && this.#isSilent(machine)) return 'silent';
    if (this.#phase === 'running' || this.#phase === 'finishing') return 'running';
    if (this.#phase === 'connecting') return this.#ready.has(machine) ? 'ready' : 'connecting';
    return 'seated';
  }

  #fail(reason: string): void {
    this.#end('failed', reason);
    this.#options.onChange();
  }

  #end(phase: 'finished' | 'stopped' | 'failed', status: string): void {
    if (!this.#stopping) this.#changedMs = this.#nowMs;
    this.#phase = phase;
    this.#status = status;
    this.#options.seating.postAll({ kind: 'close', run: this.#id });
    this.#options.seating.locked = false;
  }
}
