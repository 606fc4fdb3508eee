// The documents are true: each of their links leads somewhere, each example of a file is one that Lamplight writes or reads,
// and each number of the course comes out of its run. What they tell people to type is typed by scripts/check-documents.mjs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fencedBlocks } from '../../scripts/fenced-blocks.mjs';
import { readHistoryAddress } from '../address/history.ts';
import { readLessonsAddress } from '../address/lessons.ts';
import { readMachineAddress } from '../address/machine.ts';
import { readOpenAddress } from '../address/open.ts';
import { readSweepAddress } from '../address/sweep.ts';
import { readTrialAddress } from '../address/trial.ts';
import type { TrialInput } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { CSV_COLUMNS } from '../formats/csv-columns.ts';
import { readTrace } from '../formats/read.ts';
import { writeTrace, type WriteFormat } from '../formats/write.ts';
import { SHELF } from '../lessons/shelf.ts';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'examples/README.md',
  ...readdirSync('docs')
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
];

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

function problemsOf(view: string, query: string): readonly string[] {
  const messages = (problems: readonly { readonly message: string }[]) =>
    problems.map(({ message }) => message);
  switch (view) {
    case 'trial':
      return messages(readTrialAddress(query).parsed.problems);
    case 'sweep':
      return messages(readSweepAddress(query).parsed.problems);
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

describe('what docs/formats.md shows of files', () => {
  const blocks = fencedBlocks(text('docs/formats.md'));
  const blocksUnder = (heading: RegExp) => {
    const found = blocks.filter(block => heading.test(block.heading)).map(block => block.text);
    expect(found, String(heading)).not.toEqual([]);
    return found;
  };
  const [trace, faults, imported] = blocksUnder(/^JSONL/);
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

  test('an imported trace is read, and written again as it is', () => {
    const { runs, skipped } = readTrace([{ name: 'imported.jsonl', text: imported! }]);
    expect(skipped).toEqual([]);
    expect(writeTrace(runs[0]!.trace, 'jsonl')[0]!.text).toBe(imported);
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

  test('the line under “A pattern for anything else” is read by the pattern beside it', () => {
    const [, line, pattern] = /`(P1 [^`]+)` is read by `([^`]+)`/.exec(text('docs/formats.md')) ?? [];
    const { runs, skipped } = readTrace([{ name: 'some.txt', text: `${line}\n` }], { pattern: pattern! });
    expect(skipped).toEqual([]);
    expect(runs[0]!.trace.event(1, 0)).toMatchObject({ kind: 'send', clock: 7 });
  });
});
