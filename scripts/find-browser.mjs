// Finds a Chromium or Chrome that the tests and benchmarks can drive: the person's choice, the system's, or Playwright's; and a Firefox.
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
/** Chromium without windows: the same engine, at half the processor time. */
const SHELL_NAMES = ['chromium-headless-shell', 'chrome-headless-shell', 'chrome-headless-shell.exe'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'EACCES' || error.code === 'ENOTDIR') return false;
    throw error;
  }
}

function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)('@playwright/test').chromium.executablePath();
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined; // nothing is installed yet
    throw error;
  }
}

/** The path of a browser, or undefined. LAMPLIGHT_BROWSER names one by hand. */
export function findBrowser(environment = process.env) {
  const chosen = environment.LAMPLIGHT_BROWSER;
  if (chosen) return chosen;
  const own = playwrightsOwn();
  return [...onPath(NAMES, environment), ...PLACES, ...(own ? [own] : [])].find(runnable);
}

/** The path of a Chromium without windows, where this system has one and nobody has named another browser. */
export function findShell(environment = process.env) {
  return environment.LAMPLIGHT_BROWSER ? undefined : onPath(SHELL_NAMES, environment).find(runnable);
}

/** The path of a Firefox; undefined where there is none. */
export function findFirefox(environment = process.env) {
  return onPath(['firefox', 'firefox-esr', 'firefox.exe'], environment).find(runnable);
}

function onPath(names, environment) {
  const folders = (environment.PATH ?? '').split(delimiter);
  return folders.flatMap(folder => names.map(name => join(folder, name)));
}
