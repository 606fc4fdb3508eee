// A Firefox and a Chromium in one room: they share nothing but an invitation link.
import { findFirefox } from '../scripts/find-browser.mjs';
import { findBroker, startMosquitto } from '../src/testing/network/real-brokers.ts';
import { deliveryOf, NOTHING_LOST } from './support/exactly-once.ts';
import { inFirefox } from './support/firefox.ts';
import { inviteOver } from './support/joining.ts';
import { expect, test, timeoutFor } from './support/laboratory.ts';

const firefox = findFirefox();

if (firefox && findBroker('mosquitto'))
  test('a Firefox joins a trial in Chromium by an invitation link, and nothing is lost', async ({
    laboratory,
  }) => {
    test.setTimeout(timeoutFor(60));
    const brokers = await startMosquitto();
    try {
      await laboratory.open('rates=12,10,7&die=4&seconds=8');
      const link = await inviteOver(laboratory, brokers.nodes[0]!.url);
      await expect(laboratory.page.getByText('Connected to the broker: devices can join.')).toBeVisible();
      const seen = inFirefox(
        firefox,
        `const device = open(${JSON.stringify(new URL(link).hash)});
         const { page } = await until(() => device.document.querySelector('lazy-part')?.shadowRoot?.querySelector('machine-view'), 'a machine');
         await until(() => page.state.phase === 'running', 'a run', 60);
         const kinds = page.state.links.map(({ kind }) => kind);
         await until(() => page.state.phase === 'done', 'its end', 60);
         return { kinds, problems };`,
      );
      await expect(laboratory.page.getByText('Device 1: machine 1')).toBeVisible({
        timeout: timeoutFor(20),
      });
      await laboratory.button('Run').click();
      await laboratory.finished(8);
      expect(await seen).toEqual({ kinds: ['webrtc', 'webrtc'], problems: [] });
      expect(deliveryOf(await laboratory.download(/JSONL/))).toMatchObject(NOTHING_LOST);
    } finally {
      await brokers.stop();
    }
  });
