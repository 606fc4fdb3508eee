// What one event did to its machine's clock, from the event and the one before it alone: cheap enough for each event that is played.
import type { Event } from '../core/event.ts';
import { NONE } from '../core/machine-log.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { TraceFaults } from './trace-faults.ts';

/**
 * What the clock’s new value follows from. own step: the event before it, or nothing before the first one.
 * message: a message that was ahead of the machine. unknown: a receive of which nothing is known.
 */
export type Cause = 'own step' | 'message' | 'unknown';

/**
 * Whether the value is the one that L78 asks for. own-or-received: max(own + 1, received), a common mistake. other: none
 * that we know.
 */
export type Fit = 'L78' | 'own-or-received' | 'other' | 'unknown';

/** What one event did to its machine's clock. */
export interface ClockStep {
  readonly place: EventPlace;
  readonly event: Event;
  /** The clock before the event: 0 before the first one, and after a crash that forgot it. */
  readonly before: number;
  /** By how much the event moved the clock; below 0 only in a faulty log. */
  readonly jump: number;
  /** The timestamp that a receive took; undefined where unknown and on other events. */
  readonly received: number | undefined;
  /** What L78 makes of it; undefined where that cannot be told. */
  readonly expected: number | undefined;
  readonly cause: Cause;
  readonly fit: Fit;
  /** From its arrival to the receive, where that is known. */
  readonly waitedMs: number | undefined;
}

/** Time: the faults of the trace. */
export function clockStepOf(trace: Trace, place: EventPlace): ClockStep {
  const { machine, index } = place;
  const event = trace.event(machine, index);
  const before = new TraceFaults(trace).clockBefore(trace.logOf(machine), index);
  const received = receivedTimestamp(trace, event);
  const isReceive = event.kind === 'receive';
  const expected = !isReceive
    ? before + 1
    : received === undefined
      ? undefined
      : Math.max(before, received) + 1;
  const arrivedMs = isReceive ? event.message?.arrivedMs : undefined;
  return {
    place,
    event,
    before,
    jump: event.clock - before,
    received,
    expected,
    cause: causeOf(event, before, received),
    fit: fitOf(event.clock, before, received, expected),
    waitedMs: arrivedMs === undefined ? undefined : event.atMs - arrivedMs,
  };
}

function receivedTimestamp({ origin }: Trace, event: Event): number | undefined {
  if (event.kind !== 'receive') return undefined;
  const stated = origin?.machines[event.machine - 1]?.statedTimestamps[event.index];
  return stated === undefined || stated === NONE ? event.message?.timestamp : stated;
}

function causeOf({ kind }: Event, before: number, received: number | undefined): Cause {
  if (kind !== 'receive') return 'own step';
  if (received === undefined) return 'unknown';
  return received > before ? 'message' : 'own step';
}

function fitOf(
  clock: number,
  before: number,
  received: number | undefined,
  expected: number | undefined,
): Fit {
  if (expected === undefined) return 'unknown';
  if (clock === expected) return 'L78';
  return received !== undefined && clock === Math.max(before + 1, received) ? 'own-or-received' : 'other';
}
