// A long run that breaks a law, made shorter: by the search, where it is done within its bounds, and then there is no shorter one;
// otherwise by leaving steps out as long as the law is still broken (delta debugging, Zeller and Hildebrandt 2002).
import { canonicalText } from '../../core/program/json.ts';
import { askLaw, lawKindOf, type Law } from '../../core/program/law.ts';
import type { Program } from '../../core/program/program.ts';
import { wholeTrial, type ProgramTrial } from '../../core/program/program-trial.ts';
import { isRegularChoice, isSameChoice, type Choice } from './choice.ts';
import { explore } from './explore.ts';
import {
  ImpossibleChoiceError,
  lawsViewOf,
  WorldRules,
  type NumberedLetter,
  type ProgramWorld,
  type WorldStep,
} from './program-world.ts';

export interface ShortenOptions {
  /** States that the search may see; 50,000 unless given. */
  readonly states?: number;
  /** Steps that may be taken in all, where steps are left out; 100,000 unless given. */
  readonly steps?: number;
}

export interface ShortenedRun {
  /** As they were, where nothing shorter was found; without what comes after the law is broken. */
  readonly choices: readonly Choice[];
  /** Whether the search has shown that no run of this trial breaks the law in fewer steps. */
  readonly isShortest: boolean;
}

/**
 * `law`: the name of one of the program's laws, or undefined for that no step fails. The run itself is returned where it does not
 * break the law. Throws {@link ImpossibleChoiceError} where the choices are not of this trial.
 */
export function shortened(
  program: Program,
  trial: ProgramTrial,
  choices: readonly Choice[],
  law: string | undefined,
  { states = 50_000, steps = 100_000 }: ShortenOptions = {},
): ShortenedRun {
  const asked = (program.laws ?? []).find(({ name }) => name === law);
  const laws = asked ? [asked] : [];
  const searched = explore({ ...program, laws }, trial, { states, counts: false, all: asked !== undefined });
  const found = searched.laws[laws.length];
  if (found?.verdict === 'broken') return { choices: found.run.choices, isShortest: true };
  const shortening = new Shortening(program, trial, asked, steps);
  return { choices: shortening.shorten(choices), isShortest: false };
}

/** A choice that is found again in another run: a message by what it says, and not by its place. */
interface Wanted {
  readonly choice: Choice;
  readonly letter: string | undefined;
}

class Shortening {
  readonly #rules: WorldRules;
  readonly #law: Law | undefined;
  #stepsLeft: number;

  constructor(program: Program, trial: ProgramTrial, law: Law | undefined, steps: number) {
    this.#rules = new WorldRules(program, wholeTrial(program, trial));
    this.#law = law;
    this.#stepsLeft = steps;
  }

  shorten(choices: readonly Choice[]): readonly Choice[] {
    let world = this.#rules.beforeStart();
    const wanted: Wanted[] = [];
    for (const choice of choices) {
      const step = this.#rules.take(world, choice);
      wanted.push(wantedOf(step));
      ({ world } = step);
    }
    let best = this.#follow(wanted);
    if (!best) return choices;
    const starts = this.#rules.trial.machines;
    for (let size = Math.ceil(best.length / 2); size > 0;) {
      let isShorter = false;
      for (let at: number = best.length - size; at >= starts && this.#stepsLeft > 0; at -= size) {
        const rest: readonly Wanted[] = [...best.slice(0, at), ...best.slice(at + size)];
        const found = this.#follow(rest);
        if (!found || found.length >= best.length) continue;
        best = found;
        at = Math.min(at, best.length);
        isShorter = true;
      }
      if (this.#stepsLeft <= 0) break;
      if (size > 1) size = Math.ceil(size / 2);
      else if (!isShorter) size = 0;
    }
    return best.map(({ choice }) => choice);
  }

  /** Takes those that can be taken, up to where the law is broken; undefined where it is not. */
  #follow(wanted: readonly Wanted[]): readonly Wanted[] | undefined {
    let world = this.#rules.beforeStart();
    const taken: Wanted[] = [];
    for (const [i, each] of wanted.entries()) {
      this.#stepsLeft -= 1;
      const step = this.#takeAgain(world, each);
      if (!step) continue;
      taken.push(wantedOf(step));
      ({ world } = step);
      const areAllStarted = i + 1 >= this.#rules.trial.machines;
      if (areAllStarted && this.#isBroken(step)) return taken;
    }
    return undefined;
  }

  #takeAgain(world: ProgramWorld, { choice, letter }: Wanted): WorldStep | undefined {
    let again = choice;
    if (letter !== undefined && 'nth' in choice) {
      const { from, machine } = choice;
      const channel = world.channels[(from - 1) * this.#rules.trial.machines + machine - 1]!;
      const nth = channel.findIndex(each => textOf(each) === letter);
      if (nth < 0 || (nth > 0 && this.#rules.trial.fifo)) return undefined;
      again = { ...choice, nth };
    }
    if (choice.do !== 'start' && !this.#isOffered(world, again)) return undefined;
    try {
      return this.#rules.take(world, again);
    } catch (error) {
      if (error instanceof ImpossibleChoiceError) return undefined;
      throw error;
    }
  }

  /** Whether the trial has room for it, and no other timer has to end before. */
  #isOffered(world: ProgramWorld, choice: Choice): boolean {
    return this.#rules
      .choices(world)
      .some(each => isSameChoice({ ...each, chosen: choice.chosen ?? [] }, choice));
  }

  #isBroken({ world, taken }: WorldStep): boolean {
    const law = this.#law;
    if (!law) return taken?.result.problem !== undefined;
    if (lawKindOf(law) === 'atEnd' && this.#rules.choices(world).some(isRegularChoice)) return false;
    return askLaw(law, lawsViewOf(world)).kind !== 'holds';
  }
}

function wantedOf({ choice, letter }: WorldStep): Wanted {
  return { choice, letter: letter && textOf(letter) };
}

function textOf({ message, body }: NumberedLetter): string {
  return canonicalText([message, body]);
}
