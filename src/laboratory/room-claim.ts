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
/** A holder that claimed nothing for so long has vanished without a word. */
const VANISHED_AFTER_MS = 10_000;

export class RoomClaim {
  readonly #options: RoomClaimOptions;
  readonly #sinceMs: number;
  #taken = false;
  #holderHeardMs = 0;
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
        if (this.#isOlder(message.sinceMs, message.coordinator)) this.#yield();
        else if (!this.#taken) post({ kind: 'taken', coordinator: message.coordinator });
        return;
      case 'taken':
        if (message.coordinator === coordinator) this.#yield();
        return;
      case 'released':
        if (!this.#taken) return;
        this.#cancel();
        this.#set(false);
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
    if (this.#taken && scheduler.nowMs() - this.#holderHeardMs > VANISHED_AFTER_MS) this.#set(false);
    if (!this.#taken) post({ kind: 'claim', coordinator, sinceMs: this.#sinceMs });
    this.#cancel = scheduler.at(scheduler.nowMs() + CLAIM_EVERY_MS, () => this.#claim());
  }

  #isOlder(sinceMs: number, coordinator: string): boolean {
    return sinceMs < this.#sinceMs || (sinceMs === this.#sinceMs && coordinator < this.#options.coordinator);
  }

  #yield(): void {
    this.#holderHeardMs = this.#options.scheduler.nowMs();
    this.#set(true);
  }

  #set(taken: boolean): void {
    if (this.#taken === taken) return;
    this.#taken = taken;
    this.#options.onChange(taken);
  }
}
