// Every order of a small trial of a program: all that can happen in it, searched through, with a verdict on each law and the
// shortest run that breaks it.
import type { MachineId } from '../../core/message.ts';
import { lawKindOf, type Law, type LawFinding, type LawKind } from '../../core/program/law.ts';
import type { Program } from '../../core/program/program.ts';
import { wholeTrial, type ProgramTrial, type WholeProgramTrial } from '../../core/program/program-trial.ts';
import { type ProgramProblem } from '../../core/program/problem.ts';
import { canonicalText, type Json } from '../../core/program/json.ts';
import type { Choice } from './choice.ts';
import { countRuns, type Uncounted } from './orders.ts';
import { UntrackedError, type Tracked } from './parts.ts';
import { replayProgram, type ProgramRun } from './program-run.ts';
import { WorldRules, type NumberedLetter, type ProgramWorld } from './program-world.ts';
import { Search, type Move, type SearchBounds, type SearchEnd } from './search.ts';

export interface ExploreOptions {
  /** How many states may be seen; 2,000,000 unless given. */
  readonly states?: number;
  /** Mebibytes that the states may take; 1,024 unless given. */
  readonly memoryMiB?: number;
  /** Steps from the start; 1,000 unless given. */
  readonly depth?: number;
  /** Whether to look for a run that breaks each law, and not to end with the first one that is found. */
  readonly all?: boolean;
  /** Whether to count orders and interleavings, once all states have been seen; yes, unless it is said. */
  readonly counts?: boolean;
}

export const EXPLORE_DEFAULTS = { states: 2_000_000, memoryMiB: 1024, depth: 1000 } as const;

export interface ExploreProgress {
  /** That have been seen. */
  readonly states: number;
  /** Steps from the start, of the furthest of them. */
  readonly depth: number;
}

interface LawFacts {
  readonly name: string;
  /** step: that no step fails, which is asked of every program. */
  readonly kind: LawKind | 'step';
}

export interface BrokenLaw extends LawFacts {
  readonly verdict: 'broken';
  /** What the law says; undefined where a step fails. */
  readonly finding?: LawFinding;
  readonly problem?: ProgramProblem;
  /** A shortest one. */
  readonly run: ProgramRun;
}

/** holds: in every order. broken: in the run. open: not in what was seen, and not all was seen. */
export type LawReport = (LawFacts & { readonly verdict: 'holds' | 'open' }) | BrokenLaw;

export interface Exploration {
  readonly program: string;
  readonly trial: WholeProgramTrial;
  readonly laws: readonly LawReport[];
  /** Why not every state was seen; undefined where all were. */
  readonly ends: SearchEnd | undefined;
  readonly states: number;
  /** Steps that were taken: one of those that lead to the same state in another order of machines. */
  readonly steps: number;
  /** Of the longest of the shortest ways to a state. */
  readonly depth: number;
  /** Complete runs; undefined where not every state was seen. */
  readonly interleavings?: number;
  /** Complete runs that differ in what some machine can tell: in its inputs, one after the other. */
  readonly orders?: number;
  readonly uncounted?: Uncounted;
  /** What states were told apart by beside the program's data. */
  readonly tracked: Tracked;
  readonly bytes: number;
}

/** Throws {@link ProgramProblemError} where the trial is wrong; what is wrong with the program's steps is part of the report. */
export function explore(
  program: Program,
  input: ProgramTrial = trialOf(program),
  options: ExploreOptions = {},
): Exploration {
  const search = new SlicedExploration(program, input, options);
  search.advance();
  return search.report();
}

/** As {@link explore}, in slices of the caller's choice, so that a worker can say how far it is and be told to stop in between. */
export class SlicedExploration {
  readonly #program: Program;
  readonly #trial: WholeProgramTrial;
  readonly #bounds: SearchBounds;
  readonly #counts: boolean;
  #tracked: Tracked;
  #search: Search;

  /** Throws {@link ProgramProblemError} where the trial is wrong. */
  constructor(program: Program, input: ProgramTrial = trialOf(program), options: ExploreOptions = {}) {
    const { states, memoryMiB, depth, all = false, counts = true } = { ...EXPLORE_DEFAULTS, ...options };
    this.#program = program;
    this.#trial = wholeTrial(program, input);
    this.#bounds = { states, depth, bytes: memoryMiB * 2 ** 20, endsAtBroken: !all };
    this.#counts = counts;
    const history = (program.laws ?? []).some(law => lawKindOf(law) === 'history');
    this.#tracked = { clock: false, vector: false, history };
    this.#search = this.#begin();
  }

  /** How far it is. Both begin again, up to three times, where the program turns out to look at its clocks. */
  get progress(): ExploreProgress {
    const { states, depth } = this.#search;
    return { states, depth };
  }

  /** Looks at what can happen next in at most `states` further ones; true once nothing is left to search. */
  advance(states = Infinity): boolean {
    for (;;) {
      try {
        return this.#search.advance(states);
      } catch (error) {
        if (!(error instanceof UntrackedError)) throw error;
        this.#tracked = { ...this.#tracked, [error.what]: true };
        this.#search = this.#begin();
      }
    }
  }

  /** Once {@link advance} has returned true: not before. Orders are counted here, in one go; `onCount` is told all the while. */
  report(onCount: () => void = () => undefined): Exploration {
    return reportOf(
      this.#program,
      this.#trial,
      this.#search,
      this.#tracked,
      this.#counts ? onCount : undefined,
    );
  }

  #begin(): Search {
    return new Search(this.#program, this.#trial, this.#tracked, this.#bounds);
  }
}

/** The smallest there is, where a program names none. */
export function trialOf(program: Program): ProgramTrial {
  return program.trial ?? { machines: 2 };
}

function reportOf(
  program: Program,
  trial: WholeProgramTrial,
  search: Search,
  tracked: Tracked,
  onCount: (() => void) | undefined,
): Exploration {
  const isWhole = search.ends === undefined;
  const rules = new WorldRules(program, trial);
  const { failed } = search;
  const paths = new Paths(search, rules, trial, tracked);
  const steps: LawReport = failed
    ? {
        name: 'step',
        kind: 'step',
        verdict: 'broken',
        ...(failed.outcome.problem && { problem: failed.outcome.problem }),
        run: replayProgram(program, trial, paths.toFailure(failed)),
      }
    : { name: 'step', kind: 'step', verdict: isWhole ? 'holds' : 'open' };
  const runs = onCount && isWhole ? countRuns(search, search.roots, onCount) : undefined;
  return {
    program: program.name,
    trial,
    laws: [steps, ...(program.laws ?? []).map(law => lawReportOf(law, isWhole))],
    ends: search.ends,
    states: search.table.count,
    steps: search.steps,
    depth: search.depth,
    ...(typeof runs === 'object' && runs),
    ...(typeof runs === 'string' && { uncounted: runs }),
    tracked,
    bytes: search.byteLength,
  };

  function lawReportOf(law: Law, hasSeenAll: boolean): LawReport {
    const breach = search.breaches.get(law);
    const about = { name: law.name, kind: lawKindOf(law) };
    if (!breach) return { ...about, verdict: hasSeenAll ? 'holds' : 'open' };
    const run = replayProgram(program, trial, paths.to(breach.state));
    return { ...about, verdict: 'broken', finding: breach.finding, run };
  }
}

/** Ways from the start to a state, as choices: each step of the search found again among those of the plain world. */
class Paths {
  readonly #search: Search;
  readonly #rules: WorldRules;
  readonly #trial: WholeProgramTrial;
  readonly #tracked: Tracked;

  constructor(search: Search, rules: WorldRules, trial: WholeProgramTrial, tracked: Tracked) {
    this.#search = search;
    this.#rules = rules;
    this.#trial = trial;
    this.#tracked = tracked;
  }

  to(state: number): readonly Choice[] {
    return this.#along(this.#wayTo(state), false);
  }

  toFailure({ from, state }: { readonly from: number; readonly state: number }): readonly Choice[] {
    if (from >= 0) return this.#along([...this.#wayTo(from), state], true);
    const failing = this.#rules.starts().find(steps => steps.some(({ taken }) => taken?.result.problem))!;
    return failing.map(({ choice }) => choice);
  }

  #wayTo(state: number): readonly number[] {
    const states: number[] = [];
    for (let at = state; at >= 0; at = this.#search.parentOf(at)) states.unshift(at);
    return states;
  }

  /** `fails`: by a last step that fails, where more than one leads to the last state. */
  #along(states: readonly number[], fails: boolean): readonly Choice[] {
    const starts = this.#rules.starts()[this.#search.roots.indexOf(states[0]!)]!;
    const choices = starts.map(({ choice }) => choice);
    let { world } = starts.at(-1)!;
    const [tuple, next] = [new Uint32Array(this.#search.width), new Uint32Array(this.#search.width)];
    for (let i = 1; i < states.length; i++) {
      this.#search.table.read(states[i - 1]!, tuple);
      const step = this.#stepTo(tuple, next, states[i]!, fails && i === states.length - 1);
      const choice = this.#choiceOf(world, tuple, step.move, step.nth);
      choices.push(choice);
      ({ world } = this.#rules.take(world, choice));
    }
    return choices;
  }

  #stepTo(tuple: Uint32Array, next: Uint32Array, to: number, fails: boolean): { move: Move; nth: number } {
    let found: { move: Move; nth: number } | undefined;
    for (const move of this.#search.movesOf(tuple)) {
      let nth = 0;
      this.#search.follow(tuple, move, next, (reached, outcome) => {
        const isThere = ~this.#search.table.add(reached) === to;
        if (isThere && (!found || (fails && outcome?.problem))) found = { move, nth };
        nth += 1;
      });
    }
    return found!;
  }

  /** `nth`: which of the ways to choose. */
  #choiceOf(
    world: ProgramWorld,
    tuple: Uint32Array,
    { seat, kind, from, nth: which }: Move,
    nth: number,
  ): Choice {
    const machine: MachineId = seat + 1;
    const { parts } = this.#search;
    let choice: Choice;
    if (kind === 'crash') choice = { do: 'crash', machine };
    else if (kind === 'own') {
      const input = parts.ownInputs(seat, tuple[seat]!)[which]!;
      choice =
        input.kind === 'timer' ? { do: 'timer', machine, timer: input.timer } : { do: input.kind, machine };
    } else {
      const letter = parts.lettersIn(tuple[this.#search.channelAt(from, seat)]!)[which]!;
      const said = this.#textOf(parts.letterOf(letter));
      const channel = world.channels[from * this.#trial.machines + seat]!;
      choice = {
        do: kind,
        machine,
        from: from + 1,
        nth: channel.findIndex(each => this.#textOf(each) === said),
      };
    }
    return this.#rules.outcomes(world, choice)[nth]!.choice;
  }

  #textOf({
    message,
    body,
    timestamp,
    vector,
    knows,
  }: Omit<NumberedLetter, 'from' | 'to' | 'number'>): string {
    const { clock, vector: hasVector, history } = this.#tracked;
    const told: Json = [message, body, clock ? timestamp : 0, hasVector ? vector : [], history ? knows : []];
    return canonicalText(told);
  }
}
