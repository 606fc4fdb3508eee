// What the documents tell people to type, typed: the library and the command line, packed as they would be published, in a
// folder that knows nothing of this one. What is printed must be what the document says is printed. The examples run
// from a checkout, as a reader runs them. What GitHub reads (workflows, forms of issues) has the shape that it asks for.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { DOCUMENTS } from './documents.mjs';
import { fencedBlocks } from './fenced-blocks.mjs';

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

/** Commands that are not typed here, each with the reason. That npm has such a script is checked all the same. */
const NOT_TYPED = new Map([
  ['npm start', 'serves until somebody ends it'],
  ['npm run dev', 'serves until somebody ends it'],
  ['npm test', 'runs this check itself'],
  ['npm run check', 'is part of npm test, step by step'],
  ['npm run unit', 'is part of npm test'],
  ['npm run e2e', 'is part of npm test'],
  ['npm run build:lib', 'is done before this check'],
  [
    'npm run picture',
    'drives a browser for half a minute; the moving picture is examined by src/testing/documents.test.ts',
  ],
]);

const BLOCK_LANGUAGES = new Set('sh js text yaml html jsonl csv log mermaid markdown json'.split(' '));

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));

const problems = [];
let checked = 0;
function expect(where, isTrue, problem) {
  checked += 1;
  if (!isTrue) problems.push(`${where}: ${problem}`);
}

const folder = mkdtempSync(join(tmpdir(), 'lamplight-documents-'));
try {
  const elsewhere = prepareElsewhere();
  checkTypes();
  for (const document of DOCUMENTS) tryBlocks(document, elsewhere);
  for (const document of DOCUMENTS) checkScripts(document);
  tryWorkflow(elsewhere);
  checkWorkflows();
  checkForms();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
if (problems.length > 0) throw new Error(`The documents are not true:\n\n${problems.join('\n\n')}`);
console.log(`${checked} commands, programs, scripts and forms of the documents are as they say.`);

/** A folder with the package installed as published, its file, and what the documents' commands name. */
function prepareElsewhere() {
  const place = join(folder, 'elsewhere');
  mkdirSync(place);
  const npm = (...args) =>
    execFileSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32', cwd: place });
  const [{ filename }] = JSON.parse(npm('pack', resolve('.'), '--json', '--ignore-scripts'));
  writeFileSync(join(place, 'package.json'), '{ "private": true, "type": "module" }');
  npm('install', '--offline', '--no-audit', '--no-fund', `./${filename}`);
  cpSync('examples', join(place, 'examples'), { recursive: true });
  cpSync('examples/class-report/hand-ins', join(place, 'hand-ins'), { recursive: true });
  symlinkSync(resolve('dist-lib'), join(place, 'dist-lib'), 'dir');
  return place;
}

function checkTypes() {
  const place = join(folder, 'typed');
  mkdirSync(join(place, 'node_modules'), { recursive: true });
  symlinkSync(resolve('.'), join(place, 'node_modules', 'lamplight'), 'dir');
  writeFileSync(join(place, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(place, 'typed.ts'), TYPED);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    module: 'NodeNext',
    lib: ['ES2023'],
    types: [],
    skipLibCheck: true, // valibot's own types name Blob and File
  };
  writeFileSync(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['typed.ts'] }));
  const { status, stdout } = typed(process.execPath, [
    resolve('node_modules/typescript/bin/tsc'),
    '-p',
    place,
  ]);
  expect('types of the library', status === 0, stdout);
}

/** Programs and commands of a document; the block of text right after one is what it prints. */
function tryBlocks(document, cwd) {
  const blocks = fencedBlocks(readFileSync(document, 'utf8'));
  for (const [i, { language, line, text }] of blocks.entries()) {
    const where = `${document}:${line}`;
    expect(
      where,
      BLOCK_LANGUAGES.has(language),
      `a block needs one of the languages that are tried, not “${language}”`,
    );
    const next = blocks[i + 1];
    const isPrinted = next?.language === 'text' && next.line === line + text.split('\n').length + 2;
    if (language === 'js') {
      expect(where, isPrinted, 'no block of text with what it prints comes right after this program');
      if (!isPrinted) continue;
      writeFileSync(join(cwd, 'program.js'), text);
      compare(where, typed(process.execPath, ['program.js'], { cwd }), next.text, 0);
    } else if (language === 'sh') tryCommands(where, text, isPrinted ? next.text : undefined, cwd);
  }
}

function tryCommands(where, text, printed, cwd) {
  const commands = text.split('\n').flatMap(line => {
    const command = line.replace(/\s+#.*$/, '').trim();
    if (command === '' || command.startsWith('#')) return [];
    checkPaths(where, command);
    return isNotTyped(command) ? [] : [{ command, code: Number(/exit code (\d)/.exec(line)?.[1] ?? 0) }];
  });
  let all = '';
  for (const { command, code } of commands) {
    const done = typed('bash', ['-c', command], { cwd });
    all += done.stdout;
    expect(
      where,
      done.status === code,
      `${command}\nexit code ${done.status}, not ${code}\n${done.stdout}${done.stderr}`,
    );
  }
  if (printed !== undefined)
    expect(where, all === printed, `this should be printed\n${printed}\nand this is\n${all}`);
}

/** What a command names of this repository is there, whether it is typed or not. */
function checkPaths(where, command) {
  for (const [path] of command.matchAll(/(?:src|e2e|docs|examples|scripts)\/[\w./-]+/g))
    expect(where, existsSync(path), `there is no ${path}`);
}

function isNotTyped(command) {
  return [...NOT_TYPED.keys()].some(each => command === each || command.startsWith(`${each} `));
}

function compare(where, { status, stdout, stderr }, printed, code) {
  expect(where, status === code, `exit code ${status}\n${stdout}${stderr}`);
  expect(where, stdout === printed, `this should be printed\n${printed}\nand this is\n${stdout}`);
}

function typed(command, args, options = {}) {
  const environment = { ...process.env, npm_config_offline: 'true', npm_config_yes: 'true' }; // a person says yes
  delete environment.GITHUB_ACTIONS; // the command line would add annotations
  return spawnSync(command, args, { encoding: 'utf8', env: environment, ...options });
}

/** Some test in a browser has such a title. */
function isTitle(words) {
  return readdirSync('e2e', { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.spec.ts'))
    .some(name => readFileSync(join('e2e', name), 'utf8').includes(words));
}

/** Every `npm run …` that a document names, in a block or in a sentence, is one that there is. */
function checkScripts(document) {
  for (const [said, name] of readFileSync(document, 'utf8').matchAll(/npm run ([\w:-]+)/g))
    expect(document, name in scripts, `package.json has nothing for “${said}”`);
  for (const [said, title] of readFileSync(document, 'utf8').matchAll(/npm run e2e -- -g "([^"]+)"/g))
    expect(document, isTitle(title), `no test has the title of “${said}”`);
  for (const [said, name] of readFileSync(document, 'utf8').matchAll(/npm run bench -- (\w+)/g))
    expect(document, existsSync(`bench/${name}.ts`), `there is nothing for “${said}”`);
}

/** The class report, as GitHub would run it. */
function tryWorkflow(elsewhere) {
  const root = join(elsewhere, 'examples/class-report');
  const where = 'examples/class-report/.github/workflows/logs.yml';
  const [tarball] = readdirSync(elsewhere).filter(name => name.endsWith('.tgz'));
  const { steps } = parse(readFileSync(join(root, '.github/workflows/logs.yml'), 'utf8')).jobs.audit;
  const summary = join(folder, 'summary.md');
  const audits = steps.filter(({ run }) => run !== undefined);
  expect(where, audits.length === 1, 'one step runs a command');
  const { run, shell, env } = audits[0];
  expect(
    where,
    shell === 'bash' && run.includes('"$LAMPLIGHT"') && 'LAMPLIGHT' in env,
    'the step names its package',
  );
  const environment = {
    ...process.env,
    npm_config_offline: 'true',
    LAMPLIGHT: join(elsewhere, tarball),
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: summary,
  };
  // The shell that GitHub starts for `shell: bash`.
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
    cwd: root,
    encoding: 'utf8',
    env: environment,
  });
  expect(
    where,
    status === 1,
    `one hand-in of the sample has a bug, and the exit code is ${status}\n${stdout}`,
  );
  const written = readFileSync(summary, 'utf8');
  const table = fencedBlocks(readFileSync('examples/README.md', 'utf8')).find(
    ({ language }) => language === 'markdown',
  );
  expect(
    where,
    written.startsWith(table?.text ?? '-'),
    `the summary of examples/README.md is not\n${written}`,
  );
  expect(where, /^::error title=ben/m.test(stdout), `no note at the line of a finding\n${stdout}`);
}

function checkWorkflows() {
  for (const name of readdirSync('.github/workflows')) {
    const { on, jobs } = parse(readFileSync(join('.github/workflows', name), 'utf8'));
    expect(
      name,
      on !== undefined && Object.values(jobs).every(({ steps }) => steps.length > 0),
      'not a workflow',
    );
    for (const { run = '' } of Object.values(jobs).flatMap(({ steps }) => steps))
      for (const [, script] of run.matchAll(/npm (?:run )?(test|start|build[\w:]*)/g))
        expect(name, script in scripts, `package.json has nothing for “${run}”`);
  }
}

/** https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema */
function checkForms() {
  const place = '.github/ISSUE_TEMPLATE';
  for (const file of readdirSync(place)) {
    const form = parse(readFileSync(join(place, file), 'utf8'));
    if (file === 'config.yml') {
      expect(
        file,
        typeof form.blank_issues_enabled === 'boolean',
        'says whether an empty issue may be written',
      );
      continue;
    }
    for (const key of ['name', 'description']) expect(file, isText(form[key]), `has no ${key}`);
    const ids = form.body.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(
      file,
      new Set(ids).size === ids.length && ids.every(id => /^[\w-]+$/.test(id)),
      'an id comes twice or is none',
    );
    expect(
      file,
      form.body.some(({ type }) => type !== 'markdown'),
      'asks for nothing',
    );
    form.body.forEach((part, i) => expect(`${file}, part ${i + 1}`, isPart(part), JSON.stringify(part)));
  }
}

function isPart({ type, id, attributes = {}, validations = {} }) {
  const { label, value, options } = attributes;
  if (type === 'markdown') return isText(value) && id === undefined;
  if (!isText(label) || id === undefined) return false;
  if (Object.entries(validations).some(([key, is]) => key !== 'required' || typeof is !== 'boolean'))
    return false;
  switch (type) {
    case 'input':
    case 'textarea':
      return options === undefined;
    case 'dropdown':
      return options?.length > 1 && options.every(isText) && new Set(options).size === options.length;
    case 'checkboxes':
      return options?.length > 0 && options.every(option => isText(option.label));
    default:
      return false;
  }
}

function isText(value) {
  return typeof value === 'string' && value.trim() !== '';
}
