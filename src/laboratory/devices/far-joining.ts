// How the page of a machine on another device comes into a room: by the code of the trial's page and an answer that a person carries
// back. What it says of itself is plain data for its view.
import { Store } from '../../core/store.ts';
import { OFFER_HOLDS_MS, readOffer, writeCode } from '../../network/line/join-code.ts';
import type { IceServers } from '../../network/ice-servers.ts';
import type { LineCarrier } from '../../network/line/line.ts';
import type { LinePeerDoor, OpenLinePeer } from '../../network/webrtc/line-peer.ts';
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import { DeviceLine } from './device-line.ts';
import type { JoiningDoor, JoiningState, JoinRefusal } from './joining-door.ts';

export interface FarJoiningOptions {
  readonly room: string;
  readonly device: string;
  readonly tab: string;
  readonly page: string;
  readonly scheduler: Scheduler;
  readonly openPeer: OpenLinePeer;
}

export class FarJoining implements JoiningDoor {
  readonly line: DeviceLine;
  readonly #options: FarJoiningOptions;
  readonly #store = new Store<JoiningState>(() => this.#now);
  #now: JoiningState = { kind: 'code-wanted', isLost: false, refusal: undefined };
  #peer: LinePeerDoor | undefined;
  #wasJoined = false;
  #cancelExpiry: Cancel = () => undefined;
  #servers: IceServers = [];
  /** Codes that were taken so far. */
  #taken = 0;

  constructor(options: FarJoiningOptions) {
    this.#options = options;
    this.line = new DeviceLine({
      ...options,
      onJoined: () => {
        this.#wasJoined = true;
        this.#become({ kind: 'joined' });
      },
      onLost: reason => this.#want({ kind: 'connection', loss: { kind: 'broken', reason } }),
      onLeft: reason => this.#want({ kind: 'left', reason }),
    });
  }

  get state(): JoiningState {
    return this.#store.state;
  }

  /** For links between machines: those that the trial's page named last. */
  get servers(): IceServers {
    return this.line.servers.length > 0 ? this.line.servers : this.#servers;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  async takeCode(text: string): Promise<void> {
    const { scheduler, room, openPeer } = this.#options;
    const own = ++this.#taken;
    this.#become({ kind: 'reading' });
    const read = await readOffer(text, scheduler.nowMs());
    if (own !== this.#taken) return;
    if (read.kind === 'refused') return this.#want({ kind: 'code', why: read.why });
    const { offer, description, servers } = read.code;
    if (read.code.room !== room) return this.#want({ kind: 'code', why: 'other-room' });
    this.#servers = servers;
    this.#peer?.close();
    try {
      const peer = openPeer({
        iceServers: servers,
        scheduler,
        offer: description,
        isByHand: true,
        onDescription: answer => void this.#show(own, { offer, description: answer }),
        onOpen: (carrier: LineCarrier) => {
          this.#cancelExpiry();
          this.line.attach(carrier);
        },
        onFrame: frame => {
          if (peer === this.#peer) this.line.hear(frame);
        },
        onLost: loss => {
          if (peer !== this.#peer) return;
          this.#peer = undefined;
          if (loss.kind === 'broken') this.line.lose(loss.reason);
          else this.#want({ kind: 'connection', loss });
        },
      });
      this.#peer = peer;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#want({ kind: 'connection', loss: { kind: 'refused', reason } });
    }
  }

  /** The page goes: says goodbye. */
  close(): void {
    this.#taken += 1;
    this.#cancelExpiry();
    this.line.close();
    this.#peer?.close();
    this.#store.close();
  }

  async #show(own: number, code: { readonly offer: string; readonly description: string }): Promise<void> {
    const answer = await writeCode({ kind: 'answer', ...code });
    if (own !== this.#taken || this.#now.kind === 'joined') return;
    this.#become({ kind: 'answer', answer });
    const { scheduler } = this.#options;
    this.#cancelExpiry();
    this.#cancelExpiry = scheduler.at(scheduler.nowMs() + OFFER_HOLDS_MS, () => {
      if (this.#now.kind !== 'answer') return;
      this.#peer?.close();
      this.#peer = undefined;
      this.#want({ kind: 'code', why: 'expired' });
    });
  }

  #want(refusal: JoinRefusal): void {
    this.#become({ kind: 'code-wanted', isLost: this.#wasJoined, refusal });
  }

  #become(state: JoiningState): void {
    this.#now = state;
    this.#store.renew();
  }
}
