// The library as another program meets it: built, imported by Node from outside this folder, its types checked without a
// DOM. The program is the README's own, and what it prints must be what the README says it prints.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** What a program with types may expect. */
const TYPED = `
import { predict, simulate, summarize, sweep, writeTrace, readTrace, type Prediction, type Trace, type TrialInput } from 'lamplight';
const trial: TrialInput = { rates: [5, 1, 5], rule: 'send-then-increment' };
const trace: Trace = simulate(trial);
const prediction: Prediction = predict(trial);
const clocks: number[] = summarize(trace).machines.map(machine => machine.finalClock);
const names: string[] = writeTrace(trace, 'jsonl').map(file => file.name);
const read: number = readTrace(writeTrace(trace, 'jsonl')).runs.length;
// @ts-expect-error there is no such rule
simulate({ rates: [5, 1], rule: 'guess' });
export const all = { prediction, clocks, names, read, sweep };
`;

const [, program, output] =
  readFileSync('README.md', 'utf8').match(/```js\n([^]*?)```\s+```text\n([^]*?)```/) ?? [];
if (!program) throw new Error('README.md has no program (```js) with its output (```text) right after it.');

const folder = mkdtempSync(join(tmpdir(), 'lamplight-library-'));
const elsewhere = join(folder, 'elsewhere');
try {
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(resolve('.'), join(folder, 'node_modules', 'lamplight'), 'dir');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'trial-5.js'), program);
  writeFileSync(join(folder, 'typed.ts'), TYPED);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    module: 'NodeNext',
    lib: ['ES2023'],
    types: [],
    skipLibCheck: true, // valibot's own types name Blob and File
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));

  execFileSync(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-p', folder], {
    stdio: 'inherit',
  });
  const printed = execFileSync(process.execPath, ['trial-5.js'], { cwd: folder, encoding: 'utf8' });
  if (printed !== output)
    throw new Error(`The README says that its program prints\n${output}\nbut it prints\n${printed}`);
  console.log(`The README's program runs as printed:\n${printed}`);

  // The command line, from the package as it would be published, in a folder that knows nothing of this one.
  const npm = (...args) =>
    execFileSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32', cwd: elsewhere });
  mkdirSync(elsewhere);
  const [{ filename }] = JSON.parse(npm('pack', resolve('.'), '--json', '--ignore-scripts'));
  writeFileSync(join(elsewhere, 'package.json'), '{ "private": true }');
  npm('install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
  mkdirSync(join(elsewhere, 'class', 'ada'), { recursive: true });
  writeFileSync(
    join(elsewhere, 'class', 'ada', 'machine_1.log'),
    'INTERNAL at 12:00:01, clock 1\nINTERNAL at 12:00:02, clock 2\n',
  );
  const table = npm('exec', '--offline', '--', 'lamplight', 'audit', 'class');
  if (!table.includes('1 hand-in: 0 with faults, 1 with nothing wrong'))
    throw new Error(`The packed command line says\n${table}`);
  console.log(`The packed command line runs:\n${table}`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
