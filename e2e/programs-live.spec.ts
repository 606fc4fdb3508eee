// Programs that run live: three real tabs over WebRTC, with commands pressed on cards and in tabs, laws on what happened, the record
// made again and taken away; a tab that is closed in mid-run, and a program that never comes back.
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import type { RecordedRun } from '../src/core/program/recorded-run.ts';
import { FORM_BUTTONS } from '../src/words/forms.ts';
import { LIVE_WORDS, notJsonArgument } from '../src/words/live-program.ts';
import { CHECKING, HAND_WORDS, PROGRAM_BUTTONS, PROGRAM_WORDS } from '../src/words/program-view.ts';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, Laboratory, test } from './support/laboratory.ts';
import { replayed, shippedProgram } from './support/program-replay.ts';

class LivePrograms {
  readonly status: Locator;
  readonly panel: Locator;

  constructor(readonly page: Page) {
    this.panel = page.locator('program-live');
    this.status = this.panel.locator('run-status').getByRole('status');
  }

  async open(query: string): Promise<void> {
    await this.page.goto(`./#/programs?${query}`);
    await expect(this.page.getByText(CHECKING)).toHaveCount(0);
    await this.button(PROGRAM_BUTTONS.tabs).click();
    await expect(this.run).toBeFocused();
  }

  /** Three tabs, by their links. */
  async openTabs(): Promise<readonly Page[]> {
    const context = this.page.context();
    const before = new Set(context.pages());
    await new Laboratory(this.page).openTabs([1, 2, 3]);
    return context.pages().filter(page => !before.has(page));
  }

  async start(): Promise<void> {
    await this.run.click();
    await expect(this.status).toContainText('Running');
  }

  get run(): Locator {
    return this.panel.getByRole('button', { name: FORM_BUTTONS.run, exact: true });
  }

  async stop(): Promise<void> {
    await this.panel.getByRole('button', { name: FORM_BUTTONS.stop, exact: true }).click();
    await expect(this.status).toContainText('Stopped');
  }

  card(machine: number): Locator {
    return this.panel.locator('live-machine').nth(machine - 1);
  }

  command(machine: number, name: string): Locator {
    return this.card(machine).getByRole('button', { name: `${name} on machine ${machine}` });
  }

  shown(machine: number): Locator {
    return this.card(machine).locator('.shown');
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  get headline(): Locator {
    return this.page.locator('live-headline').getByRole('heading');
  }

  /** What the table of laws says of each law. */
  held(): Promise<readonly string[]> {
    return this.page.locator('program-laws tbody tr > td').allInnerTexts();
  }

  recorded(): Promise<RecordedRun> {
    return this.page.evaluate(() => {
      const view = document.querySelector('programs-view')!;
      return JSON.parse(JSON.stringify(view.desk.state.shown!.run)) as RecordedRun;
    });
  }

  links(): Promise<string[]> {
    return this.page.evaluate(() =>
      document
        .querySelector('programs-view')!
        .desk.live!.laboratory.state.seats.flatMap(({ links }) =>
          links.map(({ kind, state }) => `${kind} ${state}`),
        ),
    );
  }

  /** So many messages have been received, all told. */
  async received(count: number): Promise<void> {
    await expect
      .poll(() =>
        this.page.evaluate(() => {
          const { machines } = document.querySelector('programs-view')!.desk.live!.laboratory.state;
          return machines.reduce((sum, machine) => sum + machine.received, 0);
        }),
      )
      .toBe(count);
  }
}

/** The button of a machine's own page. */
const inTab = (tab: Page, machine: number, name: string): Locator =>
  tab.locator('seat-program').getByRole('button', { name: `${name} on machine ${machine}` });

async function sameAgain(live: LivePrograms, name: string): Promise<void> {
  const run = await live.recorded();
  expect(run.steps.length).toBeGreaterThan(5);
  const again = replayed(await shippedProgram(name), run);
  expect(JSON.parse(JSON.stringify(again))).toEqual(run.steps);
}

/** The file of the run, opened where logs are opened. */
async function opensAgain(live: LivePrograms, context: BrowserContext): Promise<void> {
  const [download] = await Promise.all([
    live.page.waitForEvent('download'),
    live.page.getByRole('button', { name: /JSONL/ }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  const other = await context.newPage();
  await other.goto('./#/open');
  await other
    .locator('input#files')
    .setInputFiles({ name: download.suggestedFilename(), mimeType: 'text/plain', buffer: Buffer.from(text) });
  const { program: name, steps } = await live.recorded();
  const events = steps.flatMap(step => step.events).length;
  await expect(other.locator('open-status').getByRole('status')).toContainText('1 run');
  await expect(other.getByText(`1–${events} of ${events} events`)).toBeVisible();
  expect(text).toContain(JSON.stringify(name));
  await other.close();
}

test.describe('mutual exclusion in three tabs', () => {
  // Messages of one entry: two requests and two answers; Lamport's has two releases as well.
  for (const [name, messages] of [
    ['lamport-mutex', 6],
    ['ricart-agrawala', 4],
  ] as const)
    test(name, async ({ page, context }) => {
      test.slow();
      const live = new LivePrograms(page);
      await live.open(`program=${name}&machines=3&rates=20&delay=fixed 50&liveSeconds=120`);
      const tabs = await live.openTabs();
      await live.start();
      expect(new Set(await live.links())).toEqual(new Set(['webrtc open']));
      await expect(live.command(1, 'leave')).toBeDisabled();

      await live.command(1, 'enter').click();
      await expect(live.shown(1)).toHaveText('inside');
      // A student at the second tab, and the keyboard at a card.
      await expect(tabs[1]!.getByRole('heading', { name: /exclusion/ })).toBeVisible();
      await inTab(tabs[1]!, 2, 'enter').click();
      await expect(tabs[1]!.locator('seat-program .shown')).not.toHaveText('inside');
      await expect(live.command(2, 'enter')).toBeDisabled();
      await live.command(3, 'enter').focus();
      await page.keyboard.press('Enter');
      await expect(live.command(3, 'enter')).toBeDisabled();
      await expect(live.command(3, 'enter')).toBeFocused();
      await expect(live.shown(1)).toHaveText('inside');
      if (name === 'lamport-mutex') {
        await expectNoViolationsInAnyLook(page);
        await expectNoViolationsInAnyLook(tabs[1]!);
      }

      // One after the other, in the order in which they asked.
      await live.command(1, 'leave').click();
      await expect(live.shown(2)).toHaveText('inside');
      await expect(live.shown(3)).not.toHaveText('inside');
      await expect(tabs[1]!.locator('seat-program dl')).toContainText('true');
      await inTab(tabs[1]!, 2, 'leave').click();
      await expect(live.shown(3)).toHaveText('inside');
      await live.command(3, 'leave').click();
      await live.received(3 * messages);
      await live.stop();

      await expect(live.headline).toHaveText('✓ All 3 laws held in this live run');
      await expect.poll(() => live.held()).toEqual(new Array(4).fill('✓ held in 1 live run'));
      await sameAgain(live, name);
      await opensAgain(live, context);
      if (name === 'lamport-mutex') await expectNoViolationsInAnyLook(page);
    });
});

test('causal broadcast in three tabs, by the script of the trial with times, until its end', async ({
  page,
}) => {
  const live = new LivePrograms(page);
  const script = encodeURIComponent('post@0.5, post@1; post@0.7; post@1.2');
  await live.open(`program=causal-broadcast&machines=3&rates=20&liveSeconds=6&asks=script&script=${script}`);
  await live.openTabs();
  await live.start();
  await expect(live.status).toContainText('Finished', { timeout: 30_000 });
  await expect(live.headline).toHaveText('✓ All 2 laws held in this live run');
  const run = await live.recorded();
  const posted = run.steps.filter(({ cause }) => cause.kind === 'command');
  expect(posted).toHaveLength(4);
  expect(Math.min(...posted.map(({ atMs = 0 }) => atMs))).toBeGreaterThanOrEqual(500);

  // What happened in tabs is continued by hand, from its end.
  await page.getByRole('button', { name: /^Continue by hand from / }).click();
  const hand = page.locator('program-hand');
  await expect(hand.getByRole('list', { name: HAND_WORDS.branches }).getByRole('button')).not.toHaveCount(0);
  await expect(hand.locator('.laws')).toContainText('✓');
});

test('a law that is broken in a live run is told, and the run is made shorter', async ({ page }) => {
  const live = new LivePrograms(page);
  // Every message is lost: nobody answers whoever asks.
  await live.open(
    'program=lamport-mutex&place=frames&rates=20&lossPercent=100&liveSeconds=5&asks=script&script=enter',
  );
  await live.start();
  await expect(live.status).toContainText('Finished', { timeout: 30_000 });
  await expect(live.headline).toContainText('✗ Nobody waits for ever');
  await expect.poll(() => live.held()).toContainEqual(expect.stringContaining('broken in 1 of 1 live run'));
  await live.button(PROGRAM_BUTTONS.shorten).click();
  await expect(page.locator('program-run .place')).toHaveText('2 of 2');
});

test('money in frames of this page: a command with an argument, a wrong one said, and the next run after it', async ({
  page,
}) => {
  const live = new LivePrograms(page);
  await live.open('program=snapshot&place=frames&rates=20&liveSeconds=60');
  await live.start();
  const field = live.card(1).getByRole('textbox');
  await expect(field).toHaveValue(/"to"/); // as the trial has it
  await field.fill('{to: 2}');
  await live.command(1, 'pay').click();
  await expect(live.card(1)).toContainText(notJsonArgument('{to: 2}'));
  await field.fill('{"to": 2, "amount": 1}');
  await live.command(1, 'pay').click();
  await expect
    .poll(() =>
      page.evaluate(
        () => document.querySelector('programs-view')!.desk.live!.laboratory.state.trace?.eventCount,
      ),
    )
    .toBeGreaterThan(2);
  await live.received(1);
  await live.stop();
  await expect(live.headline).toBeVisible();
  const run = await live.recorded();
  expect(run.steps.find(({ cause }) => cause.kind === 'command')?.cause).toMatchObject({
    name: 'pay',
    argument: { to: 2, amount: 1 },
  });
  await live.start();
  await live.stop();
});

test('a tab is closed in mid-run: it is said, the others go on, and what happened can be looked at', async ({
  page,
}) => {
  const live = new LivePrograms(page);
  await live.open('program=lamport-mutex&machines=3&rates=20&liveSeconds=120');
  const tabs = await live.openTabs();
  await live.start();
  await live.command(1, 'enter').click();
  await expect(live.shown(1)).toHaveText('inside');
  await tabs[1]!.close();
  await expect(live.panel).toContainText(/machine 2/i);
  await expect(live.card(2)).toContainText(/closed at|gone at/);
  // It could not answer any more: nobody else gets in.
  await live.command(3, 'enter').click();
  await live.command(1, 'leave').click();
  await expect(live.command(1, 'enter')).toBeEnabled();
  await expect(live.shown(3)).not.toHaveText('inside');
  await live.stop();
  await expect(live.panel.locator('run-status li').first()).toContainText(
    'The log of machine 2 is incomplete',
  );
  await expect(page.locator('program-run')).toBeVisible();
  await expect(live.headline).toContainText('in this live run');
});

test('an own program with a loop without end: the machine and its input are named', async ({ page }) => {
  const live = new LivePrograms(page);
  await page.goto('./#/programs?program=empty');
  await expect(page.getByText(CHECKING)).toHaveCount(0);
  await page.getByRole('textbox', { name: PROGRAM_WORDS.text }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(
    [
      "program({ name: 'Endless', start: () => ({ n: 0 }),",
      "  commands: { go: { run(me) { me.broadcast('spin', 7); } } },",
      '  on: { spin(me, { body }) { while (body === 7) me.state.n += 1; } },',
      '  trial: { machines: 2 } });',
    ].join('\n'),
  );
  await expect(page.getByText(CHECKING)).toHaveCount(0);
  await page.getByRole('button', { name: PROGRAM_BUTTONS.tabs, exact: true }).click();
  await live.panel.getByRole('radio', { name: LIVE_WORDS.here }).check();
  await live.start();
  await live.command(1, 'go').click();
  await expect(live.status).toContainText(
    /Machine 2 does not come back from “spin” from machine 1, with 7 as its body/,
    { timeout: 40_000 },
  );
});
