// Tells a machine's card what a step of its program was.
import type { MachineProgress } from '../analysis/machine-progress.ts';
import type { RecordedStep } from '../core/program/recorded-run.ts';

export function tellProgress(
  progress: MachineProgress,
  { machine, events, tick = 0, atMs = 0, queue = 0 }: RecordedStep,
): void {
  progress.ofStep(tick, () => {
    for (const event of events)
      if (event.kind === 'receive') {
        const { from, number, timestamp } = event;
        progress.receive(atMs, event.clock, queue, { from, to: machine, number, timestamp });
      } else if (event.kind === 'send') {
        const { copies, timestamp } = event;
        const messages = copies.map(({ to, number }) => ({ from: machine, to, number, timestamp }));
        progress.send(atMs, event.clock, queue, 0, messages);
      } else progress.internal(atMs, event.clock, queue, 0);
  });
}
