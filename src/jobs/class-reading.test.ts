// A class is read hand-in by hand-in: whatever one of them holds, the others get their rows.
import { describe, expect, test } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import type { HandIn, HandInRow } from '../formats/hand-ins.ts';
import { writeTrace } from '../formats/write.ts';
import { startReaderThread } from '../testing/reader-thread.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { readClassWith } from './class-reading.ts';
import { SIGN_OF_LIFE_MS } from './reading.ts';
import type { TaskMessage, TaskPort, TaskReply } from './task.ts';

function logsOf(name: string, seed: number): HandIn<File> {
  const trace = simulate({ rates: [4, 2, 4], durationSeconds: 20, seed });
  const files = writeTrace(trace, 'log').map(each => new File([each.text], `${name}/${each.name}`));
  return { name, files };
}

const unreadable: HandIn<File> = { name: 'bob', files: [new File([new Uint8Array(200)], 'bob/a.log')] };

async function rowsOf(
  handIns: readonly HandIn<File>[],
  startWorker: () => TaskPort = startReaderThread,
  scheduler = new VirtualScheduler(),
): Promise<Map<number, HandInRow>> {
  const rows = new Map<number, HandInRow>();
  const portions: number[] = [];
  await readClassWith({ startWorker, scheduler }, handIns, {
    signal: new AbortController().signal,
    onRow: (at, row) => rows.set(at, row),
    onProgress: portion => portions.push(portion),
  });
  expect(portions).toEqual([...portions].sort((a, b) => a - b));
  expect(portions.at(-1)).toBe(1);
  return rows;
}

describe('a class', () => {
  test('has a row for each hand-in, whatever is in the others', async () => {
    const handIns = [
      logsOf('alice', 1),
      unreadable,
      { name: '__proto__', files: [] },
      logsOf('<b>dan</b>', 2),
    ];
    const rows = await rowsOf(handIns);
    expect([...rows.keys()]).toEqual([0, 1, 2, 3]);
    expect([...rows.values()].map(({ name, state }) => [name, state])).toEqual([
      ['alice', 'clean'],
      ['bob', 'unread'],
      ['__proto__', 'unread'],
      ['<b>dan</b>', 'clean'],
    ]);
    expect(rows.get(0)).toMatchObject({ runs: 1, files: 3, faults: 0 });
    expect(rows.get(1)!.verdict).toMatch(/^Nothing could be read\. .*zero bytes/);
    expect(rows.get(2)!.verdict).toBe('Nothing could be read. There are no logs in its folder.');
  });

  test('has a row that says so where a pattern has no end, and another worker reads the next', async () => {
    const scheduler = new VirtualScheduler();
    let started = 0;
    let ended = 0;
    const rows = await rowsOf(
      [logsOf('alice', 1), logsOf('eve', 2), logsOf('mallory', 3)],
      () => {
        started += 1;
        return lostAt('eve', scheduler, startReaderThread(), () => (ended += 1));
      },
      scheduler,
    );
    expect([started, ended]).toEqual([2, 2]);
    expect([...rows.values()].map(({ state }) => state)).toEqual(['clean', 'unread', 'clean']);
    expect(rows.get(1)!.verdict).toMatch(/Reading was stopped: for 5 s the pattern/);
  });

  test('is given up at once, with the rows that it has', async () => {
    const given = new AbortController();
    const rows: HandInRow[] = [];
    const reading = readClassWith(
      { startWorker: startReaderThread, scheduler: new VirtualScheduler() },
      [logsOf('alice', 1), logsOf('bob', 2), logsOf('carol', 3)],
      {
        signal: given.signal,
        onRow: (_, row) => {
          rows.push(row);
          if (rows.length === 2) given.abort(new Error('enough'));
        },
      },
    );
    await expect(reading).rejects.toThrow('enough');
    expect(rows.map(({ name }) => name)).toEqual(['alice', 'bob']);
  });
});

/** Of one hand-in, lines meet a pattern and nothing is heard any more; the others are read as ever. */
function lostAt(name: string, scheduler: VirtualScheduler, port: TaskPort, onEnd: () => void): TaskPort {
  let reply: (reply: TaskReply) => void = () => undefined;
  return {
    ...port,
    post: (message: TaskMessage) => {
      const isLost =
        message.kind === 'ask' && (message.request as { handIn: HandIn<File> }).handIn.name === name;
      if (!isLost) {
        port.post(message);
        return;
      }
      const progress = { progress: { file: 'a.log', portion: 0.5 }, isWatched: true };
      reply({ kind: 'progress', id: message.id, progress });
      scheduler.runUntil(scheduler.nowMs() + 2 * SIGN_OF_LIFE_MS);
    },
    onReply: listener => {
      reply = listener;
      port.onReply(listener);
    },
    terminate: () => {
      onEnd();
      port.terminate();
    },
  };
}
