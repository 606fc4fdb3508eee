// The ring against the plainest queue there is: an array.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MessageQueue } from './message-queue.ts';
import type { Message } from './message.ts';

const message = (number: number): Message => ({ from: 1, to: 2, number, timestamp: number });

describe('the message queue', () => {
  test('is first in, first out through any pushes and shifts', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), pushes => {
        const queue = new MessageQueue();
        const model: Message[] = [];
        pushes.forEach((push, i) => {
          if (push) {
            queue.push(message(i));
            model.push(message(i));
          } else {
            expect(queue.shift()).toEqual(model.shift());
          }
          expect(queue.length).toBe(model.length);
        });
        expect(queue.peek()).toEqual(model);
      }),
    );
  });

  test('keeps the order when it grows after its ring has wrapped around', () => {
    const queue = new MessageQueue();
    for (let i = 0; i < 12; i++) queue.push(message(i));
    for (let i = 0; i < 10; i++) expect(queue.shift()?.number).toBe(i);
    for (let i = 12; i < 100; i++) queue.push(message(i));
    expect(queue.length).toBe(90);
    expect(queue.peek(3).map(({ number }) => number)).toEqual([10, 11, 12]);
    for (let i = 10; i < 100; i++) expect(queue.shift()?.number).toBe(i);
    expect(queue.shift()).toBeUndefined();
  });
});
