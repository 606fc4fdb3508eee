// Jumps and drift in sentences and in short labels.
import type { DriftMoment } from '../analysis/drift.ts';
import type { JumpClass, MachineJumps } from '../analysis/jumps.ts';
import type { Trace } from '../core/trace.ts';
import { decimal, moment } from './numbers.ts';

/** `1`, `6–10`, `back`. */
export function classLabel({ from, to }: JumpClass): string {
  if (from === -Infinity) return 'back';
  return from === to ? `${from}` : `${from}–${to}`;
}

/** Which machine jumps most, and what that means; undefined where nobody has an event. */
export function meanSentence(trace: Trace, machines: readonly MachineJumps[]): string | undefined {
  const known = machines.filter(({ count }) => count > 0);
  if (known.length === 0) return undefined;
  const most = known.reduce((best, each) => (each.mean > best.mean ? each : best));
  const least = known.reduce((best, each) => (each.mean < best.mean ? each : best));
  const why = 'A jump above 1 comes from a message whose sender was ahead.';
  if (decimal(most.mean) === decimal(least.mean))
    return `Every clock moves by ${decimal(most.mean)} at an event, on average. ${why}`;
  return (
    `On average the clock of ${trace.nameOf(most.machine)} jumps by ${decimal(most.mean)}, ` +
    `that of ${trace.nameOf(least.machine)} by ${decimal(least.mean)}. ${why}`
  );
}

export function driftSentence(trace: Trace, largest: DriftMoment, final: DriftMoment): string {
  const apart = ({ slowest, fastest, spread }: DriftMoment): string =>
    spread === 0
      ? 'all clocks showed the same'
      : `${trace.nameOf(slowest)} was ${spread} behind ${trace.nameOf(fastest)}`;
  if (largest.spread === 0) return 'All clocks showed the same all the time.';
  const most = `The clocks were furthest apart at ${moment(largest.atMs)}: ${apart(largest)}.`;
  if (largest.atMs === final.atMs) return `${most} That is where the first log ends.`;
  return `${most} At the end, at ${moment(final.atMs)}, ${apart(final)}.`;
}
