// The faults of a trial as people type them and as an address has them: a field for each kind, and the plan that they make.
import {
  CRASH_MEMORIES,
  FAULT_BOUNDS,
  FAULT_DEFAULTS,
  isIdle,
  timedFaultProblems,
  type FaultPart,
  type FaultPlan,
  type TimedFault,
} from '../core/fault-plan.ts';
import { FAULT_LABELS, FAULT_NOTES, FAULT_UNITS, SESSION_NAMES } from '../words/fault-form.ts';
import { notATimedFault, outOfBounds, tooManyFaults } from '../words/form-problems.ts';
import {
  choiceField,
  numberFrom,
  problem,
  textField,
  value,
  type DraftOf,
  type NameIn,
  type Parsed,
  type Shown,
  type ValuesOf,
} from './fields.ts';

interface Bounds {
  readonly min: number;
  readonly max: number;
}

function boundedField(otherwise: string, label: string, unit: string, bounds: Bounds): Shown<number, string> {
  return {
    otherwise,
    parse: text => {
      const number = numberFrom(text);
      return number >= bounds.min && number <= bounds.max
        ? value(number)
        : problem(outOfBounds(label, bounds, unit));
    },
    control: { kind: 'number', label, ...bounds, unit, stepped: false },
  };
}

/** `none`, or items with semicolons between, each of which `itemFrom` understands. */
function listField(part: FaultPart, itemFrom: (text: string) => TimedFault | undefined) {
  const parse = (text: string): Parsed<readonly TimedFault[]> => {
    if (text.trim().toLowerCase() === NONE) return value([]);
    const faults: TimedFault[] = [];
    for (const item of text.split(';').map(tidy)) {
      const fault = itemFrom(item);
      if (!fault || !isPossible(fault)) return problem(notATimedFault(item, part));
      faults.push(fault);
    }
    return value(faults);
  };
  return textField(NONE, parse, { label: FAULT_LABELS[part], note: FAULT_NOTES[part], wide: true });
}

/** Within the bounds of the model, whatever the trial is. */
function isPossible(fault: TimedFault): boolean {
  const { ms, rate } = FAULT_BOUNDS;
  const lastMs = fault.kind === 'rate' ? fault.fromMs : Math.max(fault.fromMs, fault.toMs);
  return lastMs <= ms.max && (fault.kind !== 'rate' || fault.rate <= rate.max);
}

const NONE = 'none';
const ANY = 'any';
const SECONDS = String.raw`(\d{1,6}(?:\.\d{1,3})?)`;
const INTERVAL = `${SECONDS}-${SECONDS}`;
const MACHINE = String.raw`[1-9]\d{0,3}`;
const PARTITION = new RegExp(`^((?:${MACHINE} )*${MACHINE}): ${INTERVAL}$`);
const PAUSE = new RegExp(`^(${MACHINE}): ${INTERVAL}$`);
const CRASH = new RegExp(`^(${MACHINE}): ${INTERVAL}(?: (${CRASH_MEMORIES.join('|')}))?$`);
const RATE = new RegExp(`^(${MACHINE}): ${SECONDS} rate ([1-9]\\d{0,3})$`);

export const FAULT_FIELDS = {
  /** In percent of the messages. */
  loss: boundedField('0', FAULT_LABELS.loss, FAULT_UNITS.percent, FAULT_BOUNDS.percent),
  duplication: boundedField('0', FAULT_LABELS.duplication, FAULT_UNITS.percent, FAULT_BOUNDS.percent),
  reordering: boundedField('0', FAULT_LABELS.reordering, FAULT_UNITS.percent, FAULT_BOUNDS.percent),
  reorderingMs: boundedField(
    String(FAULT_DEFAULTS.reorderingMs),
    FAULT_LABELS.reorderingMs,
    FAULT_UNITS.milliseconds,
    FAULT_BOUNDS.reorderingMs,
  ),
  /** Messages per second, or `any`. */
  bandwidth: textField(
    ANY,
    (text): Parsed<number | undefined> => {
      if (text.trim().toLowerCase() === ANY) return value(undefined);
      const { min, max } = FAULT_BOUNDS.bandwidth;
      const number = numberFrom(text);
      return number >= min && number <= max
        ? value(number)
        : problem(outOfBounds(FAULT_LABELS.bandwidth, FAULT_BOUNDS.bandwidth, FAULT_UNITS.messages));
    },
    { label: FAULT_LABELS.bandwidth, note: FAULT_NOTES.bandwidth },
  ),
  partitions: listField('partition', item => {
    const [, machines, from, to] = PARTITION.exec(item) ?? [];
    if (machines === undefined) return undefined;
    return { kind: 'partition', ...interval(from, to), machines: machines.split(' ').map(Number) };
  }),
  pauses: listField('pause', item => {
    const [, machine, from, to] = PAUSE.exec(item) ?? [];
    return machine === undefined
      ? undefined
      : { kind: 'pause', machine: Number(machine), ...interval(from, to) };
  }),
  crashes: listField('crash', item => {
    const [, machine, from, to, memory] = CRASH.exec(item) ?? [];
    if (machine === undefined) return undefined;
    return {
      kind: 'crash',
      machine: Number(machine),
      ...interval(from, to),
      memory: memory === 'amnesic' ? 'amnesic' : 'durable',
    };
  }),
  changes: listField('rate', item => {
    const [, machine, from, rate] = RATE.exec(item) ?? [];
    if (machine === undefined) return undefined;
    return { kind: 'rate', machine: Number(machine), fromMs: milliseconds(from), rate: Number(rate) };
  }),
  session: choiceField(
    'session',
    'off',
    FAULT_LABELS.session,
    (['off', 'on'] as const).map(choice => ({ value: choice, ...SESSION_NAMES[choice] })),
  ),
};

type FaultField = NameIn<typeof FAULT_FIELDS>;
type FaultDraft = DraftOf<typeof FAULT_FIELDS>;
export type FaultValues = ValuesOf<typeof FAULT_FIELDS>;

const FIELD_OF: Readonly<Record<FaultPart, FaultField>> = {
  partition: 'partitions',
  pause: 'pauses',
  crash: 'crashes',
  rate: 'changes',
};

export const FAULT_FIELD_NAMES = Object.keys(FAULT_FIELDS) as readonly FaultField[];

/** Whether a draft says anything of faults, right or wrong. */
export function saysFaults(draft: FaultDraft): boolean {
  return FAULT_FIELD_NAMES.some(name => draft[name] !== FAULT_FIELDS[name].otherwise);
}

/**
 * The plan of those values that are right; undefined where nothing goes wrong by it, or where something is wrong with it, of which
 * `complain` is told. `machines` and `seconds` are undefined where they are wrong themselves.
 */
export function faultPlanOf(
  values: Partial<FaultValues>,
  { machines, seconds }: { machines: number | undefined; seconds: number | undefined },
  complain: (field: FaultField, message: string) => void,
): FaultPlan | undefined {
  const { bandwidth, partitions = [], pauses = [], crashes = [], changes = [] } = values;
  const timed = [...partitions, ...pauses, ...crashes, ...changes];
  const plan: FaultPlan = {
    lossPercent: values.loss ?? 0,
    duplicationPercent: values.duplication ?? 0,
    reorderingPercent: values.reordering ?? 0,
    reorderingMs: values.reorderingMs ?? FAULT_DEFAULTS.reorderingMs,
    ...(bandwidth !== undefined && { bandwidthPerSecond: bandwidth }),
    timed,
    session: values.session === 'on',
  };
  if (isIdle(plan)) return undefined;
  if (timed.length > FAULT_BOUNDS.timed) {
    complain(FIELD_OF[timed[0]!.kind], tooManyFaults(FAULT_BOUNDS.timed));
    return undefined;
  }
  if (machines === undefined || seconds === undefined || Number.isNaN(seconds)) return plan;
  const problems = timedFaultProblems(timed, machines, Math.round(seconds * 1000));
  for (const { part, message } of problems) complain(FIELD_OF[part], message);
  return problems.length > 0 ? undefined : plan;
}

/** A plan as it is typed. */
export function faultTexts(plan: FaultPlan = FAULT_DEFAULTS): FaultDraft {
  const list = (kind: TimedFault['kind']): string =>
    plan.timed.flatMap(fault => (fault.kind === kind ? [textOf(fault)] : [])).join('; ') || NONE;
  return {
    loss: String(plan.lossPercent),
    duplication: String(plan.duplicationPercent),
    reordering: String(plan.reorderingPercent),
    reorderingMs: String(plan.reorderingMs),
    bandwidth: plan.bandwidthPerSecond === undefined ? ANY : String(plan.bandwidthPerSecond),
    partitions: list('partition'),
    pauses: list('pause'),
    crashes: list('crash'),
    changes: list('rate'),
    session: plan.session ? 'on' : 'off',
  };
}

function textOf(fault: TimedFault): string {
  const from = fault.fromMs / 1000;
  switch (fault.kind) {
    case 'partition':
      return `${fault.machines.join(' ')}: ${from}-${fault.toMs / 1000}`;
    case 'pause':
      return `${fault.machine}: ${from}-${fault.toMs / 1000}`;
    case 'crash':
      return `${fault.machine}: ${from}-${fault.toMs / 1000}${fault.memory === 'amnesic' ? ' amnesic' : ''}`;
    case 'rate':
      return `${fault.machine}: ${from} rate ${fault.rate}`;
  }
}

function interval(from: string | undefined, to: string | undefined) {
  return { fromMs: milliseconds(from), toMs: milliseconds(to) };
}

function milliseconds(seconds: string | undefined): number {
  return Math.round(Number(seconds) * 1000);
}

/** One space between words and after a colon, none around a hyphen, and a dash is a hyphen; commas are spaces. */
function tidy(text: string): string {
  return text
    .toLowerCase()
    .replace(/,/g, ' ')
    .replace(/\s*:\s*/g, ': ')
    .replace(/\s+/g, ' ')
    .replace(/ ?[-–] ?/g, '-')
    .trim();
}
