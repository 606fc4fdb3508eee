// The trial page's end of the line to one device: holds, for the page there, the channels of the room that this page may hold, so
// that everybody else in the room meets it as they meet a tab. It is told nothing that is not for it.
import type { MachineId } from '../../core/message.ts';
import { SEATS_MAX } from '../../engine/settings.ts';
import { openBroadcastChannel } from '../../network/broadcast/broadcast-channels.ts';
import type { IceServers } from '../../network/ice-servers.ts';
import { pairChannelName, type OpenPairChannel, type PairChannel } from '../../network/pair-channel.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import { pageChannelName, roomChannelName } from '../control-channel.ts';
import * as v from 'valibot';
import { roomMessageSchema, type RoomMessage } from '../control-messages.ts';
import { seatMessageSchema } from '../seat-messages.ts';
import { fromDeviceSchema, readLineText, type FromDevice, type ToDevice } from './line-messages.ts';

/** A room's, a page's, and one for each other machine of a run; twice, as one run gives way to the next. */
const CHANNELS_MAX = 2 * (SEATS_MAX + 2);
/** A page that is well posts some tens of messages a second; after a cut, those of a minute come at once. */
const MESSAGES_MAX = 5000;
const MESSAGES_MAX_IN_MS = 1000;
/** What was no message of ours: beyond this the device is turned away. */
const REJECTED_MAX = 1000;

export interface BridgeOptions {
  readonly room: string;
  readonly scheduler: Scheduler;
  /** Told to the device, for its links. */
  readonly servers: IceServers;
  /** Over the line. */
  readonly send: (text: string) => void;
  /** A page is there, in this tab of its device. Called once. */
  readonly onJoined: (tab: string) => void;
  /** Which machine it has now. */
  readonly onSeated: (machine: MachineId | undefined) => void;
  /** It sends more than any page does: it is to be turned away. */
  readonly onFlood: () => void;
  readonly openChannel?: OpenPairChannel;
}

const CALL: RoomMessage = { kind: 'call', coordinator: '0'.repeat(16) };

interface Held {
  readonly name: string;
  /** Undefined while it is not for this page: before it has the machine of which it is. */
  channel: PairChannel | undefined;
}

export class Bridge {
  readonly #options: BridgeOptions;
  /** By the device's number for it. Bound: CHANNELS_MAX. */
  readonly #held = new Map<number, Held>();
  #joined: { readonly device: string; readonly page: string } | undefined;
  /** What it may signal for. */
  #seat: { readonly run: string; readonly self: MachineId } | undefined;
  #rejected = 0;
  #countedMs = 0;
  #counted = 0;
  #isClosed = false;

  constructor(options: BridgeOptions) {
    this.#options = options;
  }

  /** What the device sent and was none of ours, or was not for it to send. */
  get rejected(): number {
    return this.#rejected;
  }

  /** Takes anything that came over the line. */
  hear(text: string): void {
    if (this.#isClosed) return;
    if (this.#isFlood()) {
      this.#options.onFlood();
      return;
    }
    const message = readLineText(fromDeviceSchema, text);
    if (!message || !this.#obey(message)) this.#reject();
  }

  /** The page there is gone, and says so to whoever gave it a seat, if it has not itself. Idempotent. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#joined) {
      const name = pageChannelName(this.#options.room, this.#joined.page);
      for (const held of this.#held.values()) if (held.name === name) held.channel?.post({ kind: 'goodbye' });
    }
    for (const { channel } of this.#held.values()) channel?.close();
    this.#held.clear();
  }

  #isFlood(): boolean {
    const nowMs = this.#options.scheduler.nowMs();
    if (nowMs - this.#countedMs >= MESSAGES_MAX_IN_MS) {
      this.#countedMs = nowMs;
      this.#counted = 0;
    }
    this.#counted += 1;
    return this.#counted > MESSAGES_MAX;
  }

  #reject(): void {
    this.#rejected += 1;
    if (this.#rejected > REJECTED_MAX) this.#options.onFlood();
  }

  /** Whether it was for this device to say. */
  #obey(message: FromDevice): boolean {
    if (message.kind === 'join') return this.#join(message);
    if (!this.#joined) return false;
    switch (message.kind) {
      case 'open':
        return this.#hold(message.channel, message.name);
      case 'close':
        this.#held.get(message.channel)?.channel?.close();
        return this.#held.delete(message.channel);
      case 'post':
        return this.#post(message.channel, message.data);
    }
  }

  #join({ device, tab, page }: Extract<FromDevice, { kind: 'join' }>): boolean {
    if (this.#joined) return false;
    this.#joined = { device, page };
    const { room, servers, onJoined } = this.#options;
    this.#tell({ kind: 'welcome', room, servers });
    onJoined(tab);
    return true;
  }

  #hold(number: number, name: string): boolean {
    if (this.#held.has(number) || this.#held.size >= CHANNELS_MAX) return false;
    const held: Held = { name, channel: undefined };
    this.#held.set(number, held);
    this.#openIfItsOwn(number, held);
    return true;
  }

  #openIfItsOwn(number: number, held: Held): void {
    if (held.channel || !this.#isItsOwn(held.name)) return;
    const { openChannel = openBroadcastChannel } = this.#options;
    held.channel = openChannel(held.name, data => this.#pass(number, held.name, data));
    // It offers itself at once, and not only when it next looks for a coordinator.
    if (held.name === roomChannelName(this.#options.room))
      this.#tell({ kind: 'post', channel: number, data: CALL });
  }

  #isItsOwn(name: string): boolean {
    const { room } = this.#options;
    if (name === roomChannelName(room) || name === pageChannelName(room, this.#joined!.page)) return true;
    const seat = this.#seat;
    if (!seat) return false;
    const remotes = Array.from({ length: SEATS_MAX }, (_, i) => i + 1).filter(remote => remote !== seat.self);
    return remotes.some(remote => name === pairChannelName({ room, ...seat }, 'signal', remote));
  }

  /** From the device into the room. */
  #post(number: number, data: unknown): boolean {
    const held = this.#held.get(number);
    if (!held) return false;
    if (held.name !== roomChannelName(this.#options.room)) {
      held.channel?.post(data); // before it has that machine, nobody listens
      return true;
    }
    const parsed = v.safeParse(roomMessageSchema, data, { abortEarly: true });
    if (!parsed.success || parsed.output.kind !== 'hello' || parsed.output.page !== this.#joined!.page)
      return false;
    // Its lock is in another browser, where nobody here can see it.
    held.channel?.post({
      ...parsed.output,
      place: 'device',
      locked: false,
      device: this.#joined!.device,
    });
    return true;
  }

  /** From the room to the device. */
  #pass(number: number, name: string, data: unknown): void {
    if (name === roomChannelName(this.#options.room)) {
      // Others' offers of themselves are not its affair.
      const parsed = v.safeParse(roomMessageSchema, data, { abortEarly: true });
      if (parsed.success && parsed.output.kind === 'call')
        this.#tell({ kind: 'post', channel: number, data });
      return;
    }
    if (name === pageChannelName(this.#options.room, this.#joined!.page)) this.#watchSeat(data);
    this.#tell({ kind: 'post', channel: number, data });
  }

  #watchSeat(data: unknown): void {
    const parsed = v.safeParse(seatMessageSchema, data, { abortEarly: true });
    if (!parsed.success) return;
    const message = parsed.output;
    if (message.kind === 'seat') this.#options.onSeated(message.machine);
    if (message.kind === 'no-seat') this.#options.onSeated(undefined);
    if (message.kind !== 'configure') return;
    this.#seat = { run: message.run, self: message.machine };
    for (const [number, held] of this.#held) this.#openIfItsOwn(number, held);
  }

  #tell(message: ToDevice): void {
    this.#options.send(JSON.stringify(message));
  }
}
