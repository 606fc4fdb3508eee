// Sealed mail through real brokers under the laws of all: transports, sessions over them, and signaling, over Mosquitto and over NATS. A broker
// that is not installed is named in the name of what is skipped.
import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  findBroker,
  startMosquitto,
  startNats,
  whyNot,
  type RealBrokers,
} from '../../testing/network/real-brokers.ts';
import {
  serverCarrierSetup,
  serverSignalingSetup,
  serverTransportSetup,
  type OpenMailbox,
} from '../../testing/network/server-setup.ts';
import { sessionLaws } from '../../testing/network/session-laws.ts';
import { sessionTransportSetup } from '../../testing/network/session-setup.ts';
import { signalingLaws } from '../../testing/network/signaling-laws.ts';
import { transportLaws } from '../../testing/network/transport-laws.ts';
import { RealScheduler } from '../../time/real-scheduler.ts';
import { timerWaker } from '../../time/wakers.ts';
import { machineAddress } from '../server/mailbox.ts';
import { newRoomKey, readRoomKey } from '../server/room-key.ts';
import { openSealedMailbox } from '../server/sealed-mailbox.ts';
import { openBrokerConnection } from './open-broker.ts';

const kinds = [
  ['mosquitto', () => startMosquitto()],
  ['nats-server', () => startNats(1)],
] as const;

describe.each(kinds)('sealed mail through %s', (program, start) => {
  const scheduler = new RealScheduler({ now: () => performance.now(), waker: timerWaker });
  const key = readRoomKey(newRoomKey())!;
  let brokers: RealBrokers | undefined;
  beforeAll(async () => {
    if (findBroker(program)) brokers = await start();
  });
  afterAll(() => brokers?.stop());

  const open: OpenMailbox = async place => {
    const connection = await openBrokerConnection({ urls: [brokers!.nodes[0]!.url], where: 'here' });
    return openSealedMailbox({ connection, address: machineAddress(place), key });
  };
  const not = whyNot(program);
  const law = findBroker(program) ? it : it.skip;
  law.each(transportLaws)(`transport: $name${not}`, ({ run }) =>
    run(serverTransportSetup('broker', open, 'overflows')),
  );
  law.each(signalingLaws)(`signaling: $name${not}`, ({ run }) => run(serverSignalingSetup('broker', open)));
  law.each([...transportLaws, ...sessionLaws])(`session: $name${not}`, ({ run }) =>
    run(sessionTransportSetup(serverCarrierSetup('broker', open), scheduler)),
  );
});
