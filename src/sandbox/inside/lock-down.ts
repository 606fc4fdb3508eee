// Before a program's text is run, everything is taken away from the worker's global scope but the language itself, and what is
// left is frozen. The frame's policy already stops network and new code; this takes away what no policy knows (clocks, chance,
// storage, messages), says in words what there is instead, and keeps a program from changing the engine beside it.
import { MISSING_PARTS, type MissingPart } from '../../words/missing-parts.ts';
import { KEPT_NAMES } from '../kept-names.ts';

/** Names that somebody may look for, whether this browser has them or not. All others are simply not there. */
const MISSING: Readonly<Record<Exclude<MissingPart, 'promise'>, readonly string[]>> = {
  chance: ['crypto'],
  time: ['Date', 'performance', 'Temporal'],
  timers: [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'clearTimeout',
    'clearInterval',
    'requestAnimationFrame',
    'queueMicrotask',
    'scheduler',
  ],
  network: [
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'WebSocketStream',
    'WebTransport',
    'EventSource',
    'RTCPeerConnection',
    'BroadcastChannel',
    'MessageChannel',
    'postMessage',
    'addEventListener',
  ],
  storage: ['indexedDB', 'caches', 'localStorage', 'sessionStorage', 'cookieStore'],
  page: ['document', 'window', 'self', 'location', 'navigator', 'alert', 'prompt', 'confirm', 'process'],
  code: ['importScripts', 'Worker', 'SharedWorker', 'WebAssembly', 'require', 'Blob', 'URL'],
  memory: ['SharedArrayBuffer', 'Atomics', 'WeakRef', 'FinalizationRegistry'],
  console: ['console'],
  place: ['Intl'],
};

const PLACE_METHODS = [
  'toLocaleString',
  'toLocaleDateString',
  'toLocaleTimeString',
  'toLocaleUpperCase',
  'toLocaleLowerCase',
  'localeCompare',
];

/** Assigning to these on an object of one's own goes on to work, although what it inherits them from is frozen. */
const OWN_ON_ASSIGNMENT = {
  object: ['constructor', 'toString', 'toLocaleString', 'valueOf', 'hasOwnProperty'],
  error: ['constructor', 'name', 'message', 'toString'],
} as const;

type Holder = Record<PropertyKey, unknown>;

/** Of the whole worker, for good. What the engine needs of what is taken away it has taken before. */
export function lockDown(): void {
  const scope = globalThis as unknown as Holder;
  const hidden = hiddenFunctions();
  removeHostParts(scope);
  replaceMakersOfCode(scope, hidden);
  replace(Math as unknown as Holder, 'random', thrower('chance'));
  for (const name of ['Object', 'Number', 'BigInt', 'String', 'Array'] as const)
    for (const method of PLACE_METHODS) {
      const { prototype } = scope[name] as { prototype: Holder };
      if (Object.hasOwn(prototype, method)) replace(prototype, method, thrower('place'));
    }
  replace(Object.getPrototypeOf(Uint8Array.prototype) as Holder, 'toLocaleString', thrower('place'));
  const kept = KEPT_NAMES.map(name => scope[name]);
  letOwnBeAssigned(scope);
  freezeAll([...kept, ...hidden, ...iteratorPrototypes(), scope['Function'], scope['eval']]);
  for (const [part, names] of Object.entries(MISSING))
    for (const name of names) tellMissing(scope, name, part as MissingPart);
}

/** The constructors that no name leads to: of async functions, generators, and both. */
function hiddenFunctions(): readonly Holder[] {
  const samples = [function () {}, async function () {}, function* () {}, async function* () {}];
  return samples.map(sample => Object.getPrototypeOf(sample) as Holder);
}

function iteratorPrototypes(): readonly unknown[] {
  const samples = [
    [].values(),
    new Map().entries(),
    new Set().values(),
    ''[Symbol.iterator](),
    'a'.matchAll(/a/g),
  ];
  return [...samples, (function* () {})(), (async function* () {})()].map(
    each => Object.getPrototypeOf(each) as unknown,
  );
}

/** From the scope and from what it inherits, so that no prototype leads back to them. */
function removeHostParts(scope: Holder): void {
  const kept = new Set<PropertyKey>([
    ...KEPT_NAMES,
    'globalThis',
    'Infinity',
    'NaN',
    'undefined',
    'eval',
    'Function',
  ]);
  for (
    let at: Holder | null = scope;
    at && at !== Object.prototype;
    at = Object.getPrototypeOf(at) as Holder | null
  )
    for (const key of Reflect.ownKeys(at)) if (!kept.has(key)) Reflect.deleteProperty(at, key);
}

function replaceMakersOfCode(scope: Holder, prototypes: readonly Holder[]): void {
  const maker = thrower('code');
  Object.defineProperty(maker, 'prototype', { value: Function.prototype });
  for (const prototype of prototypes) replace(prototype, 'constructor', maker);
  replace(scope, 'Function', maker);
  replace(scope, 'eval', thrower('code'));
}

function thrower(part: MissingPart): () => never {
  return function () {
    throw new TypeError(MISSING_PARTS[part]);
  };
}

function replace(holder: Holder, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, writable: true, enumerable: false, configurable: true });
}

/** Whoever reads it is told; whoever declares or assigns it has a variable of that name. */
function tellMissing(scope: Holder, name: string, part: MissingPart): void {
  Object.defineProperty(scope, name, {
    get: thrower(part),
    set: (value: unknown) => replace(scope, name, value),
    enumerable: false,
    configurable: true,
  });
}

function letOwnBeAssigned(scope: Holder): void {
  assignable(Object.prototype as unknown as Holder, OWN_ON_ASSIGNMENT.object);
  for (const name of KEPT_NAMES.filter(each => each.endsWith('Error'))) {
    const { prototype } = (scope[name] ?? {}) as { prototype?: Holder };
    if (prototype) assignable(prototype, OWN_ON_ASSIGNMENT.error);
  }
}

function assignable(prototype: Holder, keys: readonly string[]): void {
  for (const key of keys) {
    const found = Object.getOwnPropertyDescriptor(prototype, key);
    if (!found || !('value' in found)) continue;
    const { value } = found as { value: unknown };
    Object.defineProperty(prototype, key, {
      get: () => value,
      set(this: unknown, own: unknown) {
        if (this === prototype) throw new TypeError(`${key} cannot be changed for all`);
        Object.defineProperty(this, key, {
          value: own,
          writable: true,
          enumerable: true,
          configurable: true,
        });
      },
      enumerable: false,
      configurable: false,
    });
  }
}

/** With all that they lead to; the scope itself stays open, for the program's own variables. */
function freezeAll(roots: readonly unknown[]): void {
  const seen = new Set<unknown>([undefined, null, globalThis]);
  const waiting = [...roots];
  while (waiting.length > 0) {
    const object = waiting.pop();
    if (seen.has(object) || (typeof object !== 'object' && typeof object !== 'function')) continue;
    seen.add(object);
    Object.freeze(object);
    waiting.push(Object.getPrototypeOf(object));
    for (const key of Reflect.ownKeys(object as object)) {
      const { value, get, set } = Object.getOwnPropertyDescriptor(object, key) as PropertyDescriptor;
      waiting.push(value, get, set);
    }
  }
}
