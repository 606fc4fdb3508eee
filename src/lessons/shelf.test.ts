// No lesson rots: each number and name that the program's own lessons say is computed again from their trials.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readSweepAddress } from '../address/sweep.ts';
import { readTrialAddress } from '../address/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { checkLesson } from './check-lesson.ts';
import type { Lesson } from './lesson.ts';
import { QUANTITY_FORMS } from './quantities.ts';
import { readLesson } from './read-lesson.ts';
import { SHELF } from './shelf.ts';

function complaintsOf(file: string, text: string): readonly string[] {
  const read = readLesson(file, text);
  const problems = read.kind === 'lesson' ? checkLesson(read.lesson, computed(read.lesson)) : read.problems;
  return problems.map(({ line, message }) => `${file}:${line} ${message}`);
}

function computed({ runs }: Lesson) {
  return new Map(runs.map(({ number, trial, cut }) => [number, { trace: simulate(trial), cut }] as const));
}

test.each(SHELF)('what the lesson $id says is what its runs show', ({ id, text }) => {
  expect(complaintsOf(`lessons/${id}.md`, text)).toEqual([]);
});

test('each lesson has a run, a question and at least five claims', () => {
  for (const { id, text } of SHELF) {
    const read = readLesson(id, text);
    expect(read.kind).toBe('lesson');
    if (read.kind !== 'lesson') continue;
    expect(read.lesson.runs.length, id).toBeGreaterThan(0);
    expect(read.lesson.blocks.filter(({ kind }) => kind === 'question').length, id).toBeGreaterThan(0);
    expect(read.lesson.claims.length, id).toBeGreaterThanOrEqual(5);
    expect(read.lesson.summary, id).not.toBe('');
  }
});

test('a claim that is changed by one fails with its line', () => {
  for (const { id, text } of SHELF) {
    const lines = text.split('\n');
    const at = lines.findIndex(line => /\{[\d,]+:/.test(line));
    const wrong = lines.map((line, i) =>
      i === at
        ? line.replace(/\{([\d,]+):/, (_, said: string) => `{${Number(said.replaceAll(',', '')) + 1}:`)
        : line,
    );
    const complaints = complaintsOf(id, wrong.join('\n'));
    expect(complaints, id).toHaveLength(1);
    expect(complaints[0]).toContain(`${id}:${at + 1} `);
  }
});

test('the links of the lessons lead to places that there are', () => {
  for (const { id, text } of SHELF)
    for (const [, view, query = ''] of text.matchAll(/\]\(#\/(\w+)\??([^)]*)\)/g)) {
      const problems =
        view === 'sweep' ? readSweepAddress(query).parsed.problems : readTrialAddress(query).parsed.problems;
      expect({ id, view, problems }).toEqual({
        id,
        view: expect.stringMatching(/^(sweep|trial)$/),
        problems: [],
      });
    }
});

test('the documented example is a true lesson, and the documentation has it and every form of words', () => {
  const text = readFileSync('lessons/example.md', 'utf8');
  expect(complaintsOf('lessons/example.md', text)).toEqual([]);
  const documentation = readFileSync('docs/lessons.md', 'utf8');
  expect(documentation).toContain(text.trim());
  const listed = [...documentation.matchAll(/^- `([^`]+)`$/gm)].map(([, form]) => form);
  expect(listed).toEqual(QUANTITY_FORMS);
});
