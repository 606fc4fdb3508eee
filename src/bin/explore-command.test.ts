// The command line for programs as a course meets it: a file, an exit code, words.
import { describe, expect, test } from 'vitest';
import type { Exploration } from '../engine/explore/explore.ts';
import { exploreCommand } from './explore-command.ts';
import { ECHO } from '../testing/echo-program.ts';

function run(code: string | undefined, ...args: string[]) {
  let [out, errors] = ['', ''];
  const status = exploreCommand(args, {
    read: path => (path === 'echo.js' ? code : undefined),
    write: text => void (out += text),
    writeError: text => void (errors += text),
  });
  return { status, out, errors };
}

describe('the exit code', () => {
  test('is 0 where every law holds', () => {
    const { status, out } = run(ECHO, 'echo.js');
    expect(out).toContain('✓ every call has its echo: holds in every order');
    expect(status).toBe(0);
  });

  test('is 1 where a law is broken, and the run is there step by step', () => {
    const { status, out } = run(ECHO, 'echo.js', '--losses', '1');
    expect(out).toContain('✗ every call has its echo: broken in 2 steps: no echo came');
    expect(out).toContain('    2. machine 2 does not get call from 1 (1-1): it is lost');
    expect(status).toBe(1);
  });

  test('is 2 where the search is not finished', () => {
    const { status, out } = run(ECHO, 'echo.js', '--states', '2');
    expect(out).toContain('Not finished');
    expect(status).toBe(2);
  });

  test.each([
    ['no program', [], 'Name a program.'],
    ['a name that is not known', ['lamport-mutx'], 'is “lamport-mutex” meant?'],
    ['an option that is not known', ['echo.js', '--colour'], '--colour'],
    ['a number that is none', ['echo.js', '--losses', 'few'], 'needs a whole number'],
    ['a script that is not JSON', ['echo.js', '--script', '[['], 'JSON'],
    ['a command that is not there', ['echo.js', '--script', '[["cal"]]'], 'Is “call” meant?'],
    ['too many machines', ['echo.js', '--machines', '65'], 'from 1 to 64'],
  ])('is 2 for %s, with a reason', (_, args, words) => {
    const { status, errors } = run(ECHO, ...args);
    expect(errors).toContain(words);
    expect(status).toBe(2);
  });

  test.each([
    ['does not parse', 'program({', 'echo.js, line 1'],
    ['calls nothing', 'const x = 1;', 'does not call program'],
    ['imports', "import fs from 'node:fs';", 'echo.js'],
    [
      'asks for chance',
      'program({ name: "x", start: () => ({ at: Math.random() }) });',
      'Math.random is not a function',
    ],
    [
      'asks for the time',
      'program({ name: "x", start: () => ({ at: Date.now() }) });',
      'Date is not defined',
    ],
    ['has a kind that nobody handles', ECHO.replace("'echo', null", "'ecko', null"), 'Is “echo” meant?'],
  ])('is not 0 for a file that %s', (_, code, words) => {
    const { status, out, errors } = run(code, 'echo.js');
    expect(`${out}${errors}`).toContain(words);
    expect(status).toBeGreaterThan(0);
  });

  test('is 0 for --help', () => {
    const { status, out } = run(undefined, '--help');
    expect(status).toBe(0);
    for (const option of ['machines', 'script', 'losses', 'states', 'json', 'all'])
      expect(out).toContain(`--${option}`);
  });
});

test('as JSON the report has the run as choices, with its events', () => {
  const report = JSON.parse(run(ECHO, 'echo.js', '--losses', '1', '--json').out) as Exploration;
  expect(report.laws.find(({ verdict }) => verdict === 'broken')).toMatchObject({
    name: 'every call has its echo',
    run: {
      choices: [
        { do: 'start', machine: 1 },
        { do: 'start', machine: 2 },
        { do: 'command', machine: 1 },
        { do: 'lose', machine: 2, from: 1, nth: 0 },
      ],
    },
  });
});

test('further machines are asked for what the last one is asked for', () => {
  const report = JSON.parse(
    run(undefined, 'lamport-mutex', '--machines', '3', '--states', '10', '--json').out,
  ) as Exploration;
  expect(report.trial.script.map(asked => asked.map(([command]) => command))).toEqual(
    new Array(3).fill(['enter', 'leave']),
  );
});
