// The plain way to search every order: worlds as values, told apart by their text, and runs one by one. The search of the
// engine is held against it.
import { canonicalText, type Json } from '../core/program/json.ts';
import { askLaw, lawKindOf } from '../core/program/law.ts';
import type { Letter } from '../core/program/machine-state.ts';
import type { Program } from '../core/program/program.ts';
import { wholeTrial, type ProgramTrial } from '../core/program/program-trial.ts';
import type { Tracked } from '../engine/explore/parts.ts';
import {
  lawsViewOf,
  WorldRules,
  type ProgramWorld,
  type WorldStep,
} from '../engine/explore/program-world.ts';

export interface NaiveExploration {
  readonly states: number;
  readonly isWhole: boolean;
  /** For each law, how many steps the shortest run has that breaks it; the first is that no step fails. */
  readonly broken: readonly (number | undefined)[];
}

function isRegular({ choice }: WorldStep): boolean {
  return choice.do !== 'lose' && choice.do !== 'duplicate' && choice.do !== 'crash';
}

/** What tells worlds apart: messages by what they say, not by their numbers. */
export function textOfWorld(world: ProgramWorld, tracked: Tracked, isFifo: boolean): string {
  const { clock, vector, history } = tracked;
  const machines = world.machines.map(machine => [
    machine.state,
    clock ? machine.clock : 0,
    vector ? machine.vector : [],
    history ? [machine.knows, machine.outputs as unknown as Json] : [],
    machine.timers as unknown as Json,
    machine.stored === undefined ? [] : [machine.stored],
    machine.asked,
    machine.idles,
  ]);
  const channels = world.channels.map(letters => {
    const texts = letters.map(letter => textOfLetter(letter, tracked));
    return isFifo ? texts : texts.sort();
  });
  return canonicalText([machines, channels, world.losses, world.duplicates, world.crashes]);
}

/** Breadth first, without any reduction. */
export function exploreNaively(
  program: Program,
  input: ProgramTrial,
  tracked: Tracked,
  statesMax = Infinity,
): NaiveExploration {
  const trial = wholeTrial(program, input);
  const rules = new WorldRules(program, trial);
  const laws = program.laws ?? [];
  const broken = new Array<number | undefined>(laws.length + 1).fill(undefined);
  const seen = new Set<string>();
  let level: ProgramWorld[] = [];
  const reach = (step: WorldStep, depth: number, next: ProgramWorld[]): void => {
    if (step.taken?.result.problem) broken[0] ??= depth;
    const text = textOfWorld(step.world, tracked, trial.fifo);
    if (seen.has(text)) return;
    seen.add(text);
    next.push(step.world);
  };
  for (const starts of rules.starts()) {
    if (starts.some(({ taken }) => taken?.result.problem)) broken[0] = 0;
    reach(starts.at(-1)!, 0, level);
  }
  for (let depth = 0; level.length > 0; depth++) {
    const next: ProgramWorld[] = [];
    for (const world of level) {
      const steps = rules.choices(world).flatMap(choice => rules.outcomes(world, choice));
      const view = lawsViewOf(world);
      laws.forEach((law, i) => {
        if (lawKindOf(law) === 'atEnd' && steps.some(isRegular)) return;
        if (askLaw(law, view).kind !== 'holds') broken[i + 1] ??= depth;
      });
      for (const step of steps) reach(step, depth + 1, next);
      if (seen.size > statesMax) return { states: seen.size, isWhole: false, broken };
    }
    level = next;
  }
  return { states: seen.size, isWhole: true, broken };
}

/** Every complete run, one by one: how many there are, and how many differ in what some machine takes. At most `max` of them. */
export function countNaively(
  program: Program,
  input: ProgramTrial,
  tracked: Tracked,
  max: number,
): { readonly interleavings: number; readonly orders: number } | undefined {
  const rules = new WorldRules(program, wholeTrial(program, input));
  const orders = new Set<string>();
  let interleavings = 0;
  /** Of each machine: its inputs so far, in words. False where there are too many. */
  const walk = (world: ProgramWorld, taken: readonly string[]): boolean => {
    const steps = rules.choices(world).flatMap(choice => distinct(rules, world, choice, tracked));
    if (!steps.some(isRegular)) {
      interleavings += 1;
      orders.add(taken.join('\n'));
    }
    if (interleavings > max) return false;
    return steps.every(step => {
      const { machine } = step.choice;
      const after = taken.map((each, i) => (i === machine - 1 ? `${each} ${nameOf(step, tracked)}` : each));
      return walk(step.world, after);
    });
  };
  for (const starts of rules.starts())
    if (
      !walk(
        starts.at(-1)!.world,
        starts.map(step => nameOf(step, tracked)),
      )
    )
      return undefined;
  return { interleavings, orders: orders.size };
}

/** Of several messages that no machine can tell apart, one. */
function distinct(
  rules: WorldRules,
  world: ProgramWorld,
  choice: WorldStep['choice'],
  tracked: Tracked,
): readonly WorldStep[] {
  const steps = rules.outcomes(world, choice);
  if (!('nth' in choice)) return steps;
  const { from, machine, nth } = choice;
  const channel = world.channels[(from - 1) * rules.trial.machines + machine - 1]!;
  const said = channel.map(letter => textOfLetter(letter, tracked));
  return said.indexOf(said[nth]!) === nth ? steps : [];
}

function nameOf({ choice, letter }: WorldStep, tracked: Tracked): string {
  const { do: what, chosen = [] } = choice;
  const detail = letter
    ? [letter.from, textOfLetter(letter, tracked)]
    : 'timer' in choice
      ? [choice.timer]
      : [];
  return canonicalText([what, ...detail, [...chosen]]);
}

function textOfLetter(
  { message, body, timestamp, vector: sent, knows }: Letter,
  { clock, vector, history }: Tracked,
): string {
  return canonicalText([message, body, clock ? timestamp : 0, vector ? sent : [], history ? knows : []]);
}
