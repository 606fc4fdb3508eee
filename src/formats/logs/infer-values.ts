// Which value of the sender's clock a message carries, told from the values themselves: the variant under which the most
// receives find a send is the one that the program followed.
import type { TimestampRule } from '../../core/trial.ts';
import { isTold, jumpOf, mayGoTo, receivesOf, type RunEvent, type RunEvents, sendsOf } from './run-event.ts';

/** How messages of a run came by their values. */
export interface ValueVariant {
  /** What a message carries, less the clock on its send: 0 under increment-then-send, -1 under send-then-increment. */
  readonly sentOffset: number;
  /** What the clock of a receive that jumped is, less the value received: 1 after max + 1, 0 after max(own + 1, received). */
  readonly receiveOffset: number;
  /** Of the receives that bear on it, how many find a send under it. */
  readonly explained: number;
  readonly of: number;
  /** What it was told from. */
  readonly toldFrom: 'values' | 'jumps' | 'nothing';
}

/** A variant is taken for the program's own when it explains this share of what bears on it. */
export const EXPLAINED_MIN = 0.95;

export function ruleOf({ sentOffset }: ValueVariant): TimestampRule {
  return sentOffset === -1 ? 'send-then-increment' : 'increment-then-send';
}

export function inferValues(events: RunEvents, stated: TimestampRule | undefined): ValueVariant {
  const byClock = new Map<number, RunEvent[]>();
  for (const send of sendsOf(events)) {
    const found = byClock.get(send.clock);
    if (found) found.push(send);
    else byClock.set(send.clock, [send]);
  }
  const finds = (receive: RunEvent, sendClock: number): boolean =>
    byClock.get(sendClock)?.some(send => isSenderOf(send, receive)) ?? false;
  const receives = receivesOf(events);
  const valued = receives.filter(({ timestamp }) => isTold(timestamp));
  const jumped = receives.filter(receive => jumpOf(events, receive) > 1);
  const ruled = stated && (stated === 'send-then-increment' ? -1 : 0);
  if (valued.length > 0) {
    const offsets = ruled === undefined ? [0, -1, 1] : [ruled];
    const [best] = ranked(offsets, offset => count(valued, r => finds(r, r.timestamp - offset)));
    const receiveOffset = receiveOffsetOf(valued.filter(receive => jumpOf(events, receive) > 1));
    return {
      sentOffset: best!.offset,
      receiveOffset,
      explained: best!.explained,
      of: valued.length,
      toldFrom: 'values',
    };
  }
  const gaps = ruled === -1 ? [0, -1] : ruled === 0 ? [1, 0] : [1, 0, -1];
  const [best] = ranked(gaps, gap => count(jumped, receive => finds(receive, receive.clock - gap)));
  const sentOffset = ruled ?? (best!.offset === 1 || best!.explained === 0 ? 0 : -1);
  return {
    sentOffset,
    receiveOffset: best!.offset - sentOffset,
    explained: best!.explained,
    of: jumped.length,
    toldFrom: best!.explained > 0 ? 'jumps' : 'nothing',
  };
}

export function isSenderOf(send: RunEvent, receive: RunEvent): boolean {
  return mayGoTo(send, receive.machine) && (receive.from === 0 || receive.from === send.machine);
}

/** What most receives that jumped added to the value they took. */
function receiveOffsetOf(jumped: readonly RunEvent[]): number {
  const equal = count(jumped, ({ clock, timestamp }) => clock === timestamp);
  return equal * 2 > jumped.length ? 0 : 1;
}

/** The first of equals stays the first. */
function ranked(offsets: readonly number[], explain: (offset: number) => number) {
  return offsets
    .map(offset => ({ offset, explained: explain(offset) }))
    .sort((a, b) => b.explained - a.explained);
}

function count(receives: readonly RunEvent[], holds: (receive: RunEvent) => boolean): number {
  return receives.reduce((sum, receive) => sum + Number(holds(receive)), 0);
}
