// One coordinator for each room: each claims it since a moment, and says whether a run goes on. A run goes before none,
// and otherwise the oldest claim counts; whoever comes after is told.
import type { Cancel, Scheduler } from '../time/scheduler.ts';
import type { RoomMessage } from './control-messages.ts';

export interface RoomClaimOptions {
  readonly coordinator: string;
  readonly scheduler: Scheduler;
  readonly post: (message: RoomMessage) => void;
  /** Whether a run goes on that needs the room. */
  readonly isBusy: () => boolean;
  readonly onChange: (taken: boolean) => void;
}

/** A page that was frozen may not have heard the others: so the claim is made again and again. */
const CLAIM_EVERY_MS = 3000;
/** A holder that claimed nothing for so long has vanished without a word. */
const VANISHED_AFTER_MS = 10_000;

export class RoomClaim {
  readonly #options: RoomClaimOptions;
  #sinceMs: number;
  /** When it last claimed, or found the room taken. */
  #awakeMs: number;
  #taken = false;
  #holderHeardMs = 0;
  #cancel: Cancel = () => undefined;

  constructor(options: RoomClaimOptions) {
    this.#options = options;
    this.#sinceMs = options.scheduler.nowMs();
    this.#awakeMs = this.#sinceMs;
    this.#claim();
  }

  get taken(): boolean {
    return this.#taken;
  }

  hear(message: RoomMessage): void {
    const { coordinator, post } = this.#options;
    this.#lapse();
    switch (message.kind) {
      case 'claim':
        if (message.coordinator === coordinator) return;
        if (this.#goesBefore(message)) this.#yield();
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

  /** Says again what is so: a run has begun or ended. */
  renew(): void {
    const { coordinator, post, isBusy } = this.#options;
    if (!this.#taken) post({ kind: 'claim', coordinator, sinceMs: this.#sinceMs, busy: isBusy() });
  }

  #claim(): void {
    const { scheduler } = this.#options;
    this.#lapse();
    this.#awakeMs = scheduler.nowMs();
    if (this.#taken && scheduler.nowMs() - this.#holderHeardMs > VANISHED_AFTER_MS) this.#set(false);
    this.renew();
    this.#cancel = scheduler.at(scheduler.nowMs() + CLAIM_EVERY_MS, () => this.#claim());
  }

  /** A page that slept was taken for gone, and somebody else may have the room: its claim is as young as its waking. */
  #lapse(): void {
    const nowMs = this.#options.scheduler.nowMs();
    if (nowMs - this.#awakeMs > VANISHED_AFTER_MS) this.#sinceMs = this.#awakeMs = nowMs;
  }

  #goesBefore({ sinceMs, coordinator, busy }: Extract<RoomMessage, { kind: 'claim' }>): boolean {
    const own = this.#options;
    const isBusy = !this.#taken && own.isBusy();
    if (busy !== isBusy) return busy;
    return sinceMs < this.#sinceMs || (sinceMs === this.#sinceMs && coordinator < own.coordinator);
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
