// What is to go wrong in a run, by choice: part of a trial, so that a run with faults can be repeated, shared and compared
// like any other. Everything random in it is drawn from the trial's seed, by dice of its own.
import * as v from 'valibot';
import type { MachineId } from './message.ts';

/** What goes wrong at a time. Times in whole milliseconds since the start; intervals hold their beginning and not their end. */
export type TimedFault =
  | {
      /** No message that sets out meanwhile gets from these machines to the others, or back. */
      readonly kind: 'partition';
      readonly fromMs: number;
      readonly toMs: number;
      readonly machines: readonly MachineId[];
    }
  | {
      /** The machine does nothing, and makes up for its ticks at the end. Messages enter its queue meanwhile. */
      readonly kind: 'pause';
      readonly machine: MachineId;
      readonly fromMs: number;
      readonly toMs: number;
    }
  | {
      /** The machine is down: it has no ticks, and nobody takes its messages. At `toMs` it starts again. */
      readonly kind: 'crash';
      readonly machine: MachineId;
      readonly fromMs: number;
      readonly toMs: number;
      /** durable: it goes on with its clock and its queue. amnesic: with clock 0 and an empty queue. */
      readonly memory: CrashMemory;
    }
  | {
      /** From then on the machine has another rate: its next tick is due one new period later. */
      readonly kind: 'rate';
      readonly machine: MachineId;
      readonly fromMs: number;
      /** Ticks per second. */
      readonly rate: number;
    };

export const CRASH_MEMORIES = ['durable', 'amnesic'] as const;
export type CrashMemory = (typeof CRASH_MEMORIES)[number];

export interface FaultPlan {
  /** Of the messages: how many get lost, in percent. */
  readonly lossPercent: number;
  /** Of those that do not: how many come twice. */
  readonly duplicationPercent: number;
  /** Of those that do not get lost: how many take {@link reorderingMs} longer, so that later ones overtake them. */
  readonly reorderingPercent: number;
  readonly reorderingMs: number;
  /** Messages per second that each link takes in each direction; the others wait for their turn. Absent: any number. */
  readonly bandwidthPerSecond?: number;
  readonly timed: readonly TimedFault[];
  /** Whether links resend what gets lost, drop what comes twice and keep the order, as those of a live run do. */
  readonly session: boolean;
}
export type FaultPlanInput = Partial<FaultPlan>;

export const FAULT_BOUNDS = {
  percent: { min: 0, max: 100 },
  reorderingMs: { min: 1, max: 60_000 },
  bandwidth: { min: 1, max: 1000 },
  ms: { min: 0, max: 3_600_000 },
  rate: { min: 1, max: 1000 },
  /** More timed faults are refused. */
  timed: 100,
} as const;

export const FAULT_DEFAULTS: FaultPlan = {
  lossPercent: 0,
  duplicationPercent: 0,
  reorderingPercent: 0,
  reorderingMs: 100,
  timed: [],
  session: false,
};

/** Which part of a plan a problem is about. */
export type FaultPart = 'partition' | 'pause' | 'crash' | 'rate';
export interface FaultProblem {
  readonly part: FaultPart;
  readonly message: string;
}

const { percent, reorderingMs, bandwidth, ms, rate } = FAULT_BOUNDS;

function numberFrom({ min, max }: { readonly min: number; readonly max: number }, message: string) {
  return v.pipe(v.number(message), v.minValue(min, message), v.maxValue(max, message));
}

function percentOf(what: string) {
  return v.optional(
    numberFrom(
      percent,
      `The percentage of ${what} messages must be a number from ${percent.min} to ${percent.max}.`,
    ),
    0,
  );
}

const timeMessage = `The time of a fault must be a whole number of milliseconds from ${ms.min} to ${ms.max}.`;
const time = v.pipe(numberFrom(ms, timeMessage), v.integer(timeMessage));
const machineMessage = 'A fault names its machine by its number, from 1.';
const machine = v.pipe(v.number(machineMessage), v.integer(machineMessage), v.minValue(1, machineMessage));
const rateMessage = `A rate must be a whole number of ticks per second from ${rate.min} to ${rate.max}.`;
const bandwidthMessage = `A bandwidth must be ${bandwidth.min} to ${bandwidth.max} messages per second.`;
const reorderingMessage = `Reordered messages take ${reorderingMs.min} to ${reorderingMs.max} milliseconds longer.`;
const kindMessage =
  'A fault at a time is a partition (fromMs, toMs, machines), a pause (machine, fromMs, toMs), a crash (machine, fromMs, toMs, memory) or a rate (machine, fromMs, rate).';

/** A fault at a time, as a plan and a trace have it. */
export const timedFaultSchema = v.variant(
  'kind',
  [
    v.strictObject(
      {
        kind: v.literal('partition'),
        fromMs: time,
        toMs: time,
        machines: v.pipe(v.array(machine, machineMessage), v.minLength(1, machineMessage), v.readonly()),
      },
      kindMessage,
    ),
    v.strictObject({ kind: v.literal('pause'), machine, fromMs: time, toMs: time }, kindMessage),
    v.strictObject(
      {
        kind: v.literal('crash'),
        machine,
        fromMs: time,
        toMs: time,
        memory: v.picklist(CRASH_MEMORIES, `After a crash a machine is ${CRASH_MEMORIES.join(' or ')}.`),
      },
      kindMessage,
    ),
    v.strictObject(
      {
        kind: v.literal('rate'),
        machine,
        fromMs: time,
        rate: v.pipe(numberFrom(rate, rateMessage), v.integer(rateMessage)),
      },
      kindMessage,
    ),
  ],
  kindMessage,
);

const planMessage =
  'Faults are an object with lossPercent, duplicationPercent, reorderingPercent, reorderingMs, bandwidthPerSecond, timed and session.';

/** Their order means nothing: in one order, equal plans are equal. */
function inOrderOfKinds(timed: readonly TimedFault[]): readonly TimedFault[] {
  return KINDS.flatMap(kind => timed.filter(fault => fault.kind === kind));
}

const KINDS: readonly TimedFault['kind'][] = ['partition', 'pause', 'crash', 'rate'];

export const faultPlanSchema = v.strictObject(
  {
    lossPercent: percentOf('lost'),
    duplicationPercent: percentOf('doubled'),
    reorderingPercent: percentOf('reordered'),
    reorderingMs: v.optional(numberFrom(reorderingMs, reorderingMessage), FAULT_DEFAULTS.reorderingMs),
    bandwidthPerSecond: v.exactOptional(numberFrom(bandwidth, bandwidthMessage)),
    timed: v.optional(
      v.pipe(
        v.array(timedFaultSchema, planMessage),
        v.maxLength(FAULT_BOUNDS.timed, `A plan has at most ${FAULT_BOUNDS.timed} faults at a time.`),
        v.transform((timed): readonly TimedFault[] => inOrderOfKinds(timed)),
      ),
      [],
    ),
    session: v.optional(v.boolean(planMessage), false),
  },
  planMessage,
);

/** Whether nothing goes wrong by this plan, whatever the seed. */
export function isIdle(plan: FaultPlan): boolean {
  return (
    plan.lossPercent === 0 &&
    plan.duplicationPercent === 0 &&
    plan.reorderingPercent === 0 &&
    plan.bandwidthPerSecond === undefined &&
    plan.timed.length === 0
  );
}

/** What is wrong with the faults at a time in a trial of so many machines and milliseconds: the first problem of each part. */
export function timedFaultProblems(
  timed: readonly TimedFault[],
  machines: number,
  durationMs: number,
): readonly FaultProblem[] {
  const problems = new Map<FaultPart, string>();
  for (const [i, fault] of timed.entries()) {
    const message = problemOf(fault, timed.slice(0, i), machines, durationMs);
    if (message !== undefined && !problems.has(fault.kind)) problems.set(fault.kind, message);
  }
  return [...problems].map(([part, message]) => ({ part, message }));
}

function problemOf(
  fault: TimedFault,
  before: readonly TimedFault[],
  machines: number,
  durationMs: number,
): string | undefined {
  const named = fault.kind === 'partition' ? fault.machines : [fault.machine];
  const stranger = named.find(one => one > machines);
  if (stranger !== undefined) return `There is no machine ${stranger}: the trial has ${machines}.`;
  if (fault.fromMs >= durationMs)
    return `A fault at ${seconds(fault.fromMs)} s is after the end of the run: it lasts ${seconds(durationMs)} s.`;
  if (fault.kind === 'rate') {
    const twice = before.some(({ kind, ...other }) => kind === 'rate' && same(fault, other));
    return twice ? `Machine ${fault.machine} gets two rates at ${seconds(fault.fromMs)} s.` : undefined;
  }
  if (fault.toMs <= fault.fromMs)
    return `A fault from ${seconds(fault.fromMs)} to ${seconds(fault.toMs)} s takes no time: its end must be after its beginning.`;
  if (fault.kind === 'partition') {
    const side = new Set(fault.machines);
    if (side.size < fault.machines.length) return 'A partition names each machine of one side once.';
    return side.size < machines
      ? undefined
      : 'A partition names the machines of one side, and leaves at least one for the other.';
  }
  if (fault.kind === 'pause' && fault.toMs > durationMs)
    return `A pause must end within the run, at ${seconds(durationMs)} s at the latest.`;
  const other = before.find(
    one =>
      (one.kind === 'pause' || one.kind === 'crash') &&
      one.machine === fault.machine &&
      one.fromMs < occupiedUntil(fault) &&
      fault.fromMs < occupiedUntil(one),
  );
  return (
    other &&
    `Machine ${fault.machine} has two faults at once from ${seconds(Math.max(fault.fromMs, other.fromMs))} s on.`
  );
}

/** A pause has the moment of its end as well, in which its machine makes up for its ticks. */
function occupiedUntil({ kind, toMs }: Extract<TimedFault, { kind: 'pause' | 'crash' }>): number {
  return kind === 'pause' ? toMs + 1 : toMs;
}

function same(fault: { readonly machine: MachineId; readonly fromMs: number }, other: object): boolean {
  return (
    'machine' in other &&
    'fromMs' in other &&
    other.machine === fault.machine &&
    other.fromMs === fault.fromMs
  );
}

function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}
