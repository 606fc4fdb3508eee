// The page of one machine, a frame or a tab: takes a seat in its room, does what the coordinator of the room says, and
// sends its log there.
import type { MachineId } from '../core/message.ts';
import type { Trial } from '../core/trial.ts';
import type { OpenedLinks } from '../engine/live.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { ClockOffset } from './clock-offset.ts';
import { ControlChannel, pageChannelName, randomIdentifier, roomChannelName } from './control-channel.ts';
import { roomMessageSchema, seatMessageSchema } from './control-messages.ts';
import type { PageMessage, RoomMessage, SeatMessage } from './control-messages.ts';
import type { LinkChoice } from '../engine/settings.ts';
import type { LinkReport, MachinePageDoor, MachinePageState } from './laboratory-state.ts';
import { PageRun } from './page-run.ts';

/** What a page needs to open its links, whatever the network is. */
export interface OpenMeshOptions {
  readonly room: string;
  readonly run: string;
  readonly machine: MachineId;
  readonly trial: Trial;
  readonly choice: LinkChoice;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
  /** Called with the report of a pair whenever it has changed, until all links are open. */
  readonly onReport: (report: LinkReport) => void;
}
export type OpenMesh = (options: OpenMeshOptions) => Promise<OpenedLinks>;

export interface MachinePageOptions {
  readonly room: string;
  readonly place: 'frame' | 'tab';
  /** The seat it wants; any, when undefined. */
  readonly machine?: MachineId;
  /** Its clock counts from the epoch. The page does not close it. */
  readonly scheduler: Scheduler;
  readonly openMesh: OpenMesh;
  /** Keeps the browser from freezing this page until the returned function is called. */
  readonly keepAwake: () => () => void;
}

const BEAT_EVERY_MS = 1000;
/** A coordinator that said nothing for so long is called gone. It says something at least once a second. */
const GONE_AFTER_MS = 6000;
const CLOCK_ROUNDS = 5;

export class MachinePage implements MachinePageDoor {
  readonly #options: MachinePageOptions;
  readonly #id = randomIdentifier();
  readonly #room: ControlChannel<RoomMessage, RoomMessage>;
  readonly #seat: ControlChannel<SeatMessage, PageMessage>;
  readonly #listeners = new Set<() => void>();
  #clockOffset = new ClockOffset();
  #clockRoundsLeft = 0;
  #coordinatorId: string | undefined;
  #machine: MachineId | undefined;
  #rate: number | undefined;
  #heardMs = NaN;
  #refusal: string | undefined;
  #hidden = false;
  #run: PageRun | undefined;
  #state: MachinePageState | undefined;
  #cancelBeat: Cancel = () => undefined;

  constructor(options: MachinePageOptions) {
    const { room } = options;
    this.#options = options;
    this.#room = new ControlChannel({
      name: roomChannelName(room),
      schema: roomMessageSchema,
      onMessage: message => this.#hearRoom(message),
    });
    this.#seat = new ControlChannel({
      name: pageChannelName(room, this.#id),
      schema: seatMessageSchema,
      onMessage: message => this.#hear(message),
    });
    this.#hello();
    this.#beat();
  }

  get state(): MachinePageState {
    this.#state ??= this.#describe();
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether a person can see this page. */
  set hidden(hidden: boolean) {
    this.#hidden = hidden;
    if (this.#machine !== undefined) this.#seat.post({ kind: 'beat', hidden });
    this.#changed();
  }

  /** The page goes away: says so, and ends everything. */
  close(): void {
    this.#seat.post({ kind: 'goodbye' });
    this.#endRun();
    this.#cancelBeat();
    this.#seat.close();
    this.#room.close();
    this.#listeners.clear();
  }

  #hello(): void {
    const { place, machine } = this.#options;
    this.#room.post({
      kind: 'hello',
      page: this.#id,
      place,
      hidden: this.#hidden,
      ...(machine !== undefined && { machine }),
    });
  }

  #hearRoom(message: RoomMessage): void {
    if (message.kind === 'call') this.#hello();
  }

  #hear(message: SeatMessage): void {
    this.#heardMs = this.#options.scheduler.nowMs();
    switch (message.kind) {
      case 'seat':
        if (this.#machine === undefined) this.#askClock(CLOCK_ROUNDS);
        // Another coordinator knows nothing of the run that went on under the one before.
        if (this.#coordinatorId !== message.coordinator) this.#endRun();
        this.#coordinatorId = message.coordinator;
        this.#machine = message.machine;
        this.#rate = message.rate;
        this.#refusal = undefined;
        break;
      case 'no-seat':
        this.#machine = undefined;
        this.#refusal = message.reason;
        this.#endRun();
        break;
      case 'goodbye':
        this.#machine = undefined;
        this.#heardMs = NaN;
        this.#endRun();
        break;
      case 'clock-answer':
        this.#clockOffset.add(message.askedMs, message.answeredMs, this.#heardMs);
        if (this.#clockRoundsLeft > 0) this.#askClock(this.#clockRoundsLeft - 1);
        return;
      case 'configure':
        this.#configure(message);
        break;
      case 'start':
        this.#runOf(message.run)?.start(this.#clockOffset.toLocalMs(message.startMs));
        break;
      case 'stop':
        this.#runOf(message.run)?.stop();
        break;
      case 'close':
        this.#runOf(message.run)?.close();
        break;
      case 'ack':
        this.#runOf(message.run)?.acknowledge(message.sequence);
        return;
      case 'beat':
        break;
    }
    this.#changed();
  }

  #configure({ run, machine, trial, link }: Extract<SeatMessage, { kind: 'configure' }>): void {
    this.#endRun();
    const { room, scheduler, openMesh, keepAwake } = this.#options;
    this.#run = new PageRun({
      run,
      machine,
      trial,
      scheduler,
      keepAwake,
      openLinks: (signal, onReport) =>
        openMesh({ room, run, machine, trial, choice: link, scheduler, signal, onReport }),
      post: message => this.#seat.post(message),
      onChange: () => this.#changed(),
    });
    this.#askClock(CLOCK_ROUNDS);
  }

  #runOf(run: string): PageRun | undefined {
    return this.#run?.id === run ? this.#run : undefined;
  }

  #endRun(): void {
    this.#run?.close();
    this.#run = undefined;
  }

  /** Begins a new estimate when none is under way, so that a computer that slept in between is noticed. */
  #askClock(rounds: number): void {
    if (rounds === CLOCK_ROUNDS) this.#clockOffset = new ClockOffset();
    this.#clockRoundsLeft = rounds;
    if (rounds > 0) this.#seat.post({ kind: 'clock-ask', askedMs: this.#options.scheduler.nowMs() });
  }

  #beat(): void {
    const { scheduler } = this.#options;
    if (this.#machine !== undefined) this.#seat.post({ kind: 'beat', hidden: this.#hidden });
    else if (this.#coordinator() !== 'present') this.#hello();
    this.#changed();
    this.#cancelBeat = scheduler.at(scheduler.nowMs() + BEAT_EVERY_MS, () => this.#beat());
  }

  #coordinator(): MachinePageState['coordinator'] {
    if (Number.isNaN(this.#heardMs)) return 'searching';
    return this.#options.scheduler.nowMs() - this.#heardMs > GONE_AFTER_MS ? 'gone' : 'present';
  }

  #changed(): void {
    this.#state = undefined;
    for (const listener of this.#listeners) listener();
  }

  #describe(): MachinePageState {
    const run = this.#run;
    return {
      room: this.#options.room,
      machine: this.#machine,
      rate: this.#rate,
      phase: run?.phase ?? (this.#machine === undefined ? 'empty' : 'seated'),
      status: this.#status(),
      coordinator: this.#coordinator(),
      hidden: this.#hidden,
      trial: run?.trial,
      elapsedMs: run?.elapsedMs ?? 0,
      snapshot: run?.snapshot(),
      links: run?.links ?? [],
    };
  }

  #status(): string {
    if (this.#coordinator() === 'searching')
      return `Looking for the laboratory of room “${this.#options.room}”: open the trial page in this browser`;
    if (this.#coordinator() === 'gone') return 'The laboratory does not answer any more';
    if (this.#refusal !== undefined) return this.#refusal;
    return this.#run?.status ?? `Machine ${this.#machine} is ready and waits for a run`;
  }
}
