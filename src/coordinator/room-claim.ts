// One coordinator for each room: each claims it since a moment, the oldest claim counts, and the younger is told.
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { RoomMessage } from './control-messages.ts';

export interface RoomClaimOptions {
  readonly coordinator: string;
  readonly scheduler: Scheduler;
  readonly post: (message: RoomMessage) => void;
  readonly onChange: (taken: boolean) => void;
}

/** A page that was frozen may not have heard the others: so the claim is made again and again. */
const CLAIM_EVERY_MS = 3000;

export class RoomClaim {
  readonly #options: RoomClaimOptions;
  readonly #sinceMs: number;
  #taken = false;
  #cancel: Cancel = () => undefined;

  constructor(options: RoomClaimOptions) {
    this.#options = options;
    this.#sinceMs = options.scheduler.nowMs();
    this.#claim();
  }

  get taken(): boolean {
    return this.#taken;
  }

  hear(message: RoomMessage): void {
    const { coordinator, post } = this.#options;
    switch (message.kind) {
      case 'claim':
        if (message.coordinator === coordinator) return;
        if (this.#isOlder(message.sinceMs, message.coordinator)) this.#set(true);
        else if (!this.#taken) post({ kind: 'taken', coordinator: message.coordinator });
        return;
      case 'taken':
        if (message.coordinator === coordinator) this.#set(true);
        return;
      case 'released':
        if (!this.#taken) return;
        this.#set(false);
        this.#cancel();
        this.#claim();
        return;
      case 'hello':
      case 'call':
        return;
    }
  }

  /** Gives the room up. */
  close(): void {
    this.#cancel();
    const { coordinator, post } = this.#options;
    if (!this.#taken) post({ kind: 'released', coordinator });
  }

  #claim(): void {
    const { coordinator, scheduler, post } = this.#options;
    if (!this.#taken) post({ kind: 'claim', coordinator, sinceMs: this.#sinceMs });
    this.#cancel = scheduler.at(scheduler.nowMs() + CLAIM_EVERY_MS, () => this.#claim());
  }

  #isOlder(sinceMs: number, coordinator: string): boolean {
    return sinceMs < this.#sinceMs || (sinceMs === this.#sinceMs && coordinator < this.#options.coordinator);
  }

  #set(taken: boolean): void {
    if (this.#taken === taken) return;
    this.#taken = taken;
    this.#options.onChange(taken);
  }
}
