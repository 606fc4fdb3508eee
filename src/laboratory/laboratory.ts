// The coordinator: seats pages, starts the machines in them at a common moment, gathers their logs, and says what goes on.
import { Store } from '../core/store.ts';
import { MachineProgress } from '../analysis/machine-progress.ts';
import type { MachineId } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { Simulate } from '../engine/simulate.ts';
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import { ControlChannel, randomIdentifier, roomChannelName } from './control-channel.ts';
import { roomMessageSchema, type RoomMessage } from './control-messages.ts';
import { Counterparts } from './counterparts.ts';
import type { Settings } from '../engine/settings.ts';
import type { GapFact, LaboratoryDoor, LaboratoryState, SeatState } from './laboratory-state.ts';
import type { LiveRuns } from './live-runs.ts';
import type { OpenSievedChannel } from '../network/broadcast/sieved-channel.ts';
import type { IceServers } from '../network/ice-servers.ts';
import type { Locks } from './locks.ts';
import type { Run } from './run.ts';
import type { RunToResume } from './run-keeper.ts';
import type { OpenRunStorage, RunStorage } from './run-storage.ts';
import { RoomClaim } from './room-claim.ts';
import { Seating, type Table } from './seating.ts';
import { VirtualRun } from './virtual-run.ts';

export interface LaboratoryOptions {
  readonly room: string;
  /** Its clock counts from the epoch. The laboratory does not close it. */
  readonly scheduler: Scheduler;
  /** One tells the coordinator of the room, others which pages live. */
  readonly locks: Locks;
  /** {@link ControlChannelOptions.openChannel} for the channel of the room, whose name others may guess. */
  readonly openRoomChannel?: OpenSievedChannel | undefined;
  /** Where a run is kept, so that it outlives this page. */
  readonly openStorage: OpenRunStorage;
  /** Runs a trial in virtual time, beside the page. */
  readonly simulate: Simulate;
  /** Fetches what a live run needs; asked again, where that failed, when somebody starts one. */
  readonly loadLiveRuns: () => Promise<LiveRuns>;
  /** A sentence: why a log is not whole. The trace keeps it, and every file has it. */
  readonly gapReason: (fact: GapFact) => string;
}

const CHECK_EVERY_MS = 100;
const BEAT_EVERY_MS = 1000;

export class Laboratory implements LaboratoryDoor {
  readonly #options: LaboratoryOptions;
  readonly #simulate: Simulate;
  readonly #coordinator = randomIdentifier();
  readonly #room: ControlChannel<RoomMessage, RoomMessage>;
  #claim: RoomClaim;
  readonly #seating: Seating;
  readonly #store = new Store<LaboratoryState>(() => this.#describe());
  #table: Table = { rates: [], place: 'frames' };
  #run: Run | undefined;
  /** Asked for before it was known whose the room is. */
  #wanted: Settings | undefined;
  /** Undefined where nothing can be stored. */
  readonly #storage: Promise<RunStorage | undefined>;
  /** What is stored of a run in this room is known. */
  #hasLooked = false;
  /** Undefined before it is fetched, and where that failed. */
  #liveRuns: LiveRuns | undefined;
  /** A run that could not be started, because what it needs was not fetched. */
  #notBegun: Settings | undefined;
  readonly #counterparts: Counterparts;
  #cancelCheck: Cancel = () => undefined;
  #beatMs = 0;
  #isOut = false;
  #isClosed = false;
  #opened: RunStorage | undefined;
  #rejected = 0;
  #rejectedTold = 0;
  #iceServers: IceServers = [];

  constructor(options: LaboratoryOptions) {
    const { room, scheduler, locks } = options;
    this.#options = options;
    this.#simulate = options.simulate;
    this.#storage = options.openStorage().catch(() => undefined);
    this.#counterparts = new Counterparts(this.#simulate, () => this.#changed());
    const countRejected = (count: number): void => {
      this.#rejected += count; // the next check says how many there were
    };
    this.#room = new ControlChannel({
      name: roomChannelName(room),
      schema: roomMessageSchema,
      onMessage: message => this.#hear(message),
      onRejected: countRejected,
      openChannel: options.openRoomChannel,
    });
    this.#seating = new Seating({
      room,
      coordinator: this.#coordinator,
      scheduler,
      locks,
      onMessage: (machine, message) => this.#run?.hear(machine, message),
      onLeft: (machine, how) => this.#run?.left(machine, how),
      onChange: () => {
        this.#run?.check();
        this.#changed();
      },
      onRejected: countRejected,
      onSeatFree: () => this.#call(),
      onRejoined: machine => this.#run?.rejoined(machine),
    });
    this.#claim = this.#claimRoom();
    this.#check();
  }

  /** The run that goes on or was the last, without all that is described of it. */
  get current(): Pick<Run, 'phase' | 'settings'> | undefined {
    return this.#run;
  }

  /** The machines for which this page should keep a frame, or a place in a worker. */
  wanting(dwelling: 'frame' | 'worker'): readonly MachineId[] {
    return this.#seating.wanting(dwelling);
  }

  /** Rebuilt after each change, when it is asked for. */
  get state(): LaboratoryState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** What a run would need now: seats, rates, frames. Ignored while a run goes on. */
  prepare(table: Table): void {
    if (this.#run?.isGoingOn) return;
    this.#table = table;
    this.#seating.lay(this.#isHere ? table : { ...table, rates: [] });
  }

  /** STUN and TURN servers for the links of runs that begin from now on; none by default. */
  useServers(servers: IceServers): void {
    this.#iceServers = servers;
  }

  /** Gives seats and room to others, as long as nobody looks; what was run is kept. Ignored while a live run goes on. */
  stepOut(): void {
    if (this.#isOut || this.#isBusy) return;
    this.#isOut = true;
    this.#claim.close();
    this.#seating.close();
    this.prepare(this.#table);
  }

  comeBack(): void {
    if (!this.#isOut) return;
    this.#isOut = false;
    this.#claim = this.#claimRoom();
    this.prepare(this.#table);
    this.#changed();
  }

  run(settings: Settings): void {
    if (this.#run?.isGoingOn) return;
    this.#notBegun = undefined;
    if (settings.engine === 'live' && !this.#isHere) {
      this.#wanted = this.#isOut || this.#claim.state === 'taken' ? undefined : settings;
      return;
    }
    if (settings.engine === 'live' && !this.#liveRuns) {
      this.#wanted = settings;
      this.#hasLooked = false;
      void this.#lookAround();
      this.#changed();
      return;
    }
    if (this.#run?.trace && !this.#run.settings.program) this.#counterparts.keep(this.#run.trace);
    const onChange = (): void => this.#changed();
    if (settings.engine === 'virtual') {
      this.#run = new VirtualRun({ settings, simulate: this.#simulate, onChange });
    } else {
      this.prepare({ rates: settings.trial.rates, place: settings.place });
      const { scheduler, gapReason } = this.#options;
      this.#seating.askAll();
      const [seating, storage] = [this.#seating, this.#opened];
      const foreignMessages = (): number => this.#rejected;
      this.#run = this.#liveRuns?.begin({
        settings,
        seating,
        scheduler,
        gapReason,
        storage,
        foreignMessages,
        iceServers: () => this.#iceServers,
        onChange,
      });
      if (!this.#run) this.#notBegun = settings;
    }
    this.#counterparts.lookFor(settings);
    this.#changed();
  }

  stop(): void {
    this.#run?.stop();
    this.#changed();
  }

  endWithout(machine: MachineId): void {
    this.#run?.endWithout(machine);
    this.#changed();
  }

  command(machine: MachineId, name: string, argument: Json): void {
    this.#run?.command(machine, name, argument);
  }

  /** Ends what goes on and leaves the room. */
  close(): void {
    if (!this.#run?.outlivesPage) this.#run?.stop();
    this.#isClosed = true;
    this.#counterparts.close();
    this.#cancelCheck();
    this.#seating.close();
    this.#claim.close();
    this.#room.close();
    this.#store.close();
    void this.#storage.then(storage => storage?.close());
  }

  #claimRoom(): RoomClaim {
    return new RoomClaim({
      room: this.#options.room,
      locks: this.#options.locks,
      onChange: () => this.#claimChanged(),
    });
  }

  #hear(message: RoomMessage): void {
    if (message.kind === 'hello' && this.#isHere) this.#seating.hello(message);
  }

  #call(): void {
    if (this.#isHere) this.#room.post({ kind: 'call', coordinator: this.#coordinator });
  }

  #claimChanged(): void {
    this.#hasLooked = false;
    if (this.#claim.state === 'taken') {
      this.#wanted = undefined;
      this.#run?.loseRoom();
      this.prepare(this.#table);
      this.#changed();
    } else void this.#lookAround();
  }

  /** The room is this page's: what goes on in it is taken up. */
  async #lookAround(): Promise<void> {
    const claim = this.#claim;
    const [storage, liveRuns] = await Promise.all([
      this.#storage,
      this.#liveRuns ?? this.#options.loadLiveRuns().catch(() => undefined),
    ]);
    this.#opened = storage;
    this.#liveRuns = liveRuns;
    const nowMs = this.#options.scheduler.nowMs();
    // What cannot be read cannot be taken up, and a run that begins now says whether it can be stored.
    const found = await (storage ? liveRuns?.find(storage, this.#options.room, nowMs) : undefined)?.catch(
      () => undefined,
    );
    if (claim !== this.#claim || claim.state !== 'held' || this.#isOut || this.#isClosed) return;
    this.#hasLooked = true;
    if (found?.kind === 'not-started') this.#wanted ??= found.settings;
    if (found?.kind === 'started' && !this.#run?.isGoingOn) this.#takeUp(found);
    this.prepare(this.#table);
    this.#call();
    const wanted = this.#wanted;
    this.#wanted = undefined;
    if (wanted && this.#isHere) {
      if (liveRuns) this.run(wanted);
      else [this.#run, this.#notBegun] = [undefined, wanted];
    }
    this.#changed();
  }

  /** Whether the room is this page's. */
  get #isHere(): boolean {
    return !this.#isOut && this.#claim.state === 'held' && this.#hasLooked;
  }

  /** Goes on with a run that another page began. */
  #takeUp(stored: RunToResume): void {
    const { settings } = stored.run;
    const { scheduler, gapReason } = this.#options;
    this.#wanted = undefined;
    this.#table = { rates: settings.trial.rates, place: settings.place };
    this.#seating.lay(this.#table);
    this.#run = this.#liveRuns?.begin({
      settings,
      seating: this.#seating,
      scheduler,
      gapReason,
      storage: this.#opened,
      stored,
      foreignMessages: () => this.#rejected,
      iceServers: () => this.#iceServers,
      onChange: () => this.#changed(),
    });
    this.#counterparts.lookFor(settings);
  }

  get #isBusy(): boolean {
    return this.#run !== undefined && this.#run.settings.engine === 'live' && this.#run.isGoingOn;
  }

  /** Time passes: the run looks at its clock, the pages hear that their coordinator is alive. */
  #check(): void {
    const { scheduler } = this.#options;
    const nowMs = scheduler.nowMs();
    this.#seating.check();
    this.#run?.check();
    if (this.#rejected !== this.#rejectedTold) {
      this.#rejectedTold = this.#rejected;
      this.#changed();
    }
    if (nowMs - this.#beatMs >= BEAT_EVERY_MS) {
      this.#beatMs = nowMs;
      this.#seating.postAll({ kind: 'beat' });
    }
    this.#cancelCheck = scheduler.at(nowMs + CHECK_EVERY_MS, () => this.#check());
  }

  #changed(): void {
    this.#store.renew();
  }

  #describe(): LaboratoryState {
    const run = this.#run;
    const state: LaboratoryState = {
      phase: run?.phase ?? (this.#notBegun ? 'failed' : 'idle'),
      fact:
        run?.fact ?? (this.#notBegun ? { kind: 'failed', cause: { kind: 'not-loaded' } } : { kind: 'idle' }),
      silences: run?.silences ?? [],
      elapsedMs: run?.elapsedMs ?? 0,
      settings: run?.settings ?? this.#notBegun,
      seats: run?.seats() ?? this.#table.rates.map((_, i) => this.#idleSeat(i + 1)),
      machines:
        run?.machines() ?? this.#table.rates.map((rate, i) => new MachineProgress(i + 1, rate).snapshot()),
      trace: run?.trace,
      revision: run?.revision ?? 0,
      counterpart: this.#counterparts.found,
      frames: this.#seating.wanting('frame'),
      roomTaken: this.#claim.state === 'taken',
      outlivesPage: run?.outlivesPage ?? false,
      rejectedControl: this.#rejected,
    };
    // A copy of all its steps: made only for whoever looks.
    if (run?.settings.program)
      Object.defineProperty(state, 'recorded', { get: () => run.recorded, enumerable: true });
    return state;
  }

  #idleSeat(machine: MachineId): SeatState {
    const occupant = this.#seating.occupant(machine);
    return {
      machine,
      phase: occupant ? 'seated' : 'empty',
      place: occupant?.place,
      hidden: occupant?.hidden ?? false,
      ...(occupant && occupant.name !== '' && { name: occupant.name }),
      links: [],
    };
  }
}
