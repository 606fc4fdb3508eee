// The message check: of the receives that jump, how many have the clock of some send of another machine just below theirs,
// against the same with shifted values. It judges a reading; it is no evidence about the program that wrote the log.
import type { EventKind } from '../../core/event.ts';

/** What one machine's file says of one run, in order. */
export interface CheckedStream {
  /** Streams of one run have the same. */
  readonly run: number;
  readonly kinds: readonly (EventKind | undefined)[];
  /** NaN where there is none. */
  readonly clocks: ArrayLike<number>;
}

export interface MessageCheck {
  /** Receives that jump, and whose value the others' records reach. */
  readonly receives: number;
  /** Share of them that find a send; NaN where there are none. */
  readonly fit: number;
  /** The same for values that are shifted, as chance gives it. */
  readonly chance: number;
  /** The receive's clock less the send's. */
  readonly offset: number;
}

const OFFSETS = [1, 0, 2] as const;
const SHIFTS = [-11, -7, 7, 11] as const;
/** Fewer receives tell nothing. */
export const CHECK_LEAST = 5;

export function checkMessages(streams: readonly CheckedStream[]): MessageCheck {
  const runs = new Map<number, CheckedStream[]>();
  for (const stream of streams) runs.set(stream.run, [...(runs.get(stream.run) ?? []), stream]);
  const received: {
    readonly clock: number;
    readonly sent: ReadonlyMap<number, number>;
    readonly own: ReadonlySet<number>;
  }[] = [];
  for (const members of runs.values()) {
    if (members.length < 2) continue;
    const sends = members.map(sendClocks);
    const sent = new Map<number, number>();
    for (const own of sends) for (const clock of own) sent.set(clock, (sent.get(clock) ?? 0) + 1);
    const ends = members.map(lastClock);
    for (const [i, member] of members.entries()) {
      const reach = Math.min(...ends.filter((_, other) => other !== i));
      for (const clock of jumpsOf(member)) if (clock <= reach) received.push({ clock, sent, own: sends[i]! });
    }
  }
  const hits = (shift: number): number => {
    let count = 0;
    for (const { clock, sent, own } of received) {
      const value = clock - shift;
      if ((sent.get(value) ?? 0) > (own.has(value) ? 1 : 0)) count += 1;
    }
    return count / received.length;
  };
  const offset = OFFSETS.reduce<number>((best, one) => (hits(one) > hits(best) + 0.02 ? one : best), 1);
  return {
    receives: received.length,
    fit: hits(offset),
    chance: SHIFTS.reduce((sum, shift) => sum + hits(offset + shift), 0) / SHIFTS.length,
    offset,
  };
}

function sendClocks({ kinds, clocks }: CheckedStream): Set<number> {
  const found = new Set<number>();
  for (const [i, kind] of kinds.entries()) if (kind === 'send') found.add(clocks[i]!);
  return found;
}

function lastClock({ clocks }: CheckedStream): number {
  let last = 0;
  for (let i = 0; i < clocks.length; i++) if (clocks[i]! > last) last = clocks[i]!;
  return last;
}

function* jumpsOf({ kinds, clocks }: CheckedStream): Generator<number> {
  let before = NaN;
  for (const [i, kind] of kinds.entries()) {
    const clock = clocks[i]!;
    if (clock !== clock) continue;
    if (kind === 'receive' && clock - (before === before ? before : 0) > 1) yield clock;
    before = clock;
  }
}

/** How far the check speaks for a reading: 0 where it says nothing or against it. */
export function checkWorth({ receives, fit, chance }: MessageCheck): number {
  return receives < CHECK_LEAST ? 0 : Math.max(0, fit - chance);
}
