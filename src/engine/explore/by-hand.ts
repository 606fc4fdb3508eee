// A run that somebody makes step by step, from the start or from where another run has come to: what has happened, what can happen
// next, and which laws are broken where. A run that was found, one that was recorded (`choices-of.ts`) and one made by hand are
// the same: a list of choices.
import { askLaw, lawKindOf, type Law, type LawKind } from '../../core/program/law.ts';
import type { ProgramProblem } from '../../core/program/problem.ts';
import type { Program } from '../../core/program/program.ts';
import { wholeTrial, type ProgramTrial } from '../../core/program/program-trial.ts';
import type { RecordedStep } from '../../core/program/recorded-run.ts';
import type { StepFacts } from './branches.ts';
import { isRegularChoice, type Choice } from './choice.ts';
import { Replay, type ProgramRun } from './program-run.ts';
import { lawsViewOf, WorldRules, type ProgramWorld, type WorldStep } from './program-world.ts';

/** Longer runs are refused: each position is worked out from the start. */
export const HAND_STEPS_MAX = 10_000;

/** Whether a law holds in one state of all machines. A law on the end is asked only where nothing is left to happen. */
export interface LawMark {
  readonly law: string;
  /** step: that the step did not fail. */
  readonly kind: LawKind | 'step';
  readonly verdict: 'holds' | 'broken';
  /** What the law says; nothing, where it is only false. */
  readonly says?: string;
  /** What it threw, or answered, where that is neither true, false nor a sentence. */
  readonly failed?: string;
  /** Of the step. */
  readonly problem?: ProgramProblem;
}

export interface HandPosition {
  /** With the starts of all machines, also where the choices that were given left them out. */
  readonly run: ProgramRun;
  /** After each step of the run: the laws that are broken there. None while machines start. */
  readonly broken: readonly (readonly LawMark[])[];
  /** All laws that can be asked here. */
  readonly laws: readonly LawMark[];
  /** What can happen next; nothing where only losses, duplicates and crashes are left that the trial does not have. */
  readonly next: readonly NextStep[];
  /** Whether nothing is left to happen but what may go wrong. */
  readonly isQuiet: boolean;
}

export interface NextStep {
  readonly choice: Choice;
  /** What it would do. */
  readonly step: RecordedStep;
  /** The command that is asked for, where the choice is that. */
  readonly command?: string;
  /** The message that is delivered, lost or doubled. */
  readonly message?: { readonly number: number; readonly kind: string };
}

export class TooManyChoicesError extends Error {
  override readonly name = 'TooManyChoicesError';
  constructor(readonly count: number) {
    super(`${count} choices are more than ${HAND_STEPS_MAX}.`);
  }
}

/**
 * Where a list of choices leads. Machines that it does not start are started first, as long as there is one way to do it.
 * Throws {@link ImpossibleChoiceError} at the first choice that cannot be made, {@link TooManyChoicesError}, and
 * {@link ProgramProblemError} for the trial.
 */
export function positionOf(
  program: Program,
  trial: ProgramTrial,
  choices: readonly Choice[] = [],
): HandPosition {
  if (choices.length > HAND_STEPS_MAX) throw new TooManyChoicesError(choices.length);
  const rules = new WorldRules(program, wholeTrial(program, trial));
  const hand = new Hand(program, rules);
  for (const choice of choices) {
    if (choice.do !== 'start') hand.startTheRest();
    hand.take(choice);
  }
  hand.startTheRest();
  return hand.position();
}

/** Of each step of its run. */
export function stepFactsOf({ run, broken }: Pick<HandPosition, 'run' | 'broken'>): readonly StepFacts[] {
  const kinds = new Map<string, string>();
  return run.steps.map(({ machine, cause, events }, i) => {
    const about =
      cause.kind === 'command'
        ? cause.name
        : cause.kind === 'message' || cause.kind === 'lost'
          ? kinds.get(`${cause.from}-${cause.number}`)
          : undefined;
    for (const event of events)
      if (event.kind === 'send')
        for (const { number } of event.copies) kinds.set(`${machine}-${number}`, event.message);
    return {
      ...(about !== undefined && { about }),
      ...((broken[i] ?? []).length > 0 && { isBroken: true as const }),
    };
  });
}

class Hand {
  readonly #program: Program;
  readonly #rules: WorldRules;
  readonly #replay: Replay;
  readonly #broken: (readonly LawMark[])[] = [];
  #started = 0;
  #last: WorldStep | undefined;

  constructor(program: Program, rules: WorldRules) {
    this.#program = program;
    this.#rules = rules;
    this.#replay = new Replay(program, rules);
  }

  take(choice: Choice): void {
    this.#last = this.#replay.take(choice);
    if (choice.do === 'start') this.#started += 1;
    this.#broken.push(this.#marks(this.#replay.world).filter(({ verdict }) => verdict === 'broken'));
  }

  startTheRest(): void {
    for (let ways = this.#startWays(); ways.length === 1; ways = this.#startWays())
      this.take(ways[0]!.choice);
  }

  position(): HandPosition {
    const { world } = this.#replay;
    const next = this.#isStarted ? this.#nextOf(world) : this.#startWays();
    return {
      run: this.#replay.run(),
      broken: this.#broken,
      laws: this.#marks(world),
      next: next.map(step => this.#nextStepOf(step)),
      isQuiet: this.#isStarted && !next.some(({ choice }) => isRegularChoice(choice)),
    };
  }

  get #isStarted(): boolean {
    return this.#started >= this.#rules.trial.machines;
  }

  #startWays(): readonly WorldStep[] {
    if (this.#isStarted) return [];
    return this.#rules.outcomes(this.#replay.world, { do: 'start', machine: this.#started + 1 });
  }

  #nextOf(world: ProgramWorld): readonly WorldStep[] {
    return this.#rules.choices(world).flatMap(choice => this.#rules.outcomes(world, choice));
  }

  #nextStepOf({ choice, input, letter }: WorldStep): NextStep {
    return {
      choice,
      step: this.#replay.preview(choice),
      ...(input?.kind === 'command' && { command: input.command }),
      ...(letter && { message: { number: letter.number, kind: letter.message } }),
    };
  }

  #marks(world: ProgramWorld): readonly LawMark[] {
    const problem = this.#last?.taken?.result.problem;
    const step: LawMark = problem
      ? { law: 'step', kind: 'step', verdict: 'broken', problem }
      : { law: 'step', kind: 'step', verdict: 'holds' };
    if (!this.#isStarted) return [step];
    const laws = this.#program.laws ?? [];
    const atEnd = laws.some(law => lawKindOf(law) === 'atEnd');
    const isQuiet = atEnd && !this.#rules.choices(world).some(isRegularChoice);
    const view = lawsViewOf(world);
    return [
      step,
      ...laws
        .filter(law => isQuiet || lawKindOf(law) !== 'atEnd')
        .map((law): LawMark => ({ law: law.name, kind: lawKindOf(law), ...answerOf(law, view) })),
    ];
  }
}

function answerOf(
  law: Law,
  view: ReturnType<typeof lawsViewOf>,
): Pick<LawMark, 'verdict' | 'says' | 'failed'> {
  const finding = askLaw(law, view);
  switch (finding.kind) {
    case 'holds':
      return { verdict: 'holds' };
    case 'broken':
      return { verdict: 'broken', ...(finding.says !== undefined && { says: finding.says }) };
    case 'failed':
      return { verdict: 'broken', failed: finding.message };
  }
}
