// The programs that ship, for the library and the command line: their texts, evaluated. A page never does that; it has a text run
// behind the wall.
import { program as programOf, type Program } from '../core/program/program.ts';
import { SHIPPED_TEXTS, shippedText, type ShippedText } from './texts.ts';

/** Nothing to search in them. */
const STARTING_POINTS: readonly string[] = ['echo', 'empty'];

/** A program's name, and with a colon the slip that is in it. */
export const SHIPPED_NAMES: readonly string[] = Object.entries<ShippedText>(SHIPPED_TEXTS)
  .filter(([name]) => !STARTING_POINTS.includes(name))
  .flatMap(([name, { slips }]) => [name, ...Object.keys(slips).map(slip => `${name}:${slip}`)]);

export function shippedProgram(name: string): Program | undefined {
  const text = shippedText(name);
  return text === undefined ? undefined : programIn(text);
}

/** With faces 1 to k for the k others, face k + 1 for all of them, and the rest for work of its own. */
export function dieProgramOf(sides: number): Program {
  return programIn(shippedText('die')!.replace(/FACES = \d+/, `FACES = ${sides}`));
}

/** `text` is one of our own, or a test's. */
export function programIn(text: string): Program {
  const found: Program[] = [];
  const run = new Function('program', `'use strict';\n${text}`) as (program: typeof collect) => void;
  const collect = (spec: Parameters<typeof programOf>[0]): void => void found.push(programOf(spec));
  run(collect);
  return found[0]!;
}
