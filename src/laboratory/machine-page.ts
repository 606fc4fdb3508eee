// The page of one machine, a frame or a tab: takes a seat in its room, does what the coordinator of the room says, and
// sends its log there.
import { Store } from '../core/store.ts';
import type { MachineId } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { BrowserMeshOptions } from '../network/browser-mesh.ts';
import type { Mesh } from '../network/mesh.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { Dwelling } from '../engine/settings.ts';
import { ClockKeeper } from './clock-keeper.ts';
import { ControlChannel, pageChannelName, randomIdentifier, roomChannelName } from './control-channel.ts';
import { roomMessageSchema, type PageMessage, type RoomMessage } from './control-messages.ts';
import { seatMessageSchema, type SeatMessage } from './seat-messages.ts';
import type { OpenSievedChannel } from '../network/broadcast/sieved-channel.ts';
import { pageLockName, type Locks } from './locks.ts';
import type { MachinePageDoor, MachinePageState, PageFact } from './laboratory-state.ts';
import { PageRun, type PageStorage } from './page-run.ts';
import type { OpenProgramHosting } from './program-hosting.ts';
import type { OpenRunStorage } from './run-storage.ts';

/** Opens the links of one machine, whatever the network is. */
export type OpenMesh = (options: BrowserMeshOptions) => Promise<Mesh>;

export interface MachinePageOptions {
  readonly room: string;
  /** {@link randomIdentifier}; drawn here by default. */
  readonly id?: string;
  readonly place: Dwelling;
  /** The seat it wants; any, when undefined. */
  readonly machine?: MachineId;
  /** Whether it is on another device than the coordinator, and has another clock; by default where its place is a device. */
  readonly isElsewhere?: boolean;
  /** Its clock counts from the epoch. The page does not close it. */
  readonly scheduler: Scheduler;
  readonly openMesh: OpenMesh;
  /** It holds the one of its own name: then it is not frozen, and the coordinator knows at once when it is gone. */
  readonly locks: Locks;
  /** {@link ControlChannelOptions.openChannel} for the channel of the room, whose name others may guess. */
  readonly openRoomChannel?: OpenSievedChannel | undefined;
  /** The same for its own channel to the coordinator. */
  readonly openSeatChannel?: OpenSievedChannel | undefined;
  /** Where the machine's journal is kept, so that it outlives this page. */
  readonly openStorage: OpenRunStorage;
  /** What the person at this page is called, as core/seat-name.ts has read it; nothing by default. */
  readonly name?: string;
  /** Comes into a run that goes on with clock 0 and an empty queue: a choice, for what it breaks. */
  readonly isAmnesic?: boolean;
  /** Opens the program of a run behind a wall; left out where there can be none, as in a worker. */
  readonly openProgram?: OpenProgramHosting;
}

const BEAT_EVERY_MS = 1000;
/** A coordinator that said nothing for so long is called gone. It says something at least once a second. */
const GONE_AFTER_MS = 6000;

export class MachinePage implements MachinePageDoor {
  readonly #options: MachinePageOptions;
  readonly #id: string;
  readonly #room: ControlChannel<RoomMessage, RoomMessage>;
  readonly #seat: ControlChannel<SeatMessage, PageMessage>;
  readonly #store = new Store<MachinePageState>(() => this.#describe());
  readonly #clock: ClockKeeper;
  #coordinatorId: string | undefined;
  #machine: MachineId | undefined;
  #rate: number | undefined;
  #heardMs = NaN;
  #refusal: Extract<PageFact, { kind: 'refused' }> | undefined;
  #hidden = false;
  #name: string;
  #run: PageRun | undefined;
  #cancelBeat: Cancel = () => undefined;
  readonly #letGo: Cancel;
  readonly #storage: Promise<PageStorage>;
  /** It offers itself only once its lock tells whether it is alive. */
  #isHeld = false;

  constructor(options: MachinePageOptions) {
    const { room, locks, openStorage } = options;
    this.#options = options;
    this.#clock = new ClockKeeper({
      scheduler: options.scheduler,
      isElsewhere: options.isElsewhere ?? options.place === 'device',
      ask: askedMs => this.#seat.post({ kind: 'clock-ask', askedMs }),
    });
    this.#id = options.id ?? randomIdentifier();
    this.#name = options.name ?? '';
    this.#storage = openStorage().then(
      storage => ({ kind: 'storage', storage }),
      (error: unknown) => ({
        kind: 'refused',
        reason: error instanceof Error ? error.message : String(error),
      }),
    );
    this.#room = new ControlChannel({
      name: roomChannelName(room),
      schema: roomMessageSchema,
      onMessage: message => this.#hearRoom(message),
      openChannel: options.openRoomChannel,
    });
    this.#seat = new ControlChannel({
      name: pageChannelName(room, this.#id),
      schema: seatMessageSchema,
      onMessage: message => this.#hear(message),
      openChannel: options.openSeatChannel,
    });
    this.#letGo = locks.request(pageLockName(room, this.#id), {
      onHeld: () => {
        this.#isHeld = true;
        this.#hello();
      },
    });
    this.#beat();
  }

  get state(): MachinePageState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** Whether a person can see this page. */
  set hidden(hidden: boolean) {
    this.#hidden = hidden;
    if (this.#machine !== undefined) this.#seat.post({ kind: 'beat', hidden });
    this.#changed();
  }

  rename(name: string): void {
    this.#name = name;
    if (this.#machine !== undefined) this.#seat.post({ kind: 'name', name });
    this.#changed();
  }

  command(name: string, argument: Json): void {
    this.#run?.command(name, JSON.stringify(argument));
  }

  /** The page goes away: says so, and ends everything. */
  close(): void {
    this.#seat.post({ kind: 'goodbye' });
    this.#run?.suspend();
    this.#cancelBeat();
    this.#letGo();
    void this.#storage.then(opened => {
      if (opened.kind === 'storage') opened.storage.close();
    });
    this.#seat.close();
    this.#room.close();
    this.#store.close();
  }

  #hello(): void {
    if (!this.#isHeld) return;
    const { place, machine, locks } = this.#options;
    this.#room.post({
      kind: 'hello',
      page: this.#id,
      place,
      hidden: this.#hidden,
      locked: locks.areShared && place !== 'device',
      ...(this.#run?.isUnderWay && { holds: { run: this.#run.id, machine: this.#run.machine } }),
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
        if (this.#coordinatorId !== message.coordinator) this.#clock.forget();
        if (this.#machine === undefined || this.#coordinatorId !== message.coordinator) this.#clock.burst();
        // Another coordinator may know nothing of the run that went on under the one before.
        if (this.#coordinatorId !== message.coordinator && this.#run?.id !== message.run) this.#endRun();
        this.#coordinatorId = message.coordinator;
        this.#machine = message.machine;
        this.#rate = message.rate;
        this.#refusal = undefined;
        // Whoever seats this page may not know the name. A page without one leaves the machine the name that it has.
        if (this.#name !== '') this.#seat.post({ kind: 'name', name: this.#name });
        break;
      case 'no-seat':
        this.#machine = undefined;
        this.#refusal = {
          kind: 'refused',
          refusal: message.refusal,
          wanted: this.#options.machine,
          machines: message.machines,
        };
        if (this.#run?.fact.kind !== 'missed') this.#endRun();
        break;
      case 'goodbye':
        this.#heardMs = NaN;
        if (this.#run?.isUnderWay) break; // it goes on: another coordinator, or this one again, may take over
        this.#machine = undefined;
        this.#endRun();
        break;
      case 'clock-answer':
        this.#clock.hear(message);
        this.#tellClock();
        return;
      case 'configure':
        this.#configure(message);
        break;
      case 'start':
        this.#runOf(message.run)?.start(message.startMs);
        this.#tellClock();
        break;
      case 'stop':
        this.#runOf(message.run)?.stop();
        break;
      case 'close':
        this.#runOf(message.run)?.close(message.without);
        break;
      case 'without':
        this.#runOf(message.run)?.endLink(message.machine);
        break;
      case 'command':
        this.#runOf(message.run)?.command(message.name, message.argument);
        break;
      case 'ack':
        this.#runOf(message.run)?.acknowledge(message.count);
        return;
      case 'ask':
        this.#seat.post({ kind: 'beat', hidden: this.#hidden });
        return;
      case 'beat':
        break;
    }
    this.#changed();
  }

  #configure({
    run,
    machine,
    trial,
    link,
    far,
    servers,
    broker,
    program,
    resume,
  }: Extract<SeatMessage, { kind: 'configure' }>): void {
    if (resume && this.#run?.id === run) return this.#run.goOn(resume);
    // No coordinator says it twice, or to a page with another seat.
    if (machine !== this.#machine || this.#run?.id === run) return;
    this.#endRun();
    const { room, scheduler, openMesh, locks, openProgram = cannotOpen, isAmnesic = false } = this.#options;
    this.#run = new PageRun({
      room,
      run,
      machine,
      trial,
      resume,
      isAmnesic,
      scheduler,
      locks,
      storage: this.#storage,
      clock: this.#clock.begin(),
      clockIsKnown: this.#clock.known,
      openProgram: program && (() => openProgram(program, machine, trial)),
      openMesh: how =>
        openMesh({
          ...how,
          room,
          run,
          self: machine,
          machines: trial.rates.length,
          choice: link,
          far: new Set(far),
          ...(servers && { iceServers: servers }),
          broker,
          scheduler,
          // Without a session, the trial's faults double and reorder messages on purpose.
          anyNumbers: how.anyNumbers || (trial.faults !== undefined && !trial.faults.session),
        }),
      post: message => this.#seat.post(message),
      onChange: () => this.#changed(),
    });
    this.#clock.burst();
  }

  #runOf(run: string): PageRun | undefined {
    return this.#run?.id === run ? this.#run : undefined;
  }

  #endRun(): void {
    this.#run?.close();
    this.#run = undefined;
  }

  /** Each answer corrects the clock of the run, and the coordinator hears how wrong it was. */
  #tellClock(): void {
    const run = this.#run;
    const report = this.#clock.report(run?.startMs ?? NaN);
    if (!run?.hasStarted || !report) return;
    const { sample, driftPpm, driftBoundPpm, hasJumped } = report;
    this.#seat.post({
      kind: 'clock',
      run: run.id,
      sample,
      hasJumped,
      ...(driftPpm !== undefined && { driftPpm }),
      ...(driftBoundPpm !== undefined && { driftBoundPpm }),
    });
  }

  #beat(): void {
    const { scheduler } = this.#options;
    if (this.#machine !== undefined) this.#seat.post({ kind: 'beat', hidden: this.#hidden });
    // A coordinator that heard nothing of this page for long has given its seat away.
    const coordinator = this.#coordinator();
    if (coordinator !== 'present') this.#hello();
    else if (this.#run?.isUnderWay) this.#clock.remind();
    this.#changed();
    this.#cancelBeat = scheduler.at(scheduler.nowMs() + BEAT_EVERY_MS, () => this.#beat());
  }

  #coordinator(): MachinePageState['coordinator'] {
    if (Number.isNaN(this.#heardMs)) return 'searching';
    return this.#options.scheduler.nowMs() - this.#heardMs > GONE_AFTER_MS ? 'gone' : 'present';
  }

  #changed(): void {
    this.#store.renew();
  }

  #describe(): MachinePageState {
    const run = this.#run;
    return {
      room: this.#options.room,
      place: this.#options.place,
      name: this.#name,
      machine: this.#machine,
      rate: this.#rate,
      phase: run?.phase ?? (this.#machine === undefined ? 'empty' : 'seated'),
      fact: this.#fact(),
      coordinator: this.#coordinator(),
      hidden: this.#hidden,
      trial: run?.trial,
      elapsedMs: run?.elapsedMs ?? 0,
      snapshot: run?.snapshot(),
      links: run?.links ?? [],
      ...(run?.program && { program: run.program }),
    };
  }

  #fact(): PageFact {
    if (this.#run?.fact.kind === 'missed' || this.#run?.isUnderWay) return this.#run.fact;
    const coordinator = this.#coordinator();
    if (coordinator === 'searching') return { kind: 'searching' };
    if (coordinator === 'gone') return { kind: 'gone' };
    return this.#refusal ?? this.#run?.fact ?? { kind: 'seated' };
  }
}

function cannotOpen(): Promise<never> {
  return Promise.reject(new Error('A program runs in a tab or a frame, and not here.'));
}
