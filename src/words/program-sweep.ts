// What a sweep of a program says: how many runs broke each law at each value, with the interval of that share.
import { shareInterval95 } from '../analysis/statistics.ts';
import { capital } from '../core/capital.ts';
import { counted, grouped } from '../core/counted.ts';
import { PROGRAM_FIELD_LABELS } from './program-view.ts';

type SweptField = 'lossPercent' | 'duplicationPercent' | 'machines' | 'rates' | 'seconds';

const UNITS: Readonly<Record<SweptField, string>> = {
  lossPercent: ' %',
  duplicationPercent: ' %',
  machines: '',
  rates: ' ticks/s',
  seconds: ' s',
};

export const PROGRAM_SWEEP = {
  axis: 'share of runs, 0 to 100 %; the bar is the 95 % interval',
  open: 'not ended',
} as const;

/** `Runs in which a law is broken, by messages lost`. */
export function sweepTitle(field: SweptField): string {
  return `Runs in which a law is broken, by ${sweptName(field)}`;
}

export function sweptName(field: SweptField): string {
  const label = PROGRAM_FIELD_LABELS[field];
  return label[0]!.toLowerCase() + label.slice(1);
}

export function sweptValue(field: SweptField, value: number): string {
  return `${grouped(value)}${UNITS[field]}`;
}

/** `1,000 runs with each of 6 values`, or how far it came. */
export function sweepSize(runs: number, done: number, planned: number): string {
  const values = done === planned ? counted(planned, 'value') : `${done} of ${counted(planned, 'value')}`;
  return `${counted(runs, 'run')} with each of ${values}.`;
}

/** Of runs that answered: where the end of a run decides and something was left to happen, it did not. */
export interface BrokenShare {
  readonly words: string;
  /** Of 95 %, in percent. */
  readonly interval: string;
  /** Between 0 and 1; undefined where no run answered. */
  readonly share: number | undefined;
  readonly low: number;
  readonly high: number;
  /** What was left open; empty where nothing was. */
  readonly open: string;
}

export function brokenShare(broken: number, open: number, runs: number): BrokenShare {
  const asked = runs - open;
  const interval = shareInterval95(broken, asked);
  const left = open === 0 ? '' : `${grouped(open)} ${PROGRAM_SWEEP.open}`;
  if (!interval) return { words: '–', interval: '', share: undefined, low: 0, high: 1, open: left };
  const { low, high } = interval;
  const share = broken / asked;
  const words = `${percent(share)} %`;
  return { words, interval: `${percent(low)}–${percent(high)}`, share, low, high, open: left };
}

/** What the button says that shows the first run with a broken law, for whoever hears it alone. */
export function firstBroken(law: string, value: string): string {
  return `${capital(law)}, ${value}`;
}

function percent(share: number): string {
  return (100 * share).toFixed(1);
}
