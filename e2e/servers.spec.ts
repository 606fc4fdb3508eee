// Runs whose links all go through one server, in real frames and workers.
import { drawSeldom } from './support/draw-seldom.ts';
import { deliveryOf, NOTHING_LOST } from './support/exactly-once.ts';
import { startMosquitto, startNats, whyNot } from '../src/testing/network/real-brokers.ts';
import { expect, test, timeoutFor, type Laboratory } from './support/laboratory.ts';

test.beforeEach(({ context }) => drawSeldom(context));

/** A whole record, of which nothing is lost, doubled or out of order. */
async function expectWhole(laboratory: Laboratory): Promise<void> {
  const delivery = deliveryOf(await laboratory.download(/JSONL/));
  expect(delivery).toMatchObject({ ...NOTHING_LOST, isReplayed: true });
  expect(delivery.messages).toBeGreaterThan(0);
}

test('three frames run through the relay inside the page, and nothing is lost', async ({ laboratory }) => {
  await laboratory.open('rates=5,1,6&die=5&seconds=5&seed=7&link=relay');
  await laboratory.button('Run').click();
  await laboratory.finished(5);
  expect(await laboratory.column('ticks')).toEqual([25, 5, 30]);
  expect(new Set(await laboratory.linkKinds())).toEqual(new Set(['relay open']));
  await expectWhole(laboratory);
});

test('forty machines in workers run through the relay, more than could be linked in pairs', async ({
  laboratory,
}) => {
  await laboratory.open('machines=40&die=60&seconds=5&seed=7&link=relay&place=workers');
  await laboratory.button('Run').click();
  await laboratory.finished(5);
  await expectWhole(laboratory);
});

test(`three frames run through a real Mosquitto${whyNot('mosquitto')}`, async ({ laboratory }) => {
  test.skip(whyNot('mosquitto') !== '');
  const brokers = await startMosquitto();
  try {
    const [{ url }] = brokers.nodes as [(typeof brokers.nodes)[number]];
    await laboratory.open(`rates=5,1,6&die=5&seconds=5&seed=7&link=broker&broker=${encodeURIComponent(url)}`);
    await laboratory.button('Run').click();
    await laboratory.finished(5);
    expect(new Set(await laboratory.linkKinds())).toEqual(new Set(['broker open']));
    await expectWhole(laboratory);
  } finally {
    await brokers.stop();
  }
});

test('a broker that does not answer ends the run with a reason', async ({ page, laboratory }) => {
  // What the browser says of a connection that is refused is no error of the page.
  page.context().removeAllListeners('console');
  await laboratory.open(`rates=5,1&seconds=5&link=broker&broker=${encodeURIComponent('ws://127.0.0.1:9')}`);
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('cannot be reached', { timeout: timeoutFor(30) });
});

test(`a run through a cluster of three NATS servers survives the death of one of them${whyNot('nats-server')}`, async ({
  laboratory,
}) => {
  test.skip(whyNot('nats-server') !== '');
  test.setTimeout(timeoutFor(90));
  const brokers = await startNats(3);
  try {
    const urls = brokers.nodes.map(({ url }) => url).join(' ');
    await laboratory.open(
      `machines=6&die=8&seconds=20&seed=7&link=broker&place=workers&broker=${encodeURIComponent(urls)}`,
    );
    await laboratory.button('Run').click();
    await expect(laboratory.status).toContainText('Running', { timeout: timeoutFor(20) });
    await brokers.nodes[1]!.kill();
    await laboratory.finished(60);
    await expectWhole(laboratory);
  } finally {
    await brokers.stop();
  }
});
