// What a first look finds wrong with a program: a step that fails or a law that gives no answer, and where in the text that is.
import type { ProgramProblem } from '../../core/program/problem.ts';
import { stepsOf } from '../../core/program/recorded-run.ts';
import type { Exploration } from '../../engine/explore/explore.ts';
import { failingStepInWords, lawProblem } from '../../words/exploration.ts';
import { programProblem } from '../../words/program-problems.ts';

export interface TextPlace {
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

export interface StepProblem {
  readonly sentence: string;
  /** What its machine was to do, in words; undefined where it is a law that is wrong. */
  readonly step: string | undefined;
  readonly place: TextPlace | undefined;
}

/** The first one that a search has found, if it has. */
export function stepProblemIn({ laws }: Exploration, code: string): StepProblem | undefined {
  const broken = laws.filter(law => law.verdict === 'broken');
  const step = broken.find(({ problem }) => problem);
  if (step) {
    const failing = stepsOf(step.run).find(({ problem }) => problem);
    return {
      sentence: programProblem(step.problem!),
      step: failing && failingStepInWords(failing, step.run),
      place: placeOf(step.problem!, code),
    };
  }
  const law = broken.find(({ finding }) => finding?.kind === 'failed');
  return (
    law && {
      sentence: lawProblem(law.name, law.finding),
      step: undefined,
      place: quotedPlace(code, law.name),
    }
  );
}

/** Where the error says it is, or else where the name is written that nobody handles. */
export function placeOf(problem: ProgramProblem, code: string): TextPlace | undefined {
  if (problem.at !== undefined) {
    const [line = 1, column = 1] = problem.at.split(':').map(Number);
    return line <= code.split('\n').length ? { line, column } : undefined;
  }
  if (problem.kind === 'shape') return partPlace(code, problem.path);
  if (problem.kind === 'not-json' && problem.path === 'state') return partPlace(code, 'start');
  if (problem.kind === 'unknown-name' || problem.kind === 'timer-bounds') {
    return quotedPlace(code, problem.kind === 'unknown-name' ? problem.name : problem.timer);
  }
  if (problem.kind === 'no-time') return wordPlace(code, 'localMs');
  if (problem.kind === 'no-options') return wordPlace(code, 'choose');
  return undefined;
}

function quotedPlace(code: string, text: string): TextPlace | undefined {
  const at = ["'", '"', '`'].map(mark => code.indexOf(`${mark}${text}${mark}`)).find(index => index >= 0);
  return at === undefined ? undefined : placeAt(code, at + 1);
}

/** Where a part of the program is written: `laws.0.name` is looked for as `name`, and then as `laws`. */
function partPlace(code: string, path: string): TextPlace | undefined {
  for (const part of path.split('.').reverse()) {
    const at = /^\p{ID_Start}\p{ID_Continue}*$/u.test(part)
      ? new RegExp(`\\b${part}['"]?\\s*[:(]`, 'u').exec(code)?.index
      : undefined;
    if (at !== undefined) return placeAt(code, at);
  }
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
