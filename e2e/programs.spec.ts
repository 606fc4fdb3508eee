// Programs as a student meets them: a law is broken when messages overtake one another, the run is stepped through and continued by
// hand, a slip is fixed, the text goes into a link and is asked about before it runs; an echo is written from the empty program.
import type { Page } from '@playwright/test';
import {
  CHECKING,
  HAND_WORDS,
  LINKED_TEXT,
  PROGRAM_BUTTONS,
  PROGRAM_WORDS,
  RUN_KEPT,
  STEP_BAR,
} from '../src/words/program-view.ts';
import { LEAVE_OUT } from '../src/words/form-problems.ts';
import { COPIED } from '../src/words/frame.ts';
import { HISTORY_WORDS } from '../src/words/history.ts';
import { PASSPORT_WORDS } from '../src/words/passport.ts';
import { NO_STEP_FAILS } from '../src/words/exploration.ts';
import { expectNoViolationsInAnyLook } from './support/axe.ts';
import { expect, test } from './support/laboratory.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const editor = (page: Page) => page.getByRole('textbox', { name: PROGRAM_WORDS.text });
const problems = (page: Page) => page.locator('programs-view .problems li');
const headline = (page: Page) => page.locator('program-result').getByRole('heading', { level: 2 }).first();

/** Until the text has been run, and a first look has found whether a step fails. */
async function checked(page: Page): Promise<void> {
  await expect(page.getByText(CHECKING)).toHaveCount(0);
  await expect(button(page, PROGRAM_BUTTONS.search)).toBeEnabled();
}

async function search(page: Page): Promise<void> {
  await button(page, PROGRAM_BUTTONS.search).click();
}

/** All that this browser has stored of what was found out about texts. */
function findings(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('lamplight-programs');
        opening.onerror = () => reject(new Error('not opened'));
        opening.onsuccess = () => {
          const reading = opening.result.transaction('findings').objectStore('findings').getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(JSON.stringify(reading.result));
          };
        };
      }),
  );
}

/** The whole text, typed over what is there. */
async function write(page: Page, code: string): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(code);
}

test('Lamport’s mutual exclusion: every order, two inside without FIFO, step by step, by hand, and back', async ({
  page,
}) => {
  test.slow(); // axe looks at a large page twice in four looks
  await page.goto('./');
  await page.getByRole('link', { name: 'Programs', exact: true }).click();
  await checked(page);
  await expectNoViolationsInAnyLook(page);

  await search(page);
  await expect(headline(page)).toContainText('All 3 laws hold in every order');

  await button(page, PROGRAM_BUTTONS.fifoOff).click();
  await expect(headline(page)).toContainText('At most one machine is inside is broken in 4 steps');
  await expect(page.locator('program-run .step')).toContainText('Machines 1 and 2 are inside at once');
  await expectNoViolationsInAnyLook(page);

  await button(page, STEP_BAR.toStart).click();
  await expect(page.locator('program-run .step')).toHaveText(STEP_BAR.atStart);
  for (let step = 1; step <= 4; step++) {
    await button(page, STEP_BAR.forward).click();
    await expect(page.locator('program-run .place')).toHaveText(`${step} of 4`);
  }
  await button(page, STEP_BAR.back).click();
  await expect(page.locator('program-run .step')).toContainText('Machine 1 receives request from 2');

  // By hand from there: the request that was overtaken comes first after all.
  await button(page, 'Continue by hand from step 3').click();
  await expect(page.getByRole('heading', { name: HAND_WORDS.title, exact: true })).toBeVisible();
  const list = page.locator('program-hand');
  const arrows = page.locator('next-arrows');
  await list.getByRole('button', { name: /^Deliver request 1-1 to machine 2/ }).click();
  await expect(page.locator('program-run .place')).toHaveText('4 of 4');
  await expect(page.locator('program-hand .laws')).toContainText('✓ At most one machine is inside');
  await button(page, HAND_WORDS.back).click();
  // The same steps are arrows and marks in the diagram, for the keyboard too.
  await expect(arrows.getByRole('button')).toHaveCount(
    await list.getByRole('list', { name: HAND_WORDS.next }).getByRole('button').count(),
  );
  await arrows
    .getByRole('button', { name: 'Deliver acknowledge 1-2 to machine 2', exact: true })
    .press('Enter');
  await expect(page.locator('program-hand .laws')).toContainText('✗ At most one machine is inside');
  await expect(page.getByRole('heading', { name: HAND_WORDS.branches })).toBeVisible();
  await button(page, STEP_BAR.back).click();
  await expect(arrows.getByRole('button')).toHaveCount(0); // they are of the end
  await button(page, STEP_BAR.toEnd).click();
  await expectNoViolationsInAnyLook(page);

  // The address has program, trial and run.
  const address = page.url();
  await page.goto('about:blank');
  await page.goto(address);
  await expect(page.locator('program-run .step')).toContainText('Machine 2 receives acknowledge from 1');
});

test('a slip is found, fixed in the text, and the fixed text goes into a link that asks before it runs', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('./#/programs?program=lamport-mutex:ties');
  await checked(page);
  await search(page);
  await expect(headline(page)).toContainText('is broken in 4 steps');

  await editor(page).getByText('timeA - timeB;').click();
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type(' || a - b');
  await checked(page);
  await search(page);
  await expect(headline(page)).toContainText('All 3 laws hold in every order');

  await button(page, PROGRAM_BUTTONS.rename).click();
  await page.getByLabel(PROGRAM_WORDS.newName, { exact: true }).fill('My exclusion');
  await button(page, PROGRAM_BUTTONS.saveName).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My exclusion');
  await checked(page);
  await expect(page.getByRole('combobox', { name: PROGRAM_WORDS.program, exact: true })).toContainText(
    'My exclusion',
  );

  // Another view in between, and a reload: the text is there.
  await page.getByRole('link', { name: 'Sweep', exact: true }).click();
  await page.getByRole('link', { name: 'Programs', exact: true }).click();
  await expect(editor(page)).toContainText('timeA - timeB || a - b;');
  await page.reload();
  await checked(page);
  await expect(editor(page)).toContainText('timeA - timeB || a - b;');

  await button(page, PROGRAM_BUTTONS.fifoOff).click();
  await expect(headline(page)).toContainText('is broken in 4 steps');
  await button(page, PROGRAM_BUTTONS.copyLink).click();
  await expect(page.getByText(COPIED.yes)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('text=');
  expect(link).toContain('run=');
  expect(link.length).toBeLessThan(8192);

  const other = await context.newPage();
  await other.goto(link);
  await checked(other); // this browser has the text already, so nobody asks
  await expect(other.locator('program-run .place')).toHaveText('4 of 4');
  await expect(editor(other)).toContainText('timeA - timeB || a - b;');
});

test('a text of somebody else is shown, and run only when it is allowed', async ({ page, browser }) => {
  await page.goto('./#/programs?program=echo');
  await checked(page);
  await write(page, "program({ name: 'Strange', start: () => ({}), trial: { machines: 1 } });\n");
  await checked(page);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(page, 'Copy link').click();
  const copied = (): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).toContain('text=');
  const link = await copied();

  const elsewhere = await browser.newContext();
  const other = await elsewhere.newPage();
  await other.goto(link);
  await expect(other.getByText(LINKED_TEXT.sentence)).toBeVisible();
  await expect(editor(other)).toContainText('Strange');
  await expect(button(other, PROGRAM_BUTTONS.search)).toBeDisabled();
  await button(other, PROGRAM_BUTTONS.look).click();
  await expect(other.getByText(LINKED_TEXT.look)).toBeVisible();
  await expect(other.locator('iframe')).toHaveCount(0);
  await button(other, PROGRAM_BUTTONS.allow).click();
  await checked(other);
  await search(other);
  await expect(headline(other)).toContainText('No step fails in every order');
  await elsewhere.close();
});

test('an echo is written from the empty program, and each mistake is named in plain words at its place', async ({
  page,
}) => {
  await page.goto('./#/programs?program=empty');
  await checked(page);

  // Half a line: not JavaScript yet.
  await write(page, "program({\n  name: 'Echo',\n  start: () => ({ heard: 0 }\n});\n");
  await expect(problems(page)).toContainText('The text is not JavaScript that can be run');

  const echo = (kind: string, start: string): string =>
    [
      'program({',
      "  name: 'Echo',",
      `  start: () => (${start}),`,
      "  commands: { call: { run(me) { me.broadcast('call', null); } } },",
      '  on: {',
      `    call(me, { from }) { me.send(from, '${kind}', null); },`,
      '    echo(me) { me.state.heard += 1; },',
      '  },',
      '  laws: [{',
      "    name: 'everybody is heard',",
      '    atEnd: ({ machines }) => machines[0].state.heard === machines.length - 1,',
      '  }],',
      "  trial: { machines: 3, script: [['call']] },",
      '});',
      '',
    ].join('\n');

  await write(page, echo('ecko', '{ heard: 0 }'));
  await expect(problems(page)).toContainText('“ecko”');
  await expect(problems(page)).toContainText('Is “echo” meant?');
  await expect(problems(page)).toContainText('Line 6');
  await problems(page).getByRole('button').click();
  await expect(editor(page)).toBeFocused();

  await write(page, echo('echo', '{ heard: undefined }'));
  await expect(problems(page)).toContainText('“state.heard” is undefined');

  await write(page, echo('echo', '{ heard: 0 }').replace('name: ', 'nam: '));
  await expect(problems(page)).toContainText('“nam');

  await write(page, echo('echo', '{ heard: 0 }'));
  await expect(problems(page)).toHaveCount(0);
  await checked(page);
  await search(page);
  await expect(headline(page)).toContainText('The law holds in every order');

  // What can go wrong in the network: one message is lost.
  const losses = page.getByRole('spinbutton', { name: 'Messages lost, up to' });
  await losses.fill('1');
  await losses.press('Enter');
  await expect(headline(page)).toContainText('Everybody is heard is broken in 4 steps');
  await expect(page.getByRole('row', { name: new RegExp(NO_STEP_FAILS) })).toBeVisible();
});

test('the keyboard: Tab leaves the editor, names are completed after a dot', async ({ page }) => {
  await page.goto('./#/programs?program=empty');
  await checked(page);
  await editor(page).focus();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('me.bro');
  await expect(page.getByRole('listbox').getByRole('option', { name: 'broadcast' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  await expect(editor(page)).not.toBeFocused();
});

test('runs by seed: a law that losses break is counted, and the first such run is shown; an address with nonsense is said', async ({
  page,
}) => {
  await page.goto('./#/programs?program=echo&lossPercent=30&runs=40&seconds=5&what=is');
  await checked(page);
  await expect(page.getByText('The address has an unknown key “what”.')).toBeVisible();
  await button(page, LEAVE_OUT).click();
  await expect(page.getByText('The address has an unknown key “what”.')).toHaveCount(0);

  await button(page, PROGRAM_BUTTONS.run).click();
  const law = page.getByRole('row', { name: /^everybody is heard once/ });
  await expect(law).toContainText(/broken in \d+ of \d+ virtual runs/);
  await law.getByRole('button', { name: PROGRAM_BUTTONS.showRun }).click();
  await expect(page.locator('program-run playback-bar')).toBeVisible();
  await expectNoViolationsInAnyLook(page);
});

test('the passport: where each law was held, of this text alone, and there again after a reload', async ({
  page,
}) => {
  await page.goto('./#/programs?program=ricart-agrawala&runs=30');
  await checked(page);
  const law = page.getByRole('row', { name: /^at most one machine is inside/ });
  await expect(law).toContainText(PASSPORT_WORDS.nothing);
  await search(page);
  await expect(law).toContainText(/✓ held in all [\d,]+ orders of \d machines/);
  await button(page, PROGRAM_BUTTONS.run).click();
  const held = /✓ held in 30 virtual runs, all [\d,]+ orders of \d machines/;
  await expect(law).toContainText(held);
  await expect.poll(() => findings(page)).toContain('"held":30');
  await page.reload();
  await checked(page);
  await expect(law).toContainText(held);

  // Another text, another passport; and back.
  await page.goto('./#/programs?program=ricart-agrawala:clock-now');
  await checked(page);
  await expect(law).toContainText(PASSPORT_WORDS.nothing);
  await search(page);
  const order = page.getByRole('row', { name: /^requests are granted in the order/ });
  await expect(order).toContainText('✗ broken in');
  await expect.poll(() => findings(page)).toContain('"verdict":"broken"');
  await page.reload();
  await checked(page);
  await order.getByRole('button', { name: PROGRAM_BUTTONS.showRun }).click();
  await expect(page.locator('program-run .step')).toContainText('✗ Requests are granted in the order');
  await page.goto('./#/programs?program=ricart-agrawala&runs=30');
  await checked(page);
  await expect(law).toContainText(held);
});

test('a run by seed is continued by hand from any moment; its branches are a tree that is there again after a reload', async ({
  page,
}) => {
  await page.goto('./#/programs?program=echo&lossPercent=30&runs=40&seconds=5');
  await checked(page);
  await button(page, PROGRAM_BUTTONS.run).click();
  const law = page.getByRole('row', { name: /^everybody is heard once/ });
  await law.getByRole('button', { name: PROGRAM_BUTTONS.showRun }).click();
  const run = page.locator('program-run');
  await expect(run.locator('.broken')).toContainText('✗ Everybody is heard once');

  // A short one of that kind.
  await button(page, PROGRAM_BUTTONS.shorten).click();
  await expect(headline(page)).toContainText(/Everybody is heard once is broken in \d+ steps?/);
  await expect(page.getByText(/in place of \d+\. No run of its trial breaks the law in fewer/)).toBeVisible();
  await law.getByRole('button', { name: PROGRAM_BUTTONS.showRun }).click();
  await expect(run.locator('playback-bar')).toBeVisible();

  // From the middle of the run, where a message was lost on the way: the trial of the run has room for it.
  await run.getByRole('button', { name: /^Go to \d/ }).click();
  await run.getByRole('button', { name: /^Continue by hand from \d/ }).click();
  const hand = page.locator('program-hand');
  await expect(hand).toBeVisible();
  await expect(page.getByText(/The trial of this run is not the one in the form: .* lost/)).toBeVisible();
  await expect(hand.locator('.laws')).toContainText('✗ Everybody is heard once');
  const tree = hand.getByRole('list', { name: HAND_WORDS.branches });
  await expect(tree.getByRole('button', { name: /is lost/ }).first()).toBeVisible();

  // Back, another way, and both are in the tree.
  await button(page, HAND_WORDS.back).click();
  const before = await tree.getByRole('button').count();
  await hand
    .getByRole('button', { name: /^Deliver / })
    .first()
    .click();
  await expect(tree.getByRole('button')).toHaveCount(before + 1);
  await expectNoViolationsInAnyLook(page);
  await tree.getByRole('button', { name: HAND_WORDS.start }).click();
  await expect(page.locator('program-run .step')).toHaveText(STEP_BAR.atStart);
  await tree
    .getByRole('button', { name: /a law is broken/ })
    .first()
    .click();
  await expect(hand.locator('.laws')).toContainText('✗ Everybody is heard once');

  await expect.poll(() => findings(page)).toContain('"isBroken":true');
  await page.reload();
  await checked(page);
  await page.getByText(HAND_WORDS.kept, { exact: true }).click();
  await page.locator('program-result').getByRole('button', { name: /^Open/ }).click();
  await expect(tree.getByRole('button')).toHaveCount(before + 1);
  await expect(hand.locator('.laws')).toContainText('✗ Everybody is heard once');
});

test('a sweep: how often a law is broken as more messages are lost, with the first such run at each value', async ({
  page,
}) => {
  await page.goto('./#/programs?program=echo&runs=40&seconds=5&over=0,30,101');
  const values = page.getByRole('textbox', { name: 'Values' });
  await expect(page.getByText('With 101: ')).toBeVisible();
  await values.fill('0, 30');
  await values.press('Tab');
  await button(page, PROGRAM_BUTTONS.sweep).click();

  const sweep = page.locator('program-sweep');
  await expect(sweep.getByRole('heading')).toHaveText('Runs in which a law is broken, by messages lost');
  await expect(sweep).toContainText('40 runs with each of 2 values.');
  await expect(sweep.getByRole('row', { name: /^0 %/ })).toContainText(/0\.0 % 0\.0–\d+\.\d/);
  const lossy = sweep.getByRole('row', { name: /^30 %/ });
  await expect(lossy.getByRole('button', { name: /everybody is heard once/i })).toBeVisible();
  await expectNoViolationsInAnyLook(page);

  await lossy.getByRole('button', { name: PROGRAM_BUTTONS.showRun }).first().click();
  await expect(page.locator('program-run playback-bar')).toBeVisible();

  await values.fill('10');
  await values.press('Tab');
  await expect(sweep).toContainText('before your last change');
});

test('a run that was found and one by seed are kept in the history, and opened from there with text, trial and laws', async ({
  page,
}) => {
  await page.goto('./#/programs?program=lamport-mutex:ties');
  await checked(page);
  await search(page);
  await expect(headline(page)).toContainText('is broken in 4 steps');
  await button(page, PROGRAM_BUTTONS.keepRun).click();
  await expect(page.getByText(RUN_KEPT)).toBeVisible();

  await page.goto('./#/programs?program=echo&lossPercent=30&runs=40&seconds=5');
  await checked(page);
  await button(page, PROGRAM_BUTTONS.run).click();
  const law = page.getByRole('row', { name: /^everybody is heard once/ });
  await law.getByRole('button', { name: PROGRAM_BUTTONS.showRun }).click();
  await expect(page.locator('program-run .broken')).toContainText('✗ Everybody is heard once');
  await button(page, PROGRAM_BUTTONS.keepRun).click();
  await expect(page.getByText(RUN_KEPT)).toBeVisible();

  await page.getByRole('link', { name: 'History', exact: true }).click();
  const bySeed = page.getByRole('link', {
    name: /in virtual time: \d+ steps, “everybody is heard once.*” is broken/,
  });
  await expect(bySeed).toBeVisible();
  await page.getByRole('link', { name: /found: 4 steps/ }).click();
  await page.getByRole('link', { name: HISTORY_WORDS.openProgram }).click();
  await checked(page);
  await expect(page.locator('program-run .place')).toHaveText('4 of 4');
  await expect(page.locator('program-run .broken')).toContainText('✗');

  await page.getByRole('link', { name: 'History', exact: true }).click();
  await page.getByRole('link', { name: HISTORY_WORDS.back }).click();
  await bySeed.click();
  await page.getByRole('link', { name: HISTORY_WORDS.openProgram }).click();
  await checked(page);
  await expect(page.locator('program-run .broken')).toContainText('✗ Everybody is heard once');
});
