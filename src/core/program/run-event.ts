// The events of a run of a program, with what they say: a step is one or more of them, and each advances the clock by itself.
import type { MachineId } from '../message.ts';
import type { Json } from './json.ts';
import type { ProgramProblem } from './problem.ts';
import type { Input, StepResult } from './step.ts';

interface RunEventFacts {
  readonly machine: MachineId;
  /** Among the events of this machine, from 0. */
  readonly index: number;
  /** Lamport's clock after the event. */
  readonly clock: number;
}

/** What makes an event that neither sends nor receives. */
export type InternalCause =
  | { readonly cause: 'restart' | 'idle' }
  | { readonly cause: 'timer' | 'command'; readonly name: string }
  | { readonly cause: 'output'; readonly name: string; readonly value: Json }
  | { readonly cause: 'problem'; readonly problem: ProgramProblem };

export type RunEvent = RunEventFacts &
  (
    | ({ readonly kind: 'internal' } & InternalCause)
    | {
        readonly kind: 'send';
        readonly message: string;
        readonly body: Json;
        readonly timestamp: number;
        /** One for each recipient; the name of a message is its sender and its number there, from 1. */
        readonly copies: readonly { readonly to: MachineId; readonly number: number }[];
      }
    | {
        readonly kind: 'receive';
        readonly from: MachineId;
        readonly number: number;
        readonly message: string;
        readonly body: Json;
        readonly timestamp: number;
      }
  );

/** Where the events of a step begin: the machine's own counts before it. */
export interface EventPlaceBefore {
  readonly machine: MachineId;
  readonly events: number;
  /** Messages that it has sent. */
  readonly sent: number;
  /** Its clock. */
  readonly clock: number;
}

/**
 * The events of one step: the receive of a message first; then one for each send, broadcast or output, in turn. A timer, a command,
 * an idle tick or a restart is an event by itself only where nothing else is; a problem is one of its own. `number` is the
 * message's that was received.
 */
export function eventsOfStep(
  before: EventPlaceBefore,
  input: Input,
  result: StepResult,
  number = 0,
): readonly RunEvent[] {
  const { machine } = before;
  let events: RunEvent[] | typeof NO_EVENTS = NO_EVENTS;
  const first = before.events;
  if (input.kind === 'message') {
    const { from, message, body, timestamp } = input;
    const clock = Math.max(before.clock, timestamp) + 1;
    events = [{ machine, index: first, clock, kind: 'receive', from, number, message, body, timestamp }];
  }
  let { sent } = before;
  for (const effect of result.effects) {
    const index = first + events.length;
    if (effect.kind === 'emit') {
      const { output: name, value, clock } = effect;
      events = withEvent(events, { machine, index, clock, kind: 'internal', cause: 'output', name, value });
    } else if (effect.kind === 'send') {
      const { message, body, timestamp, clock, to } = effect;
      const copies = to.map(recipient => ({ to: recipient, number: (sent += 1) }));
      events = withEvent(events, {
        machine,
        index,
        clock,
        kind: 'send',
        message,
        body,
        timestamp,
        copies,
      });
    }
  }
  const { clock, problem } = result;
  const index = first + events.length;
  if (problem)
    return withEvent(events, { machine, index, clock, kind: 'internal', cause: 'problem', problem });
  return events.length < result.events
    ? withEvent(events, { machine, index, clock, kind: 'internal', ...causeOf(input) })
    : events;
}

const NO_EVENTS: readonly RunEvent[] = [];

/** A list that is written out takes less room than one that has grown, and most steps are one event or two. */
function withEvent(events: RunEvent[] | typeof NO_EVENTS, event: RunEvent): RunEvent[] {
  if (events.length === 0) return [event];
  if (events.length === 1) return [events[0]!, event];
  (events as RunEvent[]).push(event);
  return events as RunEvent[];
}

function causeOf(input: Input): InternalCause {
  switch (input.kind) {
    case 'timer':
      return { cause: 'timer', name: input.timer };
    case 'command':
      return { cause: 'command', name: input.command };
    case 'idle':
      return { cause: 'idle' };
    default:
      return { cause: 'restart' };
  }
}
