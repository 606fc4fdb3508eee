// A trace is handed over once, asked about as often as somebody likes, and nothing that is asked is lost when the worker ends.
import { describe, expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { parseQuery } from '../analysis/find/parse-query.ts';
import { auditedPlaces, SearchIndex } from '../analysis/find/search-index.ts';
import { search } from '../analysis/find/search.ts';
import { matchShape, shapeOf } from '../analysis/find/shape.ts';
import { compareRuns } from '../analysis/comparison.ts';
import { summarize } from '../analysis/summary.ts';
import { digestOf } from '../core/trace-digest.ts';
import { simulate } from '../engine/simulate.ts';
import { writeTrace } from '../formats/write.ts';
import { TaskFailedError, type TaskMessage, type TaskPort } from './task.ts';
import { startHomeThread } from '../testing/home-thread.ts';
import { GUESTS_MAX, TraceHome } from './trace-home.ts';

const trial = { rates: [5, 1, 5], durationSeconds: 20, seed: 7 };
const goesOn = () => ({ signal: new AbortController().signal });

/** Threads that note what they are told, and can die. */
function notingThreads() {
  const told: string[] = [];
  let ended = 0;
  let die: (reason: string) => void = () => undefined;
  const start = (): TaskPort => {
    const thread = startHomeThread();
    return {
      ...thread,
      post: (message: TaskMessage, transfer) => {
        told.push(message.kind === 'ask' ? message.name : message.kind);
        thread.post(message, transfer);
      },
      onError: listener => {
        die = listener;
      },
      terminate: () => {
        ended += 1;
        thread.terminate();
      },
    };
  };
  return { start, told, ended: () => ended, die: (reason: string) => die(reason) };
}

describe('a trace in its home', () => {
  test('is studied, summarized, compared and written as it would be in the page, and stays whole there', async () => {
    const trace = simulate(trial);
    const other = simulate({ ...trial, seed: 8 });
    const digest = digestOf(trace);
    const home = new TraceHome(startHomeThread);
    expect(await home.study(trace, { kind: 'audit' }, goesOn())).toEqual(audit(trace));
    expect(await home.study(trace, { kind: 'summary' }, goesOn())).toEqual(summarize(trace));
    expect(await home.compare(trace, other, goesOn())).toEqual(compareRuns(trace, other));
    const { content } = await home.write(trace, 'jsonl', 0, goesOn());
    expect(await content.text()).toBe(writeTrace(trace, 'jsonl')[0]!.text);
    expect(digestOf(trace)).toBe(digest);
  });

  test('is handed over once, and each question worked out once', async () => {
    const { start, told } = notingThreads();
    const home = new TraceHome(start);
    const trace = simulate(trial);
    const [first, second] = await Promise.all([
      home.study(trace, { kind: 'audit' }, goesOn()),
      home.study(trace, { kind: 'audit' }, goesOn()),
    ]);
    expect(first).toBe(second);
    expect(await home.study(trace, { kind: 'audit' }, goesOn())).toBe(first);
    await home.study(trace, { kind: 'jumps' }, goesOn());
    expect(told).toEqual(['hold', 'study', 'study']);
  });

  test('is handed over again when it has grown', async () => {
    const { start, told } = notingThreads();
    const home = new TraceHome(start);
    const trace = simulate(trial);
    for (const revision of [0, 1]) await home.study(trace, { kind: 'audit' }, { ...goesOn(), revision });
    expect(told).toEqual(['hold', 'study', 'hold', 'study']);
  });

  test('makes room when there are many', async () => {
    const { start, told } = notingThreads();
    const home = new TraceHome(start);
    for (let seed = 0; seed < GUESTS_MAX + 2; seed++)
      await home.study(simulate({ ...trial, seed }), { kind: 'audit' }, goesOn());
    expect(home.guests).toBe(GUESTS_MAX);
    expect(told.filter(name => name === 'release')).toHaveLength(2);
  });
});

describe('a search', () => {
  test('finds what a search in the page would, also what needs an audit', async () => {
    const trace = simulate(trial);
    const home = new TraceHome(startHomeThread);
    const index = new SearchIndex(trace);
    index.audited = auditedPlaces(audit(trace));
    for (const text of ['receive with jump > 2', 'fault or 2-1', 'not fault']) {
      const parsed = parseQuery(text);
      if (parsed.kind !== 'query') throw new Error(text);
      const request = { query: parsed.query, filter: { fromMs: 3000 } };
      expect(await home.search(trace, request, goesOn())).toEqual(search(index, request));
    }
    const shape = shapeOf('gather', 2);
    expect(await home.matchShape(trace, shape, goesOn())).toEqual(matchShape(index, shape));
  });

  test('that is given up ends without the worker, and the next one is answered', async () => {
    const { start, told, ended } = notingThreads();
    const home = new TraceHome(start);
    const trace = simulate(trial);
    const request = { query: { kind: 'event-kind', is: 'send' }, filter: {} } as const;
    await home.search(trace, request, goesOn());
    const stop = new AbortController();
    const stale = home.search(trace, request, { signal: stop.signal });
    while (told.length < 3) await Promise.resolve();
    stop.abort(new Error('another key'));
    await expect(stale).rejects.toThrow('another key');
    const { numbers } = await home.search(trace, request, goesOn());
    expect(numbers.length).toBeGreaterThan(0);
    expect(ended()).toBe(0);
    expect(told).toEqual(['hold', 'search', 'search', 'cancel', 'search']);
  });
});

describe('a question', () => {
  test('that nobody waits for any more ends the worker, and the others are answered all the same', async () => {
    const { start, ended } = notingThreads();
    const home = new TraceHome(start);
    const trace = simulate(trial);
    const stop = new AbortController();
    const first = home.study(trace, { kind: 'audit' }, { signal: stop.signal });
    const second = home.study(trace, { kind: 'jumps' }, goesOn());
    stop.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect(await second).toEqual(
      await new TraceHome(startHomeThread).study(trace, { kind: 'jumps' }, goesOn()),
    );
    expect(ended()).toBe(1);
  });

  test('that somebody else still waits for goes on', async () => {
    const { start, ended } = notingThreads();
    const home = new TraceHome(start);
    const trace = simulate(trial);
    const stop = new AbortController();
    const first = home.study(trace, { kind: 'audit' }, { signal: stop.signal });
    const second = home.study(trace, { kind: 'audit' }, goesOn());
    stop.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect(await second).toEqual(audit(trace));
    expect(ended()).toBe(0);
  });

  test('is asked once more when the worker dies, with the trace handed over again', async () => {
    const { start, told, die } = notingThreads();
    const home = new TraceHome(start);
    const trace = simulate(trial);
    await home.study(trace, { kind: 'summary' }, goesOn());
    const open = home.study(trace, { kind: 'audit' }, goesOn());
    await Promise.resolve();
    await Promise.resolve();
    die('Out of memory.');
    expect(await open).toEqual(audit(trace));
    expect(told.filter(name => name === 'hold')).toHaveLength(2);
  });

  test('fails with the reason when no worker starts', async () => {
    const home = new TraceHome(() => ({
      post: () => undefined,
      onReply: () => undefined,
      onError: listener => void Promise.resolve().then(() => listener('The worker did not start.')),
      terminate: () => undefined,
    }));
    await expect(home.study(simulate(trial), { kind: 'audit' }, goesOn())).rejects.toThrow(
      new TaskFailedError('The worker did not start.'),
    );
  });

  test('under a signal that is aborted already is not asked', async () => {
    const { start, told } = notingThreads();
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(new TraceHome(start).study(simulate(trial), { kind: 'audit' }, { signal })).rejects.toThrow(
      'too late',
    );
    expect(told).toEqual([]);
  });
});
