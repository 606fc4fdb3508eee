// A program in virtual time: machines with clock rates, one input for each tick, messages that take their time. The same trial
// gives the same run, whoever runs it.
import type { FaultPlanInput } from '../core/fault-plan.ts';
import type { MessageDelayInput, LinkDelayInput } from '../core/message-delay.ts';
import type { Program } from '../core/program/program.ts';
import { wholeTrial, type Asked, type WholeProgramTrial } from '../core/program/program-trial.ts';
import type { RecordedArrival, RecordedRun, RecordedStep } from '../core/program/recorded-run.ts';
import { smallestDie, TRIAL_DEFAULTS, trialFrom, type TimestampRule, type Trial } from '../core/trial.ts';
import { checkSize } from './trial-size.ts';
import { VirtualProgram, type VirtualProgramEnd } from './virtual-program.ts';
import { NONE_WATCHED, watchingAsNeeded } from './watched.ts';

/** What to run: only the rates are a must. */
export interface SeededProgramTrial {
  /** Ticks per second of machine 1, 2, …; each takes one input, the one that has waited longest. */
  readonly rates: readonly number[];
  readonly durationSeconds?: number;
  readonly seed?: number;
  readonly rule?: TimestampRule;
  readonly delay?: MessageDelayInput;
  readonly linkDelays?: readonly LinkDelayInput[];
  /** What goes wrong: as in any trial. After an amnesic crash a machine has what it stored. */
  readonly faults?: FaultPlanInput;
  /** What the program says, unless given. Without it a message arrives when its delay is over, whatever was sent before. */
  readonly fifo?: boolean;
  /** For machine 1, 2, …: what it is asked for, each on the first tick on which nothing waits and the program says it is possible. */
  readonly script?: readonly (readonly Asked[])[];
}

export interface SeededRun extends VirtualProgramEnd {
  readonly run: RecordedRun;
}

/** What a run may take by the estimate for a trace of its trial; its steps take several times as much. */
const RUN_BYTES_MAX = 2 ** 26;

/**
 * Throws {@link InvalidTrialError}, {@link ProgramProblemError} and {@link TrialTooLargeError}, all before anything is run.
 */
export function runProgram(program: Program, input: SeededProgramTrial): SeededRun {
  const { timed, trial } = seededTrial(program, input);
  return watchingAsNeeded({ ...NONE_WATCHED, history: true }, watched => {
    const steps: RecordedStep[] = [];
    const arrivals: RecordedArrival[] = [];
    const recorder = {
      step: (step: RecordedStep) => void steps.push(step),
      arrival: (arrival: RecordedArrival) => void arrivals.push(arrival),
    };
    const virtual = new VirtualProgram(program, timed, trial, { recorder, watched });
    virtual.step();
    const end = virtual.end();
    const { faults } = end;
    return { ...end, run: { program: program.name, trial, timed, steps, arrivals, faults } };
  }).value;
}

/** Throws as {@link runProgram}. */
export function seededTrial(
  program: Program,
  { fifo, script, ...input }: SeededProgramTrial,
): { readonly timed: Trial; readonly trial: WholeProgramTrial } {
  const machines = input.rates.length;
  const dieSides = Math.max(TRIAL_DEFAULTS.dieSides, smallestDie(machines));
  const timed = trialFrom({ ...input, dieSides });
  checkSize(timed, RUN_BYTES_MAX);
  const { rule } = timed;
  const more = { ...(fifo !== undefined && { fifo }), ...(script && { script }) };
  return { timed, trial: wholeTrial(program, { machines, rule, ...more }) };
}
