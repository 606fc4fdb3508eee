// What one machine tells another.

/** Machines count from 1. */
export type MachineId = number;

/** A message on its way. It is named by its sender and its number among the messages of that sender, from 1. */
export interface Message {
  readonly from: MachineId;
  readonly to: MachineId;
  /** 1 for the first message of the sender, whoever it went to. */
  readonly number: number;
  /** Which value of the sender's clock this is, the trial's timestamp rule says. */
  readonly timestamp: number;
}

/** The name of a message in logs and files: `3-17` is machine 3's seventeenth. */
export function messageName(from: MachineId, number: number): string {
  return `${from}-${number}`;
}

/** The largest timestamp that is taken for one: leaves room for a run's own ticks below 2^32. */
export const TIMESTAMP_MAX = 2 ** 31;
