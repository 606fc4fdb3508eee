// Two computers on a network that keeps its guests apart: without help they see no address of each other, and the page says so; with a
// TURN server that a person names they join, and their machines run.
import { existsSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { answerWords, INVITE_DEVICE } from '../../src/words/joining.ts';
import { deliveryOf, NOTHING_LOST } from '../support/exactly-once.ts';
import { TestNetwork, whyNoHosts, type TestHost } from '../support/hosts.ts';
import { answerOf, giveAnswer, invite, join, said } from '../support/joining.ts';
import { Laboratory, timeoutFor } from '../support/laboratory.ts';

const TURN = ['/usr/bin/turnserver', '/usr/local/bin/turnserver'].find(path => existsSync(path));
const WHY_NOT = whyNoHosts() ?? (TURN === undefined ? 'there is no turnserver (Debian: coturn)' : undefined);
const NOT_RUN = WHY_NOT === undefined ? '' : ` (NOT RUN: ${WHY_NOT})`;
const SECONDS = 10;

async function openAt(host: TestHost, path: string): Promise<Page> {
  const page = await (await host.openBrowser()).newPage();
  await expect(async () => void (await page.goto(`${host.site}${path}`))).toPass();
  return page;
}

test(`computers that a network keeps apart say so, and run over a TURN server that a person names${NOT_RUN}`, async () => {
  test.skip(WHY_NOT !== undefined);
  test.setTimeout(timeoutFor(120));
  const network = new TestNetwork('turn', 3);
  try {
    const [near, far, server] = network.hosts as readonly [TestHost, TestHost, TestHost];
    network.isolate(1, 2);
    for (const host of [near, far]) host.serveSite();
    const turn = server.serveTurn(TURN!, 'ada:love@lace');
    const laboratory = new Laboratory(await openAt(near, `#/trial?rates=12,10,7&die=4&seconds=${SECONDS}`));
    const device = await openAt(far, '#/machine?place=device');

    await device.goto(await invite(laboratory));
    await giveAnswer(laboratory, await answerOf(device));
    await expect(said(laboratory)).toHaveText(/These two devices see no address of each other.*TURN server/, {
      timeout: timeoutFor(60),
    });

    await laboratory.page.getByText(INVITE_DEVICE.settings).click();
    const servers = laboratory.page.getByRole('textbox', { name: INVITE_DEVICE.servers });
    await servers.fill(`stun:${turn} turn:ada:love%40lace@${turn}`);
    await servers.blur();
    await join(laboratory, device);
    await expect(said(laboratory)).toHaveText(answerWords({ kind: 'joined' }));

    await laboratory.button('Run').click();
    await laboratory.finished(SECONDS);
    expect(deliveryOf(await laboratory.download(/JSONL/))).toMatchObject(NOTHING_LOST);
    await expect(laboratory.facts).toContainText('3 links over WebRTC');
  } finally {
    await network.close();
  }
});
