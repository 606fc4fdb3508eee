// Programs in their box, in a real browser: what they give, where their errors are, how they are ended, and that nothing gets out.
import { readFileSync } from 'node:fs';
import type { BrokenLaw, LawReport } from '../../src/engine/explore/explore.ts';
import type { BoxJobs } from '../../src/sandbox/box-jobs.ts';
import type * as Side from '../../src/sandbox/program-box.ts';
import { ECHO, inBox, TRIAL } from '../support/in-box.ts';
import { expect, test } from '../support/workshop.ts';

test('a program is loaded, searched and run', async ({ workshop }) => {
  const [loaded, searched, lossy, run, runs] = await inBox(
    workshop,
    ECHO,
    ['explore', { trial: TRIAL, options: {} }],
    ['explore', { trial: { ...TRIAL, losses: 1 }, options: {} }],
    ['run', { trial: { rates: [5, 5], durationSeconds: 5, script: [['call']] } }],
    ['runs', { trial: { rates: [5, 5], durationSeconds: 5, script: [['call']] }, count: 20 }],
  );
  expect(loaded).toMatchObject({
    result: { kind: 'program', shape: { name: 'Echo', messages: ['call', 'echo'], trial: TRIAL } },
  });
  expect(searched).toMatchObject({ result: { laws: [{ verdict: 'holds' }, { verdict: 'holds' }] } });
  expect(lossy).toMatchObject({
    result: { laws: [{ verdict: 'open' }, { verdict: 'broken', finding: { says: 'no echo came' } }] },
  });
  expect(run).toMatchObject({ result: { laws: [{ verdict: 'holds' }, { verdict: 'holds' }] } });
  expect(runs).toMatchObject({ result: { runs: 20, laws: [{ broken: 0 }, { broken: 0 }] } });

  const { choices } = (lossy!.result as BoxJobs['explore']['result']).laws.find(isBroken)!.run;
  const lossyTrial = { ...TRIAL, losses: 1 };
  const [, hand, start, laws] = await inBox(
    workshop,
    ECHO,
    ['byHand', { trial: lossyTrial, choices }],
    ['byHand', { trial: TRIAL, choices: [] }],
    ['laws', { run: (run!.result as BoxJobs['run']['result']).run }],
  );
  expect(hand).toMatchObject({
    result: { isQuiet: true, laws: [{}, { verdict: 'broken', says: 'no echo came' }] },
  });
  expect(start).toMatchObject({
    result: { next: [{ choice: { do: 'command', machine: 1 }, command: 'call' }] },
  });
  expect(laws).toMatchObject({ result: [{ verdict: 'holds' }, { verdict: 'holds' }] });
});

function isBroken(law: LawReport): law is BrokenLaw {
  return law.verdict === 'broken';
}

/** So that many runs take some seconds on any computer. */
const SLOW = ECHO.replace('me.state.heard += 1;', 'me.state.heard += 1; for (let i = 0; i < 500000; i++);');

test('many runs in several boxes count as in one, and none of them is left', async ({ workshop }) => {
  const told = await workshop.evaluate(
    async code => {
      const { ProgramBox } = (await import(
        /* @vite-ignore */ '/src/sandbox/program-box.ts' as string
      )) as typeof Side;
      const trial = { rates: [5, 3, 9], durationSeconds: 5, script: [['call', 'call', 'call']], seed: 12 };
      const results = [];
      let boxes = 0;
      for (const cores of [1, 3]) {
        const box = new ProgramBox({ cores });
        await box.run('load', { code });
        const onProgress = (): void =>
          void (boxes = Math.max(boxes, document.querySelectorAll('iframe').length));
        results.push(await box.run('runs', { trial, count: 3000 }, { onProgress }));
        box.close();
      }
      return { results, boxes, left: document.querySelectorAll('iframe').length };
    },
    SLOW.replace('state.heard === 1', 'state.heard < 3'),
  );
  expect(told.boxes).toBe(3);
  expect(told.left).toBe(0);
  const [one, many] = told.results;
  expect(many).toEqual(one);
  expect(one).toMatchObject({ runs: 3000 });
});

test.describe('what is wrong with a text is told at its place', () => {
  for (const [what, code, problem] of [
    ['does not parse', 'const a = 1;\n  const b = ;', { kind: 'script', line: 2, column: 13 }],
    ['throws', '\nfunction f() {\n  null.x;\n}\nf();', { kind: 'script', line: 3, column: 8 }],
    ['has a variable that nobody has declared', '\n  count = 1;', { kind: 'script', line: 2, column: 9 }],
    ['throws what is no error', 'throw 5;', { kind: 'script', message: '5' }],
    ['asks for chance', 'const a = Math.random();', { kind: 'script', line: 1, column: 16 }],
    ['has no program', 'const a = 1;', { kind: 'no-program' }],
    ['has two', `${ECHO}\n${ECHO}`, { kind: 'more-programs' }],
    ['has a wrong shape', "\n program({ name: 'x' });", { kind: 'problem', line: 2, column: 2 }],
    ['loads a module', "import('./x.js');", { kind: 'no-program' }],
    ['is a module', "import x from './x.js';", { kind: 'script', line: 1 }],
  ] as const)
    test(what, async ({ workshop }) => {
      expect(await inBox(workshop, code)).toMatchObject([{ result: { kind: 'problem', problem } }]);
    });

  for (const [what, echo, problem] of [
    [
      'names a kind that nobody handles',
      "me.send(2, 'ecko', null)",
      { kind: 'unknown-name', nearest: 'echo', at: '7:19' },
    ],
    [
      'sends what is no JSON',
      "me.send(2, 'echo', { f() {} })",
      { kind: 'not-json', path: 'body.f', at: '7:19' },
    ],
    ['sends to nobody', "me.send(7, 'echo', null)", { kind: 'unknown-machine', at: '7:19' }],
    ['asks for chance in a handler', 'me.state.heard = Math.random()', { kind: 'threw', at: '7:38' }],
  ] as const)
    test(what, async ({ workshop }) => {
      const code = ECHO.replace('me.state.heard += 1', echo);
      const [, searched] = await inBox(workshop, code, ['explore', { trial: TRIAL, options: {} }]);
      expect(searched).toMatchObject({ result: { laws: [{ verdict: 'broken', problem }, {}] } });
    });

  test('throws in a handler', async ({ workshop }) => {
    const code = ECHO.replace('me.state.heard += 1', 'me.state.herd.push(1)');
    const [, searched] = await inBox(workshop, code, ['explore', { trial: TRIAL, options: {} }]);
    expect(searched).toMatchObject({
      result: { laws: [{ verdict: 'broken', problem: { kind: 'threw', at: '7:30' } }, {}] },
    });
  });
});

test.describe('what does not come back is ended, and named', () => {
  const LOOP = 'for (;;);';
  for (const [what, code, words] of [
    ['the text', `const a = 1;\n${LOOP}`, 'The program’s text does not come to its end.'],
    [
      'start',
      ECHO.replace('start: () =>', `start: () => { ${LOOP} }, idle: () =>`),
      'Machine 1 does not come back from “start”.',
    ],
    [
      'a handler',
      ECHO.replace('me.state.heard += 1;', LOOP),
      'Machine 1 does not come back from “echo” from machine 2, with null as its body.',
    ],
    [
      'a command',
      ECHO.replace("me.broadcast('call', null);", LOOP),
      'Machine 1 does not come back from the command “call”.',
    ],
    [
      'a law',
      ECHO.replace('w.machines[0]', `((() => { ${LOOP} })(), w).machines[0]`),
      'The law “every call has its echo” does not come back.',
    ],
    [
      'when',
      ECHO.replace('call: { run', `call: { when() { ${LOOP} }, run`),
      '“when” of the command “call” does not come back, for the state {"heard":0}.',
    ],
    [
      'a pattern',
      ECHO.replace('me.state.heard += 1;', "/^(a+)+$/.test('a'.repeat(40) + 'b');"),
      'from “echo” from machine 2',
    ],
  ] as const)
    test(what, async ({ workshop }) => {
      const [loaded, searched] = await inBox(workshop, code, ['explore', { trial: TRIAL, options: {} }]);
      expect((what === 'the text' ? loaded : searched)?.error).toContain(words);
    });
});

test('a search tells how far it is, can be cancelled, and the box can be used again', async ({
  workshop,
}) => {
  const code = readFileSync('src/programs/scripts/lamport-mutex.js', 'utf8');
  const told = await workshop.evaluate(async code => {
    const { ProgramBox } = (await import(
      /* @vite-ignore */ '/src/sandbox/program-box.ts' as string
    )) as typeof Side;
    const box = new ProgramBox();
    await box.run('load', { code });
    const script = new Array<readonly string[]>(3).fill(['enter', 'leave']);
    const cancelling = new AbortController();
    const states: number[] = [];
    const cancelled = await box
      .run(
        'explore',
        { trial: { machines: 3, script }, options: {} },
        {
          signal: cancelling.signal,
          onProgress: progress => {
            states.push(progress.states);
            if (states.length === 3) cancelling.abort(new Error('enough'));
          },
        },
      )
      .then(() => 'finished', String);
    const { states: all } = await box.run('explore', {
      trial: { machines: 2, script: script.slice(1) },
      options: {},
    });
    box.close();
    return { states, cancelled, all };
  }, code);
  expect(told.cancelled).toBe('Error: enough');
  expect(told.states).toEqual(told.states.toSorted((a, b) => a - b));
  expect(told.states).toHaveLength(3);
  expect(told.all).toBeGreaterThan(50);
});
