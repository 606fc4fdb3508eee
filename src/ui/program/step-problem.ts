// A step of a program that fails: what is wrong, in which step, and where in the text that can be shown.
import type { ProgramProblem } from '../../core/program/problem.ts';
import { stepsOf } from '../../core/program/recorded-run.ts';
import type { Exploration } from '../../engine/explore/explore.ts';
import { stepInWords } from '../../words/exploration.ts';

export interface TextPlace {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface StepProblem {
  readonly problem: ProgramProblem;
  /** What its machine did before it failed, in words. */
  readonly step: string | undefined;
  readonly place: TextPlace | undefined;
}

/** The failing step that a search has found, if it has. */
export function stepProblemIn({ laws }: Exploration, code: string): StepProblem | undefined {
  const [step] = laws;
  if (step?.verdict !== 'broken' || !step.problem) return undefined;
  const last = stepsOf(step.run).at(-1);
  return {
    problem: step.problem,
    step: last && stepInWords(last, step.run),
    place: placeOf(step.problem, code),
  };
}

/** Where the error says it is, or else where the name is written that nobody handles. */
export function placeOf(problem: ProgramProblem, code: string): TextPlace | undefined {
  if (problem.at !== undefined) {
    const [line = 1, column = 1] = problem.at.split(':').map(Number);
    return line <= code.split('\n').length ? { line, column } : undefined;
  }
  if (problem.kind === 'unknown-name' || problem.kind === 'timer-bounds') {
    const name = problem.kind === 'unknown-name' ? problem.name : problem.timer;
    const at = ["'", '"', '`'].map(mark => code.indexOf(`${mark}${name}${mark}`)).find(index => index >= 0);
    return at === undefined ? undefined : placeAt(code, at + 1);
  }
  if (problem.kind === 'no-time') return wordPlace(code, 'localMs');
  if (problem.kind === 'no-options') return wordPlace(code, 'choose');
  return undefined;
}

function wordPlace(code: string, word: string): TextPlace | undefined {
  const at = code.indexOf(word);
  return at < 0 ? undefined : placeAt(code, at);
}

function placeAt(code: string, index: number): TextPlace {
  const before = code.slice(0, index).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
