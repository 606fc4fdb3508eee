// The two boxes of a session by their laws: nothing is kept beyond the bounds, and nothing is handed over twice or out of order.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageOf } from '../../testing/network/laws.ts';
import { Inbox } from './inbox.ts';
import { Outbox } from './outbox.ts';

describe('an inbox', () => {
  it('hands over each number once and in order, keeps no more than its bound, and says what it made of each', () => {
    const EARLY_MAX = 8;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 200 }), sequences => {
        const inbox = new Inbox<{ readonly sequence: number }>({ earlyMax: EARLY_MAX });
        const kept = new Set<number>();
        const heard: number[] = [];
        for (const sequence of sequences) {
          const ahead = sequence - inbox.delivered;
          const expected = kept.has(sequence)
            ? 'duplicate'
            : ahead > EARLY_MAX
              ? 'too-early'
              : ahead === 1
                ? 'taken'
                : 'early';
          expect(inbox.take(sequence, { sequence })).toBe(expected);
          if (expected === 'taken' || expected === 'early') kept.add(sequence);
          for (let next = inbox.next(); next; next = inbox.next()) heard.push(next.sequence);
          expect(inbox.early).toBeLessThan(EARLY_MAX);
          expect(inbox.early).toBe(kept.size - inbox.delivered);
        }
        expect(heard).toEqual(Array.from({ length: inbox.delivered }, (_, i) => i + 1));
      }),
    );
  });
});

describe('an outbox', () => {
  it('is full from one of its bounds until half of both is free, and keeps what is not acknowledged', () => {
    const bounds = { messagesMax: 10, lengthMax: 1000 };
    const steps = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('add' as const), length: fc.integer({ min: 1, max: 300 }) }),
        fc.record({ kind: fc.constant('acknowledge' as const), count: fc.integer({ min: -2, max: 6 }) }),
      ),
      { maxLength: 100 },
    );
    fc.assert(
      fc.property(steps, path => {
        const outbox = new Outbox(bounds);
        let kept: { readonly sequence: number; readonly length: number }[] = [];
        let wasFull = false;
        for (const step of path) {
          if (step.kind === 'add') {
            if (outbox.isFull) continue;
            const { sequence } = outbox.add(messageOf(1, 2, outbox.last + 1), step.length);
            kept.push({ sequence, length: step.length });
          } else {
            const before = kept.length;
            const upTo = Math.max(0, Math.min(outbox.last, outbox.last - before + step.count));
            kept = kept.filter(({ sequence }) => sequence > upTo);
            expect(outbox.acknowledge(upTo)).toBe(before - kept.length);
          }
          const length = kept.reduce((sum, each) => sum + each.length, 0);
          const isBeyond = kept.length >= bounds.messagesMax || length >= bounds.lengthMax;
          const isHalfFree = kept.length <= bounds.messagesMax / 2 && length <= bounds.lengthMax / 2;
          expect(outbox.isFull).toBe(isBeyond || (wasFull && !isHalfFree));
          wasFull = outbox.isFull;
          expect(outbox.first().map(({ sequence }) => sequence)).toEqual(
            kept.map(({ sequence }) => sequence),
          );
          expect(outbox.count).toBe(kept.length);
        }
      }),
    );
  });
});
