// What every program for mutual exclusion has in common: what it is asked for, what it says, and what must hold.
import type { Law } from '../core/program/law.ts';

export type Exclusive = {
  inside: boolean;
  /** From its request until it leaves. */
  waits: boolean;
};
export type MutexCommands = { enter: null; leave: null };
export type MutexOutputs = { asked: null; entered: null; left: null };

export const MUTEX_LAWS: readonly Law<Exclusive, MutexOutputs>[] = [
  {
    name: 'at most one machine is inside',
    always({ machines }) {
      const inside = machines.filter(({ state }) => state.inside).map(({ id }) => id);
      return inside.length <= 1 || `Machines ${inside.join(' and ')} are inside at once.`;
    },
  },
  {
    name: 'nobody waits for ever',
    atEnd({ machines }) {
      const waiting = machines.filter(({ state }) => state.waits).map(({ id }) => id);
      return (
        waiting.length === 0 ||
        `Machine ${waiting.join(' and machine ')} still waits when nothing can happen any more.`
      );
    },
  },
];

/** Lamport’s third condition: who asked before another one asked, by happened-before, is inside before it. */
export const SERVED_IN_ORDER: Law<Exclusive, MutexOutputs> = {
  name: 'requests are granted in the order in which they are made',
  history(history) {
    const asked = history.outputs('asked');
    const entered = history.outputs('entered');
    for (const one of asked)
      for (const other of asked) {
        if (one.machine === other.machine || !history.before(one, other)) continue;
        const nth = (output: typeof one) =>
          asked.filter(each => each.machine === output.machine && each.index < output.index).length;
        const enteredBy = (output: typeof one) =>
          entered.filter(each => each.machine === output.machine)[nth(output)];
        const [first, second] = [enteredBy(one), enteredBy(other)];
        if (second && !(first && history.before(first, second)))
          return `Machine ${one.machine} asked before machine ${other.machine} did, and machine ${other.machine} was inside first.`;
      }
    return true;
  },
};
