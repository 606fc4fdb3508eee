// The walls that the linter cannot see: no file imports itself by way of others, and only tests import what is for tests.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { preProcessFile } from 'typescript';
import { expect, test } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '..');
const isTest = (file: string): boolean =>
  file.startsWith('testing/') || /\.(test|properties|conformance)\.ts$/.test(file);

/** By file, relative to `src`: the files of the project that it imports. */
function importsOfAll(): Map<string, readonly string[]> {
  const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );
  return new Map(
    files.map(file => {
      const { importedFiles } = preProcessFile(readFileSync(join(SOURCE, file), 'utf8'), true, true);
      const imported = importedFiles
        .map(({ fileName }) => fileName)
        .filter(name => name.startsWith('.') && name.endsWith('.ts'))
        .map(name => relative(SOURCE, resolve(SOURCE, file, '..', name)));
      return [file, imported];
    }),
  );
}

/** The first way from a file back to itself, each file once; undefined when there is none. */
function circleIn(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const walk = (file: string, way: readonly string[]): readonly string[] | undefined => {
    const start = way.indexOf(file);
    if (start >= 0) return [...way.slice(start), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const circle = walk(next, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const circle = walk(file, []);
    if (circle) return circle;
  }
  return undefined;
}

const graph = importsOfAll();

test('a circle is found where there is one', () => {
  expect(
    circleIn(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
  ).toEqual(['b', 'c', 'b']);
});

test('no file imports itself by way of others', () => {
  expect(graph.size).toBeGreaterThan(100);
  expect(circleIn(graph)).toBeUndefined();
});

test('each production file is imported by another one, or is an entry', () => {
  const imported = new Set([...graph].flatMap(([file, imports]) => (isTest(file) ? [] : imports)));
  const entries = new Set([
    'index.ts',
    'app/main.ts',
    'app/frame.ts',
    'app/static-head.ts',
    'bin/lamplight.ts',
  ]);
  // The build takes the static head; workers are named by an address; virtual time and the memory network are offered, and only tests take them.
  const isEntry = (file: string): boolean =>
    entries.has(file) ||
    file.endsWith('-worker.ts') ||
    file === 'time/virtual-scheduler.ts' ||
    file.startsWith('network/memory/');
  const lonely = [...graph.keys()].filter(file => !isTest(file) && !isEntry(file) && !imported.has(file));
  expect(lonely).toEqual([]);
});

test('no markup has a style attribute of its own: the content policy of the pages forbids it', () => {
  const written = [...graph.keys()]
    .filter(file => !isTest(file) && file !== 'ui/parts/styled.ts')
    .flatMap(file => {
      const text = readFileSync(join(SOURCE, file), 'utf8');
      return [...text.matchAll(/\sstyle=(?!\$\{styled\().{0,20}|style-map\.js/g)].map(
        ([found]) => `${file}: ${found}`,
      );
    });
  expect(written).toEqual([]);
});
