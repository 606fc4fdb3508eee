// A party's connection to the relay of its room. It may be there before the relay is; when the relay is stopped, it waits for
// the next one.
import * as v from 'valibot';
import type { Unsubscribe } from '../link.ts';
import type { OpenPairChannel, PairChannel } from '../pair-channel.ts';
import { randomName } from '../random-name.ts';
import { ServerStates, type ServerConnection, type ServerState } from '../server/server-connection.ts';
import { WaitingPackets } from '../server/waiting-packets.ts';
import { answerSchema, doorSchema, relayChannelName, type Request } from './relay-notes.ts';

const STOPPED = 'The relay was stopped.';
const REPLACED = 'Another relay has taken its place.';

export interface RelayConnectionOptions {
  readonly room: string;
  readonly openChannel: OpenPairChannel;
}

export class RelayConnection implements ServerConnection {
  readonly #room: string;
  readonly #openChannel: OpenPairChannel;
  readonly #states = new ServerStates();
  readonly #listeners = new Map<string, (bytes: Uint8Array) => void>();
  readonly #waiting = new WaitingPackets();
  readonly #door: PairChannel;
  /** The channel that the relay is asked on, or may be. */
  #own: PairChannel | undefined;
  /** The name under which it knocked last. */
  #party: string | undefined;
  #relay: string | undefined;
  /** Addresses at which the relay has been asked to be heard and has not said yes yet. */
  readonly #unheard = new Set<string>();

  constructor({ room, openChannel }: RelayConnectionOptions) {
    this.#room = room;
    this.#openChannel = openChannel;
    this.#door = openChannel(relayChannelName(room, 'door'), data => this.#hearDoor(data));
    this.#knock();
  }

  get state(): ServerState {
    return this.#states.now;
  }

  subscribe(listener: (state: ServerState) => void): Unsubscribe {
    return this.#states.subscribe(listener);
  }

  listen(address: string, onBytes: (bytes: Uint8Array) => void): Unsubscribe {
    this.#listeners.set(address, onBytes);
    if (this.#relay !== undefined) this.#askToListen(address);
    return () => {
      if (this.#listeners.get(address) !== onBytes) return;
      this.#listeners.delete(address);
      this.#heard(address);
      if (this.#relay !== undefined) this.#ask({ kind: 'ignore', address });
    };
  }

  post(address: string, bytes: Uint8Array): void {
    if (this.state.kind === 'closed') return;
    if (this.#relay === undefined || this.#unheard.size > 0) this.#waiting.add({ address, bytes });
    else this.#ask({ kind: 'post', address, bytes });
  }

  close(): void {
    if (this.state.kind === 'closed') return;
    if (this.#relay !== undefined) this.#ask({ kind: 'leave' });
    this.#letGo();
    this.#door.close();
    this.#waiting.take();
    this.#listeners.clear();
    this.#states.become({ kind: 'closed', reason: undefined });
  }

  /** Each time under another name: what an earlier relay says to it is not heard. */
  #knock(relay?: string): void {
    const party = randomName();
    this.#party = party;
    this.#own = this.#openChannel(relayChannelName(this.#room, { party }), data => this.#hear(party, data));
    const knock = this.#openChannel(relayChannelName(this.#room, 'knock'), () => undefined);
    knock.post({ kind: 'knock', party, ...(relay !== undefined && { relay }) });
    knock.close();
  }

  #hearDoor(data: unknown): void {
    const parsed = v.safeParse(doorSchema, data, { abortEarly: true });
    if (!parsed.success || parsed.output.relay === this.#relay) return;
    if (this.#relay !== undefined) {
      this.#ask({ kind: 'leave' });
      this.#states.become({ kind: 'lost', reason: REPLACED });
    }
    this.#letGo();
    this.#knock(parsed.output.relay);
  }

  #hear(party: string, data: unknown): void {
    const parsed = v.safeParse(answerSchema, data, { abortEarly: true });
    if (!parsed.success || party !== this.#party) return;
    const answer = parsed.output;
    if (answer.kind === 'mail') this.#listeners.get(answer.address)?.(answer.bytes);
    else if (answer.kind === 'listening') this.#heard(answer.address);
    else if (answer.kind === 'welcome') this.#enter(answer.relay);
    else {
      this.#letGo();
      this.#states.become({ kind: 'lost', reason: STOPPED });
    }
  }

  #enter(relay: string): void {
    if (this.#relay !== undefined) return;
    this.#relay = relay;
    this.#ask({ kind: 'come', relay });
    for (const address of this.#listeners.keys()) this.#askToListen(address);
    this.#openIfHeard();
  }

  #askToListen(address: string): void {
    this.#unheard.add(address);
    this.#ask({ kind: 'listen', address });
  }

  #heard(address: string): void {
    if (this.#unheard.delete(address)) this.#openIfHeard();
  }

  #openIfHeard(): void {
    if (this.#unheard.size > 0 || this.#relay === undefined) return;
    for (const { address, bytes } of this.#waiting.take()) this.#ask({ kind: 'post', address, bytes });
    this.#states.become({ kind: 'open' });
  }

  #ask(request: Request): void {
    this.#own?.post(request);
  }

  #letGo(): void {
    this.#own?.close();
    this.#own = undefined;
    this.#party = undefined;
    this.#relay = undefined;
    this.#unheard.clear();
  }
}
