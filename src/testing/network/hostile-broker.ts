// A broker that is not one: it takes connections over plain TCP and does to them what a test says. Only for what no real broker
// does: refusing by each code, junk, silence, floods, packets changed and repeated, connections dropped.
import { createServer, type Server, type Socket } from 'node:net';

/** What one connection says, as far as tests care. */
export type Said =
  | { readonly kind: 'connect' | 'ping' | 'disconnect' | 'other' }
  | { readonly kind: 'subscribe'; readonly id: number; readonly topic: string }
  | { readonly kind: 'publish'; readonly id: number; readonly topic: string; readonly payload: Buffer };

export interface Caller {
  /** From 1 on, in the order in which they came. */
  readonly number: number;
  write(...packets: readonly Uint8Array[]): void;
  hangUp(): void;
}

export type Manners = (said: Said, caller: Caller, broker: HostileBroker) => void;

export const connack = (code: number): Uint8Array => Buffer.from([0x20, 2, 0, code]);
export const suback = (id: number, code = 1): Uint8Array => Buffer.from([0x90, 3, id >> 8, id & 255, code]);
export const puback = (id: number): Uint8Array => Buffer.from([0x40, 2, id >> 8, id & 255]);
export const pong: Uint8Array = Buffer.from([0xd0, 0]);

/** At most once, so that nothing has to be said to it. */
export function publish(topic: string, payload: Uint8Array): Uint8Array {
  const name = Buffer.from(topic);
  const length = 2 + name.length + payload.length;
  const digits: number[] = [];
  for (let rest = length; rest > 0 || digits.length === 0; rest >>= 7)
    digits.push((rest & 127) | (rest > 127 ? 128 : 0));
  return Buffer.concat([Buffer.from([0x30, ...digits, name.length >> 8, name.length & 255]), name, payload]);
}

/** What an honest one does. */
export const honest: Manners = (said, caller, broker) => {
  if (said.kind === 'connect') caller.write(connack(0));
  else if (said.kind === 'ping') caller.write(pong);
  else if (said.kind === 'subscribe') {
    broker.listen(caller, said.topic);
    caller.write(suback(said.id));
  } else if (said.kind === 'publish') {
    caller.write(puback(said.id));
    broker.handOn(said.topic, said.payload);
  }
};

export class HostileBroker {
  manners: Manners = honest;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #listeners = new Map<string, Set<Caller>>();
  #callers = 0;

  private constructor() {
    this.#server = createServer(socket => this.#take(socket));
  }

  static async start(): Promise<HostileBroker> {
    const broker = new HostileBroker();
    await new Promise<void>(resolve => broker.#server.listen(0, '127.0.0.1', resolve));
    return broker;
  }

  get callers(): number {
    return this.#callers;
  }

  /** As plain MQTT; a test hands it to the library in the place of the address over WebSockets. */
  get plainUrl(): string {
    return `mqtt://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  listen(caller: Caller, topic: string): void {
    const callers = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, callers.add(caller));
  }

  handOn(topic: string, payload: Uint8Array): void {
    for (const caller of this.#listeners.get(topic) ?? []) caller.write(publish(topic, payload));
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise(resolve => this.#server.close(resolve));
  }

  #take(socket: Socket): void {
    this.#sockets.add(socket);
    this.#callers += 1;
    const caller: Caller = {
      number: this.#callers,
      write: (...packets) => void (socket.writable && socket.write(Buffer.concat(packets))),
      hangUp: () => socket.destroy(),
    };
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.#sockets.delete(socket);
      for (const callers of this.#listeners.values()) callers.delete(caller);
    });
    let rest = Buffer.alloc(0);
    socket.on('data', data => {
      rest = Buffer.concat([rest, data]);
      for (let packet = nextOf(rest); packet; packet = nextOf(rest)) {
        rest = rest.subarray(packet.end);
        this.manners(readSaid(packet.type, packet.body), caller, this);
      }
    });
  }
}

/** The first packet of some bytes, once it is whole: MQTT 3.1.1, 2.2. */
function nextOf(
  bytes: Buffer,
): { readonly type: number; readonly body: Buffer; readonly end: number } | undefined {
  let length = 0;
  for (let at = 1; at < bytes.length && at <= 4; at++) {
    length += (bytes[at]! & 127) << (7 * (at - 1));
    if (bytes[at]! & 128) continue;
    const end = at + 1 + length;
    return end <= bytes.length ? { type: bytes[0]! >> 4, body: bytes.subarray(at + 1, end), end } : undefined;
  }
  return undefined;
}

function readSaid(type: number, body: Buffer): Said {
  if (type === 8) {
    const length = body.readUInt16BE(2);
    return { kind: 'subscribe', id: body.readUInt16BE(0), topic: body.toString('utf8', 4, 4 + length) };
  }
  if (type === 3) {
    const length = body.readUInt16BE(0);
    const topic = body.toString('utf8', 2, 2 + length);
    return { kind: 'publish', topic, id: body.readUInt16BE(2 + length), payload: body.subarray(4 + length) };
  }
  const kinds: Readonly<Record<number, 'connect' | 'ping' | 'disconnect'>> = {
    1: 'connect',
    12: 'ping',
    14: 'disconnect',
  };
  return { kind: kinds[type] ?? 'other' };
}
