// The laboratory of the view of programs, in a room of its own, with the frames and the relay that its runs may need; fetched when
// somebody wants a live run.
import { randomIdentifier } from '../laboratory/control-channel.ts';
import { browserLocks } from '../laboratory/web-locks.ts';
import { openChannelInWorker } from '../network/broadcast/sieved-channel.ts';
import { simulateInWorker } from '../jobs/runner.ts';
import type { LiveLaboratory } from '../ui/program/programs-live.ts';
import { gapReason } from '../words/run-status.ts';
import { MachineFrames } from './machine-frames.ts';
import { pageScheduler } from './real-time.ts';
import { RoomLaboratory } from './room-laboratory.ts';
import { RoomRelay } from './room-relay.ts';

/** Of programs: a trial's view has its own. */
const ROOM = 'programs';

/** The frames go into the slot `frames` of `parent`. */
export class ProgramsLaboratory extends RoomLaboratory implements LiveLaboratory {
  readonly #scheduler;
  readonly #frames: MachineFrames;
  readonly #relay: RoomRelay;

  constructor(parent: HTMLElement) {
    const scheduler = pageScheduler();
    super({
      room: ROOM,
      scheduler,
      locks: browserLocks(),
      openRoomChannel: openChannelInWorker,
      openStorage: async () => (await import('../laboratory/indexed-run-storage.ts')).openIndexedRunStorage(),
      simulate: simulateInWorker,
      loadLiveRuns: async () => (await import('../laboratory/live-programs.ts')).LIVE_PROGRAMS,
      gapReason,
    });
    this.#scheduler = scheduler;
    this.#frames = new MachineFrames(this, parent);
    this.#relay = new RoomRelay(this);
  }

  /** Where another page has the room. */
  moveToOwnRoom(): void {
    this.move(`${ROOM}-${randomIdentifier().slice(0, 6)}`);
  }

  override close(): void {
    this.#frames.close();
    this.#relay.close();
    super.close();
    this.#scheduler.close();
  }
}
