// In what a program is tried: how many machines, what each is asked for, and what may go wrong.
import * as v from 'valibot';
import { TIMESTAMP_RULES, type TimestampRule } from '../trial.ts';
import { frozenJson, type Json } from './json.ts';
import { nearestName, ProgramProblemError } from './problem.ts';

/** A command, its argument, and from how many seconds after the start on it is asked for: at once, unless given, and wherever time has no length. */
export type Scripted = readonly [command: string, argument: Json, fromSeconds?: number];

/** A command by its name, or with an argument and a time. */
export type Asked = string | Scripted;

/** As a person or a program states it: only the number of machines is a must. */
export interface ProgramTrial {
  readonly machines: number;
  /** For machine 1, 2, …: what it is asked for, one after the other, each as soon as the program says that it is possible. */
  readonly script?: readonly (readonly Asked[])[];
  /** Whether messages of a pair arrive in the order in which they were sent; what the program says, unless given. */
  readonly fifo?: boolean;
  readonly rule?: TimestampRule;
  /** How many messages may be lost, in all. */
  readonly losses?: number;
  /** How many messages may arrive twice, in all. */
  readonly duplicates?: number;
  /** How many times a machine may stop and start again with what it stored, in all. */
  readonly crashes?: number;
  /** How many ticks each machine may have on which nothing waits. */
  readonly idles?: number;
}

/** The trial with another number of machines: further ones are asked for what the last one is asked for. */
export function withMachines(trial: ProgramTrial, machines: number): ProgramTrial {
  if (machines === trial.machines) return trial;
  const { script } = trial;
  const last = script?.at(-1);
  return {
    ...trial,
    machines,
    ...(last && { script: Array.from({ length: machines }, (_, i) => script?.[i] ?? last) }),
  };
}

/** A trial with everything in it that was left out. */
export interface WholeProgramTrial {
  readonly machines: number;
  /** As many as there are machines. */
  readonly script: readonly (readonly Scripted[])[];
  readonly fifo: boolean;
  readonly rule: TimestampRule;
  readonly losses: number;
  readonly duplicates: number;
  readonly crashes: number;
  readonly idles: number;
}

export const PROGRAM_MACHINES = { min: 1, max: 64 } as const;
const BUDGET_MAX = 10_000;

function count(min: number, max: number) {
  const message = `a whole number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}
const budget = v.optional(count(0, BUDGET_MAX), 0);
const askedMessage = 'a list for each machine, as in [["enter", "leave"], [["pay", 5], ["pay", 7, 2.5]]]';
/** As long as a trial may be. */
export const fromSecondsSchema = v.pipe(v.number(), v.minValue(0), v.maxValue(3600));

const trialSchema = v.strictObject(
  {
    machines: count(PROGRAM_MACHINES.min, PROGRAM_MACHINES.max),
    script: v.optional(
      v.array(
        v.array(
          v.union(
            [
              v.string(),
              v.strictTuple([v.string(), v.unknown()]),
              v.strictTuple([v.string(), v.unknown(), fromSecondsSchema]),
            ],
            askedMessage,
          ),
          askedMessage,
        ),
        askedMessage,
      ),
      [],
    ),
    fifo: v.optional(v.boolean('true or false')),
    rule: v.optional(v.picklist(TIMESTAMP_RULES, TIMESTAMP_RULES.join(' or ')), TIMESTAMP_RULES[0]),
    losses: budget,
    duplicates: budget,
    crashes: budget,
    idles: budget,
  },
  issue =>
    issue.expected === 'never'
      ? 'left out, for a trial has nothing of that name'
      : 'an object, as in { machines: 2 }',
);

/** What a trial is read against. */
interface Tried {
  readonly network?: { readonly fifo?: boolean };
  readonly commands?: Readonly<Record<string, unknown>>;
}

/** Throws {@link ProgramProblemError}: `trial…` is the path of what is wrong. */
export function wholeTrial(program: Tried, input: ProgramTrial): WholeProgramTrial {
  const result = v.safeParse(trialSchema, input);
  if (!result.success) {
    const [issue] = result.issues;
    const path = ['trial', ...(issue.path?.map(({ key }) => String(key)) ?? [])].join('.');
    throw new ProgramProblemError({ kind: 'shape', path, expected: issue.message });
  }
  const { script, fifo = program.network?.fifo ?? true, ...rest } = result.output;
  const { machines } = rest;
  if (script.length > machines)
    throw new ProgramProblemError({
      kind: 'shape',
      path: 'trial.script',
      expected: `a list for each of ${machines} machines, and not for ${script.length}`,
    });
  const names = Object.keys(program.commands ?? {});
  for (const asked of script.flat()) {
    const name = typeof asked === 'string' ? asked : asked[0];
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    throw new ProgramProblemError({
      kind: 'unknown-name',
      of: 'command',
      name,
      ...(nearest !== undefined && { nearest }),
    });
  }
  return {
    ...rest,
    fifo,
    script: Array.from({ length: machines }, (_, i) =>
      (script[i] ?? []).map((asked): Scripted => {
        if (typeof asked === 'string') return [asked, null];
        const [command, given, fromSeconds] = asked;
        const argument = frozenJson(given, 'argument');
        return fromSeconds === undefined ? [command, argument] : [command, argument, fromSeconds];
      }),
    ),
  };
}
