// Runs everything that must hold, what does not need each other side by side, and says at the end what was seen.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findFirefox } from './find-browser.mjs';

const reports = 'test-results';
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

// What a check has found of a file is still so as long as the file is the same: a clean clone checks everything.
const CACHES = 'node_modules/.cache';

const step = (name, words, count) => ({ name, words, count });

const checksAndBuilds = [
  step('types', ['tsc', '--incremental', '--tsBuildInfoFile', `${CACHES}/types.tsbuildinfo`]),
  step('lint', ['eslint', '.', '--max-warnings', '0']),
  step('format', [
    ...['prettier', '--check', '--log-level', 'warn', '.'],
    ...['--cache', '--cache-strategy', 'content', '--cache-location', `${CACHES}/format.json`],
  ]),
  step('templates', ['lit-analyzer', '--quiet', 'src/{ui,app}/**/*.ts']),
  step('build', ['vite', 'build', '--logLevel', 'warn']),
  step('build of the library', ['vite', 'build', '-c', 'vite.lib.config.ts', '--logLevel', 'warn']),
  step('types of the library', ['tsc', '-p', 'tsconfig.lib.json']),
  step('what the documents tell people to type', ['node', 'scripts/check-documents.mjs']),
];

const unit = step(
  'unit, properties, conformance',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${reports}/unit.json`],
  () => {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(`${reports}/unit.json`, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  },
);

const endToEnd = step('end to end', ['playwright', 'test'], () => {
  const { stats } = JSON.parse(readFileSync(`${reports}/e2e.json`, 'utf8'));
  if (stats.flaky > 0) console.log(`${stats.flaky} passed only the second time: see the list above.`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
});

/** One after the other; of each, what runs side by side: some steps in their order. */
const stages = [[checksAndBuilds, [unit]], [[endToEnd]]];

const total = { passed: 0, failed: 0 };
const broken = [];

/** Resolves with the exit code; what it prints is shown as it comes, or in one piece where others print too. */
function run([command, ...words], isAlone) {
  const [program, list] =
    command === 'node' ? [process.execPath, words] : ['npx', ['--no-install', command, ...words]];
  const output = isAlone ? 'inherit' : 'pipe';
  const child = spawn(program, list, {
    stdio: ['ignore', output, output],
    shell: process.platform === 'win32',
  });
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => printed.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code, printed: Buffer.concat(printed).toString() }));
  });
}

async function take({ name, words, count }, isAlone) {
  if (isAlone) console.log(`\n── ${name} ──`);
  const startMs = performance.now();
  const { code, printed } = await run(words, isAlone);
  if (!isAlone) process.stdout.write(`\n── ${name} ──\n${printed}`);
  const { passed, failed } = count ? count() : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  total.passed += passed;
  total.failed += failed;
  const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
  console.log(`── ${name}: ${code === 0 ? 'good' : 'FAILED'}, ${seconds} s`);
  if (code !== 0) broken.push(name);
}

async function inOrder(steps, isAlone) {
  for (const each of steps) if (broken.length === 0) await take(each, isAlone);
}

/** What is seen in it: the reference runs with the library as built, a live run over WebRTC with a reload, and every view. */
function firefoxVerdict() {
  if (!findFirefox()) return 'not here, not run';
  return broken.includes(endToEnd.name) || broken.length === 0 ? 'ran' : 'here, not run';
}

const startMs = performance.now();
for (const lanes of stages) await Promise.all(lanes.map(steps => inOrder(steps, lanes.length === 1)));

if (broken.length > 0 && total.failed === 0) total.failed = 1;
const minutes = ((performance.now() - startMs) / 60_000).toFixed(1);
const verdict = broken.length > 0 ? `Failed at: ${broken.join(', ')}` : 'Everything holds';
console.log(`\n${verdict}, after ${minutes} minutes.`);
console.log(`Firefox: ${firefoxVerdict()}.\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(broken.length > 0 ? 1 : 0);
