// The states in a program's record: after each step, what a step changed, and what the program shows along a run.
import type { MachineId } from '../message.ts';
import type { Json } from './json.ts';
import { applyChanges, fieldChanges, type FieldChange } from './json-change.ts';
import { stepIndexOf, type ProgramRecord } from './program-record.ts';
import type { Shown } from './program.ts';

/** After a step of a machine; undefined where it is not kept, or there is no such step. */
export function stateAfterStep(
  { machines }: ProgramRecord,
  machine: MachineId,
  step: number,
): Json | undefined {
  const own = machines[machine - 1];
  if (!own || step < 0 || step >= own.statesKept) return undefined;
  let from = step;
  while (from >= 0 && own.steps[from]!.whole === undefined && !own.steps[from]!.isUnknown) from -= 1;
  let state = own.steps[from]?.whole;
  for (let at = from + 1; at <= step && state !== undefined; at++) {
    const { changes } = own.steps[at]!;
    if (changes) state = applyChanges(state, changes);
  }
  return state;
}

/** After the step that an event belongs to. */
export function stateAfter(record: ProgramRecord, machine: MachineId, event: number): Json | undefined {
  const step = stepIndexOf(record, machine, event);
  return step === undefined ? undefined : stateAfterStep(record, machine, step);
}

/** What the step of an event changed in the state. */
export function changedBy(record: ProgramRecord, machine: MachineId, event: number): readonly FieldChange[] {
  const step = stepIndexOf(record, machine, event);
  const after = step === undefined ? undefined : stateAfterStep(record, machine, step);
  if (step === undefined || after === undefined) return [];
  return fieldChanges(stateAfterStep(record, machine, step - 1), after);
}

/** What a machine shows from one of its events on; `to` is the first event that shows something else, or undefined at the end. */
export interface ShownSpan {
  /** −1: from the start on. */
  readonly from: number;
  readonly to: number | undefined;
  readonly shown: Shown;
}

/** In turn; stretches in which the program says nothing are left out. */
export function shownSpans({ machines }: ProgramRecord, machine: MachineId): readonly ShownSpan[] {
  const spans: ShownSpan[] = [];
  let open: { readonly from: number; readonly shown: Shown } | undefined;
  const steps = machines[machine - 1]?.steps ?? [];
  for (const [i, { at, shown }] of steps.entries()) {
    if (open && shown && open.shown.text === shown.text && open.shown.tone === shown.tone) continue;
    if (open) spans.push({ ...open, to: at });
    // A step without events is a start: what it shows is there from the beginning.
    const isWithoutEvents = steps[i + 1]?.at === at || (i === steps.length - 1 && i === 0 && at === 0);
    open = shown && { from: isWithoutEvents ? at - 1 : at, shown };
  }
  if (open) spans.push({ ...open, to: undefined });
  return spans.filter(({ from, to }) => to === undefined || to > from);
}
