// Runs a program's text as a classic script of this worker, and says where in it an error is.
import { NotJsonError } from '../../core/program/json.ts';
import { ProgramProblemError } from '../../core/program/problem.ts';
import { program as programOf, type Program } from '../../core/program/program.ts';
import { NOT_TO_BE_READ } from '../../words/missing-parts.ts';
import type { LoadProblem } from '../box-jobs.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Something that a program has thrown: whatever that is, it can be read without harm. */
export interface ReadError {
  readonly message: string;
  /** In the program's text. */
  readonly place?: Place;
  /** The error, where the engine made it. */
  readonly own?: ProgramProblemError | NotJsonError;
}

export interface RunText {
  readonly result: Program | LoadProblem;
  /** Of errors that are thrown by the text, now or later. */
  readError(error: unknown): ReadError;
}

/** A misspelled variable is an error, and not a new one for all machines; the command line does the same. On the text's first line. */
const STRICT = "'use strict';";

function inText(line: number, column: number): Place {
  return { line, column: line === 1 ? Math.max(1, column - STRICT.length) : column };
}

/** Once in a worker: what a text leaves behind is for the next one to see. */
export async function runText(code: string): Promise<RunText> {
  const url = URL.createObjectURL(new Blob([STRICT, code], { type: 'text/javascript' }));
  const readError = errorReader(url);
  const given: Program[] = [];
  Object.defineProperty(globalThis, 'program', {
    value: (spec: never): void => void given.push(programOf(spec)),
    writable: true,
    enumerable: false,
    configurable: true,
  });
  const failed = await script(url, readError);
  URL.revokeObjectURL(url);
  const [program] = given;
  if (failed) return { result: failed, readError };
  if (!program) return { result: { kind: 'no-program' }, readError };
  return { result: given.length > 1 ? { kind: 'more-programs' } : program, readError };
}

/** In a turn of its own and without a catch: only what nobody catches is told with its place where it does not parse. */
function script(url: string, readError: RunText['readError']): Promise<LoadProblem | undefined> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    addEventListener(
      'error',
      (event: ErrorEvent) => {
        event.preventDefault();
        const { lineno: line, colno: column, filename } = event;
        const { message, own, ...read } = readError(event.error);
        const place = read.place ?? (filename === url && line > 0 ? inText(line, column) : {});
        if (own instanceof ProgramProblemError) resolve({ kind: 'problem', problem: own.problem, ...place });
        else resolve({ kind: 'script', message, ...place });
      },
      { once: true },
    );
    port1.onmessage = () => {
      port1.close();
      importScripts(url);
      resolve(undefined);
    };
    port2.postMessage(null);
  });
}

/** A place is the first one on the error's stack that is in the text; all browsers end a line with it. */
function errorReader(url: string): RunText['readError'] {
  return error => {
    try {
      if (typeof error !== 'object' || error === null) return { message: String(error) };
      const { message, stack } = error as { message?: unknown; stack?: unknown };
      const at = typeof stack === 'string' ? stack.indexOf(`${url}:`) : -1;
      const found = at < 0 ? null : /^(\d+):(\d+)/.exec(String(stack).slice(at + url.length + 1));
      return {
        message: String(message ?? error),
        ...(found && { place: inText(Number(found[1]), Number(found[2])) }),
        ...((error instanceof ProgramProblemError || error instanceof NotJsonError) && { own: error }),
      };
    } catch {
      return { message: NOT_TO_BE_READ };
    }
  };
}
