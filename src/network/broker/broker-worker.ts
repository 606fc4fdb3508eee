// The worker that has a page's connection to a broker: a script of its own, for which the page's content policy does not hold.
import { LinkOverflowError, type Unsubscribe } from '../link.ts';
import { BrokerConnection } from './broker-connection.ts';
import type { FromBroker, ToBroker } from './broker-messages.ts';
import { loadMqtt } from './load-mqtt.ts';

/** What was counted is told so often. */
const TELL_EVERY_MS = 25;

function startServing(): void {
  let connection: BrokerConnection | undefined;
  /** What is asked before there is one. */
  let asked: ToBroker[] | undefined = [];
  const listened = new Map<string, Unsubscribe>();
  const tell = (message: FromBroker, transfer: Transferable[] = []): void =>
    postMessage(message, { transfer });

  const begin = async (urls: readonly string[]): Promise<void> => {
    const opened = new BrokerConnection({ urls, connect: await loadMqtt() });
    connection = opened;
    let told = JSON.stringify(opened.counts);
    setInterval(() => {
      const counts = JSON.stringify(opened.counts);
      if (counts !== told) tell({ kind: 'counts', counts: opened.counts });
      told = counts;
    }, TELL_EVERY_MS);
    opened.subscribe(state => tell({ kind: 'state', state }));
    const waiting = asked ?? [];
    asked = undefined;
    waiting.forEach(serve);
  };

  const serve = (message: ToBroker): void => {
    if (message.kind === 'open') void begin(message.urls);
    else if (!connection) asked?.push(message);
    else if (message.kind === 'post') post(connection, message.address, message.bytes);
    else if (message.kind === 'listen') listen(connection, message.address);
    else if (message.kind === 'ignore') listened.get(message.address)?.();
    else {
      connection.close();
      setTimeout(() => close(), CLOSE_AFTER_MS); // what was posted still goes out
    }
  };

  const listen = (to: BrokerConnection, address: string): void => {
    const stop = to.listen(address, bytes => {
      const own = bytes.slice();
      tell({ kind: 'packet', address, bytes: own }, [own.buffer]);
    });
    listened.set(address, stop);
  };

  const post = (to: BrokerConnection, address: string, bytes: Uint8Array): void => {
    try {
      to.post(address, bytes);
    } catch (error) {
      if (!(error instanceof LinkOverflowError)) throw error; // the page has the same bound, and throws before
    }
  };

  addEventListener('message', ({ data }: MessageEvent<ToBroker>) => serve(data));
}

const CLOSE_AFTER_MS = 2000;

startServing();
