// Lists as people type them: rates, numbers and ranges of numbers, and delays of messages. What is wrong is said in words,
// to be shown beside the field.
import type { MessageDelay, MessageDelayInput } from '../core/message-delay.ts';
import { delayWords } from '../words/delay.ts';
import {
  backwards,
  NO_NUMBER,
  notADelay,
  notANumber,
  tooLarge,
  tooManyValues,
} from '../words/form-problems.ts';
import { problem, value, type Parsed } from './fields.ts';

/** A list longer than this is refused, so that a slip such as 1-1000000 costs nothing. */
export const LIST_VALUES_MAX = 1000;

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const ITEM = new RegExp(`^${NUMBER}(?:-${NUMBER})?$`);
const LOG_NORMAL = new RegExp(`^log-normal[ :]+${NUMBER}(?: ?ms)? ?[x×*] ?${NUMBER}$`);
const DELAY = new RegExp(`^(fixed|uniform|exponential)[ :]+${NUMBER}(?:-${NUMBER})?(?: ?ms)?$`);

/** `5, 1, 5` is three rates, each as it was typed; `5,,5` is three, the second of them empty. */
export function ratesFrom(text: string): readonly string[] {
  return text.trim().split(/\s*[,;]\s*|\s+/);
}

/** `4, 6, 10-12` is 4, 6, 10, 11, 12: as they were typed, doubles included. A range goes up in steps of 1. */
export function numbersFrom(text: string): Parsed<readonly number[]> {
  const items = tidy(text).split(/[,; ]+/);
  const values: number[] = [];
  for (const item of items.filter(some => some !== '')) {
    const [, low, high = low] = ITEM.exec(item) ?? [];
    if (low === undefined || high === undefined) return problem(notANumber(item));
    if (Number(low) > Number(high)) return problem(backwards(item, low, high));
    // Counted before anything is expanded: beyond 2⁵³ adding 1 changes nothing, and hundreds of digits are Infinity.
    const lowest = Number(low);
    const beyond = Math.floor(Number(high) - lowest);
    if (Number(high) > Number.MAX_SAFE_INTEGER) return problem(tooLarge(item));
    if (values.length + beyond >= LIST_VALUES_MAX) return problem(tooManyValues(LIST_VALUES_MAX));
    for (let step = 0; step <= beyond; step++) values.push(lowest + step);
  }
  return values.length === 0 ? problem(NO_NUMBER) : value(values);
}

/** As {@link numbersFrom}, ascending and each value once: an axis of a grid. */
export function axisFrom(text: string): Parsed<readonly number[]> {
  const list = numbersFrom(text);
  return list.kind === 'problem' ? list : value([...new Set(list.value)].sort((a, b) => a - b));
}

/** `none, fixed 50, uniform 20-80, exponential 50, log-normal 50 x 2`, in milliseconds; each once. */
export function delaysFrom(text: string): Parsed<readonly MessageDelayInput[]> {
  const delays = new Map<string, MessageDelayInput>();
  for (const item of tidy(text).toLowerCase().split(/ ?, ?/)) {
    const delay = delayFrom(item);
    if (!delay) return problem(notADelay(item));
    delays.set(delayWords(delay), delay);
    if (delays.size > LIST_VALUES_MAX) return problem(tooManyValues(LIST_VALUES_MAX));
  }
  return value([...delays.values()]);
}

function delayFrom(item: string): MessageDelayInput | undefined {
  if (item === 'none') return { kind: 'none' };
  const [, median, spread] = LOG_NORMAL.exec(item) ?? [];
  if (median !== undefined && spread !== undefined)
    return { kind: 'log-normal', medianMs: Number(median), spreadFactor: Number(spread) };
  const [, kind, first, second] = DELAY.exec(item) ?? [];
  if (kind === undefined || (kind === 'uniform') !== (second !== undefined)) return undefined;
  const lengthMs = Number(first);
  const delays: Record<string, MessageDelay> = {
    fixed: { kind: 'fixed', delayMs: lengthMs },
    uniform: { kind: 'uniform', minMs: lengthMs, maxMs: Number(second) },
    exponential: { kind: 'exponential', meanMs: lengthMs },
  };
  return delays[kind];
}

/** One space between words, none around a hyphen, and a dash is a hyphen. */
function tidy(text: string): string {
  return text
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/ ?[-–] ?/g, '-');
}
