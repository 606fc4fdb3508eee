// The documents are true: each of their links leads somewhere, each example of a file is one that Lamplight writes or reads,
// and each number of the course comes out of its run. What they tell people to type is typed by scripts/check-documents.mjs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { animatedWebp, animationOf } from '../../scripts/animated-webp.mjs';
import { DOCUMENTS } from '../../scripts/documents.mjs';
import { fencedBlocks } from '../../scripts/fenced-blocks.mjs';
import { readDesignsAddress } from '../address/designs.ts';
import { readHistoryAddress } from '../address/history.ts';
import { readLessonsAddress } from '../address/lessons.ts';
import { readMachineAddress } from '../address/machine.ts';
import { readOpenAddress } from '../address/open.ts';
import { readProgramsAddress } from '../address/programs.ts';
import { partQuery } from '../address/seen-part.ts';
import { readSeen } from '../address/seen.ts';
import { readSweepAddress } from '../address/sweep.ts';
import { readTrialAddress } from '../address/trial.ts';
import type { TrialInput } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { CSV_COLUMNS } from '../formats/csv-columns.ts';
import { readTrace } from '../formats/read.ts';
import { writeTrace, type WriteFormat } from '../formats/write.ts';
import { checkLesson } from '../lessons/check-lesson.ts';
import { readLesson } from '../lessons/read-lesson.ts';
import { SHELF } from '../lessons/shelf.ts';
import { SITE_NAME } from '../words/frame.ts';
import { shippedText } from '../programs/texts.ts';

/** Headings inside the documents themselves. */
const NOT_ON_THE_PAGE = new Set(['Open', 'Ask', 'What to expect']);

const text = (document: string): string => readFileSync(document, 'utf8');

describe.each(DOCUMENTS)('%s', document => {
  test('its links lead to files and headings that there are', () => {
    const broken = [...withoutBlocks(text(document)).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)]
      .map(([, link, source]) => (link ?? source)!)
      .filter(link => !/^(https?:|#\/)/.test(link) && !leadsSomewhere(document, link));
    expect(broken).toEqual([]);
  });

  test('its addresses of the page mean what they say', () => {
    const problems = addressesIn(text(document)).flatMap(({ address, view, query }) =>
      problemsOf(view, query).map(problem => `${address}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });
});

test('an address that means nothing is found', () => {
  const found = addressesIn(
    'See [it](#/trial?rates=5,0) and `#/nowhere` and <a href="http://localhost:4173/#/sweep?die=one">.',
  );
  expect(found.map(({ view }) => view)).toEqual(['trial', 'nowhere', 'sweep']);
  for (const { view, query } of found) expect(problemsOf(view, query)).not.toEqual([]);
});

interface Address {
  readonly address: string;
  readonly view: string;
  readonly query: string;
}

/** Those with an ellipsis stand for many. */
function addressesIn(markdown: string): readonly Address[] {
  return [...markdown.matchAll(/#\/(?:embed\/)?([a-z]+)(?:\?([^\s)`"'>\]…]*))?(…?)/g)]
    .filter(([, , , ellipsis]) => ellipsis === '')
    .map(([address, view = '', query = '']) => ({ address, view, query: query.replaceAll('&amp;', '&') }));
}

/** Of the view's settings and of what is seen of a run. */
function problemsOf(view: string, query: string): readonly string[] {
  const { own, seen } = partQuery(query);
  return [...problemsOfView(view, own), ...readSeen(seen).problems];
}

function problemsOfView(view: string, query: string): readonly string[] {
  const messages = (problems: readonly { readonly message: string }[]) =>
    problems.map(({ message }) => message);
  switch (view) {
    case 'trial':
      return messages(readTrialAddress(query).parsed.problems);
    case 'sweep':
      return messages(readSweepAddress(query).parsed.problems);
    case 'designs':
      return messages(readDesignsAddress(query).parsed.problems);
    case 'programs': {
      const { draft, problems } = readProgramsAddress(query);
      return shippedText(draft.program) === undefined ? [...problems, 'There is no such program.'] : problems;
    }
    case 'open':
      return readOpenAddress(query).problems;
    case 'history':
      return readHistoryAddress(query).problems;
    case 'lessons': {
      const { place, problems } = readLessonsAddress(query);
      const isThere = place.kind !== 'lesson' || SHELF.some(({ id }) => id === place.id);
      return isThere ? problems : [...problems, 'There is no such lesson.'];
    }
    case 'machine': {
      const parsed = readMachineAddress(query);
      return parsed.kind === 'problems' ? parsed.problems : [];
    }
    case 'notebook':
      return query === '' ? [] : ['The notebook has no settings in its address.'];
    default:
      return ['There is no such page.'];
  }
}

function leadsSomewhere(document: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const target = path === '' ? document : join(dirname(document), path);
  if (!existsSync(target)) return false;
  return heading === undefined || headingsOf(text(target)).includes(heading);
}

/** As GitHub makes anchors of them. */
function headingsOf(markdown: string): readonly string[] {
  return [...withoutBlocks(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  );
}

function withoutBlocks(markdown: string): string {
  return markdown.replace(/^(`{3,})[^`]*\n[^]*?^\1$/gm, '');
}

test('what the documents have in bold as a button or a heading of the page is there under that name', () => {
  const texts = new Set(
    [
      ...sourcesOf('src/words')
        .replaceAll('${SITE_NAME}', SITE_NAME)
        .matchAll(/(['`])(.+?)\1/g),
    ].map(([, , said]) => said!.replaceAll(/\$\{[^}]*\}/g, 'N')),
  );
  const missing = ['README.md', 'docs/class.md', 'docs/embed.md', 'docs/lessons.md'].flatMap(document =>
    boldIn(text(document))
      .filter(label => !texts.has(label.replaceAll(/\d+/g, 'N')))
      .map(label => `${document}: ${label}`),
  );
  expect(missing).toEqual([]);
});

/** Bold words that begin with a capital and have no full stop, but for those that begin an item of a list: names of what is on the page. */
function boldIn(markdown: string): readonly string[] {
  return [...withoutBlocks(markdown).matchAll(/(?<!^- )\*\*(\p{Lu}[^*.]*)\*\*(?!\.)/gmu)]
    .map(([, label]) => label!)
    .filter(label => !NOT_ON_THE_PAGE.has(label));
}

function sourcesOf(folder: string): string {
  return readdirSync(folder)
    .filter(name => name.endsWith('.ts') && !name.includes('.test.'))
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

describe('the moving picture of the README', () => {
  test('it moves for some ten seconds, and is small enough to be loaded with the page', () => {
    const file = readFileSync('docs/first-sight.webp');
    const { width, frames } = animationOf(file);
    expect(file.length).toBeLessThan(1_500_000);
    expect(width).toBe(1200);
    expect(frames.length).toBeGreaterThan(40);
    const seconds = frames.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
    expect(seconds).toBeGreaterThan(8);
    expect(seconds).toBeLessThan(20);
  });

  test('frames are where they were put, and stay as long as was said', () => {
    const still = (bytes: number) => {
      const data = Buffer.alloc(bytes + (bytes % 2), 7);
      const head = Buffer.alloc(8);
      head.write('VP8 ');
      head.writeUInt32LE(bytes, 4);
      return Buffer.concat([Buffer.from('RIFF____WEBP'), head, data]);
    };
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            x: fc.nat(500).map(half => 2 * half),
            y: fc.nat(500).map(half => 2 * half),
            width: fc.integer({ min: 1, max: 1200 }),
            height: fc.integer({ min: 1, max: 1200 }),
            durationMs: fc.nat(10_000),
            webp: fc.nat(40).map(still),
          }),
          { maxLength: 6 },
        ),
        frames => {
          const file = animatedWebp(1200, 740, frames);
          expect(file.readUInt32LE(4)).toBe(file.length - 8);
          expect(animationOf(file)).toEqual({
            width: 1200,
            height: 740,
            frames: frames.map(({ x, y, width, height, durationMs }) => ({
              x,
              y,
              width,
              height,
              durationMs,
            })),
          });
        },
      ),
    );
  });

  test('another file is not taken for one', () => {
    expect(() => animationOf(readFileSync('docs/trial.png'))).toThrow('not a WebP');
  });
});

/** `**43**<!-- queue of machine 2 -->`: what GitHub shows, and what must come out of the last run before it. */
const CLAIM = /(?<![\d.,])([\d,]*\d(?:\.\d+)?)\*{0,2}<!-- (?!#)(.+?) -->/g;

/** The virtual runs that a document links to and its claims on them, as a lesson has them. */
function asLesson(markdown: string): string {
  const parts = markdown.matchAll(new RegExp(`#/trial\\?([^\\s)]*engine=virtual)|${CLAIM.source}`, 'g'));
  const lines = [...parts].map(([, query, said, asked]) =>
    query === undefined ? `{${said}: ${asked}}\n` : `\`\`\`lamplight\n#/trial?${query}\n\`\`\`\n`,
  );
  return ['# Document', '', 'A document.', '', ...lines].join('\n');
}

function untrueClaimsOf(markdown: string): readonly string[] {
  const read = readLesson('document.md', asLesson(markdown));
  if (read.kind !== 'lesson') return read.problems.map(({ message }) => message);
  const runs = read.lesson.runs.map(
    ({ number, trial, cut }) => [number, { trace: simulate(trial), cut }] as const,
  );
  return checkLesson(read.lesson, new Map(runs)).map(({ message }) => message);
}

const WITH_CLAIMS = DOCUMENTS.filter(document => text(document).search(CLAIM) >= 0);

test('there are numbers that are computed again in the course, the model and the README', () => {
  expect(WITH_CLAIMS).toEqual(expect.arrayContaining(['README.md', 'docs/class.md', 'docs/model.md']));
});

describe.each(WITH_CLAIMS)('the numbers of %s', document => {
  test('come out of its runs', () => {
    expect(untrueClaimsOf(text(document))).toEqual([]);
  });

  test('are all found when each is one more', () => {
    const wrong = text(document).replace(CLAIM, (whole, said: string) =>
      whole.replace(said, String(Number(said) + 1)),
    );
    expect(untrueClaimsOf(wrong)).toHaveLength([...text(document).matchAll(CLAIM)].length);
  });
});

describe('the course of docs/class.md', () => {
  const sessions = text('docs/class.md')
    .split(/^(?=## Session )/m)
    .slice(1);

  test('has five sessions, each with all that a teacher needs', () => {
    expect(sessions).toHaveLength(5);
    for (const session of sessions)
      for (const part of ['Goal.', 'minutes.', 'Open', 'Ask', 'What students hand in.', 'What to expect'])
        expect(session).toContain(part);
    expect(sessions.slice(0, 4).map(session => [...session.matchAll(CLAIM)].length >= 4)).not.toContain(
      false,
    );
  });

  test('has no number in bold without its claim', () => {
    for (const session of sessions)
      expect(session.replaceAll(CLAIM, '').match(/\*\*[\d.,]+\*\*/g)).toBeNull();
  });
});

test('the keys of an address that docs/model.md names mean something in one', () => {
  const settings = [...text('docs/model.md').matchAll(/`((?:[a-zA-Z]+)=[^`]+)`/g)].map(
    ([, setting]) => setting!,
  );
  expect(settings.length).toBeGreaterThan(5);
  const wrong = settings.filter(
    setting =>
      problemsOf('trial', `rates=2,2,2&seconds=60&${setting}`).length > 0 &&
      problemsOf('sweep', setting).length > 0,
  );
  expect(wrong).toEqual([]);
});

describe('what docs/formats.md shows of files', () => {
  const blocks = fencedBlocks(text('docs/formats.md'));
  const blocksUnder = (heading: RegExp) => {
    const found = blocks.filter(block => heading.test(block.heading)).map(block => block.text);
    expect(found, String(heading)).not.toEqual([]);
    return found;
  };
  const [trace, faults, ofProgram, imported] = blocksUnder(/^JSONL/);
  const trial = JSON.parse(trace!.split('\n')[0]!).trial as TrialInput;
  const linesWritten = (format: WriteFormat, options = {}) =>
    writeTrace(simulate(trial), format, options)[0]!.text.split('\n');
  const unwritten = (lines: readonly string[], written: readonly string[]) =>
    lines.filter(line => !written.includes(line));
  const linesOf = (block: string) => block.split('\n').filter(line => line !== '');

  test('a trace as JSONL is written so, line by line, and is read whole', () => {
    expect(unwritten(linesOf(trace!), linesWritten('jsonl'))).toEqual([]);
    const { runs, skipped } = readTrace([{ name: 'some.jsonl', text: trace! }]);
    expect(skipped).toEqual([]);
    expect(runs[0]!.trace.eventCount).toBe(3);
  });

  test('lines of faults are read', () => {
    const header = `{"format":"lamplight-trace","version":2,"engine":"virtual","trial":${JSON.stringify({ ...trial, faults: { session: false } })}}`;
    const { runs, skipped } = readTrace([
      { name: 'faults.jsonl', text: [header, ...linesOf(faults!), ...linesOf(trace!).slice(1)].join('\n') },
    ]);
    expect(skipped).toEqual([]);
    expect(runs[0]!.trace.faults).toHaveLength(linesOf(faults!).length);
  });

  test.each([
    ['an imported trace', imported!],
    ['a run of a program', ofProgram!],
  ])('%s is read, and written again as it is', (_, shown) => {
    const { runs, skipped } = readTrace([{ name: 'shown.jsonl', text: shown }]);
    expect(skipped).toEqual([]);
    expect(writeTrace(runs[0]!.trace, 'jsonl')[0]!.text).toBe(shown);
  });

  test('a table has these rows', () => {
    const [table] = blocksUnder(/^A trace’s table/);
    const shortened = linesWritten('csv').map(line =>
      line.replace(/(""trial"":\{).*(\}\}")\r?$/, '$1…$2').trimEnd(),
    );
    expect(unwritten(linesOf(table!), shortened)).toEqual([]);
  });

  test('the assignment’s log is read as what it says', () => {
    const [log] = blocksUnder(/^The assignment/);
    const { runs, skipped } = readTrace([{ name: 'machine-2.log', text: log! }]);
    expect(skipped).toEqual([]);
    const read = runs[0]!.trace;
    const whose = read.logs.findIndex(({ eventCount }) => eventCount > 0) + 1;
    expect([0, 1].map(index => read.event(whose, index))).toMatchObject([
      { kind: 'receive', clock: 4, queue: 0 },
      { kind: 'send', clock: 5, queue: 0 },
    ]);
  });

  test('logs with vector clocks have these lines', () => {
    const [shiviz, tsviz, govector] = blocksUnder(/^Logs with vector clocks/);
    expect(unwritten(linesOf(shiviz!), linesWritten('shiviz'))).toEqual([]);
    expect(unwritten(linesOf(tsviz!), linesWritten('tsviz'))).toEqual([]);
    expect(unwritten(linesOf(govector!), linesWritten('govector'))).toEqual([]);
  });

  test('a sequence diagram of the first two seconds has these lines', () => {
    const [diagram] = blocksUnder(/^A sequence diagram/);
    const window = { fromMs: 0, toMs: 2000 };
    expect(unwritten(linesOf(diagram!), linesWritten('mermaid', { window }))).toEqual([]);
  });

  test('each column of a table has its line', () => {
    const [, table = ''] = /^## A trace’s table([^]*?)^## /m.exec(text('docs/formats.md')) ?? [];
    const named = [...table.matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell]) => [
      ...cell!.matchAll(/`([^`]+)`/g),
    ]);
    const names = named.map(([, name]) => new RegExp(`^${name!.replace('…', '.*')}$`));
    const isTold = (column: string) => names.some(name => name.test(column)) || column === 'machine';
    expect(CSV_COLUMNS.filter(column => !isTold(column))).toEqual([]);
  });

  test('a line of each known kind is read as that kind, with the header beside it', () => {
    const [, table = ''] = /^### The kinds that are known([^]*?)^### /m.exec(text('docs/formats.md')) ?? [];
    const samples = (cell: string) =>
      [...cell.matchAll(/`([^`]+)`/g)]
        .map(([, sample]) => sample!.replaceAll('\\|', '|').replaceAll('⇥', '\t'))
        .filter(sample => !sample.includes('…'));
    const rows = [...table.matchAll(/^\| (.+) \|$/gm)]
      .map(([, row]) => row!.split(/(?<!\\)\s\|\s/) as [string, string, string])
      .filter(([, , line]) => line.includes('`'));
    expect(rows.length).toBeGreaterThan(6);
    for (const [kind, head, line] of rows) {
      const name = samples(head).find(sample => sample.endsWith('.csv')) ?? 'machine_1.log';
      const lines = [...samples(head).filter(sample => sample !== name), ...samples(line)];
      const { files, skipped } = readTrace([{ name, text: `${lines.join('\n')}\n` }]);
      expect(skipped, kind).toEqual([]);
      expect(files[0]!.family?.toLowerCase(), kind).toContain(kind.toLowerCase());
      expect(files[0]!.eventLines, kind).toBeGreaterThan(0);
    }
  });

  test('the line under “A pattern for anything else” is read by the pattern beside it', () => {
    const [, line, pattern] = /`(P1 [^`]+)` is read by `([^`]+)`/.exec(text('docs/formats.md')) ?? [];
    const { runs, skipped } = readTrace([{ name: 'some.txt', text: `${line}\n` }], { pattern: pattern! });
    expect(skipped).toEqual([]);
    expect(runs[0]!.trace.event(1, 0)).toMatchObject({ kind: 'send', clock: 7 });
  });
});
