// Two sides that open, leave and come again in any order, over channels that lose what nobody listens to: in the end they meet.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rendezvous } from './rendezvous.ts';

type Side = 'a' | 'b';
const OTHER: Readonly<Record<Side, Side>> = { a: 'b', b: 'a' };

interface Session {
  readonly rendezvous: Rendezvous;
  readonly heard: unknown[];
  metTimes: number;
  goneTimes: number;
  open: boolean;
}

/** Notes on their way, each to the session that listened when it was posted, or to whichever listens when it arrives. */
class Pair {
  readonly sessions: Record<Side, Session | undefined> = { a: undefined, b: undefined };
  readonly #waiting: Record<Side, { note: unknown; to: Session | undefined }[]> = { a: [], b: [] };
  readonly #losesEarly: boolean;

  constructor(losesEarly: boolean) {
    this.#losesEarly = losesEarly;
  }

  open(side: Side): void {
    if (this.sessions[side]?.open) return;
    const session: Session = {
      rendezvous: new Rendezvous({
        post: note => this.#waiting[OTHER[side]].push({ note, to: this.sessions[OTHER[side]] }),
        onMet: () => (session.metTimes += 1),
        onSignal: signal => session.heard.push(signal),
        onGone: () => (session.goneTimes += 1),
      }),
      heard: [],
      metTimes: 0,
      goneTimes: 0,
      open: true,
    };
    this.sessions[side] = session;
    session.rendezvous.open();
  }

  /** Leaves with a goodbye, or without a word as a page that crashed. */
  leave(side: Side, how: 'goodbye' | 'crash'): void {
    const session = this.sessions[side];
    if (!session?.open) return;
    session.open = false;
    if (how === 'goodbye') session.rendezvous.close();
  }

  deliver(side: Side): boolean {
    const next = this.#waiting[side].shift();
    if (!next) return false;
    const session = this.#losesEarly ? next.to : this.sessions[side];
    if (session?.open && session === this.sessions[side]) session.rendezvous.hear(next.note);
    return true;
  }

  deliverAll(): void {
    while (this.deliver('a') || this.deliver('b'));
  }
}

const sides = fc.constantFrom<Side>('a', 'b');
const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('open' as const), side: sides }),
    fc.record({ kind: fc.constant('deliver' as const), side: sides }),
    fc.record({
      kind: fc.constant('leave' as const),
      side: sides,
      how: fc.constantFrom('goodbye' as const, 'crash' as const),
    }),
  ),
  { maxLength: 60 },
);

describe('a rendezvous', () => {
  it('is met by both sides in the end, whatever happened before, and signals then reach the other one', () => {
    fc.assert(
      fc.property(fc.boolean(), steps, (losesEarly, path) => {
        const pair = new Pair(losesEarly);
        for (const step of path) {
          if (step.kind === 'open') pair.open(step.side);
          else if (step.kind === 'deliver') pair.deliver(step.side);
          else pair.leave(step.side, step.how);
        }
        pair.open('a');
        pair.open('b');
        pair.deliverAll();
        for (const side of ['a', 'b'] as const) {
          const { rendezvous, metTimes, goneTimes } = pair.sessions[side]!;
          expect(rendezvous.met).toBe(true);
          expect(metTimes).toBe(goneTimes + 1);
          rendezvous.signal(`from ${side}`);
        }
        pair.deliverAll();
        for (const side of ['a', 'b'] as const) {
          expect(pair.sessions[side]!.heard).toEqual([`from ${OTHER[side]}`]);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('takes anything for what it is, and never throws', () => {
    const notes = fc.oneof(
      fc.anything(),
      fc.record({
        kind: fc.constantFrom('hello', 'welcome', 'signal', 'goodbye'),
        attempt: fc.anything(),
        to: fc.anything(),
      }),
    );
    fc.assert(
      fc.property(fc.array(notes), all => {
        const rendezvous = new Rendezvous({
          post: () => undefined,
          onMet: () => undefined,
          onGone: () => undefined,
        });
        rendezvous.open();
        for (const note of all) expect(typeof rendezvous.hear(note)).toBe('boolean');
      }),
    );
  });
});
