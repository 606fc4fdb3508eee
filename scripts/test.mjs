// Runs everything that must hold, in the order in which it fails fastest, and says at the end what was seen.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';

const reports = 'test-results';
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const steps = [
  { name: 'types', words: ['tsc'] },
  { name: 'lint', words: ['eslint', '.', '--max-warnings', '0'] },
  { name: 'format', words: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { name: 'templates', words: ['lit-analyzer', '--quiet', 'src/{ui,app}/**/*.ts'] },
  {
    name: 'unit, properties, conformance',
    words: [
      'vitest',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${reports}/unit.json`,
    ],
    count: () => {
      const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(`${reports}/unit.json`, 'utf8'));
      return { passed: numPassedTests, failed: numFailedTests };
    },
  },
  { name: 'build', words: ['vite', 'build', '--logLevel', 'warn'] },
  {
    name: 'build of the library',
    words: ['vite', 'build', '-c', 'vite.lib.config.ts', '--logLevel', 'warn'],
  },
  { name: 'types of the library', words: ['tsc', '-p', 'tsconfig.lib.json'] },
  { name: 'the library from outside', words: ['node', 'scripts/check-library.mjs'] },
  {
    name: 'end to end',
    words: ['playwright', 'test'],
    count: () => {
      const { stats } = JSON.parse(readFileSync(`${reports}/e2e.json`, 'utf8'));
      if (stats.flaky > 0) console.log(`${stats.flaky} passed only the second time: see the list above.`);
      return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
    },
  },
];

function run([command, ...words]) {
  const options = { stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32' };
  return command === 'node'
    ? spawnSync(process.execPath, words, options)
    : spawnSync('npx', ['--no-install', command, ...words], options);
}

const total = { passed: 0, failed: 0 };
let broken;
for (const { name, words, count } of steps) {
  console.log(`\n── ${name} ──`);
  const startMs = performance.now();
  const { status } = run(words);
  if (count) {
    const { passed, failed } = count();
    total.passed += passed;
    total.failed += failed;
  } else if (status === 0) total.passed += 1;
  else total.failed += 1;
  console.log(
    `── ${name}: ${status === 0 ? 'good' : 'FAILED'}, ${((performance.now() - startMs) / 1000).toFixed(1)} s`,
  );
  if (status !== 0) {
    broken = name;
    break;
  }
}

if (broken && total.failed === 0) total.failed = 1;
console.log(broken ? `\nFailed at: ${broken}.\n` : '\nEverything holds.\n');
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(broken ? 1 : 0);
