// What the charts of a run and of its jumps say besides their lines and bars.
import type { Quantity } from '../analysis/chart-series.ts';
import { counted, grouped } from '../core/counted.ts';
import type { TimedFault } from '../core/fault-plan.ts';
import type { MachineId } from '../core/message.ts';
import type { Engine, Trace } from '../core/trace.ts';
import { STEP_HEAD, STEPS_AXIS } from './diagram.ts';
import { decimal, listing, momentOf, seconds } from './numbers.ts';

export const FIGURE_TITLES: Readonly<Record<Quantity, string>> = {
  clock: 'Logical clock',
  queue: 'Queue length',
};

/** Below every axis of time, and over the column of it. */
const TIME_AXIS = 'seconds since the start';

/** Of what is drawn over the time of a run. */
export function timeAxis(engine: Engine | undefined): string {
  return engine === 'stepped' ? STEPS_AXIS : TIME_AXIS;
}

/** Over the column of moments. */
export function timeHead(engine: Engine): string {
  return engine === 'stepped' ? STEP_HEAD : 'seconds';
}
export const AS_A_TABLE = 'As a table';

/** A value of a chart: a timestamp as the logs write it, a number of messages grouped; `–` where it is not known. */
export function shownValue(quantity: Quantity, value: number | undefined): string {
  if (value === undefined) return '–';
  return quantity === 'clock' ? String(value) : grouped(value);
}

/** What the broad, the dotted and the upright lines are; empty without any. `run`: the run that is compared with, as in `the live run`. */
export function guideWords(
  run: string | undefined,
  hasPrediction: boolean,
  hasMarks = false,
  timed: readonly TimedFault[] = [],
): string {
  return [
    ...(run === undefined ? [] : [`broad and pale: ${run}`]),
    ...(hasPrediction ? ['fine dots: the prediction'] : []),
    ...(hasMarks ? ['upright: the first difference'] : []),
    ...intervalWords(timed),
  ].join('; ');
}

/** The grey of a chart: `grey: machine 2 down from 10 s to 15 s (below its mark), machine 1 cut off from 20 s to 30 s`. */
function intervalWords(timed: readonly TimedFault[]): string[] {
  const all = [...timed]
    .sort((a, b) => a.fromMs - b.fromMs)
    .flatMap(fault => {
      if (fault.kind === 'rate') return [];
      const when = `from ${fault.fromMs / 1000} s to ${fault.toMs / 1000} s`;
      if (fault.kind === 'partition') {
        const many = fault.machines.length > 1;
        return [`${many ? 'machines' : 'machine'} ${listing(fault.machines.map(String))} cut off ${when}`];
      }
      return [
        `machine ${fault.machine} ${fault.kind === 'crash' ? 'down' : 'paused'} ${when} (below its mark)`,
      ];
    });
  if (all.length === 0) return [];
  const more = all.length - INTERVALS_NAMED;
  return [`grey: ${all.slice(0, INTERVALS_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`];
}

const INTERVALS_NAMED = 3;

/** The other run of a chart, in {@link guideWords}. */
export function runOfKind(kind: string): string {
  return `the ${kind} run`;
}

/** The same thing in a run and in the one it is compared with: once where it is the same. */
export function pairedValue(one: string, two: string | undefined): string {
  return two === undefined || one === two ? one : `${one} / ${two}`;
}

/** The figure for whoever does not see it, with each machine's last value and, where it was higher before, its largest one. */
export function figureDescription(
  trace: Trace | undefined,
  quantity: Quantity,
  valueOf: (machine: MachineId) => number,
  hasEnded: boolean,
  largestOf: (machine: MachineId) => number = valueOf,
): string {
  const what = `${FIGURE_TITLES[quantity]} of each machine against the ${timeAxis(trace?.engine)}`;
  if (!trace || trace.eventCount === 0) return `${what}: nothing yet.`;
  const values = trace.logs.map(({ machine }) => {
    const [value, largest] = [valueOf(machine), largestOf(machine)];
    const before = largest > value ? ` after at most ${shownValue(quantity, largest)}` : '';
    return `${trace.nameOf(machine)} at ${shownValue(quantity, value)}${before}`;
  });
  return `${what}. ${hasEnded ? 'At the end' : 'By now'}: ${values.join(', ')}.`;
}

/** The lines of the other run, behind {@link figureDescription}. `name` as in `the live run`. */
export function otherRunDescription(
  name: string,
  trace: Trace,
  quantity: Quantity,
  valueOf: (machine: MachineId) => number,
): string {
  const values = trace.logs.map(
    ({ machine }) => `${trace.nameOf(machine)} at ${shownValue(quantity, valueOf(machine))}`,
  );
  return `Broad and pale, ${name}: at the end ${values.join(', ')}.`;
}

export const CHART_LEGEND_WORDS = {
  name: 'Machines and their rates',
  /** Where time has no length, nothing has a rate. */
  nameAlone: 'Machines',
  /** Before its number, for whoever does not see the mark. */
  machine: 'Machine',
  resetZoom: 'Reset zoom',
} as const;

/** Where somebody points: `at 23.4 s`, `at step 3`. */
export function atPointed(engine: Engine, pointedMs: number): string {
  return `at ${engine === 'stepped' ? momentOf(engine, pointedMs) : seconds(pointedMs)}`;
}

/** Beside the mark of a machine: `(5/s)`, `(5 / 4/s)` where the other run has another rate; undefined where a run has no such machine. */
export function rateInLegend(rate: number | undefined, others: readonly (number | undefined)[] = []): string {
  const [own, other] = [rate, ...others].map(each => (each === undefined ? '–' : decimal(each)));
  return `(${pairedValue(own!, other)}/s)`;
}

export const TABLE_CAPTIONS: Readonly<Record<Quantity, string>> = {
  clock: 'Logical clock of each machine after its last event until then',
  queue: 'Messages waiting at each machine after its last event until then',
};

/** With two runs, what two numbers in one place are. */
export function tableCaption(quantity: Quantity, hasOther: boolean): string {
  return hasOther
    ? `${TABLE_CAPTIONS[quantity]}; of two numbers the second is of the broad and pale line`
    : TABLE_CAPTIONS[quantity];
}
export const NO_RUN_YET = 'There is no run yet.';
export const LAST_EVENT = 'last event';

export const DRIFT_WORDS = {
  title: 'Drift',
  explain: 'how far each clock is behind the highest one, in units of the clock',
  described: 'Drift over time; the numbers are in the table below.',
  point: 'Point at a moment to read it here and in the other figures.',
  table: 'Drift as a table',
  caption: 'How far each clock is behind the highest one, and how far the lowest one is',
  spread: 'spread',
} as const;

/** How far a clock is behind the highest one: `−1,234`, `0`. */
export function behindHighest(behind: number): string {
  return behind === 0 ? '0' : `−${grouped(behind)}`;
}

/** What the lines of the drift show at a moment. */
export function driftReadout(
  engine: Engine,
  atMs: number,
  clocks: readonly { readonly name: string; readonly behind: number }[],
): string {
  const parts = clocks.map(({ name, behind }) => `${name} ${behindHighest(behind)}`);
  return `${momentOf(engine, atMs)}: ${parts.join(', ')}`;
}

/** On the stretch of a chart that the diagram below it shows. */
export const BAND_CAPTION = 'shown in the diagram';

/** Before the few machines that a legend names where it cannot name all. */
export function outliersCaption(quantity: Quantity, machines: number): string {
  const which = quantity === 'clock' ? 'Lowest and highest clocks' : 'Longest queues';
  return `${which} of ${counted(machines, 'machine')}:`;
}

export const SHOW_ALL_MACHINES = 'Show all';
export const SHOW_FEW_MACHINES = 'Show fewer';

export const JUMPS_AXIS = 'jump of the clock';

/** A histogram for whoever does not see it; `bars` as `6–10: 3`. */
export function histogramDescription(machine: string, bars: readonly string[]): string {
  return `${machine}, events by ${JUMPS_AXIS}. ${bars.join('; ')}.`;
}

export function histogramBar(jump: string, events: number): string {
  return `${jump}: ${grouped(events)}`;
}

/** Short enough for the place over a bar: `1,000`, `12k`, `3M`. */
export function barCount(count: number): string {
  if (count < 10_000) return grouped(count);
  return count < 1_000_000 ? `${Math.round(count / 1000)}k` : `${Math.round(count / 100_000) / 10}M`;
}

export const HEAT_MAP_WORDS = {
  name: 'Growth of the queue: slowest rate by die. Arrow keys move, Enter opens the cell as a trial.',
  boundary: 'predicted boundary: keeps up above, falls behind below',
  dice: 'die, in faces',
  rates: 'slowest rate, in ticks per second',
  ratesShort: 'slowest, ticks/s',
} as const;

/** At the end of the scale of colours. */
export function scaleEnd(max: number): string {
  return `${decimal(max)} messages per second`;
}

/** Of a histogram whose bars reach from one event to a million. */
export const EVENTS_AXIS = 'events (logarithmic axis)';
