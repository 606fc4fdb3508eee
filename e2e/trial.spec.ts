// Whole runs, in real frames and tabs.
import { replay } from '../src/engine/replay.ts';
import { readTrace } from '../src/formats/read.ts';
import { writeTrace } from '../src/formats/write.ts';
import { drawSeldom } from './support/draw-seldom.ts';
import { expect, Laboratory, test } from './support/laboratory.ts';

const FIVE_SECONDS = 'rates=5,1,6&die=5&seconds=5&seed=7';

test('three frames run five seconds over WebRTC, with exact tick counts, and the trace can be taken away', async ({
  laboratory,
}) => {
  await laboratory.open(FIVE_SECONDS);
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('Running');
  await laboratory.finished(5);
  await expect(laboratory.status).toContainText('Every message arrived');
  expect(await laboratory.column('ticks')).toEqual([25, 5, 30]);
  expect(new Set(await laboratory.linkKinds())).toEqual(new Set(['webrtc open']));

  const { name, text } = await laboratory.download(/JSONL/);
  expect(name).toMatch(/^lamplight-live-5-1-6-seed-7\.jsonl$/);
  const { runs, skipped } = readTrace([{ name, text }]);
  const trace = runs[0]?.trace;
  expect(skipped).toEqual([]);
  expect(trace!.logs.map(log => log.eventCount)).toEqual(await laboratory.column('ticks'));
  expect(trace!.logs.map(log => log.clocks[log.eventCount - 1])).toEqual(
    await laboratory.column('final clock'),
  );
  const received = trace!.logs.map(
    log => log.kinds.subarray(0, log.eventCount).filter(kind => kind === 2).length,
  );
  expect(received).toEqual(await laboratory.column('received'));
  const sent = await laboratory.column('sent');
  expect(trace!.logs.map(log => log.messageCount)).toEqual(sent);

  for (const { machine, eventCount } of trace!.logs)
    for (let index = 0; index < eventCount; index++) {
      const event = trace!.event(machine, index);
      if (event.kind === 'receive')
        expect(event.message?.sentMs, `the send of ${event.message?.number}`).toBeDefined();
    }
  // Conservation: what was sent has arrived, and was received or waits.
  for (const { machine, messageCount } of trace!.logs)
    for (let number = 1; number <= messageCount; number++)
      expect(trace!.message(machine, number)?.arrivedMs, `message ${machine}-${number}`).toBeDefined();

  // The same machines, fed the recorded arrivals, do the same again.
  expect(writeTrace(replay(trace!), 'jsonl')[0]!.text).toBe(text);

  const log = await laboratory.download(/Log of machine 2/);
  expect(log.name).toBe('lamplight-live-5-1-6-seed-7-machine-2.log');
  expect(log.text.trimEnd().split('\n')).toHaveLength(1 + 5);
});

test('three tabs do the same', async ({ laboratory, context }) => {
  await laboratory.open(`${FIVE_SECONDS}&place=tabs`);
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('Waiting for machines 1, 2 and 3');
  await laboratory.openTabs([1, 2, 3]);
  await laboratory.finished(5);
  expect(await laboratory.column('ticks')).toEqual([25, 5, 30]);
  expect(new Set(await laboratory.linkKinds())).toEqual(new Set(['webrtc open']));
  const tab = context.pages()[2]!;
  await expect(tab.locator('machine-view').getByRole('status')).toContainText('Done: machine 2 did 5 ticks');
});

test('where WebRTC is missing, BroadcastChannel takes over and says so, with the same results', async ({
  laboratory,
  context,
}) => {
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  });
  await laboratory.open(FIVE_SECONDS);
  await laboratory.button('Run').click();
  await laboratory.finished(5);
  expect(await laboratory.column('ticks')).toEqual([25, 5, 30]);
  expect(new Set(await laboratory.linkKinds())).toEqual(new Set(['broadcast open']));
  await expect(laboratory.page.getByText(/no WebRTC/i).first()).toBeAttached();
});

test('WebRTC alone, where there is none, fails in words', async ({ laboratory, context }) => {
  await context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'RTCPeerConnection');
  });
  await laboratory.open(`${FIVE_SECONDS}&link=webrtc`);
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('has no WebRTC');
  await expect(laboratory.button('Run')).toBeEnabled();
});

test('BroadcastChannel alone uses no WebRTC', async ({ laboratory }) => {
  await laboratory.open(`${FIVE_SECONDS}&link=broadcast`);
  await laboratory.button('Run').click();
  await laboratory.finished(5);
  expect(await laboratory.column('ticks')).toEqual([25, 5, 30]);
  expect(new Set(await laboratory.linkKinds())).toEqual(new Set(['broadcast open']));
});

test('two rooms side by side never hear each other', async ({ context }) => {
  await drawSeldom(context);
  const rooms = await Promise.all(
    ['left', 'right'].map(async (room, i) => {
      const laboratory = new Laboratory(await context.newPage());
      await laboratory.open(`rates=${i === 0 ? '5,5' : '3,2,6'}&die=4&seconds=5&seed=3&room=${room}&run=now`);
      return laboratory;
    }),
  );
  const [left, right] = rooms as [Laboratory, Laboratory];
  await Promise.all([left.finished(5), right.finished(5)]);
  expect(await left.column('ticks')).toEqual([25, 25]);
  expect(await right.column('ticks')).toEqual([15, 10, 30]);
  await expect(left.status).toContainText('Every message arrived');
  await expect(right.status).toContainText('Every message arrived');
});

test('a run waits for a tab that is opened late, and a tab that was opened early waits for a run', async ({
  laboratory,
  context,
}) => {
  const early = await context.newPage();
  await early.goto('./#/machine?room=late&seat=3');
  await expect(early.getByRole('status')).toContainText('Looking for the trial page');
  await laboratory.open('rates=4,4,4&seconds=3&place=tabs&room=late');
  await expect(early.getByRole('status')).toContainText('Machine 3 is ready');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('Waiting for machines 1 and 2');
  await laboratory.openTabs([1]);
  await expect(laboratory.status).toContainText('Waiting for machine 2');
  await laboratory.openTabs([2]);
  await laboratory.finished(3);
  expect(await laboratory.column('ticks')).toEqual([12, 12, 12]);
});

test('24 frames: all 276 links come up, WebRTC for as many as one process may have, and the others say why', async ({
  laboratory,
  context,
}) => {
  test.setTimeout(120_000);
  await drawSeldom(context);
  await laboratory.open('machines=24&die=30&seconds=2&seed=1');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('Finished', { timeout: 110_000 });
  await expect(laboratory.status).toContainText('Every message arrived');
  const links = await laboratory.links();
  expect(links).toHaveLength(2 * 276);
  expect(links.filter(({ state }) => state !== 'open')).toEqual([]);
  // The frames of a page share one process, and Chromium gives a process some 500 ends of connections.
  expect(links.filter(({ kind }) => kind === 'webrtc').length).toBeGreaterThan(0);
  for (const { kind, reason } of links)
    if (kind === 'broadcast') expect(reason).toMatch(/PeerConnection|not open within/);
});
