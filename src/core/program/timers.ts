// The timers of one machine, in the order in which they were set. How long they take says which of them may end first.
import type { Effect } from './step.ts';

export interface SetTimer {
  readonly timer: string;
  readonly minMs: number;
  readonly maxMs: number;
}

/** After a step; `ended` is the one that the step was for. */
export function timersAfter(
  timers: readonly SetTimer[],
  effects: readonly Effect[],
  ended?: string,
): readonly SetTimer[] {
  let after = ended === undefined ? timers : timers.filter(({ timer }) => timer !== ended);
  for (const effect of effects) {
    if (effect.kind !== 'after' && effect.kind !== 'cancel') continue;
    const { timer } = effect;
    after = after.filter(each => each.timer !== timer);
    if (effect.kind === 'after') after = [...after, { timer, minMs: effect.minMs, maxMs: effect.maxMs }];
  }
  return after;
}

/**
 * Those that may end next, in whatever order everything else happens: not one that takes at least as long as another that
 * was set before it takes at most.
 */
export function timersThatMayEnd(timers: readonly SetTimer[]): readonly SetTimer[] {
  return timers.filter((timer, i) => timers.slice(0, i).every(({ maxMs }) => maxMs > timer.minMs));
}
