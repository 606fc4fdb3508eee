// Where a trace came from that was read from files: which line each event stands on, and what the files left unsaid.
import type { MachineId } from './message.ts';

/**
 * How a receive came to its sender. stated: the file says so. sole: only one message that waited bears the value.
 * likely: several do, and the order of the channels decided. guessed: no value was there to tell. none: no message fits.
 */
export const PAIRINGS = ['stated', 'sole', 'likely', 'guessed', 'none'] as const;
export type Pairing = (typeof PAIRINGS)[number];

/**
 * What no line says of an event, though its columns hold a value; bits, so that one byte holds them all. time: it was
 * filled in. recipients: whom a send went to is known from receives alone. queue: it was taken to be 0. clock: it was
 * computed by Lamport's rules. kind: what happened was told from what the clock does there. gap: between the event before it and this one there are lines that were not understood.
 * vector: a name in its vector, or its own, is on no other line where it would be, so that the line may not be as it was written.
 * None of these values is evidence, and nothing is judged across a gap.
 */
export const DOUBTS = ['time', 'recipients', 'queue', 'clock', 'gap', 'kind', 'vector'] as const;
export type Doubt = (typeof DOUBTS)[number];

/** The bit of a doubt in a column of doubts. */
export function doubtBit(doubt: Doubt): number {
  return 1 << DOUBTS.indexOf(doubt);
}

/** The doubts of which a byte holds the bits. */
export function doubtsIn(bits: number): Doubt[] {
  return DOUBTS.filter(doubt => (bits & doubtBit(doubt)) !== 0);
}

/** The byte that holds the bits of some doubts. */
export function doubtBits(doubts: readonly Doubt[]): number {
  return doubts.reduce((bits, doubt) => bits | doubtBit(doubt), 0);
}

/** What the files say of one machine; the columns are by event. */
export interface MachineOrigin {
  /** As the files call it: "machine 0", "port 2056". */
  readonly name: string;
  /** Whether its rate is written down; otherwise it was estimated from the times. */
  readonly rate: 'stated' | 'estimated';
  /** Which of the origin's files, from 0. */
  readonly files: Uint16Array;
  /** From 1. */
  readonly lines: Uint32Array;
  /** The index that the file gives the event; empty where files give none and events count as they stand. */
  readonly indices: Uint32Array;
  /** The index in {@link PAIRINGS}; means nothing on events that are no receives. */
  readonly pairings: Uint8Array;
  /** The timestamp that the file says a receive took; NONE where it does not say, and on other events. */
  readonly statedTimestamps: Uint32Array;
  /** The bits of {@link DOUBTS}. */
  readonly doubts: Uint8Array;
  /** The vector clock that the file states for each event: a row for each event, an entry for each machine. */
  readonly vectors?: Uint32Array;
  /** What happened, in the words of the file. */
  readonly texts?: readonly string[];
}

export interface TraceOrigin {
  /** The kind of log, as people would call it. */
  readonly family: string;
  readonly files: readonly string[];
  /** By machine. */
  readonly machines: readonly MachineOrigin[];
  /** What was assumed or is worth knowing, in sentences. */
  readonly notes: readonly string[];
  /**
   * How it is known under which rule messages got their timestamps. stated: the files say so. inferred: nearly all receives
   * that state what they received find a send under this rule, and hardly under the other. assumed: nothing decides it.
   */
  readonly rule: 'stated' | 'inferred' | 'assumed';
  /**
   * How finely the times are written, in milliseconds: 1,000 where they are cut to the second. Undefined where times of
   * different machines cannot be compared, because none are told or each file counts from a moment of its own.
   */
  readonly timeStepMs: number | undefined;
}

/** A line of a file, from 1. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
}

/** Undefined where the origin does not know the event. */
export function placeOf(origin: TraceOrigin, machine: MachineId, index: number): FilePlace | undefined {
  const columns = origin.machines[machine - 1];
  const line = columns?.lines[index];
  const file = origin.files[columns?.files[index] ?? -1];
  return line === undefined || file === undefined ? undefined : { file, line };
}
