// One coordinator for each room: the one that holds the room's lock. Nobody can talk it out of the room, and one that sleeps
// keeps it: another page has to wait, or to go to another room.
import type { Cancel } from '../time/scheduler.ts';
import { roomLockName, type Locks } from './locks.ts';

/** asking: no answer yet. taken: another page has the room, and this one waits for it. */
export type ClaimState = 'asking' | 'held' | 'taken';

export interface RoomClaimOptions {
  readonly room: string;
  readonly locks: Locks;
  readonly onChange: () => void;
}

export class RoomClaim {
  readonly #giveUp: Cancel;
  readonly #onChange: () => void;
  #state: ClaimState = 'asking';

  constructor({ room, locks, onChange }: RoomClaimOptions) {
    this.#onChange = onChange;
    this.#giveUp = locks.request(roomLockName(room), {
      onHeld: () => this.#set('held'),
      onTaken: () => this.#set('taken'),
    });
  }

  get state(): ClaimState {
    return this.#state;
  }

  /** Gives the room up. Idempotent; nothing is told after it. */
  close(): void {
    this.#giveUp();
  }

  #set(state: ClaimState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#onChange();
  }
}
