// Why a text is not a program that can be run, in words, with its place in the text.
import { programProblem } from './program-problems.ts';
import type { ProgramProblem } from '../core/program/problem.ts';

/** As the box says it. */
type LoadProblemFacts = { readonly line?: number; readonly column?: number } & (
  | { readonly kind: 'problem'; readonly problem: ProgramProblem }
  | { readonly kind: 'script'; readonly message: string }
  | { readonly kind: 'no-program' | 'more-programs' }
);

export interface PlacedProblem {
  readonly message: string;
  readonly place: { readonly line: number; readonly column: number } | undefined;
}

export function programLoadProblem(facts: LoadProblemFacts): PlacedProblem {
  const { line, column = 1 } = facts;
  return { message: sentence(facts), place: line === undefined ? undefined : { line, column } };
}

function sentence(facts: LoadProblemFacts): string {
  switch (facts.kind) {
    case 'problem':
      return programProblem(facts.problem);
    case 'script':
      return `The text is not JavaScript that can be run: ${facts.message.replace(/^Failed to execute .*?: /, '')}`;
    case 'no-program':
      return 'The text does not call program({ … }).';
    case 'more-programs':
      return 'The text calls program({ … }) more than once.';
  }
}
