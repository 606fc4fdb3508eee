// The die of the scale model as a program like any other: a tick on which nothing waits rolls it.
import { program, type Program } from '../core/program/program.ts';

/** With faces 1 to k for the k others, face k + 1 for all of them, and the rest for work of its own. */
export function dieProgramOf(sides: number): Program {
  const faces = Array.from({ length: sides }, (_, i) => i + 1);
  return program<Record<never, never>, { message: null }, Record<never, never>, Record<never, never>, never>({
    name: `The die with ${sides} faces`,
    source: 'The assignment',
    start: () => ({}),
    idle(me) {
      const face = me.choose(faces);
      const { others } = me;
      if (face <= others.length) me.send(others[face - 1]!, 'message', null);
      else if (face === others.length + 1) me.broadcast('message', null);
    },
    on: { message: () => undefined },
    laws: [],
    trial: { machines: 2, idles: 2 },
  });
}
