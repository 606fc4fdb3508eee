// A step as it goes on record: the same in every world, whoever drove the machine.
import * as v from 'valibot';
import type { Json } from './json.ts';
import type { ProgramMachine, Taken } from './machine-state.ts';
import { thrown, type ProgramProblem } from './problem.ts';
import { SHOWN_TONES, type Program, type Shown } from './program.ts';
import type { RecordedStep, StepCause } from './recorded-run.ts';
import { eventsOfStep, type RunEvent } from './run-event.ts';
import type { Input } from './step.ts';

/** Longer texts are not shown. */
export const SHOWN_TEXT_MAX = 100;

/** Where the events of a step begin: the machine before it, with how many events it had and how many messages it had sent. */
export interface PlaceBefore {
  readonly machine: ProgramMachine;
  readonly events: number;
  readonly sent: number;
}

export interface StepMoment {
  readonly input: Input;
  readonly taken: Taken;
  /** The number of the message that was received. */
  readonly number: number | undefined;
  /** What the program chose within the step, also where the step failed. */
  readonly chosen: readonly number[];
  /** Where time has a length. */
  readonly when?: Required<Pick<RecordedStep, 'tick' | 'atMs' | 'queue'>>;
}

export function recordedStep(
  program: Program,
  id: number,
  before: PlaceBefore,
  { input, taken, number, chosen, when }: StepMoment,
): RecordedStep {
  const { result, machine } = taken;
  const place = { machine: id, events: before.events, sent: before.sent, clock: before.machine.clock };
  const notes: string[] = [];
  for (const effect of result.effects) if (effect.kind === 'note') notes.push(effect.text);
  return {
    machine: id,
    cause: causeOf(input, number),
    events: eventsOfStep(place, input, result, number),
    notes,
    ...(chosen.length > 0 && { chosen }),
    ...stateOnRecord(program, machine.state, result.problem),
    ...when,
  };
}

/** The recipient of a lost message takes no part in it. */
export function lostOnRecord(
  program: Program,
  id: number,
  state: Json,
  message: { readonly from: number; readonly number: number },
): RecordedStep {
  const { from, number } = message;
  return {
    machine: id,
    cause: { kind: 'lost', from, number },
    events: NO_EVENTS,
    notes: [],
    ...stateOnRecord(program, state, undefined),
  };
}

const NO_EVENTS: readonly RunEvent[] = [];

/** The state, and what the program shows of it. */
function stateOnRecord(
  program: Program,
  state: Json,
  failed: ProgramProblem | undefined,
): Pick<RecordedStep, 'state' | 'shown' | 'problem'> {
  // A machine whose start has failed has no state to show.
  const { shown, problem } = state === null ? {} : shownOf(program, state);
  const first = failed ?? problem;
  return { state, ...(shown && { shown }), ...(first && { problem: first }) };
}

const shownSchema = v.object({
  text: v.pipe(v.string(), v.maxLength(SHOWN_TEXT_MAX)),
  tone: v.optional(v.picklist(SHOWN_TONES)),
});

/** What a program shows of a state; nothing where it has no `show`, or where `show` gives undefined or null. */
export function shownOf(
  { show }: Program,
  state: Json,
): { readonly shown?: Shown; readonly problem?: ProgramProblem } {
  if (!show) return {};
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
