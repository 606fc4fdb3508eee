// What is built once for a trace, and grown with it, so that a frame costs what is seen and not what there is.
import { TraceFaults } from '../../../analysis/trace-faults.ts';
import type { Trace } from '../../../core/trace.ts';
import { runEndMs } from '../../../core/trial.ts';
import type { MachineId } from '../../../core/message.ts';
import type { TimeWindow } from '../trace-focus.ts';
import { LaneIndex } from './lane-index.ts';
import { MessageIndex } from './message-index.ts';

export class DiagramIndex {
  /** By machine. */
  readonly lanes: readonly LaneIndex[];
  readonly messages: MessageIndex;

  /** `goesOn`: whether the run does; then there is as much to see as its trial is long. */
  constructor(
    readonly trace: Trace,
    private goesOn = false,
  ) {
    this.lanes = trace.logs.map(log => new LaneIndex(log));
    this.messages = new MessageIndex(trace.logs, new TraceFaults(trace));
  }

  /** Takes in what the trace has gained. */
  update(goesOn: boolean): void {
    this.goesOn = goesOn;
    for (const lane of this.lanes) lane.update();
    this.messages.update();
  }

  lane(machine: MachineId): LaneIndex {
    return this.lanes[machine - 1]!;
  }

  /** All that there is to see; never empty. A run of our own is as long as its trial unless it was stopped, and a log as long as it is. */
  get extent(): TimeWindow {
    const { engine, trial } = this.trace;
    const imported = engine === 'imported' && this.lanes.some(({ log }) => log.eventCount > 0);
    let fromMs = imported ? Infinity : 0;
    let toMs = -Infinity;
    for (const { minMs, maxMs } of this.lanes) {
      fromMs = Math.min(fromMs, minMs);
      toMs = Math.max(toMs, maxMs);
    }
    if (!imported)
      toMs = this.goesOn ? Math.max(toMs, trial.durationSeconds * 1000) : runEndMs(trial, Math.max(0, toMs));
    if (!Number.isFinite(fromMs) || !Number.isFinite(toMs)) return { fromMs: 0, toMs: 1000 };
    return toMs - fromMs > 0 ? { fromMs, toMs } : { fromMs: fromMs - 500, toMs: fromMs + 500 };
  }
}
