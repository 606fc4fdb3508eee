// How a page, a worker or a Node program gets a connection to a broker. In a page the connection is in a worker: the pages'
// content policy lets them reach nothing but their own site, and a broker's floods keep nobody there. What speaks MQTT is loaded then,
// and not before.
import type { ServerConnection } from '../server/server-connection.ts';
import { BrokerConnection, readBrokerUrl } from './broker-connection.ts';
import { loadMqtt } from './load-mqtt.ts';
import { WorkerConnection } from './worker-connection.ts';

export interface BrokerOptions {
  /** wss:// or ws://, of one broker or of several of one cluster; with user name and password, where it wants them. */
  readonly urls: readonly [string, ...string[]];
  /** worker: from a page. here: from a worker that is there already, and from Node. */
  readonly where: 'here' | 'worker';
}

/**
 * Throws BrokerUrlError for an address that is none. It resolves with a connection that is still being opened: its
 * state says how it goes, and why not.
 */
export async function openBrokerConnection({ urls, where }: BrokerOptions): Promise<ServerConnection> {
  const read = urls.map(readBrokerUrl);
  if (where === 'worker') return new WorkerConnection(read);
  return new BrokerConnection({ urls: read, connect: await loadMqtt() });
}
