// Walking from event to event by keys: along a lane, from lane to lane, and along a message both ways.
import { INTERNAL, NONE, SEND } from '../../../core/machine-log.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { sentIndexOf } from '../../../analysis/causal-order.ts';
import type { TimeWindow } from '../trace-focus.ts';
import type { DiagramIndex } from './diagram-index.ts';

export type Step = 'previous' | 'next' | 'lane-above' | 'lane-below' | 'first' | 'last';

/** The event that a step leads to; the same one where there is no other, undefined only where there is no event at all. */
export function walk(
  index: DiagramIndex,
  from: EventPlace | undefined,
  step: Step,
  window: TimeWindow,
): EventPlace | undefined {
  if (!from) return startOf(index, step, window);
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
      return onLane(index, machine, -1, atMs[at]!) ?? from;
    case 'lane-below':
      return onLane(index, machine, 1, atMs[at]!) ?? from;
  }
}

/** With nothing chosen, the first event of the window is, or the last one; if the window is empty, of the run. */
function startOf(index: DiagramIndex, step: Step, window: TimeWindow): EventPlace | undefined {
  const lanes = index.lanes.filter(({ log }) => log.eventCount > 0);
  if (step === 'last') {
    const lane = lanes.reduce((best, each) => (!best || each.maxMs > best.maxMs ? each : best), lanes[0]);
    return lane && { machine: lane.log.machine, index: lane.log.eventCount - 1 };
  }
  const seen = lanes.find(lane => {
    const { first, end } = lane.range(window.fromMs, window.toMs);
    return end > first;
  });
  if (step === 'first' || !seen) return lanes[0] && { machine: lanes[0].log.machine, index: 0 };
  return { machine: seen.log.machine, index: seen.range(window.fromMs, window.toMs).first };
}

/** On the next lane in that direction that has events. */
function onLane(
  index: DiagramIndex,
  machine: number,
  direction: 1 | -1,
  atMs: number,
): EventPlace | undefined {
  for (let at = machine + direction; at >= 1 && at <= index.lanes.length; at += direction) {
    const nearest = index.lane(at).nearest(atMs);
    if (nearest !== undefined) return { machine: at, index: nearest };
  }
  return undefined;
}

/** Where following a message leads, or why it leads nowhere, as a sentence. */
export type Following =
  | { readonly kind: 'event'; readonly place: EventPlace }
  | { readonly kind: 'nowhere'; readonly reason: string };

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
      return nowhere('An internal event has no message to follow.');
    case SEND:
      return nowhere('No machine has received a message of this send.');
    default:
      return nowhere('The trace does not say who sent this message.');
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

function nowhere(reason: string): Following {
  return { kind: 'nowhere', reason };
}
