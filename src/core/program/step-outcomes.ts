// What a step can come to: done twice, to see that it depends on nothing but its state and its input; and in every way to choose.
import { lamportClock } from '../logical-clock.ts';
import { differenceOf, type Json } from './json.ts';
import type { Program } from './program.ts';
import { step, type Input, type StepContext, type StepResult } from './step.ts';

/**
 * As {@link step}, done twice on the same state: where the two differ, the program depends on something else, and that is
 * the step's problem.
 */
export function stepTwice(program: Program, state: Json, input: Input, context: StepContext): StepResult {
  const chosen: number[] = [];
  const widths: number[] = [];
  const first = step(program, state, input, {
    ...context,
    choose: options => {
      const index = context.choose(options);
      chosen.push(index);
      widths.push(options);
      return index;
    },
  });
  let next = 0;
  let hasSameChoices = true;
  const second = step(program, state, input, {
    ...context,
    choose: options => {
      hasSameChoices &&= widths[next] === options;
      return Math.min(chosen[next++] ?? 0, options - 1);
    },
  });
  hasSameChoices &&= next === widths.length;
  const path =
    differenceOf(first.state, second.state, 'state') ??
    differenceOf(first.effects as unknown as Json, second.effects, 'effects') ??
    (hasSameChoices && first.problem?.kind === second.problem?.kind ? undefined : 'effects');
  if (path === undefined) return first;
  const received = input.kind === 'message' ? 1 : 0;
  return {
    state,
    effects: [],
    clock:
      (received
        ? lamportClock.merge(context.clock, (input as { timestamp: number }).timestamp)
        : context.clock) + 1,
    events: received + 1,
    reads: first.reads | second.reads,
    problem: { kind: 'not-deterministic', path },
  };
}

/** All results that a step can have, one for each way to choose; with the choices that lead to it. */
export function everyOutcome<R>(
  take: (choose: (options: number) => number) => R,
): readonly { readonly chosen: readonly number[]; readonly result: R }[] {
  const outcomes: { chosen: readonly number[]; result: R }[] = [];
  let prefix: readonly number[] | undefined = [];
  while (prefix) {
    const chosen: number[] = [];
    const widths: number[] = [];
    const given: readonly number[] = prefix;
    const result = take(options => {
      const index = Math.min(given[chosen.length] ?? 0, options - 1);
      chosen.push(index);
      widths.push(options);
      return index;
    });
    outcomes.push({ chosen, result });
    let last = chosen.length - 1;
    while (last >= 0 && chosen[last]! + 1 >= widths[last]!) last -= 1;
    prefix = last < 0 ? undefined : [...chosen.slice(0, last), chosen[last]! + 1];
  }
  return outcomes;
}
