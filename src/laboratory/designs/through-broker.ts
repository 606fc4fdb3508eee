// The design with a server that a person named: an MQTT broker, or a cluster of them. Each machine has a connection to it, and what
// it sends is sealed by a key that only this measurement knows.
import { openBrokerConnection } from '../../network/broker/open-broker.ts';
import { machineAddress } from '../../network/server/mailbox.ts';
import { openSealedMailbox } from '../../network/server/sealed-mailbox.ts';
import type { DesignMaker } from './design-room.ts';
import { throughServer } from './through-server.ts';

const KEY_BYTES = 32;

/** As {@link openBrokerConnection} has it. In a page each machine's connection is in a worker. */
export function throughBroker(
  urls: readonly [string, ...string[]],
  where: 'here' | 'worker' = 'worker',
): DesignMaker {
  return throughServer('broker', async () => {
    const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
    return {
      connect: () => openBrokerConnection({ urls, where }),
      openMailbox: (connection, place) =>
        openSealedMailbox({ connection, address: machineAddress(place), key }),
      close: () => undefined,
    };
  });
}
