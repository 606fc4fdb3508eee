// The events of one run once its machines are numbered and its times are settled: what pairing works on.
import type { EventKind } from '../../core/event.ts';
import { NONE } from '../../core/machine-log.ts';
import type { MachineId } from '../../core/message.ts';

export interface RunEvent {
  readonly kind: EventKind;
  readonly machine: MachineId;
  /** Among the events of its machine, from 0. */
  readonly index: number;
  /** Among the events of all machines, from 0. */
  readonly ordinal: number;
  readonly clock: number;
  /** NONE where it is not told. */
  readonly queue: number;
  readonly atMs: number;
  /** Of a receive; 0 where it is not told. */
  readonly from: MachineId;
  /** Of a send; undefined where it is not told. */
  readonly to: readonly MachineId[] | undefined;
  /** What the file says the message carries; NONE where it does not say. */
  readonly timestamp: number;
  readonly roll: number;
  readonly line: number;
}

/** By machine: `events[0]` is machine 1's. A machine whose log is missing has none. */
export type RunEvents = readonly (readonly RunEvent[])[];

export function countEvents(events: RunEvents): number {
  return events.reduce((sum, ofMachine) => sum + ofMachine.length, 0);
}

export function receivesOf(events: RunEvents): RunEvent[] {
  return events.flatMap(ofMachine => ofMachine.filter(({ kind }) => kind === 'receive'));
}

export function sendsOf(events: RunEvents): RunEvent[] {
  return events.flatMap(ofMachine => ofMachine.filter(({ kind }) => kind === 'send'));
}

/** A send that does not say whom it went to may have gone to anyone else. */
export function mayGoTo(send: RunEvent, machine: MachineId): boolean {
  return send.to ? send.to.includes(machine) : send.machine !== machine;
}

/** How much the clock grew at an event; it begins at 0. */
export function jumpOf(events: RunEvents, { machine, index, clock }: RunEvent): number {
  return clock - (index === 0 ? 0 : events[machine - 1]![index - 1]!.clock);
}

export function isTold(value: number): boolean {
  return value !== NONE;
}
