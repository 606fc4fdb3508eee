// What can be wrong with a program or with one of its steps, as facts; `words` makes sentences of them.

export type ProgramProblem = {
  /** Line and column in the program’s text, `12:5`, where they are known. */
  readonly at?: string;
} &
  /** The program itself: `path` says which part of it, `expected` what it must be. */
  (
    | { readonly kind: 'shape'; readonly path: string; readonly expected: string; readonly nearest?: string }
    /** The handler threw, or the condition of a command; `nearest` is what `me` has, where it was asked for something else. */
    | { readonly kind: 'threw'; readonly message: string; readonly part?: 'when'; readonly nearest?: string }
    /** A part of `me` that the machine keeps was set. */
    | { readonly kind: 'read-only'; readonly name: string }
    /** A name that the program does not have; `nearest` is one that it has. */
    | {
        readonly kind: 'unknown-name';
        readonly of: 'message' | 'timer' | 'command';
        readonly name: string;
        readonly nearest?: string;
      }
    | {
        readonly kind: 'unknown-machine';
        readonly machine: string;
        readonly machines: number;
        readonly isSelf: boolean;
      }
    /** `path` begins with what it is in: state, body, value. */
    | { readonly kind: 'not-json'; readonly path: string; readonly found: string }
    /** A body or an output was changed after it had been handed over. */
    | { readonly kind: 'changed-later'; readonly path: string }
    | { readonly kind: 'no-options' }
    | { readonly kind: 'timer-bounds'; readonly timer: string }
    /** The same step on equal copies had another result. */
    | { readonly kind: 'not-deterministic'; readonly path: string }
    /** Asked for while every order is searched, where time has no length. */
    | { readonly kind: 'no-time' }
    /** What the program shows of its state: `show` threw, or gave something else than a {@link Shown}. The step is as it is. */
    | { readonly kind: 'show-threw'; readonly message: string }
    | { readonly kind: 'show-shape'; readonly found: string }
    /** More effects in one step than {@link EFFECTS_MAX}. */
    | { readonly kind: 'too-many-effects'; readonly max: number }
  );

/** What a handler is given, where it puts it into its state or a message: a `not-json` problem then names it so. */
export const HANDED = { me: 'me', message: 'message', sent: 'sent' } as const;

/** Effects of one step; a handler that sends without end is stopped there. */
export const EFFECTS_MAX = 10_000;

/** Thrown inside a handler, and by `program` for a shape that is wrong. */
export class ProgramProblemError extends Error {
  override readonly name = 'ProgramProblemError';
  /** As in {@link ProgramProblem}; whoever knows the program's text says it. */
  at: string | undefined;
  constructor(readonly problem: ProgramProblem) {
    super(problem.kind);
  }
}

/** What was thrown by a program, and where. */
export function thrown(error: unknown): { readonly message: string; readonly at?: string } {
  // A program from a frame or a context has errors of its own realm.
  const { message, stack } = (typeof error === 'object' && error !== null ? error : {}) as {
    message?: unknown;
    stack?: unknown;
  };
  const at = typeof stack === 'string' ? /:(\d+:\d+)\)?\s*$/m.exec(stack)?.[1] : undefined;
  return { message: String(message ?? error), ...(at !== undefined && { at }) };
}

/** The one of `names` that is spelled most like `name`, if any is near: at most a third of its letters differ, or two. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const near = names
    .map(each => ({ each, distance: editDistance(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, Math.floor(name.length / 3)));
  return near.sort((a, b) => a.distance - b.distance)[0]?.each;
}

/** Levenshtein's: letters put in, left out or exchanged. */
function editDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++)
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[other.length]!;
}
