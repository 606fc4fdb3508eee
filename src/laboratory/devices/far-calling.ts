// How the page of a machine on another device comes into a room by an invitation: it knocks at the trial's page over the broker that
// the invitation names, and leaves the broker once its line is open; when it loses the line, it knocks again.
import * as v from 'valibot';
import { Store } from '../../core/store.ts';
import { randomName } from '../../network/random-name.ts';
import type { Mailbox } from '../../network/server/mailbox.ts';
import { readRoomKey } from '../../network/server/room-key.ts';
import { openSealedMailbox } from '../../network/server/sealed-mailbox.ts';
import type { ServerConnection, ServerState } from '../../network/server/server-connection.ts';
import type { PairChannel } from '../../network/pair-channel.ts';
import type { LinePeerDoor, OpenLinePeer } from '../../network/webrtc/line-peer.ts';
import type { Cancel, Scheduler } from '../../time/scheduler.ts';
import { DeviceLine } from './device-line.ts';
import type { CallProblem, JoiningDoor, JoiningState } from './joining-door.ts';
import {
  CALLER_SLOTS,
  callerAddress,
  deskAddress,
  JOIN_CHANNEL,
  toCallerSchema,
  type FromCaller,
} from './invitation-messages.ts';

const KNOCK_EVERY_MS = 2000;
/** Without an answer for so long, the key is wrong or the trial's page is gone: it begins anew, and then after twice that time. */
const NO_ANSWER_AFTER_MS = 6000;
const NO_ANSWER_AFTER_MAX_MS = 60_000;

/** Rejects where an address is none. */
export type OpenServer = (urls: readonly string[]) => Promise<ServerConnection>;

export interface FarCallingOptions {
  readonly room: string;
  readonly device: string;
  readonly tab: string;
  readonly page: string;
  readonly scheduler: Scheduler;
  readonly openPeer: OpenLinePeer;
  readonly openServer: OpenServer;
  readonly brokers: readonly string[];
  /** As the invitation has it. */
  readonly key: string;
}

/** One stay at the broker. */
interface Call {
  readonly connection: ServerConnection;
  readonly mailbox: Mailbox;
  readonly channel: PairChannel;
}

export class FarCalling implements JoiningDoor {
  readonly line: DeviceLine;
  readonly #options: FarCallingOptions;
  readonly #store = new Store<JoiningState>(() => this.#describe());
  #isJoined = false;
  #wasJoined = false;
  #problem: CallProblem | undefined;
  #server: ServerState = { kind: 'connecting' };
  #call: Call | undefined;
  #attempt = randomName();
  #peer: LinePeerDoor | undefined;
  #askedMs = NaN;
  #patienceMs = NO_ANSWER_AFTER_MS;
  #cancelKnock: Cancel = () => undefined;
  /** Stays at the broker so far; what comes of an earlier one is ignored. */
  #turn = 0;
  #isClosed = false;

  constructor(options: FarCallingOptions) {
    this.#options = options;
    this.line = new DeviceLine({
      ...options,
      onJoined: () => this.#join(),
      onLost: () => this.#lose(),
      onLeft: () => this.#lose(),
    });
    void this.#begin();
  }

  get state(): JoiningState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** The page goes: says goodbye. */
  close(): void {
    this.#isClosed = true;
    this.line.close();
    this.#leaveBroker();
    this.#peer?.close();
    this.#store.close();
  }

  async #begin(): Promise<void> {
    const { brokers, key: text, room, openServer } = this.#options;
    const turn = ++this.#turn;
    const key = readRoomKey(text);
    if (!key) return this.#fail({ kind: 'bad-key' });
    let connection: ServerConnection | undefined;
    try {
      connection = await openServer(brokers);
      const mailbox = await openSealedMailbox({ connection, address: callerAddress(room, anySlot()), key });
      if (turn !== this.#turn || this.#isClosed) return connection.close();
      const channel = mailbox.openChannel(deskAddress(room), JOIN_CHANNEL, data => this.#hear(turn, data));
      this.#call = { connection, mailbox, channel };
      this.#server = connection.state;
      connection.subscribe(state => {
        if (turn !== this.#turn) return;
        this.#server = state;
        this.#changed();
      });
      this.#askedMs = this.#options.scheduler.nowMs();
      this.#knock();
    } catch (error) {
      connection?.close();
      if (turn === this.#turn)
        this.#fail({ kind: 'no-broker', reason: error instanceof Error ? error.message : String(error) });
    }
    this.#changed();
  }

  #knock(): void {
    const { scheduler } = this.#options;
    const nowMs = scheduler.nowMs();
    if (!this.#peer) {
      this.#say({ kind: 'knock', attempt: this.#attempt });
      if (nowMs - this.#askedMs > this.#patienceMs && this.#server.kind === 'open') return this.#callAnew();
    }
    this.#cancelKnock = scheduler.at(nowMs + KNOCK_EVERY_MS, () => this.#knock());
  }

  /** Under another address, should somebody else have had the same. */
  #callAnew(): void {
    this.#patienceMs = Math.min(2 * this.#patienceMs, NO_ANSWER_AFTER_MAX_MS);
    this.#leaveBroker();
    this.#fail({ kind: 'no-answer' });
    void this.#begin();
  }

  #hear(turn: number, data: unknown): void {
    const parsed = v.safeParse(toCallerSchema, data, { abortEarly: true });
    if (!parsed.success || turn !== this.#turn || parsed.output.attempt !== this.#attempt) return;
    this.#askedMs = this.#options.scheduler.nowMs();
    const message = parsed.output;
    if (message.kind === 'full') this.#fail({ kind: 'full' });
    else if (!this.#peer) this.#answer(message);
  }

  #answer({
    description,
    servers,
  }: {
    readonly description: string;
    readonly servers: JoiningServers;
  }): void {
    const { scheduler, openPeer } = this.#options;
    const attempt = this.#attempt;
    this.#problem = undefined;
    try {
      const peer = openPeer({
        iceServers: servers,
        scheduler,
        offer: description,
        onDescription: answer => this.#say({ kind: 'answer', attempt, description: answer }),
        onOpen: carrier => this.line.attach(carrier),
        onFrame: frame => {
          if (peer === this.#peer) this.line.hear(frame);
        },
        onLost: loss => {
          if (peer !== this.#peer) return;
          this.#peer = undefined;
          this.#attempt = randomName();
          this.#askedMs = scheduler.nowMs();
          if (loss.kind === 'broken') this.line.lose(loss.reason);
          else this.#fail({ kind: 'connection', loss });
        },
      });
      this.#peer = peer;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#fail({ kind: 'connection', loss: { kind: 'refused', reason } });
    }
    this.#changed();
  }

  #join(): void {
    this.#isJoined = true;
    this.#patienceMs = NO_ANSWER_AFTER_MS;
    this.#wasJoined = true;
    this.#problem = undefined;
    this.#leaveBroker();
    this.#changed();
  }

  /** Nothing carries the line: the broker is needed again. */
  #lose(): void {
    if (this.#isClosed) return;
    this.#peer?.close();
    this.#peer = undefined;
    this.#attempt = randomName();
    if (!this.#isJoined) return;
    this.#isJoined = false;
    this.#server = { kind: 'connecting' };
    void this.#begin();
    this.#changed();
  }

  #leaveBroker(): void {
    this.#turn += 1;
    this.#cancelKnock();
    const call = this.#call;
    this.#call = undefined;
    if (!call) return;
    call.channel.close();
    call.mailbox.close();
    void call.mailbox.settled().then(() => call.connection.close());
  }

  #say(message: FromCaller): void {
    this.#call?.channel.post(message);
  }

  #fail(problem: CallProblem): void {
    this.#problem = problem;
    this.#changed();
  }

  #changed(): void {
    this.#store.renew();
  }

  #describe(): JoiningState {
    if (this.#isJoined) return { kind: 'joined' };
    return {
      kind: 'calling',
      server: this.#server,
      isLost: this.#wasJoined,
      isAnswered: this.#peer !== undefined,
      problem: this.#problem,
    };
  }
}

type JoiningServers = Parameters<OpenLinePeer>[0]['iceServers'];

function anySlot(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! % CALLER_SLOTS;
}
