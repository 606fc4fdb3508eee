// What logs with vector clocks have in common: the clocks of a stretch, counted afresh so that each machine's own entry
// begins with 1 and rises by 1; names that may stand in them; a sentence for each event.
import { grouped } from '../core/counted.ts';
import type { Event } from '../core/event.ts';
import { messageName, type MachineId } from '../core/message.ts';
import { eventsInOrder } from '../core/trace-order.ts';
import { letterOf, type ProgramRecord } from '../core/program/program-record.ts';
import type { Trace } from '../core/trace.ts';
import { vectorClocksOf, vectorOf } from '../analysis/vector-clocks.ts';
import { internalWords, letterWords } from '../words/program-steps.ts';
import { isInside, type Stretch } from './stretch.ts';

/** Programs that draw such logs refuse an empty one. */
export class NothingToWriteError extends Error {
  override readonly name = 'NothingToWriteError';
}

export interface VectorEvent {
  readonly event: Event;
  readonly host: string;
  /** By host, the own one among them, without entries that are 0. In the order of the machines. */
  readonly clock: readonly (readonly [host: string, count: number])[];
}

export interface VectorLog {
  /** Ordered by time. */
  readonly events: Iterable<VectorEvent>;
  readonly count: number;
  /** Events of the stretch that stand on or after a circle of messages, and so have no vector clock. */
  readonly leftOut: number;
}

/** Throws {@link NothingToWriteError}, and {@link TooManyVectorsError} of core/vector-clocks. */
export function vectorLogOf(trace: Trace, stretch?: Stretch): VectorLog {
  const clocks = vectorClocksOf(trace);
  const hosts = hostNames(trace);
  let count = 0;
  let leftOut = 0;
  /** By machine: how many of its first k events are written. */
  const writtenBefore = trace.logs.map(({ machine, eventCount, atMs }) => {
    const before = new Uint32Array(eventCount + 1);
    for (let index = 0; index < eventCount; index++) {
      const inside = isInside(stretch, atMs[index]!);
      const hasClock = vectorOf(clocks, machine, index)[machine - 1] !== 0;
      before[index + 1] = before[index]! + (inside && hasClock ? 1 : 0);
      if (inside && !hasClock) leftOut += 1;
    }
    count += before[eventCount]!;
    return before;
  });
  if (count === 0 && leftOut > 0)
    throw new NothingToWriteError(
      `${leftOut === 1 ? 'The only event has' : `All ${grouped(leftOut)} events have`} no vector clock: ` +
        'the messages form a circle, each received before it was sent.',
    );
  if (count === 0)
    throw new NothingToWriteError(
      stretch
        ? 'There are no events to write in this stretch, and a log with vector clocks cannot be empty.'
        : 'This trace has no events, and a log with vector clocks cannot be empty.',
    );

  function* events(): Generator<VectorEvent> {
    for (const { machine, index } of eventsInOrder(trace)) {
      const before = writtenBefore[machine - 1]!;
      if (before[index] === before[index + 1]) continue;
      const clock: [string, number][] = [];
      for (const [k, known] of vectorOf(clocks, machine, index).entries()) {
        const entry = writtenBefore[k]![known]!;
        if (entry > 0) clock.push([hosts[k]!, entry]);
      }
      yield { event: trace.event(machine, index), host: hosts[machine - 1]!, clock };
    }
  }
  return { events: { [Symbol.iterator]: events }, count, leftOut };
}

export function leftOutNotes({ leftOut }: VectorLog): string[] {
  if (leftOut === 0) return [];
  const events = leftOut === 1 ? 'One event is' : `${grouped(leftOut)} events are`;
  return [`${events} left out: messages that arrive before they were sent go round in a circle there.`];
}

/** One for each machine, different from each other: letters, digits and a few signs, so no blanks and no brackets. */
export function hostNames(trace: Trace): string[] {
  const { machines, engine, origin } = trace;
  const taken = new Set<string>();
  return Array.from({ length: machines }, (_, i) => {
    const called = engine === 'imported' ? (origin?.machines[i]?.name ?? '') : '';
    const person = plainName(trace.seatNameOf(i + 1) ?? '');
    const plain = plainName(called);
    // Names that every object of JavaScript has ("constructor") break programs that keep hosts in plain objects.
    const machine = plain === '' || plain in {} ? `machine-${i + 1}` : plain;
    const own = person === '' ? machine : `${machine}-${person}`;
    let name = own;
    for (let n = 2; taken.has(name); n++) name = `${own}-${n}`;
    taken.add(name);
    return name;
  });
}

function plainName(called: string): string {
  return called.replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-').replace(/^-+|-+$/g, '');
}

/** Of a program's run with the kinds of its messages, their bodies, and what an internal event is. */
export function sentenceOf(
  event: Event,
  hosts: readonly string[],
  program: ProgramRecord | undefined,
): string {
  const host = (machine: MachineId): string => hosts[machine - 1]!;
  switch (event.kind) {
    case 'internal':
      return event.roll
        ? `internal, rolled ${event.roll}`
        : oneLine(internalWords(program, event.machine, event.index) ?? 'internal');
    case 'send': {
      if (event.messages.length === 0) return 'send, recipients not known';
      const messages = event.messages.map(
        ({ number, to }) => `${messageName(event.machine, number)} to ${host(to)}`,
      );
      const { number, timestamp } = event.messages[0]!;
      return `send ${messages.join(', ')}, timestamp ${timestamp}${saidBy(program, event.machine, number)}`;
    }
    case 'receive': {
      if (!event.message) return 'receive, sender not known';
      const { from, number, timestamp } = event.message;
      return `receive ${messageName(from, number)} from ${host(from)}, timestamp ${timestamp}${saidBy(program, from, number)}`;
    }
  }
}

/** `, says request 3`; empty where nothing is known. */
export function saidBy(program: ProgramRecord | undefined, from: MachineId, number: number): string {
  const letter = program && letterOf(program, from, number);
  return letter ? `, says ${oneLine(letterWords(letter))}` : '';
}

/** Names are a program's, and may have anything in them. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ');
}
