// What `npm start` and `npm test` need before they can begin, on a machine that has nothing but Node and npm:
// the packages of the lock file and, with --browser, a Chromium and brokers to speak to. Depends on nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, findShell } from './find-browser.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const NODE_NEEDED = [20, 19];

function fail(...lines) {
  console.error(`\nLamplight cannot go on:\n${lines.map(line => `  ${line}`).join('\n')}\n`);
  process.exit(1);
}

function run(command, ...words) {
  console.log(`> ${command} ${words.join(' ')}`);
  const { status, error } = spawnSync(command, words, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error) console.log(`  (${error.message})`);
  return status === 0;
}

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [needMajor, needMinor] = NODE_NEEDED;
  if (major < needMajor || (major === needMajor && minor < needMinor))
    fail(
      `Node ${NODE_NEEDED.join('.')} or newer is needed; this is ${process.versions.node}.`,
      'See https://nodejs.org.',
    );
}

/** Runs `npm ci`, but only if the lock file is not the one that was installed last. */
function installPackages() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.lamplight-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (!run('npm', 'ci', '--no-audit', '--no-fund'))
    fail(
      '`npm ci` failed: see its message above.',
      'It needs the npm registry and the right to write into this folder.',
    );
  writeFileSync(stamp, lock);
}

function isDebian() {
  return existsSync('/etc/debian_version');
}

function isRoot() {
  return process.getuid?.() === 0;
}

function installFromDebian(...packages) {
  const asRoot = (...words) => (isRoot() ? run(words[0], ...words.slice(1)) : run('sudo', '-n', ...words));
  return (
    asRoot('apt-get', 'update') && asRoot('apt-get', 'install', '-y', '--no-install-recommends', ...packages)
  );
}

/** Ways to get a browser, tried in this order until there is one. */
function* waysToABrowser() {
  yield () => run('npx', 'playwright', 'install', ...(isRoot() ? ['--with-deps'] : []), 'chromium');
  if (isDebian()) yield () => installFromDebian('chromium');
}

function starts(browser) {
  return spawnSync(browser, ['--version'], { stdio: 'ignore' }).status === 0;
}

function installBrowser() {
  const found = findBrowser();
  if (found && starts(found)) return;
  console.log('No Chromium or Chrome was found for the tests: trying to install one.');
  for (const tryToInstall of waysToABrowser()) {
    tryToInstall();
    const browser = findBrowser();
    if (browser && starts(browser)) return;
  }
  fail(
    'The tests need Chromium or Chrome, and it could not be installed from here.',
    'Debian or Ubuntu: `sudo apt-get install chromium`. Elsewhere: install Chrome,',
    'or name a browser by hand: LAMPLIGHT_BROWSER=/path/to/chrome npm test',
  );
}

/** Good to have: without it the end-to-end tests drive the browser with windows and take twice the processor time. */
function installShell() {
  if (process.env.LAMPLIGHT_BROWSER || findShell() || !isDebian()) return;
  console.log('The tests are faster with a Chromium without windows: trying to install it.');
  if (!installFromDebian('chromium-headless-shell'))
    console.log('It could not be installed; the tests take longer without it.');
}

/** Servers that tests speak to, by Debian's package: without one, its tests are skipped and say so. */
const SERVERS = { mosquitto: 'mosquitto', 'nats-server': 'nats-server', coturn: 'turnserver' };

function isThere(program) {
  return (
    ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'].some(place =>
      existsSync(join(place, program)),
    ) || spawnSync(program, ['-h'], { stdio: 'ignore' }).status !== null
  );
}

function installServers() {
  const missing = Object.keys(SERVERS).filter(name => !isThere(SERVERS[name]));
  if (missing.length === 0) return;
  const names = missing.join(' and ');
  if (isDebian() && isRoot()) {
    console.log(`Some tests speak to real servers: trying to install ${names}.`);
    if (installFromDebian(...missing)) {
      // The tests start their own, on other ports.
      for (const program of missing) spawnSync('service', [program, 'stop'], { stdio: 'ignore' });
      return;
    }
  }
  console.log(`${names} not found: the tests that speak to it are skipped, and say so.`);
  console.log(`Debian or Ubuntu: sudo apt-get install ${missing.join(' ')}`);
}

requireNode();
installPackages();
if (process.argv.includes('--browser')) {
  installBrowser();
  installShell();
  installServers();
}
