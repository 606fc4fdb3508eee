// Walking by keys: along lanes, between lanes and along messages, from every event there is.
import { describe, expect, test } from 'vitest';
import { INTERNAL, RECEIVE, SEND } from '../../../core/machine-log.ts';
import { simulate } from '../../../engine/simulate.ts';
import { DiagramIndex } from './diagram-index.ts';
import { wishOf } from './diagram-keys.ts';
import { followMessage, walk } from './walk.ts';

const trace = simulate({ rates: [5, 1, 5], seed: 7, durationSeconds: 30 });
const index = new DiagramIndex(trace);
const window = { fromMs: 10_050, toMs: 20_000 };

describe('steps', () => {
  test('lead along the lane and stop at its ends', () => {
    const last = trace.logOf(2).eventCount - 1;
    expect(walk(index, { machine: 2, index: 4 }, 'next', window)).toEqual({ machine: 2, index: 5 });
    expect(walk(index, { machine: 2, index: 4 }, 'previous', window)).toEqual({ machine: 2, index: 3 });
    expect(walk(index, { machine: 2, index: 0 }, 'previous', window)).toEqual({ machine: 2, index: 0 });
    expect(walk(index, { machine: 2, index: last }, 'next', window)).toEqual({ machine: 2, index: last });
    expect(walk(index, { machine: 2, index: 4 }, 'first', window)).toEqual({ machine: 2, index: 0 });
    expect(walk(index, { machine: 2, index: 4 }, 'last', window)).toEqual({ machine: 2, index: last });
  });

  test('begin with the first event of the run when all of it is seen, whichever machine had it', () => {
    const slowFirst = new DiagramIndex(simulate({ rates: [1, 5], seed: 7, durationSeconds: 10 }));
    const whole = { fromMs: 0, toMs: 10_000 };
    expect(walk(slowFirst, undefined, 'next', whole)).toEqual({ machine: 2, index: 0 });
    // Nothing is in view: the run decides.
    expect(walk(slowFirst, undefined, 'next', { fromMs: 1, toMs: 2 })).toEqual({ machine: 2, index: 0 });
  });

  test('lead to the nearest event of the lane above or below', () => {
    const up = walk(index, { machine: 2, index: 9 }, 'lane-above', window)!;
    expect(up.machine).toBe(1);
    expect(trace.logOf(1).atMs[up.index]).toBe(trace.logOf(2).atMs[9]);
    expect(walk(index, { machine: 1, index: 9 }, 'lane-above', window)).toEqual({ machine: 1, index: 9 });
    expect(walk(index, { machine: 1, index: 9 }, 'lane-below', window)!.machine).toBe(2);
  });

  test('begin with what is seen when nothing is chosen', () => {
    const start = walk(index, undefined, 'next', window)!;
    expect(start.machine).toBe(1);
    expect(trace.logOf(1).atMs[start.index]).toBe(10_200);
    expect(walk(index, undefined, 'first', window)).toEqual({ machine: 1, index: 0 });
    const latest = walk(index, undefined, 'previous', window)!;
    expect(trace.logOf(latest.machine).atMs[latest.index]).toBe(20_000);
    const middle = walk(index, undefined, 'lane-below', window)!;
    expect(trace.logOf(middle.machine).atMs[middle.index]).toBe(15_000);
  });
});

describe('a message', () => {
  test('leads from each receive to its send and back to that receive, if need be by way of the others', () => {
    let followed = 0;
    for (const { machine, kinds, eventCount, peers } of trace.logs)
      for (let at = 0; at < eventCount; at++) {
        if (kinds[at] !== RECEIVE) continue;
        const receive = { machine, index: at };
        const sent = followMessage(index, receive, undefined);
        if (sent.kind !== 'event') throw new Error(sent.reason);
        expect(trace.logOf(sent.place.machine).kinds[sent.place.index]).toBe(SEND);
        expect(sent.place.machine).toBe(peers[at]);
        const places: unknown[] = [];
        let cameFrom: typeof receive | undefined = receive;
        for (let turn = 0; turn < trace.machines; turn++) {
          const next = followMessage(index, sent.place, cameFrom);
          if (next.kind !== 'event') throw new Error(next.reason);
          cameFrom = next.place;
          places.push(next.place);
        }
        expect(places).toContainEqual(receive);
        followed += 1;
      }
    expect(followed).toBeGreaterThan(30);
  });

  test('of a send to several leads to the next one when somebody comes back', () => {
    const log = trace.logOf(1);
    const at = Array.from(log.kinds.slice(0, 60)).findIndex(
      (kind, i) =>
        kind === SEND &&
        log.peers[i] === 2 &&
        [0, 1].every(more => log.receivedIndices[log.messageNumbers[i]! - 1 + more]! < 1000),
    );
    const send = { machine: 1, index: at };
    const first = followMessage(index, send, undefined);
    const second = followMessage(index, send, first.kind === 'event' ? first.place : undefined);
    expect([first, second].map(each => each.kind === 'event' && each.place.machine)).toEqual([2, 3]);
  });

  test('is said to be missing where there is none', () => {
    const at = trace.logOf(1).kinds.indexOf(INTERNAL);
    expect(followMessage(index, { machine: 1, index: at }, undefined)).toEqual({
      kind: 'nowhere',
      reason: 'internal',
    });
  });
});

test('keys with a modifier are the browser’s', () => {
  const plain = { altKey: false, ctrlKey: false, metaKey: false };
  expect(wishOf({ ...plain, key: '+' })).toMatchObject({ kind: 'zoom' });
  expect(wishOf({ ...plain, ctrlKey: true, key: '+' })).toBeUndefined();
  expect(wishOf({ ...plain, key: 'Tab' })).toBeUndefined();
});
