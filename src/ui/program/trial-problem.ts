// What is wrong with a trial that only the program knows: a command that it does not have, or lists for more machines than there are.
import type { ParsedProgramTrial, ProgramSettings } from '../../address/programs.ts';
import { ProgramProblemError } from '../../core/program/problem.ts';
import { wholeTrial } from '../../core/program/program-trial.ts';
import type { ProgramShape } from '../../sandbox/box-jobs.ts';
import { programProblem } from '../../words/program-problems.ts';

export function trialProblem(
  parsed: ParsedProgramTrial,
  { trial }: ProgramSettings,
  { commands, fifo }: ProgramShape,
): ParsedProgramTrial {
  try {
    wholeTrial(
      { network: { fifo }, commands: Object.fromEntries(commands.map(name => [name, true])) },
      trial,
    );
    return parsed;
  } catch (error) {
    if (!(error instanceof ProgramProblemError)) throw error;
    const message = programProblem(error.problem);
    return { ...parsed, settings: undefined, problems: [{ field: 'script', message }] };
  }
}
