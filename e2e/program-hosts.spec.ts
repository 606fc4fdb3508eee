// Programs live, in real pages: the box is in the machine's own page, be it a tab or a frame, under the policy of the built site; what is
// on record is what the program does again; and a program that does not come back is told with its input.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { audit } from '../src/analysis/audit/audit.ts';
import { program as programOf, type Program } from '../src/core/program/program.ts';
import { traceOfProgram } from '../src/core/program/program-trace.ts';
import type { RecordedRun } from '../src/core/program/recorded-run.ts';
import { lawsOnRun } from '../src/engine/laws-on-run.ts';
import { replayRun } from '../src/engine/replay-run.ts';
import type { LaboratoryState } from '../src/laboratory/laboratory-state.ts';
import { PROGRAM_WORDS } from '../src/words/program-view.ts';
import { expect, Laboratory, test, timeoutFor } from './support/laboratory.ts';

type Told = Pick<LaboratoryState, 'phase' | 'fact' | 'recorded' | 'seats'>;

/** What the laboratory of the view knows. */
function told(page: Page): Promise<Told> {
  return page.locator('program-live').evaluate(element => {
    const { phase, fact, recorded, seats } = (
      element as unknown as { readonly live: { readonly laboratory: { readonly state: LaboratoryState } } }
    ).live.laboratory.state;
    return { phase, fact, seats, ...(recorded && { recorded }) };
  });
}

async function over(page: Page, seconds: number): Promise<Told> {
  await expect
    .poll(async () => (await told(page)).phase, { timeout: timeoutFor(seconds) })
    .toMatch(/finished|stopped|failed/);
  return told(page);
}

/** One that ships, as the library has it. */
function shipped(name: string): Program {
  const text = readFileSync(new URL(`../src/programs/scripts/${name}.js`, import.meta.url), 'utf8');
  const found: Program[] = [];
  const run = new Function('program', `'use strict';\n${text}`) as (program: typeof collect) => void;
  const collect = (spec: Parameters<typeof programOf>[0]): void => void found.push(programOf(spec));
  run(collect);
  return found[0]!;
}

function expectSound(run: RecordedRun, name: string): void {
  const program = shipped(name);
  expect(replayRun(program, run)).toEqual(run.steps);
  for (const law of lawsOnRun(program, run)) expect(law).not.toMatchObject({ verdict: 'broken' });
  expect(audit(traceOfProgram(run, { engine: 'live', startedAtMs: 0 }))).toMatchObject({
    faults: 0,
    diagnoses: [],
  });
}

/** Its own text in the editor, as typed over what is there. */
async function write(page: Page, code: string): Promise<void> {
  await page.getByRole('textbox', { name: PROGRAM_WORDS.text }).focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.press('Delete');
  await page.keyboard.insertText(code);
}

const ASKED = 'machines=3&script=enter,leave,enter,leave;enter,leave;enter,leave&asks=script';

test('Ricart and Agrawala in three tabs over WebRTC: the run is what the program does again', async ({
  page,
}) => {
  await page.goto(
    `./#/programs?program=ricart-agrawala&live=yes&place=tabs&link=webrtc&liveSeconds=6&${ASKED}`,
  );
  const laboratory = new Laboratory(page);
  await laboratory.button('Run').click();
  await laboratory.openTabs([1, 2, 3]);
  const { fact, recorded, seats } = await over(page, 6);
  expect(fact).toMatchObject({ kind: 'finished' });
  for (const { links } of seats) for (const link of links) expect(link).toMatchObject({ kind: 'webrtc' });
  const commands = recorded!.steps.filter(({ cause }) => cause.kind === 'command');
  expect(commands.length).toBeGreaterThanOrEqual(6);
  expectSound(recorded!, 'ricart-agrawala');
});

test('in frames of the page itself, whose boxes are frames in frames', async ({ page }) => {
  await page.goto(`./#/programs?program=lamport-mutex&live=yes&place=frames&liveSeconds=4&${ASKED}`);
  await new Laboratory(page).button('Run').click();
  const { fact, recorded } = await over(page, 4);
  expect(fact).toMatchObject({ kind: 'finished' });
  expectSound(recorded!, 'lamport-mutex');
});

test('a program that does not come back is ended, and the run says with which input', async ({ page }) => {
  await page.goto('./#/programs?program=empty&live=yes&place=frames&liveSeconds=30&asks=script&script=go');
  await write(
    page,
    `program({
      name: 'Loop',
      start: () => ({}),
      commands: { go: { run: me => me.send(2, 'turn', { n: 3 }) } },
      on: { turn(me, { body }) { for (;;) if (body.n === 0) break; } },
    });`,
  );
  await new Laboratory(page).button('Run').click();
  const { fact, recorded } = await over(page, 30);
  expect(fact).toMatchObject({ kind: 'failed', cause: { kind: 'trouble', machine: 2 } });
  expect(JSON.stringify(fact)).toContain(
    'Machine 2 does not come back from “turn” from machine 1, with {\\"n\\":3} as its body.',
  );
  expect(recorded!.steps.some(({ cause }) => cause.kind === 'command')).toBe(true);
});
