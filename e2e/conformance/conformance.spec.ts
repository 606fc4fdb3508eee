// The laws of the network in a real browser: one test for each law and each kind it holds for.
import { meshLaws } from '../../src/testing/network/mesh-laws.ts';
import { sessionLaws } from '../../src/testing/network/session-laws.ts';
import { signalingLaws } from '../../src/testing/network/signaling-laws.ts';
import { transportLaws } from '../../src/testing/network/transport-laws.ts';
import { expect, test } from '../support/workshop.ts';

const suites = {
  'broadcast transport': transportLaws,
  'webrtc transport': transportLaws,
  'sessions over broadcast channels': [...transportLaws, ...sessionLaws],
  'sessions over webrtc': [...transportLaws, ...sessionLaws],
  'broadcast signaling': signalingLaws,
  mesh: meshLaws,
};

for (const [suite, laws] of Object.entries(suites)) {
  test.describe(suite, () => {
    for (const { name } of laws) {
      test(name, async ({ workshop }) => {
        const law = [suite, name] as const;
        expect(await workshop.evaluate(([s, n]) => window.workshop.runLaw(s, n), law)).toEqual({ ok: true });
      });
    }
  });
}
