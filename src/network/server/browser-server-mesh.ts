// The mesh of a machine in a page or worker whose links all go through one server: the relay of its room, or a broker.
import type { Mesh } from '../mesh.ts';
import { assert } from '../../core/assert.ts';
import { openBroadcastChannel } from '../broadcast/broadcast-channels.ts';
import type { ServerLink } from '../link-choice.ts';
import { RelayConnection } from '../relay/relay-connection.ts';
import { machineAddress, PlainMailbox, type Mailbox } from './mailbox.ts';
import { readRoomKey } from './room-key.ts';
import { connectServerMesh, type ServerMeshOptions } from './server-mesh.ts';

/** Any of these addresses, and what all packets are sealed with. */
export interface BrokerOfRun {
  readonly urls: readonly string[];
  readonly key: string;
}

interface Options extends Omit<ServerMeshOptions, 'kind' | 'mailbox'> {
  readonly broker?: BrokerOfRun | undefined;
}

/** As connectServerMesh; opens the connection and closes it with the mesh. Rejects with what keeps it from being opened, too. */
export async function openBrowserServerMesh(options: Options, kind: ServerLink): Promise<Mesh> {
  const mailbox = await (kind === 'relay' ? mailboxAtRelay(options) : mailboxAtBroker(options));
  const letGo = (): void => {
    mailbox.close();
    // What was said last is still being sealed.
    void mailbox.settled().then(() => mailbox.connection.close());
  };
  try {
    const mesh = await connectServerMesh({ ...options, kind, mailbox });
    const ending = (end: () => void) => () => {
      end();
      letGo();
    };
    return { ...mesh, close: ending(mesh.close), suspend: ending(mesh.suspend) };
  } catch (error) {
    letGo();
    throw error;
  }
}

/** The relay is of the same browser: what goes through it needs no seal. */
function mailboxAtRelay(options: Options): Mailbox {
  const connection = new RelayConnection({ room: options.room, openChannel: openBroadcastChannel });
  return new PlainMailbox({ connection, address: machineAddress(options) });
}

async function mailboxAtBroker({ broker, ...place }: Options): Promise<Mailbox> {
  const [first, ...others] = broker?.urls ?? [];
  const key = readRoomKey(broker?.key ?? '');
  assert(first !== undefined && key, 'links through a broker have its address and a key');
  const [{ openBrokerConnection }, { openSealedMailbox }] = await Promise.all([
    import('../broker/open-broker.ts'),
    import('./sealed-mailbox.ts'),
  ]);
  const where = typeof document === 'undefined' ? 'here' : 'worker';
  const connection = await openBrokerConnection({ urls: [first, ...others], where });
  try {
    return await openSealedMailbox({ connection, key, address: machineAddress(place) });
  } catch (error) {
    connection.close();
    throw error;
  }
}
