// One connection to one MQTT broker over WebSockets, from its beginning to its end, and why it ended in a sentence. Only this file knows the
// library that speaks MQTT.
import type { IClientOptions, MqttClient } from 'mqtt';
import { randomName } from '../random-name.ts';

/** An address is a topic below this: nothing else of the broker is touched. */
const TOPIC_PREFIX = 'lamplight/';
const CONNECT_TIMEOUT_MS = 5000;
/** A broker that is silent for longer than one and a half times this is lost. */
const KEEPALIVE_SECONDS = 10;

export type ConnectMqtt = (url: string, options: IClientOptions) => MqttClient;

export interface BrokerClientOptions {
  readonly url: string;
  readonly connect: ConnectMqtt;
  /** The broker has said welcome. */
  readonly onOpen: () => void;
  readonly onPacket: (address: string, bytes: Uint8Array) => void;
  /** It is over, or did not begin. Called once, and never after {@link BrokerClient.end}. */
  readonly onLost: (reason: string) => void;
}

export class BrokerClient {
  readonly #options: BrokerClientOptions;
  readonly #client: MqttClient;
  #isOpen = false;
  #isOver = false;

  constructor(options: BrokerClientOptions) {
    this.#options = options;
    const client = options.connect(options.url, {
      protocolVersion: 4,
      clientId: randomName().slice(0, 20), // of a page, and of no use to anybody else
      clean: true, // the broker keeps nothing for us
      keepalive: KEEPALIVE_SECONDS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      reconnectPeriod: 0,
      resubscribe: false,
      timerVariant: 'native',
    });
    this.#client = client;
    client.on('connect', () => {
      this.#isOpen = true;
      if (!this.#isOver) options.onOpen();
    });
    client.on('message', (topic, payload) => {
      if (this.#isOver || !topic.startsWith(TOPIC_PREFIX)) return;
      options.onPacket(topic.slice(TOPIC_PREFIX.length), new Uint8Array(payload));
    });
    client.on('error', error => this.lose(reasonOf(error, nameOf(options.url), this.#isOpen)));
    client.on('close', () => {
      const name = nameOf(options.url);
      this.lose(this.#isOpen ? `The broker ${name} closed the connection.` : unreachable(name));
    });
  }

  /** `onHeard`: what is posted to the address from now on comes here. */
  listen(address: string, onHeard: () => void): void {
    this.#client.subscribe(TOPIC_PREFIX + address, { qos: 1 }, (error, granted) => {
      if (this.#isOver) return;
      if (!error && granted?.every(({ qos }) => qos < 128)) onHeard();
      else this.lose(`The broker ${nameOf(this.#options.url)} does not allow this page to listen.`);
    });
  }

  ignore(address: string): void {
    this.#client.unsubscribe(TOPIC_PREFIX + address);
  }

  /** `onTaken`: the broker has it. */
  post(address: string, bytes: Uint8Array, onTaken: () => void): void {
    // The library's browser build wants a Buffer in its types, and takes any bytes.
    this.#client.publish(TOPIC_PREFIX + address, bytes as Buffer, { qos: 1 }, error => {
      if (!error && !this.#isOver) onTaken();
    });
  }

  /** Ends it from this side, with a reason to be told. */
  lose(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#client.end(true);
    this.#options.onLost(reason);
  }

  /** What was posted still goes out. Idempotent. */
  end(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#client.end(!this.#isOpen);
  }
}

/** A broker's name without what is secret in its address. */
function nameOf(url: string): string {
  return new URL(url).host;
}

const unreachable = (name: string): string =>
  `The broker ${name} gives no connection: it cannot be reached, or is not an MQTT broker over WebSockets.`;

/** By the return codes of MQTT 3.1.1 (3.2.2.3). */
const REFUSALS: Readonly<Record<number, string>> = {
  1: 'it does not know MQTT 3.1.1',
  2: 'it does not accept the name of this connection',
  3: 'it is not available now',
  4: 'the user name or the password is wrong',
  5: 'this connection is not allowed',
};

function reasonOf(error: Error & { readonly code?: unknown }, name: string, isOpen: boolean): string {
  const refusal = typeof error.code === 'number' && !isOpen ? REFUSALS[error.code] : undefined;
  if (refusal) return `The broker ${name} refused the connection: ${refusal}.`;
  if (/timeout/i.test(error.message)) return `The broker ${name} does not answer.`;
  return isOpen ? `The broker ${name} sent what is not MQTT.` : unreachable(name);
}
