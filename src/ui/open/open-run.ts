// What the page says of a run that was read from files, counted once: who took part, how long it went, and what had to be
// inferred because the files do not tell.
import { INFERRED_NAME } from '../../formats/infer/reading.ts';
import { tellsQueues } from '../../analysis/untold.ts';
import type { MachineId } from '../../core/message.ts';
import type { Trace } from '../../core/trace.ts';
import type { FileReport, ReadRun } from '../../formats/read-result.ts';
import { STEP_MS } from '../../core/program/program-record.ts';
import { trialLink } from '../../address/trial.ts';
import { FAMILIES_WITHOUT_NAME, familyFromLink } from '../../words/opened-run.ts';
import { lossSentence } from '../../words/losses.ts';

export interface OpenedMachine {
  readonly machine: MachineId;
  /** As the files call it. */
  readonly name: string;
  /** Ticks per second. */
  /** Undefined where time has no length. */
  readonly rate: number | undefined;
  readonly rateIsEstimated: boolean;
  readonly events: number;
  /** Why its log is not whole; empty when it is. */
  readonly gap: string;
}

export interface OpenedRun {
  readonly name: string;
  readonly files: readonly string[];
  readonly trace: Trace;
  /** The kind of log, as people would call it. */
  readonly family: string;
  readonly machines: readonly OpenedMachine[];
  readonly events: number;
  /** Between the first event and the last one. */
  readonly spanMs: number;
  readonly tellsQueues: boolean;
  /** What was assumed or is worth knowing, in sentences. */
  readonly notes: readonly string[];
  /** The address at which the trial can be run again; undefined for another program's run. */
  readonly address: string | undefined;
  /** Whether another way to read its lines may be looked for. */
  readonly mayBeReadAnew: boolean;
}

/** Whether a file holds lines of no known kind, which a pattern might read. */
export function wantsPattern({ family, lines }: FileReport): boolean {
  return (family === undefined || family === INFERRED_NAME) && lines > 0;
}

export function openedRun({ name, files, trace }: ReadRun): OpenedRun {
  const { origin, trial, engine } = trace;
  const span = spanOf(trace);
  return {
    name,
    files,
    trace,
    family: origin?.family ?? FAMILIES_WITHOUT_NAME[engine === 'imported' ? 'imported' : 'own'],
    machines: trace.logs.map(({ machine, eventCount }, i) => ({
      machine,
      name: trace.nameOf(i + 1),
      rate: engine === 'stepped' ? undefined : trial.rates[i]!,
      rateIsEstimated: origin?.machines[i]?.rate === 'estimated',
      events: eventCount,
      gap: trace.gaps
        .filter(gap => gap.machine === machine)
        .map(({ reason }) => reason)
        .join(' '),
    })),
    events: trace.eventCount,
    spanMs: engine === 'stepped' ? trial.durationSeconds * STEP_MS : span.toMs - span.fromMs,
    tellsQueues: tellsQueues(trace),
    notes: [...trace.losses.map(loss => lossSentence(trace, loss)), ...(origin?.notes ?? [])],
    address: addressOf(trace),
    mayBeReadAnew: engine === 'imported' && origin?.machines.every(({ vectors }) => !vectors) === true,
  };
}

/** A program is not part of the address of a trial. */
function addressOf({ engine, trial, program }: Trace): string | undefined {
  if (program || (engine !== 'live' && engine !== 'virtual')) return undefined;
  return trialLink(trial, engine);
}

/** A run that came inside a link: no lines of it are here to be read in another way. */
export function linkedRun(read: ReadRun): OpenedRun {
  const run = openedRun(read);
  return { ...run, family: familyFromLink(run.family), mayBeReadAnew: false };
}

function spanOf({ logs }: Trace): { fromMs: number; toMs: number } {
  let fromMs = Infinity;
  let toMs = -Infinity;
  for (const { atMs, eventCount } of logs)
    for (let i = 0; i < eventCount; i++) {
      fromMs = Math.min(fromMs, atMs[i]!);
      toMs = Math.max(toMs, atMs[i]!);
    }
  return toMs >= fromMs ? { fromMs, toMs } : { fromMs: 0, toMs: 0 };
}
