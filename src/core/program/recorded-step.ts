// A step as it goes on record: the same in every world, whoever drove the machine.
import * as v from 'valibot';
import type { Json } from './json.ts';
import { thrown, type ProgramProblem } from './problem.ts';
import { SHOWN_TONES, type Program, type Shown } from './program.ts';
import type { RecordedStep, StepCause } from './recorded-run.ts';
import { eventsOfStep, type EventPlaceBefore, type RunEvent } from './run-event.ts';
import type { Input, StepResult } from './step.ts';

/** Longer texts are not shown. */
export const SHOWN_TEXT_MAX = 100;

export interface StepMoment {
  readonly input: Input;
  readonly result: StepResult;
  /** The number of the message that was received. */
  readonly number: number | undefined;
  /** What the program chose within the step, also where the step failed. */
  readonly chosen: readonly number[];
  /** Where time has a length. */
  readonly when?: Required<Pick<RecordedStep, 'tick' | 'atMs' | 'queue'>>;
}

export function recordedStep(
  program: Program,
  before: EventPlaceBefore,
  { input, result, number, chosen, when }: StepMoment,
): RecordedStep {
  // There are as many of them as a run has steps, so each is made in one go, and without a part that it does not have.
  let notes: string[] | undefined;
  for (const effect of result.effects) if (effect.kind === 'note') (notes ??= []).push(effect.text);
  const step: GrowingStep = {
    machine: before.machine,
    cause: causeOf(input, number),
    events: eventsOfStep(before, input, result, number),
    notes: notes ?? NO_NOTES,
  } as GrowingStep;
  if (chosen.length > 0) step.chosen = chosen;
  putState(step, program, result.state, result.problem);
  if (when) {
    step.tick = when.tick;
    step.atMs = when.atMs;
    step.queue = when.queue;
  }
  return step;
}

type GrowingStep = { -readonly [K in keyof RecordedStep]: RecordedStep[K] };

/** The recipient of a lost message takes no part in it. */
export function lostOnRecord(
  program: Program,
  id: number,
  state: Json,
  message: { readonly from: number; readonly number: number },
): RecordedStep {
  const { from, number } = message;
  const cause = { kind: 'lost', from, number } as const;
  const step = { machine: id, cause, events: NO_EVENTS, notes: NO_NOTES } as GrowingStep;
  putState(step, program, state, undefined);
  return step;
}

const NO_EVENTS: readonly RunEvent[] = [];
const NO_NOTES: readonly string[] = [];

/** The state, and what the program shows of it. */
function putState(
  step: GrowingStep,
  program: Program,
  state: Json,
  failed: ProgramProblem | undefined,
): void {
  step.state = state;
  // A machine whose start has failed has no state to show.
  const { shown, problem } = state === null || !program.show ? NOTHING_SHOWN : shownOf(program, state);
  if (shown) step.shown = shown;
  const first = failed ?? problem;
  if (first) step.problem = first;
}

const NOTHING_SHOWN: ReturnType<typeof shownOf> = {};

const shownSchema = v.object({
  text: v.pipe(v.string(), v.maxLength(SHOWN_TEXT_MAX)),
  tone: v.optional(v.picklist(SHOWN_TONES)),
});

/** What a program shows of a state; nothing where it has no `show`, or where `show` gives undefined or null. */
export function shownOf(
  { show }: Program,
  state: Json,
): { readonly shown?: Shown; readonly problem?: ProgramProblem } {
  if (!show) return NOTHING_SHOWN;
  try {
    const given = show(state);
    if (given === undefined || given === null) return {};
    const { success, output } = v.safeParse(shownSchema, given);
    if (!success) return { problem: { kind: 'show-shape', found: textOf(given) } };
    const { text, tone } = output;
    return { shown: { text, ...(tone !== undefined && { tone }) } };
  } catch (error) {
    return { problem: { kind: 'show-threw', ...thrown(error) } };
  }
}

/** A value of a program, so that a person knows it again. */
function textOf(given: unknown): string {
  const text = typeof given === 'object' ? JSON.stringify(given) : String(given);
  return text.length > SHOWN_TEXT_MAX ? `${text.slice(0, SHOWN_TEXT_MAX)}…` : text;
}

function causeOf(input: Input, number: number | undefined): StepCause {
  switch (input.kind) {
    case 'start':
      return { kind: 'start', isAgain: input.isAgain };
    case 'message':
      return { kind: 'message', from: input.from, number: number! };
    case 'timer':
      return { kind: 'timer', name: input.timer };
    case 'command':
      return { kind: 'command', name: input.command, argument: input.argument };
    case 'idle':
      return { kind: 'idle' };
  }
}
