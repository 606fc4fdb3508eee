// How numbers are written wherever a person reads them: durations, sizes, shares, estimates and lists. One function for
// each kind of number, so that one fact has one text. Counts with their nouns are in core/counted.ts.
import { counted, grouped } from '../core/counted.ts';
import { STEP_MS } from '../core/program/program-record.ts';
import type { Engine } from '../core/trace.ts';

/** A moment of a run: `23.400 s`. */
export function moment(atMs: number): string {
  return `${(atMs / 1000).toFixed(3)} s`;
}

/** A moment of a run, or its step where time has no length: `step 3`. */
export function momentOf(engine: Engine, atMs: number): string {
  return engine === 'stepped' ? `step ${Math.floor(atMs / STEP_MS)}` : moment(atMs);
}

/** A time in a sentence, to a tenth of a second: `15.0 s`. */
export function seconds(valueMs: number): string {
  return `${(valueMs / 1000).toFixed(1)} s`;
}

/** How long something took: `18.6 s`, `1.25 s`, `0.13 s`, `4 ms`, `0.2 ms`. */
export function duration(lastsMs: number): string {
  const size = Math.abs(lastsMs);
  if (size >= 10_000) return seconds(lastsMs);
  if (size >= 1000) return `${trimmed((lastsMs / 1000).toFixed(2))} s`;
  if (size >= 100) return `${(lastsMs / 1000).toFixed(2)} s`;
  return `${trimmed(lastsMs.toFixed(size >= 10 ? 0 : 1))} ms`;
}

/** How long a whole run lasts: `0.25 s`, `59.8 s`, `5 min 12 s`. */
export function runLength(lastsMs: number): string {
  const length = lastsMs / 1000;
  if (length < 120) return `${Number(length.toFixed(length < 10 ? 2 : 1))} s`;
  return `${Math.floor(length / 60)} min ${Math.round(length % 60)} s`;
}

/** As {@link runLength}; `12 steps` where time has no length. */
export function lengthOf(engine: Engine, spanMs: number): string {
  return engine === 'stepped' ? counted(Math.ceil(spanMs / STEP_MS), 'step') : runLength(spanMs);
}

/** An estimate of a duration: `less than a second`, `about 4 s`, `about 2 min 10 s`, `about 3 h 5 min`. */
export function roughTime(lastsMs: number): string {
  const length = Math.round(lastsMs / 1000);
  if (length < 1) return 'less than a second';
  if (length < 60) return `about ${length} s`;
  const minutes = Math.floor(length / 60);
  if (minutes < 60)
    return `about ${minutes} min ${Math.round((length % 60) / 10) * 10} s`.replace(' 0 s', '');
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A part of a run, as finely as its length needs: `8.10 s to 16.90 s`; `step 8 to step 16` where time has no length. */
export function stretchWords(engine: Engine, fromMs: number, toMs: number): string {
  if (engine === 'stepped') return `${momentOf(engine, fromMs)} to ${momentOf(engine, toMs)}`;
  const digits = toMs - fromMs < 1000 ? 3 : toMs - fromMs < 20_000 ? 2 : 1;
  return `${(fromMs / 1000).toFixed(digits)} s to ${(toMs / 1000).toFixed(digits)} s`;
}

/** `1 byte`, `512 bytes`, `14 kB`, `2.1 MB`, `190 MB`, `1.1 GB`. */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  if (bytes < 1e6) return `${Math.round(bytes / 1e3)} kB`;
  if (bytes >= 995e6) return `${trimmed((bytes / 1e9).toFixed(1))} GB`;
  const megabytes = bytes / 1e6;
  if (megabytes < 10) return `${megabytes.toFixed(1)} MB`;
  return `${megabytes < 100 ? Math.round(megabytes) : Math.round(megabytes / 10) * 10} MB`;
}

/** A part of one, to whole percent: `12 %`. */
export function percent(portion: number): string {
  return `${Math.round(portion * 100)} %`;
}

/** One count of another, as finely as it needs: `12 %`, `0.04 %`. `0 %` and `100 %` are exact. */
export function share(count: number, of: number): string {
  if (count === 0 || of === 0) return '0 %';
  const hundredths = (100 * count) / of;
  if (count === of) return '100 %';
  if (hundredths > 99.9) return '> 99.9 %';
  if (hundredths < 0.001) return '< 0.001 %';
  const rounds = hundredths >= 10 && hundredths < 99.5; // 99.6 % is not 100 %
  const digits = rounds ? 0 : hundredths >= 1 ? 1 : hundredths >= 0.1 ? 2 : 3;
  return `${hundredths.toFixed(digits)} %`;
}

/** With exactly so many decimals, so that the figures of a column are below each other: `1.50`. */
export function fixed(value: number, decimals: number): string {
  return value.toFixed(decimals);
}

/** As {@link secondsFigure}, and the number of the step where time has no length. */
export function momentFigure(engine: Engine, atMs: number, decimals = 3): string {
  return engine === 'stepped' ? String(Math.floor(atMs / STEP_MS)) : secondsFigure(atMs, decimals);
}

/** A moment without its unit, for a column that has the unit in its head: `23.400`, or `23.4` with one decimal. */
export function secondsFigure(atMs: number, decimals = 3): string {
  return fixed(atMs / 1000, decimals);
}

/** With up to two decimals, none of them a needless zero: `3`, `1.5`, `0.33`. */
export function decimal(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** How many a second, with no more digits than a count of that size supports: `23`, `1.7`. */
export function perSecond(value: number): string {
  return value >= 20 ? String(Math.round(value)) : String(Number(value.toFixed(1)));
}

/** An estimate of a count: `840`, `6.3 million`. */
export function roundCount(count: number): string {
  if (count < 1e5) return grouped(count);
  if (count < 1e9) return `${(count / 1e6).toFixed(count < 1e7 ? 1 : 0)} million`;
  return `${(count / 1e9).toFixed(1)} billion`;
}

/** A mean with a range behind it: `14.2 (9.1–20.0)`; the mean alone where the range is no wider than a digit. */
export function withRange(mean: number, low: number, high: number, digits: number): string {
  const edges = [low, high].map(edge => edge.toFixed(digits));
  return edges[0] === edges[1] ? mean.toFixed(digits) : `${mean.toFixed(digits)} (${edges.join('–')})`;
}

/** `1`, `1 and 3`, `1, 2 and 5`. */
export function listing(items: readonly (string | number)[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

const NUMBER_WORDS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A small count as a word, in a sentence: `three`, `32`. */
export function numberWord(count: number): string {
  return NUMBER_WORDS[count] ?? String(count);
}

function trimmed(decimals: string): string {
  return decimals.includes('.') ? decimals.replace(/\.?0+$/, '') : decimals;
}
