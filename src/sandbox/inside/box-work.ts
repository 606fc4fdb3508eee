// The jobs of a box, done where the program is.
import { lawKindOf, type LawKind } from '../../core/program/law.ts';
import { ProgramProblemError } from '../../core/program/problem.ts';
import type { Program } from '../../core/program/program.ts';
import { wholeTrial } from '../../core/program/program-trial.ts';
import { positionOf } from '../../engine/explore/by-hand.ts';
import { SlicedExploration } from '../../engine/explore/explore.ts';
import { shortened } from '../../engine/explore/shorten.ts';
import { lawsOnRun } from '../../engine/laws-on-run.ts';
import { SlicedRuns } from '../../engine/program-runs.ts';
import { ProgramSeat } from '../../engine/program-seat.ts';
import { runProgram } from '../../engine/run-program.ts';
import { letOthersSpeak } from '../../jobs/let-others-speak.ts';
import type { JobTable } from '../../jobs/serve.ts';
import type { BoxJobs, Loaded, ProgramShape, Seated } from '../box-jobs.ts';
import { runText } from './run-text.ts';
import { watchedProgram, type CallWatch } from './watched-program.ts';

/** How long others are not listened to. */
const SLICE_MS = 50;
const PROGRESS_MS = 100;
/** A millisecond of a search, or so. */
const SLICE_STATES = 256;

export function boxWork(watch: CallWatch, nowMs: () => number): JobTable<BoxJobs> {
  let loaded: Program | undefined;
  let seat: ProgramSeat | undefined;
  const program = (): Program => {
    if (!loaded) throw new Error('No program is loaded.');
    watch.begin();
    return loaded;
  };
  /** Lets others speak now and then, and tells how far the work is; throws where it was cancelled. */
  const breather = <Progress>(context: {
    readonly signal: AbortSignal;
    progress(progress: Progress): void;
  }): ((progress: Progress) => Promise<void> | undefined) => {
    let [sliceMs, toldMs] = [nowMs(), -Infinity];
    return progress => {
      const atMs = nowMs();
      if (atMs - sliceMs < SLICE_MS) return undefined;
      if (atMs - toldMs >= PROGRESS_MS) {
        toldMs = atMs;
        context.progress(progress);
      }
      return letOthersSpeak().then(() => {
        sliceMs = nowMs();
        context.signal.throwIfAborted();
      });
    };
  };
  return {
    load: async ({ code }): Promise<Loaded> => {
      const { result, readError } = await runText(code);
      if ('kind' in result) return { kind: 'problem', problem: result };
      loaded = watchedProgram(result, watch, readError);
      return { kind: 'program', shape: shapeOf(result) };
    },
    explore: async ({ trial, options }, context) => {
      const breathe = breather(context);
      const search = new SlicedExploration(program(), trial, options);
      while (!search.advance(SLICE_STATES)) await breathe(search.progress);
      return search.report(() => watch.alive());
    },
    run: ({ trial }) => {
      const { run, laws } = runProgram(program(), trial);
      return { run, laws };
    },
    runs: async ({ trial, count }, context) => {
      const breathe = breather(context);
      const runs = new SlicedRuns(program(), trial, count);
      while (!runs.advance(1)) await breathe(runs.progress);
      return runs.report();
    },
    byHand: ({ trial, choices }) => positionOf(program(), trial, choices),
    seat: ({ trial, machine, seed }): Seated => {
      try {
        seat = new ProgramSeat(program(), machine, wholeTrial(program(), trial), seed);
        return { kind: 'seated' };
      } catch (error) {
        if (error instanceof ProgramProblemError) return { kind: 'problem', problem: error.problem };
        throw error;
      }
    },
    turn: ({ turn }) => {
      watch.begin();
      if (!seat) throw new Error('The program has no seat.');
      return seat.take(turn);
    },
    shorten: ({ trial, choices, law }) => shortened(program(), trial, choices, law),
    laws: ({ run }) => lawsOnRun(program(), run),
  };
}

function shapeOf({
  name,
  source,
  network,
  on,
  timers,
  commands,
  laws = [],
  idle,
  trial,
}: Program): ProgramShape {
  return {
    name,
    fifo: network?.fifo ?? true,
    messages: Object.keys(on ?? {}),
    timers: Object.keys(timers ?? {}),
    commands: Object.keys(commands ?? {}),
    withArgument: Object.entries(commands ?? {}).flatMap(([each, { run }]) => (run.length > 1 ? [each] : [])),
    laws: laws.map((law): { name: string; kind: LawKind } => ({ name: law.name, kind: lawKindOf(law) })),
    hasIdle: idle !== undefined,
    ...(source !== undefined && { source }),
    ...(network && { network }),
    ...(trial && { trial }),
  };
}
