// `lamplight explore`: a program's laws are asked in every order of a small trial, on a terminal or in continuous integration.
import { createContext, Script } from 'node:vm';
import { parseArgs } from 'node:util';
import { nearestName, ProgramProblemError } from '../core/program/problem.ts';
import { program as programOf, type Program } from '../core/program/program.ts';
import { PROGRAM_MACHINES, withMachines, type ProgramTrial } from '../core/program/program-trial.ts';
import { TIMESTAMP_RULES } from '../core/trial.ts';
import { explore, EXPLORE_DEFAULTS, trialOf, type ExploreOptions } from '../engine/explore/explore.ts';
import { shippedProgram, SHIPPED_NAMES } from '../programs/shipped.ts';
import { explorationText } from '../words/exploration.ts';
import { programProblem } from '../words/program-problems.ts';

export interface ExploreSurroundings {
  /** The text of a file; undefined where there is none. */
  readonly read: (path: string) => string | undefined;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** holds: every law, in every order. broken: any law. unknown: not finished within the bounds, or nothing could be searched. */
export const EXPLORE_CODES = { holds: 0, broken: 1, unknown: 2 } as const;

export const EXPLORE_HELP = `Usage: lamplight explore [options] PROGRAM

Searches every order in which a small trial of a program can happen, and says of each law whether it holds,
with the shortest run that breaks it. PROGRAM is a file that calls program({ … }), or one of those that ship:
${SHIPPED_NAMES.map(name => `  ${name}\n`).join('')}
  --machines N      how many machines; without --script, further ones are asked for what the last one is asked for
  --script JSON     what machine 1, 2, … is asked for: '[["enter","leave"],[["pay",5]]]'
  --fifo            messages of a pair keep their order
  --no-fifo         messages may overtake one another
  --losses N        up to N messages are lost
  --duplicates N    up to N messages are delivered twice
  --crashes N       up to N times a machine stops and starts again with what it stored
  --idles N         N ticks of each machine on which nothing waits
  --rule RULE       ${TIMESTAMP_RULES.join(' or ')}
  --all             looks for a run that breaks each law, and does not end with the first
  --states N        ends after N states (${EXPLORE_DEFAULTS.states})
  --depth N         ends N steps from the start (${EXPLORE_DEFAULTS.depth})
  --memory MIB      ends when the states take so many MiB (${EXPLORE_DEFAULTS.memoryMiB})
  --json            the report as JSON, with each run as choices and events
  --help            this text

Exit code: 0 every law holds, 1 a law is broken, 2 not finished within the bounds, or PROGRAM could not be read.
`;

/** The exit code. */
export function exploreCommand(args: readonly string[], around: ExploreSurroundings): number {
  const say = (sentence: string): number => {
    around.writeError(`${sentence}\n`);
    return EXPLORE_CODES.unknown;
  };
  try {
    const { values, positionals } = parseArgs(OPTIONS(args));
    if (values.help) {
      around.write(EXPLORE_HELP);
      return EXPLORE_CODES.holds;
    }
    const [name] = positionals;
    if (name === undefined) return say(`Name a program.\n\n${EXPLORE_HELP}`);
    const found = programFrom(name, around);
    if (typeof found === 'string') return say(found);
    const { machines, script, fifo, losses, duplicates, crashes, idles, rule } = values;
    const trial = {
      ...(machines === undefined
        ? trialOf(found)
        : withMachines(trialOf(found), Math.min(Number(machines), PROGRAM_MACHINES.max))),
      ...numbers({ machines, losses, duplicates, crashes, idles }),
      ...(script !== undefined && { script: JSON.parse(script) as unknown }),
      ...(fifo !== undefined && { fifo }),
      ...(rule !== undefined && { rule }),
    } as ProgramTrial;
    const { states, depth, memory: memoryMiB, all } = values;
    const options: ExploreOptions = { all, ...numbers({ states, depth, memoryMiB }) };
    const report = explore(found, trial, options);
    around.write(values.json ? `${JSON.stringify(report, undefined, 2)}\n` : explorationText(report));
    if (report.laws.some(({ verdict }) => verdict === 'broken')) return EXPLORE_CODES.broken;
    return report.ends === undefined ? EXPLORE_CODES.holds : EXPLORE_CODES.unknown;
  } catch (error) {
    if (error instanceof ProgramProblemError) return say(programProblem(error.problem));
    return say(error instanceof Error ? error.message : String(error));
  }
}

const text = { type: 'string' } as const;
const OPTIONS = (args: readonly string[]) =>
  ({
    args: [...args],
    allowPositionals: true,
    allowNegative: true,
    options: {
      machines: text,
      script: text,
      fifo: { type: 'boolean' },
      losses: text,
      duplicates: text,
      crashes: text,
      idles: text,
      rule: text,
      all: { type: 'boolean', default: false },
      states: text,
      depth: text,
      memory: text,
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  }) as const;

/** Those that are given. Throws where one is not a whole number. */
function numbers(given: Readonly<Record<string, string | undefined>>): Record<string, number> {
  const read: Record<string, number> = {};
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined) continue;
    if (!/^\d{1,9}$/.test(value))
      throw new Error(`--${name === 'memoryMiB' ? 'memory' : name} needs a whole number, not “${value}”.`);
    read[name] = Number(value);
  }
  return read;
}

/** A sentence where there is none. */
function programFrom(name: string, { read }: ExploreSurroundings): Program | string {
  const code = read(name);
  if (code !== undefined) return programInFile(name, code);
  const shipped = shippedProgram(name);
  if (shipped) return shipped;
  const nearest = nearestName(name, SHIPPED_NAMES);
  return `There is no file “${name}”, and no program of that name${nearest === undefined ? '' : `; is “${nearest}” meant?`}`;
}

/**
 * Runs the file as a strict script in a context that has no clock, no chance, no timers and no modules. It is the author's own file on
 * the author's own machine: this keeps programs honest, and is not a wall against strangers.
 */
function programInFile(name: string, code: string): Program | string {
  const found: Program[] = [];
  const context = createContext({
    program: (spec: Parameters<typeof programOf>[0]) => void found.push(programOf(spec)),
  });
  new Script(REMOVED).runInContext(context);
  try {
    new Script(`'use strict';${code}`, { filename: name }).runInContext(context, { timeout: 5000 });
  } catch (error) {
    if (error instanceof ProgramProblemError) return programProblem(error.problem);
    const { message, stack } = error as { message?: string; stack?: string };
    const line = stack
      ?.split('\n')
      .map(each => /:(\d+)(?::\d+)?\)?$/.exec(each)?.[1])
      .find(each => each !== undefined);
    return `${name}${line === undefined ? '' : `, line ${line}`}: ${message ?? String(error)}`;
  }
  if (found.length === 1) return found[0]!;
  return found.length === 0
    ? `${name} does not call program({ … }).`
    : `${name} calls program({ … }) more than once.`;
}

const REMOVED =
  'delete globalThis.Date; delete globalThis.WebAssembly; delete Math.random; delete globalThis.Intl;';
