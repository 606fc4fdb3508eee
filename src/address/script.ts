// What the machines of a program are asked for, as a person types it: `enter, leave; pay({"to": 2})`.
import type { Asked } from '../core/program/program-trial.ts';
import type { Json } from '../core/program/json.ts';
import { PROGRAM_FIELD_PROBLEMS } from '../words/program-view.ts';
import { problem, value, type Parsed } from './fields.ts';

export type Script = readonly (readonly Asked[])[];

export function scriptText(script: Script): string {
  return script.map(asked => asked.map(askedText).join(', ')).join('; ');
}

function askedText(asked: Asked): string {
  if (typeof asked === 'string') return asked;
  const [command, argument] = asked;
  return argument === null ? command : `${command}(${JSON.stringify(argument)})`;
}

const NAME = /[\s,]*([^\s,;()]+)\s*/y;
const BETWEEN = /[\s,]*/y;

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
    if (text[at] !== '(') {
      script.at(-1)!.push(name);
      continue;
    }
    const argument = argumentAt(text, at + 1);
    if (!argument) return problem(PROGRAM_FIELD_PROBLEMS.script(text.slice(start)));
    script.at(-1)!.push([name, argument.json]);
    at = argument.end;
  }
  return value(script);
}

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
