// What the machines of a program are asked for, as a person types it: `enter, leave@2.5; pay({"to": 2})`. After an @ is from how many
// seconds after the start on.
import type { Asked } from '../core/program/program-trial.ts';
import type { Json } from '../core/program/json.ts';
import { TRIAL_BOUNDS } from '../core/trial.ts';
import { PROGRAM_FIELD_PROBLEMS } from '../words/program-view.ts';
import { problem, value, type Parsed } from './fields.ts';

export type Script = readonly (readonly Asked[])[];

export function scriptText(script: Script): string {
  return script.map(asked => asked.map(askedText).join(', ')).join('; ');
}

function askedText(asked: Asked): string {
  if (typeof asked === 'string') return asked;
  const [command, argument, fromSeconds] = asked;
  const time = fromSeconds === undefined ? '' : `@${fromSeconds}`;
  return `${argument === null ? command : `${command}(${JSON.stringify(argument)})`}${time}`;
}

const NAME = /[\s,]*([^\s,;()@]+)\s*/y;
const BETWEEN = /[\s,]*/y;
const TIME = /\s*@\s*(\d{1,4}(?:\.\d{1,3})?)(?:\s*s\b)?/y;

/** A list for each machine, in turn; machines at the end may be left out. */
export function scriptFrom(text: string): Parsed<Script> {
  const script: Asked[][] = [[]];
  let at = 0;
  const skip = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  for (skip(BETWEEN); at < text.length; skip(BETWEEN)) {
    if (text[at] === ';') {
      script.push([]);
      at += 1;
      continue;
    }
    const start = at;
    const name = skip(NAME)?.[1];
    if (name === undefined) return problem(PROGRAM_FIELD_PROBLEMS.script(text.slice(start)));
    const argument = text[at] === '(' ? argumentAt(text, at + 1) : NO_ARGUMENT;
    if (!argument) return problem(PROGRAM_FIELD_PROBLEMS.script(text.slice(start)));
    at = argument.end ?? at;
    const { json } = argument;
    const isTimed = /^\s*@/.test(text.slice(at));
    const seconds = isTimed ? Number(skip(TIME)?.[1] ?? NaN) : undefined;
    if (seconds !== undefined && !(seconds <= TRIAL_BOUNDS.seconds.max))
      return problem(PROGRAM_FIELD_PROBLEMS.scriptTime(text.slice(start), TRIAL_BOUNDS.seconds.max));
    if (seconds !== undefined) script.at(-1)!.push([name, json, seconds]);
    else script.at(-1)!.push(argument === NO_ARGUMENT ? name : [name, json]);
  }
  return value(script);
}

const NO_ARGUMENT = { json: null, end: undefined } as const;

/** The shortest text up to a closing bracket that is JSON. */
function argumentAt(text: string, from: number): { readonly json: Json; readonly end: number } | undefined {
  for (let end = text.indexOf(')', from); end >= 0; end = text.indexOf(')', end + 1)) {
    try {
      return { json: JSON.parse(text.slice(from, end)) as Json, end: end + 1 };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error; // else the bracket is inside of it
    }
  }
  return undefined;
}
