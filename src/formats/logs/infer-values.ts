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
  /** Whether it explains most of what bears on it, and every other variant clearly less. */
  readonly certain: boolean;
  /**
   * Whether it tells the rule: values that receives state explain nearly all of many receives, and no other rule comes near.
   * Jumps never do, as a receive that takes max(own + 1, received) jumps the same way.
   */
  readonly tellsRule: boolean;
  /** What it was told from. */
  readonly toldFrom: 'values' | 'jumps' | 'nothing';
}

/** A variant is certain when it explains this share of what bears on it… */
const EXPLAINED_MIN = 0.8;
/** …and this share of it more than the next one. */
const LEAD_MIN = 0.1;

/** A rule is told from so many receives… */
const TELLING_MIN = 20;
/** …of which it explains this share… */
const TELLING_EXPLAINED_MIN = 0.9;
/** …and the next one no more than this. */
const TELLING_NEXT_MAX = 0.6;

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
    const tried = ranked(offsets, offset => count(valued, r => finds(r, r.timestamp - offset)));
    return {
      sentOffset: tried[0]!.offset,
      receiveOffset: receiveOffsetOf(valued.filter(receive => jumpOf(events, receive) > 1)),
      explained: tried[0]!.explained,
      of: valued.length,
      certain: isCertain(tried, valued.length),
      tellsRule: tellsRule(tried, valued.length),
      toldFrom: 'values',
    };
  }
  const gaps = ruled === -1 ? [0, -1] : ruled === 0 ? [1, 0] : [1, 0, -1];
  const tried = ranked(gaps, gap => count(jumped, receive => finds(receive, receive.clock - gap)));
  const [best] = tried;
  const sentOffset = ruled ?? (best!.offset === 1 || best!.explained === 0 ? 0 : -1);
  return {
    sentOffset,
    receiveOffset: best!.offset - sentOffset,
    explained: best!.explained,
    of: jumped.length,
    certain: isCertain(tried, jumped.length),
    tellsRule: false,
    toldFrom: best!.explained > 0 ? 'jumps' : 'nothing',
  };
}

function isCertain([best, next]: readonly { explained: number }[], of: number): boolean {
  const explained = best?.explained ?? 0;
  const lead = explained - (next?.explained ?? 0);
  return (
    of > 0 && explained >= EXPLAINED_MIN * of && (next === undefined || lead >= Math.max(1, LEAD_MIN * of))
  );
}

function tellsRule([best, next]: readonly { explained: number }[], of: number): boolean {
  return (
    of >= TELLING_MIN &&
    best!.explained >= TELLING_EXPLAINED_MIN * of &&
    (next?.explained ?? 0) <= TELLING_NEXT_MAX * of
  );
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
  let found = 0;
  for (const receive of receives) if (holds(receive)) found += 1;
  return found;
}
