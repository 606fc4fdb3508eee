// Walking from event to event by keys: along a lane, from lane to lane, and along a message both ways.
import { INTERNAL, NONE, SEND } from '../../../core/machine-log.ts';
import type { MachineId } from '../../../core/message.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { sentIndexOf } from '../../../analysis/causal-order.ts';
import type { NoMessage } from '../../../words/diagram.ts';
import type { TimeWindow } from '../trace-focus.ts';
import type { DiagramIndex } from './diagram-index.ts';

export type Step = 'previous' | 'next' | 'lane-above' | 'lane-below' | 'first' | 'last';

/** The event that a step leads to; the same one where there is no other, undefined only where there is no event at all. */
export function walk(
  index: DiagramIndex,
  from: EventPlace | undefined,
  step: Step,
  window: TimeWindow,
  hidden: readonly MachineId[] = [],
): EventPlace | undefined {
  if (!from || hidden.includes(from.machine)) return startOf(index, step, window, hidden);
  const { machine, index: at } = from;
  const { eventCount, atMs } = index.lane(machine).log;
  switch (step) {
    case 'previous':
      return { machine, index: Math.max(0, at - 1) };
    case 'next':
      return { machine, index: Math.min(eventCount - 1, at + 1) };
    case 'first':
      return { machine, index: 0 };
    case 'last':
      return { machine, index: eventCount - 1 };
    case 'lane-above':
      return onLane(index, machine, -1, atMs[at]!, hidden) ?? from;
    case 'lane-below':
      return onLane(index, machine, 1, atMs[at]!, hidden) ?? from;
  }
}

/**
 * With nothing chosen, what is in view decides: forward begins with its earliest event, backward with its latest, up and
 * down with the one nearest to its middle. First and last are those of the run, and so is any where the view is empty.
 */
function startOf(
  index: DiagramIndex,
  step: Step,
  { fromMs, toMs }: TimeWindow,
  hidden: readonly MachineId[],
): EventPlace | undefined {
  const whole = { fromMs: -Infinity, toMs: Infinity };
  if (step === 'first') return bestOf(index, whole, hidden, atMs => -atMs);
  if (step === 'last') return bestOf(index, whole, hidden, atMs => atMs);
  const worth = {
    next: (atMs: number) => -atMs,
    previous: (atMs: number) => atMs,
    'lane-above': (atMs: number) => -Math.abs(atMs - (fromMs + toMs) / 2),
    'lane-below': (atMs: number) => -Math.abs(atMs - (fromMs + toMs) / 2),
  }[step];
  return bestOf(index, { fromMs, toMs }, hidden, worth) ?? bestOf(index, whole, hidden, worth);
}

/** The event of the stretch whose moment is worth most; of equal ones the first machine's. */
function bestOf(
  { lanes }: DiagramIndex,
  { fromMs, toMs }: TimeWindow,
  hidden: readonly MachineId[],
  worth: (atMs: number) => number,
): EventPlace | undefined {
  let best: EventPlace | undefined;
  let most = -Infinity;
  for (const lane of lanes) {
    const { machine, atMs } = lane.log;
    if (hidden.includes(machine)) continue;
    const { first, end } = lane.range(fromMs, toMs);
    for (let index = first; index < end; index++) {
      const at = atMs[index]!;
      if (at < fromMs || at > toMs || worth(at) <= most) continue;
      most = worth(at);
      best = { machine, index };
    }
  }
  return best;
}

/** On the next lane in that direction that is shown and has events. */
function onLane(
  index: DiagramIndex,
  machine: number,
  direction: 1 | -1,
  atMs: number,
  hidden: readonly MachineId[],
): EventPlace | undefined {
  for (let at = machine + direction; at >= 1 && at <= index.lanes.length; at += direction) {
    const nearest = hidden.includes(at) ? undefined : index.lane(at).nearest(atMs);
    if (nearest !== undefined) return { machine: at, index: nearest };
  }
  return undefined;
}

/** Where following a message leads, or why it leads nowhere. */
export type Following =
  | { readonly kind: 'event'; readonly place: EventPlace }
  | { readonly kind: 'nowhere'; readonly reason: NoMessage };

/**
 * From a receive to its send, and from a send to the receive of its message. A send to several machines leads to the
 * first of them, and, when somebody comes back from one of its receives (`cameFrom`), to the next.
 */
export function followMessage(
  { trace }: DiagramIndex,
  { machine, index }: EventPlace,
  cameFrom: EventPlace | undefined,
): Following {
  const partners = partnersOf(trace, { machine, index });
  if (partners.length > 0) {
    const before = partners.findIndex(place => isSame(place, cameFrom));
    return { kind: 'event', place: partners[(before + 1) % partners.length]! };
  }
  switch (trace.logOf(machine).kinds[index]) {
    case INTERNAL:
      return nowhere('internal');
    case SEND:
      return nowhere('nobody-received');
    default:
      return nowhere('sender-unknown');
  }
}

const PARTNERS_MAX = 1000; // receives of one send

/** At the other ends of an event's messages: the send of what it received, or the receives of what it sent. */
export function partnersOf(trace: Trace, { machine, index }: EventPlace): EventPlace[] {
  const log = trace.logOf(machine);
  const kind = log.kinds[index];
  if (kind === INTERNAL) return [];
  if (kind !== SEND) {
    const sentIndex = sentIndexOf(trace.logs, log, index);
    return sentIndex === NONE ? [] : [{ machine: log.peers[index]!, index: sentIndex }];
  }
  const first = log.messageNumbers[index]! - 1;
  const end = Math.min(first + log.peers[index]!, log.messageCount);
  const places: EventPlace[] = [];
  for (let row = first; row < end && places.length < PARTNERS_MAX; row++) {
    const receivedIndex = log.receivedIndices[row]!;
    if (receivedIndex !== NONE) places.push({ machine: log.recipients[row]!, index: receivedIndex });
  }
  return places;
}

export function isSame(a: EventPlace, b: EventPlace | undefined): boolean {
  return a.machine === b?.machine && a.index === b.index;
}

function nowhere(reason: NoMessage): Following {
  return { kind: 'nowhere', reason };
}
