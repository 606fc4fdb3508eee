// Meshes between real tabs, and a crowd in one: with WebRTC, without it, and when a tab goes away.
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import type { LinkReport } from '../../src/network/link.ts';
import type { LinkChoice } from '../../src/network/link-choice.ts';
import type { MeshOutcome } from './main.ts';

async function openTab(context: BrowserContext, withWebRtc = true): Promise<Page> {
  const page = await context.newPage();
  if (!withWebRtc) {
    await page.addInitScript(() => {
      for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'mozRTCPeerConnection']) {
        Reflect.deleteProperty(globalThis, name);
      }
    });
  }
  await page.goto('e2e/conformance/index.html');
  await page.waitForFunction(() => 'workshop' in window);
  return page;
}

interface Seat {
  readonly page: Page;
  readonly selves: readonly number[];
}

/**
 * How long a pair of a crowd may try WebRTC here. What opens is the question, not how fast: on a busy machine hundreds of
 * links that begin at once may need longer than a trial waits before it falls back.
 */
const CROWD_TIMEOUT_MS = 100_000;

/** All seats join at once; the outcomes are in the order of the machines' numbers. */
async function join(seats: readonly Seat[], choice: LinkChoice, timeoutMs?: number): Promise<MeshOutcome[]> {
  const room = `room ${crypto.randomUUID()}`;
  const machines = seats.reduce((sum, { selves }) => sum + selves.length, 0);
  const joined = await Promise.all(
    seats.map(async ({ page, selves }) => {
      const outcomes = await page.evaluate(([r, s, m, c, t]) => window.workshop.join(r, s, m, c, t), [
        room,
        selves,
        machines,
        choice,
        timeoutMs,
      ] as const);
      return outcomes.map((outcome, i) => ({ self: selves[i]!, outcome }));
    }),
  );
  return joined
    .flat()
    .sort((a, b) => a.self - b.self)
    .map(({ outcome }) => outcome);
}

function kinds({ reports }: MeshOutcome): (LinkReport['kind'] | undefined)[] {
  return reports.map(({ state, kind }) => (state === 'open' ? kind : undefined));
}

function slowest(outcomes: readonly MeshOutcome[]): string {
  return String(Math.round(Math.max(...outcomes.map(({ elapsedMs }) => elapsedMs))));
}

function shuffled(count: number): number[] {
  return Array.from({ length: count }, (_, i) => ({ self: i + 1, rank: Math.random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ self }) => self);
}

async function threeTabs(context: BrowserContext, without: readonly number[] = []): Promise<Seat[]> {
  return Promise.all(
    [1, 2, 3].map(async self => ({ page: await openTab(context, !without.includes(self)), selves: [self] })),
  );
}

test('three tabs open three links over WebRTC', async ({ context }, { annotations }) => {
  const seats = await threeTabs(context);
  const outcomes = await join(seats, 'auto');
  expect(outcomes.map(kinds)).toEqual(Array(3).fill(['webrtc', 'webrtc']));
  const came = await Promise.all(seats.map(({ page }) => page.evaluate(() => window.workshop.exchange(2))));
  expect(came).toEqual([2, 2, 2]);
  annotations.push({ type: 'elapsedMs', description: slowest(outcomes) });
});

for (const choice of ['auto', 'broadcast'] as const) {
  test(`three tabs without any WebRTC open three links with ${choice}`, async ({ context }) => {
    const seats = await threeTabs(context, [1, 2, 3]);
    const outcomes = await join(seats, choice);
    expect(outcomes.map(kinds)).toEqual(Array(3).fill(['broadcast', 'broadcast']));
    const reasons = outcomes.flatMap(({ reports }) => reports.map(({ reason }) => reason));
    const reason = /^Machine [123]: This browser has no WebRTC\.$/;
    for (const words of reasons) {
      if (choice === 'auto') expect(words).toMatch(reason);
      else expect(words).toBeUndefined();
    }
    const came = await Promise.all(seats.map(({ page }) => page.evaluate(() => window.workshop.exchange(2))));
    expect(came).toEqual([2, 2, 2]);
  });
}

for (const without of [1, 3]) {
  test(`where only machine ${without} of three has no WebRTC, only its links fall back`, async ({
    context,
  }) => {
    const outcomes = await join(await threeTabs(context, [without]), 'auto');
    for (const [i, { reports }] of outcomes.entries()) {
      for (const { remote, kind, reason } of reports) {
        const falls = i + 1 === without || remote === without;
        expect([kind, reason]).toEqual(
          falls ? ['broadcast', `Machine ${without}: This browser has no WebRTC.`] : ['webrtc', undefined],
        );
      }
    }
  });
}

test('with webrtc alone, a tab without it is an error on both ends', async ({ context }) => {
  const seats = [
    { page: await openTab(context), selves: [1] },
    { page: await openTab(context, false), selves: [2] },
  ];
  const words =
    'MeshLinkError: No link between machine 1 and machine 2 over WebRTC: Machine 2: This browser has no WebRTC.';
  expect((await join(seats, 'webrtc')).map(({ error }) => error)).toEqual([words, words]);
});

for (const { way, leave } of [
  { way: 'reloaded', leave: (page: Page) => page.reload() },
  { way: 'closed', leave: (page: Page) => page.close({ runBeforeUnload: true }) },
]) {
  for (const choice of ['webrtc', 'broadcast'] as const) {
    test(`a tab that is ${way} says goodbye over ${choice}`, async ({ context }) => {
      const seats = await threeTabs(context);
      await join(seats, choice);
      await leave(seats[1]!.page);
      for (const self of [1, 3]) {
        const { page } = seats[self - 1]!;
        await expect
          .poll(() => page.evaluate(own => window.workshop.closings(own), self))
          .toEqual({ 2: 'Machine 2 closed the link.' });
      }
    });
  }
}

test('24 machines that join in random order open all 276 links over WebRTC', async ({ context }, {
  annotations,
}) => {
  test.slow();
  // In two tabs, as one process of Chromium makes 500 peer connections at most, and these are 552.
  const order = shuffled(24);
  const seats = [order.slice(0, 12), order.slice(12)].map(async selves => ({
    page: await openTab(context),
    selves,
  }));
  const outcomes = await join(await Promise.all(seats), 'auto', CROWD_TIMEOUT_MS);
  for (const outcome of outcomes) expect(kinds(outcome)).toEqual(Array(23).fill('webrtc'));
  annotations.push({ type: 'elapsedMs', description: slowest(outcomes) });
});

test('24 machines in one tab open all 276 links, though Chromium refuses some the WebRTC', async ({
  context,
}, { annotations }) => {
  test.slow();
  const page = await openTab(context);
  const outcomes = await join([{ page, selves: shuffled(24) }], 'auto', CROWD_TIMEOUT_MS);
  const open = outcomes.flatMap(kinds);
  expect(open).toHaveLength(552);
  expect(open).not.toContain(undefined);
  expect(open.filter(kind => kind === 'webrtc').length).toBeGreaterThan(400);
  for (const [i, { reports }] of outcomes.entries()) {
    for (const { remote, kind, reason } of reports) {
      const other = outcomes[remote - 1]!.reports.find(report => report.remote === i + 1);
      expect([other?.kind, other?.reason]).toEqual([kind, reason]);
    }
  }
  expect(await page.evaluate(() => window.workshop.exchange(552))).toBe(552);
  annotations.push({ type: 'elapsedMs', description: slowest(outcomes) });
});
