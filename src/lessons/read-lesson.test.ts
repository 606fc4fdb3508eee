// What is wrong with a lesson's file is said with its line and with what is expected, and what is right is read as it is meant.
import { expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { checkLesson } from './check-lesson.ts';
import type { Lesson } from './lesson.ts';
import { looksLikeLesson } from './looks-like-lesson.ts';
import { measure, QUANTITY_FORMS, readQuantity } from './quantities.ts';
import { readLesson } from './read-lesson.ts';

const RUN = '```lamplight\n#/trial?rates=5,1,5&seconds=10&seed=7&engine=virtual\n```\n';
const QUESTION = '```question\nWhy?\n( ) No\n> Not so.\n(x) Yes\n> So.\n```\n';

function lessonOf(text: string): Lesson {
  const read = readLesson('my.md', text);
  if (read.kind === 'problems') throw new Error(JSON.stringify(read.problems));
  return read.lesson;
}

/** `line sentence` of each problem. */
function problemsOf(text: string): readonly string[] {
  const read = readLesson('my.md', text);
  return read.kind === 'problems' ? read.problems.map(({ line, message }) => `${line} ${message}`) : [];
}

function wrongIn(text: string): readonly string[] {
  const lesson = lessonOf(text);
  const runs = new Map(
    lesson.runs.map(({ number, trial, cut }) => [number, { trace: simulate(trial), cut }] as const),
  );
  return checkLesson(lesson, runs).map(({ line, message }) => `${line} ${message}`);
}

test('a lesson is its title, its first paragraph, and its blocks in their order', () => {
  const lesson = lessonOf(
    `\uFEFF# Mine *too*\r\n\r\nA **word** & more.\n\n${RUN}\n## Then\n\n${QUESTION}\nEnd.`,
  );
  expect(lesson.title).toBe('Mine *too*');
  expect(lesson.summary).toBe('A word & more.');
  expect(lesson.blocks.map(({ kind }) => kind)).toEqual(['prose', 'run', 'prose', 'question', 'prose']);
  const [, , , asked] = lesson.blocks;
  expect(asked).toMatchObject({
    question: {
      asked: 'Why?',
      answers: [
        { text: 'No', isRight: false, explanation: 'Not so.' },
        { text: 'Yes', isRight: true, explanation: 'So.' },
      ],
    },
  });
});

test('the lines of a run say what of it is shown', () => {
  const { runs } = lessonOf(
    `# T\n\`\`\`lamplight\n#/trial?rates=5,1,5&engine=virtual\ncaption: See: this\nshow: queues, diagram\nevent: 3 of machine 2\nstretch: 1 to 4.5\ncut: 4, 2, 3\n\`\`\`\n`,
  );
  expect(runs[0]).toMatchObject({
    caption: 'See: this',
    figures: ['queues', 'diagram'],
    chosen: { machine: 2, index: 2 },
    stretch: { fromMs: 1000, toMs: 4500 },
    cut: { kind: 'events', counts: [4, 2, 3] },
  });
  expect(runs[0]!.trial.rates).toEqual([5, 1, 5]);
});

test.each([
  ['', '1 Expected a title'],
  ['Text only', '1 Expected a title'],
  ['# A\n\n# B', '3 A lesson has one title'],
  ['# A\n\nB\n=', '4 A lesson has one title'],
  ['# A\n```lamp\n```', '2 Unknown block “lamp”'],
  ['# A\n```question\nWhy?', '2 The block “question” has no end'],
  ['# A\n\n![x](y.png)', '3 Pictures are not shown'],
  ['# A\n\n[x](javascript:alert(1))', '3 The link leads to “javascript:alert(1)”'],
  ['# A\n\n[x](http://x.org)', '3 The link leads to “http://x.org”'],
  ['# A\n\n[x](<>)', '3 The link leads to “”'],
  ['# A\n\n[x]()', '3 The link leads to “”'],
  ['# A\n\n<javascript:alert>', '3 The link leads to “javascript:alert”'],
  ['# A\n\n<me@x.org>', '3 The link leads to “me@x.org”'],
  ['# A\n\n[x][y]\n\n[y]: data:text/html,x', '5 The link leads to “data:text/html,x”'],
  ['# A\n\n{5: events', '3 A { begins a claim'],
  ['# A\n\n{five}', '3 “{five}” is not a claim'],
  [`# A\n${RUN}{5: evnts}`, '5 “evnts” is not something that can be computed'],
  ['# A\n\n{5: events}', '3 A claim needs a run'],
  ['# A\n```lamplight\n```', '2 Expected the link of a trial'],
  ['# A\n```lamplight\nhttps://x.org\n```', '3 Expected the link of a trial'],
  ['# A\n```lamplight\n#/trial?rates=0&engine=virtual\n```', '3 The trial of this run cannot be run'],
  ['# A\n```lamplight\n#/trial?rates=5,1,5\n```', '3 The trial is a live one'],
  [
    '# A\n```lamplight\n#/trial?rates=1000,1000&seconds=600&engine=virtual\n```',
    '3 The run has 1,200,000 events',
  ],
  ['# A\n```lamplight\n#/trial?engine=virtual\ncolour: red\n```', '4 “colour: red” is not a line of a run'],
  ['# A\n```lamplight\n#/trial?engine=virtual\ncut: 1\ncut: 2\n```', '5 “cut:” is there twice'],
  ['# A\n```lamplight\n#/trial?engine=virtual\ncaption:\n```', '4 “caption:” has nothing after it'],
  ['# A\n```lamplight\n#/trial?engine=virtual\nshow: pictures\n```', '4 “pictures” cannot be shown'],
  ['# A\n```lamplight\n#/trial?engine=virtual\nevent: 2-13\n```', '4 “2-13” is not an event'],
  ['# A\n```lamplight\n#/trial?engine=virtual\nstretch: 5 to 2\n```', '4 “5 to 2” is not a stretch'],
  ['# A\n```lamplight\n#/trial?engine=virtual\ncut: early\n```', '4 “early” is not a cut'],
  ['# A\n```question\n( ) No\n> n\n(x) Yes\n> y\n```', '2 The block has no question'],
  ['# A\n```question\nWhy?\n(x) Yes\n> y\n```', '2 The question has fewer than two answers'],
  ['# A\n```question\nWhy?\n( ) No\n> n\n( ) Yes\n> y\n```', '2 0 answers of the question are marked'],
  ['# A\n```question\nWhy?\n(x) No\n> n\n(x) Yes\n> y\n```', '2 2 answers of the question are marked'],
  ['# A\n```question\nWhy?\n( ) No\n(x) Yes\n> y\n```', '4 This answer has no explanation'],
  ['# A\n```question\nWhy?\n> n\n( ) No\n> n\n(x) Yes\n> y\n```', '4 This explanation has no answer'],
  ['# A\n```question\nWhy?\n( )\n> n\n(x) Yes\n> y\n```', '4 This answer has no words'],
  [
    '# A\n```question\nWhy?\n( ) No\n> n\nBecause\n(x) Yes\n> y\n```',
    '6 “Because” is not a line of a question',
  ],
])('%j is refused with its line', (text, problem) => {
  expect(problemsOf(text)[0]).toContain(problem);
});

test('markup is text, and links of this site and of https are links', () => {
  const { blocks } = lessonOf(
    '# A\n\n<script>alert(1)</script> <b onclick="x()">b</b>\n\n[here](#/trial?rates=1,2) <https://x.org>',
  );
  const [prose] = blocks;
  expect(prose).toMatchObject({ kind: 'prose' });
  if (prose?.kind !== 'prose') return;
  expect(prose.html).not.toMatch(/<(script|b)\b/);
  expect(prose.html).toContain('&lt;script&gt;');
  expect(prose.html).toContain('<a href="#/trial?rates=1,2">here</a>');
  expect(prose.html).toContain('<a href="https://x.org">');
});

test('a claim is shown as what it says, a brace with a backslash is a brace, and code is as it is', () => {
  const { blocks, claims } = lessonOf(`# A\n${RUN}So {110: events} \\{here\\}.\n\n\`\`\`text\n{x}\n\`\`\``);
  expect(claims).toMatchObject([{ line: 5, said: '110', run: 1 }]);
  expect(blocks[1]).toMatchObject({
    html: '<p>So 110 {here}.</p>\n<pre><code class="language-text">{x}\n</code></pre>',
  });
});

test('what the runs do not show is said with its line', () => {
  expect(wrongIn(`# A\n${RUN}{110: events} {10: events of machine 2}`)).toEqual([]);
  expect(wrongIn(`# A\n${RUN}\n{111: events}`)).toEqual([
    '6 The lesson says “111” for “events”; the run gives “110”.',
  ]);
  expect(wrongIn(`# A\n${RUN}{receive: kind of event 1 of machine 1}`)[0]).toContain('the run gives');
  expect(wrongIn(`# A\n${RUN}{1: clock of machine 4}`)[0]).toContain('There is no machine 4');
  expect(wrongIn(`# A\n${RUN}{1: timestamp of event 99 of machine 2}`)[0]).toContain('There is no event 99');
  expect(wrongIn(`# A\n${RUN}{1: events in run 2}`)[0]).toContain('There is no run 2');
  expect(wrongIn(`# A\n${RUN}{many: events}`)[0]).toContain('is not a number');
  expect(wrongIn(`# A\n${RUN}{1: messages that break the cut of this run}`)[0]).toContain('has no cut');
  const bad = RUN.replace('virtual\n', 'virtual\nevent: 400 of machine 1\ncut: 1, 2\n');
  expect(wrongIn(`# A\n${bad}`)).toEqual([
    '2 There is no event 400 of machine 1: it has 50 events.',
    '2 The cut has 2 numbers and the run has 3 machines. Expected one number for each machine.',
  ]);
});

test('a number is right if it is the computed one, rounded as it is written', () => {
  expect(wrongIn(`# A\n${RUN}{1.67: expected arrivals per second at machine 2}`)).toEqual([]);
  expect(wrongIn(`# A\n${RUN}{1.7: expected arrivals per second at machine 2}`)).toEqual([]);
  expect(wrongIn(`# A\n${RUN}{1.66: expected arrivals per second at machine 2}`)).toHaveLength(1);
});

test('each form of words can be computed, and reads back as itself', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 12 });
  const cut = { kind: 'moment', atMs: 6000 } as const;
  const runs = new Map([1, 2, 3].map(number => [number, { trace, cut }] as const));
  for (const form of QUANTITY_FORMS) {
    let run = 0;
    const text = form
      .replace(/\bA\b/g, () => String(++run))
      .replace(/\bE\b/g, '2')
      .replace(/\bM\b/g, '2')
      .replace(/\bT\b/g, '6.5');
    const quantity = readQuantity(text);
    expect(quantity?.form, text).toBe(form);
    expect(measure(quantity!, 1, runs), text).not.toMatchObject({ kind: 'problem' });
  }
});

test('a lesson is known by its name and by how it begins or what is in it', () => {
  expect(looksLikeLesson('a.md', '\n# Title')).toBe(true);
  expect(looksLikeLesson('a.MD', 'No title\n```question\n')).toBe(true);
  expect(looksLikeLesson('a.md', '{"machine":1}\n')).toBe(false);
  expect(looksLikeLesson('a.log', '# Title')).toBe(false);
});
