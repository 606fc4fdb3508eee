// What happens next, in a run of a program whose order somebody else decides: plain data, so that a run is a list of them.
import type { MachineId } from '../../core/message.ts';
import { canonicalText, type Json } from '../../core/program/json.ts';

export type Choice = {
  readonly machine: MachineId;
  /** Where the program chooses within the step: the index of each option taken, in turn. */
  readonly chosen?: readonly number[];
} & (
  | { readonly do: 'start' }
  /** The message that is the `nth` on its way from a machine, from 0; always 0 where messages keep their order. */
  | { readonly do: 'deliver'; readonly from: MachineId; readonly nth: number }
  /** It is delivered, and delivered again later: right after, where messages keep their order. */
  | { readonly do: 'duplicate'; readonly from: MachineId; readonly nth: number }
  | { readonly do: 'lose'; readonly from: MachineId; readonly nth: number }
  | { readonly do: 'timer'; readonly timer: string }
  /** The next of the machine's script. */
  | { readonly do: 'command' }
  | { readonly do: 'idle' }
  /** The machine stops, and starts again with what it stored. */
  | { readonly do: 'crash' }
);

/** What happens by itself, and not because something goes wrong. */
export function isRegularChoice({ do: what }: Choice): boolean {
  return what !== 'lose' && what !== 'duplicate' && what !== 'crash';
}

export function isSameChoice(one: Choice, other: Choice): boolean {
  return textOfChoice(one) === textOfChoice(other);
}

/** The same for the same choices; no options that are chosen are as good as none. */
export function textOfChoice(choice: Choice): string {
  const { chosen = [], ...rest } = choice;
  return canonicalText({ ...rest, chosen } as unknown as Json);
}
