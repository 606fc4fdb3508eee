// A history for tests: storage in memory that behaves as IndexedDB does (values are cloned, a change happens as a whole or not at
// all, other pages hear of it), with a quota, and runs to put into it.
import { simulate } from '../engine/simulate.ts';
import { digestOf } from '../core/trace-digest.ts';
import { Trace } from '../core/trace.ts';
import type { FinishedRun } from '../history/history-state.ts';
import { History, type HistoryOptions } from '../history/history.ts';
import type { HistoryStorage, StoredChange, StoredList } from '../history/storage.ts';

/** What several pages of one browser share. */
export class SharedStorage {
  readonly entries = new Map<string, unknown>();
  readonly traces = new Map<string, unknown>();
  removed: unknown;
  /** Bytes of traces; more is refused as browsers do. */
  quota = Infinity;
  readonly #pages = new Map<HistoryStorage, Set<() => void>>();

  /** How many there have been. */
  pages = 0;

  open(): HistoryStorage {
    this.pages += 1;
    const listeners = new Set<() => void>();
    const storage: HistoryStorage = {
      list: () => Promise.resolve(this.#list()),
      trace: key => Promise.resolve(structuredClone(this.traces.get(key))),
      change: <Change extends StoredChange>(decide: (stored: StoredList) => Change) =>
        Promise.resolve().then(() => {
          const change = decide(this.#list());
          this.#apply(change);
          for (const [other, heard] of this.#pages) if (other !== storage) for (const tell of heard) tell();
          return change;
        }),
      subscribe: listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      close: () => this.#pages.delete(storage),
    };
    this.#pages.set(storage, listeners);
    return storage;
  }

  #list(): StoredList {
    const entries = [...this.entries].map(([key, value]) => ({ key, value: structuredClone(value) }));
    return { entries, removed: structuredClone(this.removed) };
  }

  #apply({ put, remove, removed }: StoredChange): void {
    const traces = new Map(this.traces);
    for (const key of remove) traces.delete(key);
    for (const { key, trace } of put) if (trace) traces.set(key, structuredClone(trace));
    const bytes = [...traces.values()].reduce<number>(
      (sum, each) => sum + (each as ArrayBuffer).byteLength,
      0,
    );
    if (bytes > this.quota) throw new DOMException('There is no more room.', 'QuotaExceededError');
    for (const key of remove) this.entries.delete(key);
    for (const { key, value } of put) this.entries.set(key, structuredClone(value));
    this.traces.clear();
    for (const [key, trace] of traces) this.traces.set(key, trace);
    if (removed !== undefined) this.removed = structuredClone(removed);
  }
}

export interface HistoryRoom {
  readonly history: History;
  /** Lets the time in which a browser should have opened its storage pass. */
  readonly runOut: () => void;
  nowMs: number;
}

export function historyRoom(storage: SharedStorage, options: Partial<HistoryOptions> = {}): HistoryRoom {
  let tasks: (() => void)[] = [];
  let named = 0;
  const page = storage.pages;
  const room = {
    nowMs: Date.parse('2026-11-26T10:00:00Z'),
    runOut: () => {
      for (const task of tasks.splice(0)) task();
    },
  };
  const history = new History({
    open: () => Promise.resolve(storage.open()),
    rawAll: () => Promise.resolve(new Blob()),
    quota: () => Promise.resolve(undefined),
    after: (_ms, task) => {
      tasks.push(task);
      return () => {
        tasks = tasks.filter(each => each !== task);
      };
    },
    now: () => room.nowMs,
    identify: () => `run-${page}-${(named += 1)}`,
    ...options,
  });
  return Object.assign(room, { history });
}

/** A run that happened: a small one in virtual time with the name of another engine. */
export function finishedRun(seed: number, more: Partial<FinishedRun> = {}): FinishedRun {
  const { trial, logs } = simulate({ rates: [5, 1, 5], seed, durationSeconds: 10 });
  const trace = new Trace(trial, 'live', Date.parse('2026-11-26T09:00:00Z'), logs);
  return {
    name: `Run ${seed}`,
    keptAtMs: Date.parse('2026-11-26T09:00:00Z') + seed,
    came: 'run',
    ended: 'finished',
    files: [],
    digest: digestOf(trace),
    verdict: { checked: 10, faults: 0, remarks: 0, unchecked: 0 },
    trace,
    ...more,
  };
}
