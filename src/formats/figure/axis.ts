// The axes of every figure: where they begin and end, where their ticks are and what the ticks say. Decided here once,
// so that a chart in the page and its drawing in a document agree to the last label.
import { grouped } from '../../core/counted.ts';
import { STEPS_AXIS } from '../../words/diagram.ts';

export interface Tick {
  readonly value: number;
  readonly label: string;
}

export interface Axis {
  /** What it measures, with its unit. */
  readonly label: string;
  readonly kind: 'linear' | 'logarithmic';
  /** Finite; a logarithmic axis begins above 0. */
  readonly min: number;
  /** Finite and not below `min`. */
  readonly max: number;
  /** Ascending, from `min` to `max`, no two of them with the same label. */
  readonly ticks: readonly Tick[];
}

interface Range {
  readonly label: string;
  readonly min: number;
  readonly max: number;
}

interface LinearRange extends Range {
  /** At least 4, so that any range that is not empty has a tick. */
  readonly ticksMax: number;
  /** How long the axis is drawn; labels side by side then keep a distance. Without it only `ticksMax` counts. */
  readonly lengthPixels?: number;
  /** For counts: no tick between whole numbers. */
  readonly whole?: boolean;
}

/** 1, 2 or 5 times a power of ten, kept in two parts, because 3 × 0.1 is not 0.3. */
interface Step {
  readonly factor: number;
  readonly power: number;
}

const FACTORS = [1, 2, 5];
const POWER_MIN = -323; // of the smallest double
const PRECISION = 1e-12; // a range narrower than this part of its ends has no room for ticks of its own
const PLAIN = { decimals: 6, below: 1e15 }; // beyond these a number is written with an exponent
const CHARACTER_PIXELS = 6.8; // of a digit, at the size of the labels
const LABEL_GAP_PIXELS = 8;
const SECONDS_TICKS_MAX = 8;

/** Ticks at round steps: as many as `ticksMax` and the length allow. An empty range has its one value as its tick. */
export function linearAxis({ label, min, max, ticksMax, lengthPixels, whole = false }: LinearRange): Axis {
  const withAtMost = (most: number): Axis => {
    const ticks = ticksIn(min, max, stepFor(min, max, most, whole));
    return { label, kind: 'linear', min, max, ticks };
  };
  for (let most = ticksMax; most >= 2; most--) {
    const axis = withAtMost(most);
    if (axis.ticks.length <= ticksMax && fits(axis, lengthPixels)) return axis;
  }
  const sparse = withAtMost(2);
  return { ...sparse, ticks: sparse.ticks.slice(0, 1) };
}

/** Ticks at every `step`, for a range whose steps are to stay while it grows. */
export function steppedAxis({ label, min, max, step }: Range & { readonly step: number }): Axis {
  return { label, kind: 'linear', min, max, ticks: ticksIn(min, max, stepAtLeast(step)) };
}

/** The time of a run, from its start. `seconds` and `lengthPixels` as in {@link linearAxis}. */
export function secondsAxis(seconds: number, lengthPixels: number): Axis {
  return linearAxis({
    label: 'seconds since the start',
    min: 0,
    max: seconds,
    ticksMax: SECONDS_TICKS_MAX,
    lengthPixels,
  });
}

/** The steps of a run in which time has no length, in place of {@link secondsAxis}. */
export function stepsAxis(steps: number, lengthPixels: number): Axis {
  return linearAxis({
    label: STEPS_AXIS,
    min: 0,
    max: steps,
    ticksMax: SECONDS_TICKS_MAX,
    lengthPixels,
    whole: true,
  });
}

/** One place of width 1 for each name, in their order, with at most `labelsMax` of them written. */
export function categoryAxis(label: string, names: readonly string[], labelsMax: number): Axis {
  const stride = Math.max(1, Math.ceil(names.length / labelsMax));
  const ticks = names.map((name, i) => ({ value: i + 0.5, label: name }));
  return {
    label,
    kind: 'linear',
    min: 0,
    max: names.length,
    ticks: ticks.filter((_, i) => i % stride === 0),
  };
}

/** Ticks at powers of ten, at most `ticksMax`. Says in its label that it is logarithmic. `min` is above 0. */
export function logarithmicAxis({ label, min, max, ticksMax }: Range & { readonly ticksMax: number }): Axis {
  const first = Math.ceil(Math.log10(min) - PRECISION);
  const last = Math.floor(Math.log10(max) + PRECISION);
  const stride = Math.max(1, Math.ceil((last - first + 1) / ticksMax));
  const ticks: Tick[] = [];
  for (let power = first; power <= last; power += stride) ticks.push(tickAt(1, power));
  return {
    label: `${label} (logarithmic)`,
    kind: 'logarithmic',
    min,
    max,
    ticks: ticks.filter(({ value }) => value >= min && value <= max),
  };
}

/** Where a value lies between the ends of an axis, from 0 to 1; outside of them beyond. 0 on an empty axis. */
export function portionOf({ kind, min, max }: Axis, value: number): number {
  if (min === max) return 0;
  if (kind === 'logarithmic') return Math.log(value / min) / Math.log(max / min);
  if (Number.isFinite(max - min)) return (value - min) / (max - min);
  return (value / 2 - min / 2) / (max / 2 - min / 2); // the span alone exceeds what a number holds
}

/** A number as an axis writes it: in groups of three, with a true minus, and short however large or small it is. */
export function axisNumber(value: number): string {
  const size = Math.abs(value);
  const text =
    size !== 0 && (size >= PLAIN.below || size < 10 ** -PLAIN.decimals)
      ? size.toExponential().replace('e+', 'e').replace('e-', 'e−')
      : withGroups(size);
  return value < 0 ? `−${text}` : text;
}

function withGroups(size: number): string {
  const [whole, decimals] = String(size).split('.');
  return grouped(Number(whole)) + (decimals === undefined ? '' : `.${decimals}`);
}

/** Undefined where a range is too narrow, or a step too large, for numbers to hold. */
function stepFor(min: number, max: number, ticksMax: number, whole: boolean): Step | undefined {
  const stretches = ticksMax - 1;
  const atLeast = max / stretches - min / stretches;
  if (atLeast * stretches <= Math.max(Math.abs(min), Math.abs(max)) * PRECISION) return undefined;
  return stepAtLeast(whole ? Math.max(1, atLeast) : atLeast);
}

function stepAtLeast(atLeast: number): Step {
  const power = Math.max(POWER_MIN, Math.floor(Math.log10(atLeast)));
  const factor = FACTORS.find(each => Number(`${each}e${power}`) >= atLeast * (1 - 1e-9));
  return factor === undefined ? { factor: 1, power: power + 1 } : { factor, power };
}

function ticksIn(min: number, max: number, step: Step | undefined): Tick[] {
  const size = step ? valueOf(1, step) : 0;
  if (!step || size === 0 || !Number.isFinite(size))
    return [min <= 0 && max >= 0 ? tickAt(0, 0) : { value: min, label: axisNumber(min) }];
  const first = Math.ceil(min / size - 1e-9);
  const last = Math.floor(max / size + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) =>
    tickAt((first + i) * step.factor, step.power),
  ).filter(({ value }) => value >= min && value <= max);
}

function valueOf(count: number, { factor, power }: Step): number {
  return Number(`${count * factor}e${power}`);
}

function tickAt(mantissa: number, power: number): Tick {
  const value = mantissa === 0 ? 0 : Number(`${mantissa}e${power}`);
  return { value, label: axisNumber(value) };
}

function fits(axis: Axis, lengthPixels: number | undefined): boolean {
  const [first, second] = axis.ticks;
  if (lengthPixels === undefined || !first || !second) return true;
  const apart = lengthPixels * (portionOf(axis, second.value) - portionOf(axis, first.value));
  const widest = Math.max(...axis.ticks.map(({ label }) => label.length));
  return apart >= widest * CHARACTER_PIXELS + LABEL_GAP_PIXELS;
}
