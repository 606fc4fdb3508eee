// The faults of a sweep's grid as people type them: lists of percentages, and plans side by side with a bar between. Every
// combination of them is one plan, which the grid has as it has a delay or a rule.
import { FAULT_BOUNDS, FAULT_DEFAULTS, type FaultPlan, type TimedFault } from '../core/fault-plan.ts';
import { FAULT_LABELS, FAULT_UNITS, SESSION_NAMES, SWEEP_FAULT_NOTES } from '../words/fault-form.ts';
import { outOfBounds, tooManyValues } from '../words/form-problems.ts';
import {
  choiceField,
  problem,
  textField,
  value,
  type NameIn,
  type Parsed,
  type Shown,
  type ValuesOf,
} from './fields.ts';
import { FAULT_FIELDS, faultPlanOf, type FaultValues } from './fault-fields.ts';
import { axisFrom } from './lists.ts';

/** More plans than this are not combined. */
const PLANS_MAX = 500;
/** More alternatives in one field are refused. */
const ALTERNATIVES_MAX = 50;
const BOTH = 'both';

function percentages(name: 'loss' | 'duplication' | 'reordering'): Shown<readonly number[], string> {
  const label = FAULT_LABELS[name];
  const { min, max } = FAULT_BOUNDS.percent;
  return textField(
    '0',
    text => {
      const list = axisFrom(text);
      if (list.kind === 'problem' || list.value.every(percent => percent >= min && percent <= max))
        return list;
      return problem(outOfBounds(label, FAULT_BOUNDS.percent, FAULT_UNITS.percent));
    },
    { label, unit: FAULT_UNITS.percent },
  );
}

/** What the trial's field takes, once or several times with a bar between. */
function alternatives<Value>(
  field: Shown<Value, string>,
  label: string,
  note?: string,
): Shown<readonly Value[], string> {
  const parse = (text: string): Parsed<readonly Value[]> => {
    const items = text.split('|');
    if (items.length > ALTERNATIVES_MAX) return problem(tooManyValues(ALTERNATIVES_MAX));
    const values: Value[] = [];
    for (const item of items) {
      const parsed = field.parse(item.trim());
      if (parsed.kind === 'problem') return parsed;
      values.push(parsed.value);
    }
    return value(values);
  };
  return textField(field.otherwise, parse, { label, ...(note !== undefined && { note }), wide: true });
}

export const SWEEP_FAULT_FIELDS = {
  loss: percentages('loss'),
  duplication: percentages('duplication'),
  reordering: percentages('reordering'),
  reorderingMs: FAULT_FIELDS.reorderingMs,
  bandwidth: alternatives(FAULT_FIELDS.bandwidth, FAULT_LABELS.bandwidth, SWEEP_FAULT_NOTES.bandwidth),
  partitions: alternatives(FAULT_FIELDS.partitions, FAULT_LABELS.partition, SWEEP_FAULT_NOTES.partition),
  pauses: alternatives(FAULT_FIELDS.pauses, FAULT_LABELS.pause, SWEEP_FAULT_NOTES.pause),
  crashes: alternatives(FAULT_FIELDS.crashes, FAULT_LABELS.crash, SWEEP_FAULT_NOTES.crash),
  changes: alternatives(FAULT_FIELDS.changes, FAULT_LABELS.rate, SWEEP_FAULT_NOTES.rate),
  session: choiceField('session', 'off', FAULT_LABELS.session, [
    { value: 'off', label: SESSION_NAMES.off.label },
    { value: 'on', label: SESSION_NAMES.on.label },
    { value: BOTH, label: SWEEP_FAULT_NOTES.bothSessions },
  ]),
};

type SweepFaultField = NameIn<typeof SWEEP_FAULT_FIELDS>;
export const SWEEP_FAULT_NAMES = Object.keys(SWEEP_FAULT_FIELDS) as readonly SweepFaultField[];
type SweepFaultValues = Partial<ValuesOf<typeof SWEEP_FAULT_FIELDS>>;

/** Each plan once, in the order of the fields; without any fault, one that does nothing. Of what is wrong `complain` is told. */
export function sweepFaultPlans(
  values: SweepFaultValues,
  size: { readonly machines: number; readonly seconds: number },
  complain: (field: SweepFaultField, message: string) => void,
): readonly FaultPlan[] {
  const lists = listsOf(values);
  const count = Object.values(lists).reduce((product, list) => product * list.length, 1);
  if (count > PLANS_MAX) {
    complain('loss', tooManyValues(PLANS_MAX));
    return [FAULT_DEFAULTS];
  }
  const plans = new Map<string, FaultPlan>();
  for (const combination of combinationsOf<FaultValues>(lists)) {
    const plan = faultPlanOf(combination, size, complain) ?? FAULT_DEFAULTS;
    plans.set(JSON.stringify(plan), plan);
  }
  return [...plans.values()];
}

type Lists<Values> = { readonly [Name in keyof Values]: readonly Values[Name][] };

function listsOf(values: SweepFaultValues): Lists<FaultValues> {
  const none: readonly (readonly TimedFault[])[] = [[]];
  const { session = 'off' } = values;
  return {
    loss: values.loss ?? [0],
    duplication: values.duplication ?? [0],
    reordering: values.reordering ?? [0],
    reorderingMs: [values.reorderingMs ?? FAULT_DEFAULTS.reorderingMs],
    bandwidth: values.bandwidth ?? [undefined],
    partitions: values.partitions ?? none,
    pauses: values.pauses ?? none,
    crashes: values.crashes ?? none,
    changes: values.changes ?? none,
    session: session === BOTH ? ['off', 'on'] : [session],
  };
}

/** One of each list, in every way; the last list varies fastest. */
function combinationsOf<Values extends object>(lists: Lists<Values>): Values[] {
  let all: Partial<Values>[] = [{}];
  for (const name of Object.keys(lists) as (keyof Values)[])
    all = all.flatMap(one => lists[name].map(each => ({ ...one, [name]: each })));
  return all as Values[];
}
