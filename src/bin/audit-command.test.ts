// The command line as a course meets it: real folders on a real disk.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import type { HandInRow } from '../formats/hand-ins.ts';
import { writeTrace } from '../formats/write.ts';
import { auditCommand } from './audit-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'lamplight-class-'));
beforeEach(() => {
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A program that does it right, in the assignment's own form. */
function putRight(student: string, seed: number): void {
  for (const { name, text } of writeTrace(simulate({ rates: [3, 1, 4], seed, durationSeconds: 20 }), 'log'))
    put(`${student}/${name}`, text);
}

/** A program that copies the timestamp of the message. */
function putWrong(student: string): void {
  const lines = Array.from({ length: 20 }, (_, i) => i + 1);
  put(
    `${student}/P1.log`,
    lines.map((clock, i) => `12:00:${10 + i}.100 SEND to P2, clock ${clock}, message ${clock}\n`).join(''),
  );
  put(
    `${student}/P2.log`,
    lines
      .map((clock, i) => `12:00:${10 + i}.200 RECEIVE from P1, clock ${clock}, message ${clock}\n`)
      .join(''),
  );
}

async function run(...args: string[]) {
  let out = '';
  let errors = '';
  const code = await auditCommand(args, {
    filesIn: path =>
      statSync(path).isDirectory()
        ? readdirSync(path, { recursive: true, encoding: 'utf8' })
            .map(name => join(path, name))
            .filter(name => statSync(name).isFile())
            .map(name => new File([readFileSync(name)], name))
        : [new File([readFileSync(path)], path)],
    write: text => {
      out += text;
    },
    writeError: text => {
      errors += text;
    },
    annotates: false,
  });
  return { code, out, errors };
}

describe('the exit code', () => {
  test('is 0 where nothing is wrong', async () => {
    putRight('ada', 1);
    putRight('ben', 2);
    const { code, out } = await run(folder);
    expect(code).toBe(0);
    expect(out).toContain('2 hand-ins: 0 with faults, 2 with nothing wrong');
  });

  test('is 1 where any hand-in has faults', async () => {
    putRight('ada', 1);
    putWrong('ben');
    const { code, out } = await run(folder);
    expect(out).toMatch(/✗ ben .*\n.*receives?/);
    expect(code).toBe(1);
  });

  test.each([
    ['an empty folder', () => undefined],
    ['files that are no logs', () => put('ada/diary.txt', 'Dear diary,\nit rained.\n')],
    ['programs alone', () => put('ada/machine.py', 'print("SEND to 2, clock 1")\n')],
  ])('is 2 for %s', async (_, fill) => {
    fill();
    expect((await run(folder)).code).toBe(2);
  });

  test.each([
    ['a folder that is not there', ['/no/such/folder']],
    ['no folder', []],
    ['an option that is not known', ['--colour', '.']],
  ])('is 2 for %s, with a reason', async (_, args) => {
    const { code, errors } = await run(...args);
    expect(code).toBe(2);
    expect(errors).not.toBe('');
  });

  test('is 0 for --help, which names every option', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const option of ['json', 'csv', 'markdown', 'together', 'pattern', 'annotations'])
      expect(out).toContain(`--${option}`);
  });
});

test('as JSON each hand-in has its row, with the lines of its findings', async () => {
  putRight('ada', 1);
  putWrong('ben');
  const rows = JSON.parse((await run('--json', folder)).out) as HandInRow[];
  expect(rows.map(({ name, runs, state }) => [name, runs, state])).toEqual([
    ['ada', 1, 'clean'],
    ['ben', 1, 'faulty'],
  ]);
  expect(rows[1]!.findings[0]).toMatchObject({
    severity: 'fault',
    file: expect.stringMatching(/ben\/P2\.log$/) as string,
    line: expect.any(Number) as number,
  });
});

test('names that are formulas, markup or commands of a terminal are harmless', async () => {
  putWrong('=SUM(A1)');
  putWrong('<script>|x');
  putWrong('\u001b[31mred');
  expect((await run('--csv', folder)).out).toContain("'=SUM(A1)");
  expect((await run('--markdown', folder)).out).toContain('\\<script\\>\\|x');
  expect((await run(folder)).out).not.toContain('\u001b');
});

test('annotations name file and line, with what GitHub’s commands would take as their own escaped', async () => {
  putWrong('a,b: c');
  const { out } = await run('--annotations', folder);
  expect(out).toMatch(/^::error file=[^,:]*a%2Cb%3A c[^,:]*,line=1::.+$/m);
});

test('a folder with files and no log among them has a row that says so', async () => {
  putRight('ada', 1);
  putRight('ben', 2);
  put('cleo/src/main.py', 'print(1)');
  put('cleo/README.md', '# Lab');
  put('.git/config', '[core]');
  put('course.md', '# Course');
  const { out } = await run('--json', folder);
  const rows = JSON.parse(out) as HandInRow[];
  expect(rows.map(({ name, state }) => [name, state])).toEqual([
    ['ada', 'clean'],
    ['ben', 'clean'],
    ['cleo', 'unread'],
  ]);
  expect(rows[2]).toMatchObject({
    files: 0,
    verdict: 'Nothing could be read. There are no logs in its folder.',
  });
});

test('folders of machines are one hand-in', async () => {
  for (const { name, text } of writeTrace(
    simulate({ rates: [3, 1, 4], seed: 3, durationSeconds: 20 }),
    'log',
  )) {
    const machine = /\d/.exec(name)![0];
    put(`vm${machine}_logs/${name}`, text);
  }
  expect((await run(folder)).out).toContain('1 hand-in:');
});

test('--together reads a folder as one hand-in, whatever is in it', async () => {
  putRight('first', 1);
  putRight('second', 2);
  const { out } = await run('--together', folder);
  expect(out).toContain('2 runs');
  expect(out).toContain('1 hand-in:');
});
