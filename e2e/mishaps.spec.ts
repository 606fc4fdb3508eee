// What people do: nonsense typed in, a tab closed in mid-run, two coordinators, a reload.
import type { Page } from '@playwright/test';
import { LOG_KEPT, MEMORY_KEPT } from '../src/words/machines.ts';
import { drawSeldom } from './support/draw-seldom.ts';
import { expect, Laboratory, test } from './support/laboratory.ts';
import { kill } from './support/mishaps.ts';
import { FIELD_LABELS } from '../src/words/fields.ts';

test.beforeEach(({ context }) => drawSeldom(context));

test('a tab closed in mid-run: it may come back; without it the others finish, and the gap is named', async ({
  laboratory,
  context,
}) => {
  await laboratory.open('rates=6,6,6&seconds=12&place=tabs');
  const tabs = await Promise.all([1, 2, 3].map(() => context.newPage()));
  for (const [i, tab] of tabs.entries()) await tab.goto(`./#/machine?room=main&seat=${i + 1}`);
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [2-5] s/);
  await tabs[1]!.close({ runBeforeUnload: false });
  // It is told at once, and everywhere alike.
  await expect(laboratory.status).toContainText(
    /Running: .* Machine 2 (was|crashed or was) closed at [\d.]+ s/,
    { timeout: 5000 },
  );
  const card = laboratory.page.locator('machine-card').nth(1);
  await expect(card).toContainText(/(closed|gone) at [\d.]+ s/);
  await expect(card).toContainText(MEMORY_KEPT);
  await expect(laboratory.page.locator('seat-list').getByRole('link')).toHaveCount(2); // with its memory, or without
  await expect(laboratory.facts).toContainText('1 link over WebRTC, 2 opening');
  await laboratory.button('End without machine 2').click();
  await expect(card).toContainText(LOG_KEPT);
  await expect(laboratory.page.locator('seat-list')).toContainText('too late to rejoin');
  await expect(laboratory.page.locator('seat-list').getByRole('link')).toHaveCount(0);
  await expect(laboratory.facts).toContainText('1 link over WebRTC, 2 closed');
  await expect(laboratory.facts).not.toContainText('nothing lost');
  await expect(laboratory.status).toContainText(/Finished: .* but the record is incomplete/, {
    timeout: 30_000,
  });
  await expect(laboratory.problems.first()).toHaveText(
    /^The log of machine 2 is incomplete: Its page (crashed or )?was closed after [\d.]+ s\.$/,
  );
  await expect(laboratory.facts).toContainText('1 log incomplete');
  const ticks = await laboratory.column('ticks');
  expect([ticks[0], ticks[2]]).toEqual([72, 72]);
  expect(ticks[1]).toBeGreaterThan(5);
  expect(ticks[1]).toBeLessThan(72);
});

test('stopped in mid-run, what there is can be taken away, and the next run is whole', async ({
  laboratory,
}) => {
  await laboratory.open('rates=6,6,6&seconds=60');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [1-9]/);
  await laboratory.button('Stop').click();
  await expect(laboratory.status).toContainText(/Stopped after [\d.]+ s/);
  const stopped = Number(/after ([\d.]+) s/.exec(await laboratory.status.innerText())![1]);
  const { text } = await laboratory.download(/JSONL/);
  const [, ...events] = text.trimEnd().split('\n');
  expect(events.length).toBeGreaterThan(5);
  // Each machine ticks six times a second: the last tick was just before the stop.
  const { atMs } = JSON.parse(events.at(-1)!) as { atMs: number };
  expect(Math.abs(stopped - atMs / 1000)).toBeLessThan(0.5);
  await laboratory.showForm();
  await laboratory.page.getByRole('spinbutton', { name: FIELD_LABELS.seconds }).fill('2');
  await laboratory.button('Run').click();
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([12, 12, 12]);
});

test('a second coordinator of the room is told, and can join as a machine or start a separate room', async ({
  laboratory,
  context,
}) => {
  await laboratory.open('rates=3,3&seconds=2');
  const second = new Laboratory(await context.newPage());
  await second.open('rates=3,3&seconds=2&run=now');
  await expect(second.page.getByText(/already runs the trial/)).toBeVisible();
  await expect(second.button('Run')).toBeDisabled();
  await second.button(/separate room/i).click();
  await expect(second.page).toHaveURL(/room=room-/);
  await second.button('Run').click();
  await second.finished(2);

  const third = new Laboratory(await context.newPage());
  await third.open();
  await third.button(/join as a machine/i).click();
  // Until the machine's page is there, the trial's form has a status too.
  await expect(third.page.getByRole('status').filter({ hasText: 'Machine 1 is ready' })).toBeVisible();
  await laboratory.button('Run').click();
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([6, 6]);
  await expect(third.page.getByRole('status')).toContainText('Done: machine 1 did 6 ticks');
});

test('the same address opened three times makes a trial of tabs', async ({ laboratory, context }) => {
  await laboratory.open('rates=4,4&seconds=2&place=tabs');
  for (let i = 0; i < 2; i++) {
    const other = new Laboratory(await context.newPage());
    await other.open('rates=4,4&seconds=2&place=tabs');
    await other.button(/join as a machine/i).click();
    const machine = other.page.locator('machine-view').getByRole('status');
    await expect(machine).toContainText(`Machine ${i + 1} is ready`);
  }
  await laboratory.button('Run').click();
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([8, 8]);
});

test('when the coordinator goes, its machines say so; when it comes back, they take their seats again', async ({
  laboratory,
  context,
}) => {
  await laboratory.open('rates=4,4&seconds=2&place=tabs');
  const tab = await context.newPage();
  await tab.goto('./#/machine?room=main&seat=2');
  await expect(tab.getByRole('status')).toContainText('Machine 2 is ready');
  await laboratory.page.goto('about:blank');
  await expect(tab.getByRole('status')).toContainText('Looking for the trial page');
  await laboratory.open('rates=4,4&seconds=2&place=tabs');
  await expect(tab.getByRole('status')).toContainText('Machine 2 is ready');
});

test('frames that are no messages are dropped, counted and shown, and the run goes on', async ({
  laboratory,
  context,
}) => {
  // The names of all channels that the pages open: a stranger has to know where to write to.
  await context.addInitScript(() => {
    const names: string[] = [];
    Object.assign(globalThis, { channelNames: names });
    globalThis.BroadcastChannel = class extends BroadcastChannel {
      constructor(name: string) {
        super(name);
        names.push(name);
      }
    };
  });
  await laboratory.open('rates=5,5&die=4&seconds=6&link=broadcast&room=junk');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [1-4] s/);
  const names = await laboratory.page
    .frames()
    .at(-1)!
    .evaluate(() => (globalThis as unknown as { channelNames: string[] }).channelNames);
  const link = names.filter(name => name.includes('/junk/') && name.endsWith('/link/1-2'));
  expect(link, names.join(' ')).toHaveLength(1);
  const stranger = await context.newPage();
  await stranger.goto('./#/nowhere');
  await stranger.evaluate(name => {
    const channel = new BroadcastChannel(name);
    const frame = { run: '0123456789abcdef', from: 1, to: 2, number: 1, timestamp: 1 };
    for (const junk of ['junk', '{}', 7, JSON.stringify(frame), 'x'.repeat(100_000)])
      channel.postMessage(junk);
  }, link[0]!);
  await expect(laboratory.page.getByText(/dropped/).first()).toBeVisible();
  await laboratory.finished(6);
  expect(await laboratory.column('ticks')).toEqual([30, 30]);
  await expect(laboratory.status).toContainText('Every message arrived');
});

async function openTab(laboratory: Laboratory, machine: number): Promise<Page> {
  const tab = await laboratory.page.context().newPage();
  await tab.goto(`./#/machine?room=main&seat=${machine}`);
  return tab;
}

test('a tab killed in mid-run: it is known at once, the others finish, and its seat can be taken again', async ({
  laboratory,
}) => {
  await laboratory.open('rates=6,6,6&seconds=8&die=4&place=tabs');
  const tabs = [await openTab(laboratory, 1), await openTab(laboratory, 2), await openTab(laboratory, 3)];
  await expect(laboratory.status).toHaveText('All three machines are here. Press Run');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText(/Running: [2-6] s/);
  await kill(tabs[1]!);
  await expect(laboratory.status).toContainText(/Machine 2 crashed or was closed at [\d.]+ s/, {
    timeout: 5000,
  });
  await expect(laboratory.facts).not.toContainText('nothing lost');
  await expect(laboratory.page.locator('machine-card').nth(1)).toContainText(/gone at [\d.]+ s/);
  await laboratory.button('End without machine 2').click();
  await expect(laboratory.facts).toContainText('1 link over WebRTC, 2 closed');
  await expect(laboratory.status).toContainText(/Finished: .* but the record is incomplete/);
  await expect(laboratory.problems.first()).toContainText(
    /^The log of machine 2 is incomplete: Its page crashed or was closed after [\d.]+ s\.$/,
  );
  const ticks = await laboratory.column('ticks');
  expect([ticks[0], ticks[2]]).toEqual([48, 48]);
  await laboratory.openTabs([2]);
  await laboratory.showForm();
  await laboratory.page.getByRole('spinbutton', { name: FIELD_LABELS.seconds }).fill('2');
  await laboratory.button('Run').click();
  await expect(laboratory.status).toContainText('Finished: 36 events in 2 s. Every message arrived');
});

test('a tab killed before the run: it is known at once, and the run waits for another one', async ({
  laboratory,
}) => {
  await laboratory.open('rates=6,6&seconds=2&place=tabs');
  await openTab(laboratory, 1);
  const dead = await openTab(laboratory, 2);
  await expect(laboratory.status).toHaveText('Both machines are here. Press Run');
  await kill(dead);
  await expect(laboratory.status).not.toContainText('Both machines', { timeout: 5000 });
  await laboratory.button('Run').click();
  await expect(laboratory.status).toHaveText('Waiting for machine 2: open its tab');
  await openTab(laboratory, 2);
  await laboratory.finished(2);
  expect(await laboratory.column('ticks')).toEqual([12, 12]);
});
