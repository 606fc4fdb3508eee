// What a trial's faults do to one machine at a moment: whether it ticks, and at which rate.
import type { MachineId } from '../core/message.ts';
import type { Trial } from '../core/trial.ts';

export interface MachineCondition {
  /** Ticks per second, at this moment. */
  readonly rate: number;
  /** Undefined where it ticks. paused: it makes up for its ticks. down: it has none, and nobody takes its messages. */
  readonly stopped: 'paused' | 'down' | undefined;
}

/** `atMs` counts from the start of the run. Time: the trial's faults. */
export function conditionAt(
  { rates, faults }: Pick<Trial, 'rates' | 'faults'>,
  machine: MachineId,
  atMs: number,
): MachineCondition {
  let [rate, sinceMs] = [rates[machine - 1]!, -Infinity];
  let stopped: MachineCondition['stopped'];
  for (const fault of faults?.timed ?? []) {
    if (fault.kind === 'partition' || fault.machine !== machine || fault.fromMs > atMs) continue;
    if (fault.kind === 'rate') {
      if (fault.fromMs >= sinceMs) [rate, sinceMs] = [fault.rate, fault.fromMs];
    } else if (atMs < fault.toMs) stopped = fault.kind === 'crash' ? 'down' : (stopped ?? 'paused');
  }
  return { rate, stopped };
}
