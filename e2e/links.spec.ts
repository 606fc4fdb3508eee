// Links that break in mid-run: what the machines tell each other arrives all the same, once and in order.
import type { Page } from '@playwright/test';
import { MEMORY_KEPT, WITHOUT_MEMORY } from '../src/words/machines.ts';
import { drawSeldom } from './support/draw-seldom.ts';
import { deliveryOf, NOTHING_LOST } from './support/exactly-once.ts';
import { expect, test, type Laboratory } from './support/laboratory.ts';
import { allowConnections, areAllClosed, cut, holdConnections, kill } from './support/mishaps.ts';

test.beforeEach(async ({ context }) => {
  await holdConnections(context);
  await drawSeldom(context);
});

/** Nothing of what was opened along the way is left. */
async function expectNoneOpen(tabs: readonly Page[]): Promise<void> {
  for (const tab of tabs) await expect.poll(() => areAllClosed(tab)).toBe(true);
}

async function runInTabs(laboratory: Laboratory, query: string): Promise<readonly Page[]> {
  await laboratory.open(`${query}&place=tabs`);
  await laboratory.openTabs([1, 2, 3]);
  await expect(laboratory.status).toHaveText('All three machines are here. Press Run');
  await laboratory.button('Run').click();
  const pages = laboratory.page.context().pages();
  return [1, 2, 3].map(machine => pages.find(page => page.url().includes(`seat=${machine}`))!);
}

/** 0 lost, 0 doubled, 0 reordered: by the record itself, read again and done again. */
async function expectExactlyOnceInOrder(laboratory: Laboratory): Promise<void> {
  const { events, messages, ...delivery } = deliveryOf(await laboratory.download(/JSONL/));
  expect(events).toBeGreaterThan(100);
  expect(messages).toBeGreaterThan(100);
  expect(delivery).toEqual({ ...NOTHING_LOST, isReplayed: true });
}

test('connections cut underneath in mid-run are opened again, and no message is lost, doubled or reordered', async ({
  laboratory,
}) => {
  const tabs = await runInTabs(laboratory, 'rates=12,10,7&die=4&seconds=10');
  const [one, two, three] = tabs;
  await expect(laboratory.status).toContainText(/Running: [2-9] s/);
  expect(await cut(two!)).toBe(2);
  await expect(laboratory.facts).toContainText('2 link changes');
  await expect(laboratory.facts).toContainText('3 links over WebRTC');
  await expect(laboratory.status).toContainText(/Running: [4-9] s/);
  expect(await cut(one!)).toBe(2);
  await expect(laboratory.facts).toContainText('4 link changes');
  await expect(laboratory.status).toContainText(/Running: [6-9] s/);
  await Promise.all([cut(one!), cut(three!)]);
  await laboratory.finished(10);
  await expect(laboratory.status).toContainText('Every message arrived');
  await expect(laboratory.facts).toContainText('nothing lost');
  await expect(laboratory.facts).toContainText(/[789] link changes/);
  expect(await laboratory.column('ticks')).toEqual([120, 100, 70]);
  expect(new Set(await laboratory.linkKinds())).toEqual(new Set(['webrtc open']));
  await expectExactlyOnceInOrder(laboratory);
  await expectNoneOpen(tabs);
});

test('a machine reloaded, one killed and opened again, a link cut and the coordinator reloaded, in one run: nothing is lost', async ({
  laboratory,
}) => {
  const [one, two, three] = await runInTabs(laboratory, 'rates=12,10,7&die=4&seconds=20');
  await expect(laboratory.status).toContainText(/Running: [2-9] s/);
  await one!.reload();
  await expect(one!.getByRole('status')).toContainText('Running');
  await expect(laboratory.facts).toContainText('3 links over WebRTC');
  await kill(two!);
  await expect(laboratory.status).toContainText(/Machine 2 crashed or was closed at [\d.]+ s/, {
    timeout: 5000,
  });
  await expect(laboratory.page.locator('machine-card').nth(1)).toContainText(MEMORY_KEPT);
  await expect(laboratory.facts).not.toContainText('nothing lost');
  const forgetful = laboratory.page.getByRole('link', { name: `Machine 2 ${WITHOUT_MEMORY}` });
  await expect(forgetful).toHaveAttribute('href', /seat=2&memory=lost/);
  await laboratory.openTabs([2]);
  await expect(laboratory.facts).toContainText('3 links over WebRTC');
  expect(await cut(three!)).toBeGreaterThanOrEqual(2); // that to the killed page may linger
  await laboratory.page.reload();
  await expect(laboratory.status).toContainText(/Running: \d+ s/);
  await laboratory.finished(20);
  await expect(laboratory.status).toContainText('Finished: 580 events in 20 s. Every message arrived');
  expect(await laboratory.column('ticks')).toEqual([240, 200, 140]);
  await expectExactlyOnceInOrder(laboratory);
});

test('where WebRTC does not open again, BroadcastChannel carries on, and WebRTC comes back when it can', async ({
  laboratory,
}) => {
  const [one] = await runInTabs(laboratory, 'rates=12,10,7&die=4&seconds=18');
  await expect(laboratory.status).toContainText(/Running: [2-9] s/);
  expect(await cut(one!, true)).toBe(2);
  await expect(laboratory.facts).toContainText('2 links over BroadcastChannel, 1 over WebRTC');
  await expect(laboratory.problems.first()).toContainText('No connection for the moment');
  await allowConnections(one!);
  await expect(laboratory.facts).toContainText('3 links over WebRTC');
  await expect(laboratory.status).toContainText('Running'); // and not only at the end
  await laboratory.finished(18);
  await expect(laboratory.status).toContainText('Every message arrived');
  await expect(laboratory.facts).toContainText('4 link changes');
  await expectExactlyOnceInOrder(laboratory);
});
