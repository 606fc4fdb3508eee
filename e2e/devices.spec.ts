// Machines on other devices: two browser contexts that share nothing, as two devices do. They join by a code that is carried from
// one to the other and its answer that is carried back.
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { newRoomKey } from '../src/network/server/room-key.ts';
import { findBroker, startMosquitto, whyNot, type RealBrokers } from '../src/testing/network/real-brokers.ts';
import { answerWords, INVITE_DEVICE, JOIN_BY_CODE } from '../src/words/joining.ts';
import { YOUR_NAME } from '../src/words/seat-name.ts';
import { deliveryOf, NOTHING_LOST } from './support/exactly-once.ts';
import { drawSeldom } from './support/draw-seldom.ts';
import { answerOf, giveAnswer, invite, inviteOver, join, said } from './support/joining.ts';
import { expect, test } from './support/laboratory.ts';

const TRIAL = 'rates=12,10,7&die=4&seconds=5';

/** Another device: it has nothing of what the trial's page has. */
async function otherDevice(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: test.info().project.use.baseURL!,
    permissions: ['camera', 'microphone'],
    serviceWorkers: 'block',
  });
  await drawSeldom(context);
  return context;
}

test.beforeEach(({ context }) => drawSeldom(context));

test('a device joins by code, its machine runs with those at home, and nothing is lost', async ({
  laboratory,
  browser,
}) => {
  const context = await otherDevice(browser);
  await laboratory.open(TRIAL);
  const device = await context.newPage();
  await join(laboratory, device);
  await expect(laboratory.page.getByText('Device 1: machine 1')).toBeVisible();
  await device.getByRole('textbox', { name: YOUR_NAME.label }).fill('Ada');
  await device.getByRole('button', { name: YOUR_NAME.set }).click();
  await expect(laboratory.page.getByRole('heading', { name: 'Machine 1 (Ada)' })).toBeVisible();
  await laboratory.button('Run').click();
  await laboratory.finished(5);
  await expect(laboratory.status).toContainText('Every message arrived');
  await expect(laboratory.facts).toContainText('3 links over WebRTC');
  await expect(device.locator('machine-view').getByRole('status').first()).toContainText('Done: machine 1');
  const file = await laboratory.download(/JSONL/);
  expect(file.text).toContain('"seatNames":["Ada",null,null]');
  expect(deliveryOf(file)).toMatchObject(NOTHING_LOST);
  await context.close();
});

test('a device whose page is closed in mid-run rejoins with a new code, from its own memory', async ({
  laboratory,
  browser,
}) => {
  const context = await otherDevice(browser);
  await laboratory.open('rates=12,10,7&die=4&seconds=20');
  const device = await context.newPage();
  await join(laboratory, device);
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [2-9] s/);
  await device.goto('about:blank');
  await expect(laboratory.page.getByText(/closed at/).first()).toBeVisible();
  const again = await context.newPage();
  await join(laboratory, again);
  await laboratory.finished(20);
  await expect(laboratory.status).toContainText('Every message arrived');
  expect(await laboratory.column('ticks')).toEqual([240, 200, 140]);
  await context.close();
});

test('a relay does not reach another device: the page says so, and what to choose', async ({
  laboratory,
  browser,
}) => {
  const context = await otherDevice(browser);
  await laboratory.open(`${TRIAL}&link=relay`);
  await join(laboratory, await context.newPage());
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(
    'the relay is in this browser, and machine 1 is on another device. Choose automatic links, WebRTC or a broker',
  );
  await context.close();
});

test('a code is for one device and one time, and what is wrong with one is said', async ({
  laboratory,
  browser,
}) => {
  const context = await otherDevice(browser);
  await laboratory.open(TRIAL);
  const link = await invite(laboratory);
  const device = await context.newPage();
  await device.goto(link);
  const answer = await answerOf(device);

  await giveAnswer(laboratory, 'Hello');
  await expect(said(laboratory)).toHaveText(answerWords({ kind: 'refused', why: 'not-ours' }));
  await giveAnswer(laboratory, link);
  await expect(said(laboratory)).toHaveText(answerWords({ kind: 'refused', why: 'offer' }));
  await giveAnswer(laboratory, answer.slice(0, 200));
  await expect(said(laboratory)).toHaveText(answerWords({ kind: 'refused', why: 'cut-off' }));
  await giveAnswer(laboratory, answer.replace(/^(.{100})./, '$1_'));
  await expect(said(laboratory)).toHaveText(answerWords({ kind: 'refused', why: 'damaged' }));
  await giveAnswer(laboratory, answer);
  await expect(said(laboratory)).toHaveText(answerWords({ kind: 'joined' }));

  // The same code on a second device: its answer is to an offer that was used.
  const second = await context.newPage();
  await second.goto(link);
  const late = await answerOf(second);
  await invite(laboratory);
  await giveAnswer(laboratory, late);
  await expect(said(laboratory)).toHaveText(answerWords({ kind: 'refused', why: 'used' }));

  // Without a code, the page asks for one; and an answer is none.
  const third = await context.newPage();
  await third.goto('./#/machine?room=main&place=device');
  await third.getByRole('textbox', { name: JOIN_BY_CODE.code }).fill(answer);
  await third.getByRole('button', { name: JOIN_BY_CODE.takeCode }).click();
  await expect(third.getByText('This is an answer.')).toBeVisible();
  await context.close();
});

test.describe(`with a broker${whyNot('mosquitto')}`, () => {
  test.skip(!findBroker('mosquitto'), 'there is no Mosquitto');
  let brokers: RealBrokers | undefined;
  test.beforeAll(async () => {
    brokers = await startMosquitto();
  });
  test.afterAll(() => brokers?.stop());

  test('two devices join by one invitation link, a run of theirs is whole, and one that is reloaded is back by itself', async ({
    laboratory,
    browser,
  }) => {
    test.setTimeout(120_000);
    await laboratory.open('rates=6,5,4&die=6&seconds=14');
    const link = await inviteOver(laboratory, brokers!.nodes[0]!.url);
    await expect(laboratory.page.getByText('Connected to the broker: devices can join.')).toBeVisible();
    const contexts = [await otherDevice(browser), await otherDevice(browser)];
    const devices: Page[] = [];
    for (const context of contexts) {
      const device = await context.newPage();
      devices.push(device);
      await device.goto(link);
      await expect(device.getByText(/has joined the trial/)).toBeVisible();
    }
    await expect(laboratory.page.getByText(/Device 2: machine [12]/)).toBeVisible();
    await laboratory.button('Run').click();
    await expect(laboratory.status).toContainText(/Running: \d+ s/);
    await devices[1]!.reload();
    await expect(devices[1]!.getByText(/has joined the trial/)).toBeVisible();
    await laboratory.finished(14);
    await expect(laboratory.status).toContainText('Every message arrived');
    expect(await laboratory.column('ticks')).toEqual([84, 70, 56]);
    for (const context of contexts) await context.close();
  });

  test('a key that is wrong or not whole gets nowhere and is told so', async ({ laboratory, browser }) => {
    await laboratory.open(TRIAL);
    const link = await inviteOver(laboratory, brokers!.nodes[0]!.url);
    const context = await otherDevice(browser);
    const device = await context.newPage();
    await device.goto(link.replace(/key=.*/, `key=${newRoomKey()}`));
    await expect(device.getByText('Nobody with the key of this link answers.')).toBeVisible();
    await expect(laboratory.page.getByText(/Device \d/)).toHaveCount(0);
    const cut = await context.newPage();
    await cut.goto(link.slice(0, -4));
    await expect(cut.getByText('The key in this link is missing or not whole.')).toBeVisible();
    await context.close();
  });
});

test('what is no address of a broker is said', async ({ laboratory }) => {
  await laboratory.open(TRIAL);
  await laboratory.button(INVITE_DEVICE.title).click();
  await laboratory.page.getByRole('textbox', { name: INVITE_DEVICE.broker }).fill('https://example.org');
  await laboratory.button(INVITE_DEVICE.makeLink).click();
  await expect(
    laboratory.page.getByText(/“https:\/\/example.org” is not the address of a broker/),
  ).toBeVisible();
});
