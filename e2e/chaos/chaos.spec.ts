// Chaos: whole runs in real tabs in which machines' tabs are reloaded, closed and killed, links are cut and the trial page is
// reloaded or closed, at moments that a seed decides. Every run ends complete, each message once and in order.
// `npm run chaos -- 20 7` makes 20 runs from seed 7 on; in the test suite there is one.
import type { BrowserContext, Page } from '@playwright/test';
import { diceOf, rollDice } from '../../src/core/dice.ts';
import { drawSeldom } from '../support/draw-seldom.ts';
import { deliveryOf, type Delivery } from '../support/exactly-once.ts';
import { expect, Laboratory, test } from '../support/laboratory.ts';
import { cut, holdConnections, kill } from '../support/mishaps.ts';

const RUNS = Number(process.env['LAMPLIGHT_CHAOS_RUNS'] ?? 1);
const FIRST_SEED = Number(process.env['LAMPLIGHT_CHAOS_SEED'] ?? 1);

const MISHAPS = [
  'reload a machine',
  'close a machine',
  'kill a machine',
  'cut links',
  'reload the trial page',
  'close the trial page',
] as const;
type Mishap = (typeof MISHAPS)[number];

interface Step {
  readonly mishap: Mishap;
  readonly machine: number;
  /** Since the start of the run. */
  readonly atMs: number;
  /** What was closed or killed is opened again so much later. */
  readonly awayMs: number;
}

const SECONDS = 14;
const MACHINES = 3;

/** Everything follows from the seed. */
function planOf(seed: number) {
  const dice = diceOf(seed, 1);
  let rolls = 0;
  const roll = (sides: number): number => rollDice(dice, ++rolls, sides) - 1;
  const rates = Array.from({ length: MACHINES }, () => 5 + roll(15));
  // Machines in frames are part of the trial page: they go and come with it.
  const place = roll(4) === 0 ? ('frames' as const) : ('tabs' as const);
  const choices = place === 'tabs' ? MISHAPS : MISHAPS.slice(3);
  const steps: Step[] = Array.from({ length: 4 + roll(3) }, () => ({
    mishap: choices[roll(choices.length)]!,
    machine: 1 + roll(MACHINES),
    atMs: 1000 + roll((SECONDS - 3) * 1000),
    awayMs: roll(1500),
  })).sort((a, b) => a.atMs - b.atMs);
  return { rates, place, steps };
}

class ChaosRun {
  readonly done = new Map<Mishap, number>();
  readonly #context: BrowserContext;
  readonly #tabs = new Map<number, Page>();
  readonly #query: string;
  readonly #room: string;
  readonly #place: 'frames' | 'tabs';
  laboratory: Laboratory;

  constructor(page: Page, seed: number, { rates, place }: ReturnType<typeof planOf>) {
    this.#context = page.context();
    this.#place = place;
    this.#room = `chaos-${seed}`;
    // Every other run has messages that are on their way for a while, as the trial has on which the page opens.
    const delay = seed % 2 === 0 ? '&delay=uniform 150-450' : '';
    this.#query = `rates=${rates.join(',')}&die=4&seconds=${SECONDS}&seed=${seed}&place=${place}&room=${this.#room}${delay}`;
    this.laboratory = new Laboratory(page);
  }

  async start(): Promise<void> {
    await this.laboratory.open(this.#query);
    if (this.#place === 'tabs')
      for (let machine = 1; machine <= MACHINES; machine++) await this.#open(machine);
    await this.laboratory.button('Run').click();
    await expect(this.laboratory.status).toContainText(/Running: \d+ s/);
  }

  async take({ mishap, machine, atMs, awayMs }: Step): Promise<void> {
    await this.#until(atMs);
    this.done.set(mishap, (this.done.get(mishap) ?? 0) + 1);
    const tab = this.#tabs.get(machine);
    switch (mishap) {
      case 'reload a machine':
        await tab!.reload();
        return;
      case 'close a machine':
        await tab!.close({ runBeforeUnload: false });
        await this.#until(atMs + awayMs);
        await this.#open(machine);
        return;
      case 'kill a machine':
        await kill(tab!);
        await this.#until(atMs + awayMs);
        await this.#open(machine);
        return;
      case 'cut links': {
        const frames = this.laboratory.page.frames().slice(1);
        const page = tab ?? frames[machine % Math.max(1, frames.length)];
        if (page) await cut(page);
        return;
      }
      case 'reload the trial page':
        await this.laboratory.page.reload();
        return;
      case 'close the trial page':
        await this.laboratory.page.close({ runBeforeUnload: false });
        this.laboratory = new Laboratory(await this.#context.newPage());
        await this.laboratory.page.goto(`./#/trial?${this.#query}`);
    }
  }

  async end(): Promise<Delivery> {
    await this.laboratory.finished(SECONDS);
    const delivery = deliveryOf(await this.laboratory.download(/JSONL/));
    for (const page of this.#context.pages()) if (page !== this.laboratory.page) await page.close();
    return delivery;
  }

  async #open(machine: number): Promise<void> {
    await this.#tabs.get(machine)?.close();
    const tab = await this.#context.newPage();
    await tab.goto(`./#/machine?room=${this.#room}&seat=${machine}`);
    this.#tabs.set(machine, tab);
  }

  /** As the trial page has it, which may just be taking the run up. */
  async #until(atMs: number): Promise<void> {
    await this.laboratory.page.waitForFunction(ms => {
      const view = document.querySelector('trial-view');
      return view?.laboratory !== undefined && view.laboratory.state.elapsedMs >= ms;
    }, atMs);
  }
}

test('whatever befalls its pages, a run is complete, and each message arrives once and in order', async ({
  page,
  context,
}) => {
  test.setTimeout(RUNS * 90_000);
  await holdConnections(context);
  await drawSeldom(context);
  const totals = { runs: 0, mishaps: 0, messages: 0, lost: 0, doubled: 0, reordered: 0 };
  const mishaps = new Map<Mishap, number>();
  let trialPage = page;
  for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
    const plan = planOf(seed);
    const run = new ChaosRun(trialPage, seed, plan);
    await test.step(`seed ${seed}: ${JSON.stringify(plan)}`, async () => {
      await run.start();
      for (const step of plan.steps) await run.take(step);
      const delivery = await run.end();
      const { events, messages, lost, doubled, reordered } = delivery;
      const what = [...run.done].map(([mishap, count]) => `${count} × ${mishap}`).join(', ');
      process.stdout.write(
        `seed ${seed}, ${plan.place}, ${what}: ${events} events, ${messages} messages, ${lost} lost, ${doubled} doubled, ${reordered} reordered\n`,
      );
      const expected = plan.rates.reduce((sum, rate) => sum + rate * SECONDS, 0);
      expect(delivery, `seed ${seed}`).toEqual({
        events: expected,
        messages,
        lost: 0,
        doubled: 0,
        reordered: 0,
        gaps: [],
        faults: 0,
        isReplayed: true,
      });
      totals.runs += 1;
      totals.messages += messages;
      totals.lost += lost;
      totals.doubled += doubled;
      totals.reordered += reordered;
      for (const [mishap, count] of run.done) {
        mishaps.set(mishap, (mishaps.get(mishap) ?? 0) + count);
        totals.mishaps += count;
      }
    });
    trialPage = run.laboratory.page;
  }
  const each = [...mishaps].map(([mishap, count]) => `${count} × ${mishap}`).join(', ');
  process.stdout.write(
    `${totals.runs} runs, ${totals.mishaps} mishaps (${each}), ${totals.messages} messages sent: ${totals.lost} lost, ${totals.doubled} doubled, ${totals.reordered} reordered\n`,
  );
});
