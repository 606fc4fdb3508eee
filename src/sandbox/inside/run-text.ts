// Runs a program's text as a classic script of this worker, and says where in it an error is.
import { ProgramProblemError } from '../../core/program/problem.ts';
import { program as programOf, type Program } from '../../core/program/program.ts';
import type { LoadProblem } from '../box-jobs.ts';

export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface RunText {
  readonly result: Program | LoadProblem;
  /** Where in the text an error is that was thrown by it, now or later. */
  placeOf(error: unknown): Place | undefined;
}

/** Once in a worker: what a text leaves behind is for the next one to see. */
export async function runText(code: string): Promise<RunText> {
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const placeOf = placesIn(url);
  const given: Program[] = [];
  Object.defineProperty(globalThis, 'program', {
    value: (spec: never): void => void given.push(programOf(spec)),
    writable: true,
    enumerable: false,
    configurable: true,
  });
  const failed = await script(url, placeOf);
  URL.revokeObjectURL(url);
  const [program] = given;
  if (failed) return { result: failed, placeOf };
  if (!program) return { result: { kind: 'no-program' }, placeOf };
  return { result: given.length > 1 ? { kind: 'more-programs' } : program, placeOf };
}

/** In a turn of its own and without a catch: only what nobody catches is told with its place where it does not parse. */
function script(url: string, placeOf: RunText['placeOf']): Promise<LoadProblem | undefined> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    addEventListener(
      'error',
      (event: ErrorEvent) => {
        event.preventDefault();
        const { lineno: line, colno: column, filename, message } = event;
        const place = placeOf(event.error) ?? (filename === url && line > 0 ? { line, column } : {});
        if (event.error instanceof ProgramProblemError)
          resolve({ kind: 'problem', problem: event.error.problem, ...place });
        else resolve({ kind: 'script', message: saidBy(event.error) ?? message, ...place });
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

function saidBy(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return error === undefined ? undefined : String(error);
  const { message } = error as { message?: unknown };
  return message === undefined ? undefined : String(message);
}

/** The first place on an error's stack that is in the text; both kinds of browsers end a line with it. */
function placesIn(url: string): RunText['placeOf'] {
  return error => {
    if (typeof error !== 'object' || error === null) return undefined;
    const { stack } = error as { stack?: unknown };
    if (typeof stack !== 'string') return undefined;
    const at = stack.indexOf(`${url}:`);
    const found = at < 0 ? null : /^(\d+):(\d+)/.exec(stack.slice(at + url.length + 1));
    return found ? { line: Number(found[1]), column: Number(found[2]) } : undefined;
  };
}
