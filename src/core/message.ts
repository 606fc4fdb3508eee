// What one machine tells another.
import type { Json } from './program/json.ts';

/** Machines count from 1. */
export type MachineId = number;

/** What a message of a program says; the die's messages say nothing but their timestamps. */
export interface Letter {
  readonly kind: string;
  readonly body: Json;
  /** The sender's vector clock at the send: how many events of each machine it knows. */
  readonly vector?: readonly number[];
}

/** A message on its way. It is named by its sender and its number among the messages of that sender, from 1. */
export interface Message {
  readonly from: MachineId;
  readonly to: MachineId;
  /** 1 for the first message of the sender, whoever it went to. */
  readonly number: number;
  /** Which value of the sender's clock this is, the trial's timestamp rule says. */
  readonly timestamp: number;
  /** Of a program's message. */
  readonly letter?: Letter;
}

/** The name of a message in files of our own: `3-17` is machine 3's seventeenth. */
export function messageName(from: MachineId, number: number): string {
  return `${from}-${number}`;
}

/**
 * The name of a message as it is shown, after the sender's own name, so that what `Process 0` sent is `0-17`: by the
 * number that ends the sender's name, or by all of the name where another machine's ends alike or it has no number.
 * `machineNames` by machine; without one, a machine goes by its own number.
 */
export function shownMessageName(machineNames: readonly string[], from: MachineId, number: number): string {
  const name = machineNames[from - 1];
  if (name === undefined) return messageName(from, number);
  const numeral = numeralOf(name);
  const isAlone =
    numeral !== undefined &&
    machineNames.every((other, i) => i === from - 1 || (numeralOf(other) ?? other) !== numeral);
  return `${isAlone ? numeral : name}-${number}`;
}

/** The number that ends a machine's name, or stands before the name of the person in its seat; undefined where there is none. */
export function numeralOf(name: string): string | undefined {
  return (/\d+$/.exec(name) ?? /(?<=^machine )\d+(?= \()/.exec(name))?.[0];
}

/** The largest timestamp that is taken for one: leaves room for a run's own ticks below 2^32. */
export const TIMESTAMP_MAX = 2 ** 31;
