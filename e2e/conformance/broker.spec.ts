// The laws of the network in a page whose mail goes through a real broker, sealed, from a worker of its own.
import { carryingLaws } from '../../src/testing/network/carrying-laws.ts';
import {
  findBroker,
  startMosquitto,
  whyNot,
  type RealBrokers,
} from '../../src/testing/network/real-brokers.ts';
import { sessionLaws } from '../../src/testing/network/session-laws.ts';
import { signalingLaws } from '../../src/testing/network/signaling-laws.ts';
import { expect, test } from '../support/workshop.ts';

const suites = {
  'sessions over a broker': [...carryingLaws, ...sessionLaws],
  'signaling over a broker': signalingLaws,
};

test.describe(`Mosquitto${whyNot('mosquitto')}`, () => {
  test.skip(!findBroker('mosquitto'), 'Mosquitto is not installed here');
  const started: RealBrokers[] = [];
  test.beforeAll(async () => {
    started.push(await startMosquitto());
  });
  test.afterAll(() => Promise.all(started.map(brokers => brokers.stop())));

  for (const [suite, laws] of Object.entries(suites)) {
    for (const { name } of laws) {
      test(`${suite}: ${name}`, async ({ workshop }) => {
        const law = [suite, name, started[0]!.nodes[0]!.url] as const;
        expect(await workshop.evaluate(([s, n, url]) => window.workshop.runLaw(s, n, url), law)).toEqual({
          ok: true,
        });
      });
    }
  }
});
