// Lists as people type them: numbers and ranges of numbers, and delays of messages. What is wrong is said in words, to
// stand beside the field.
import { grouped } from '../core/counted.ts';
import { delayWords } from '../words/delay.ts';
import type { MessageDelay, MessageDelayInput } from '../core/message-delay.ts';

export type ParsedList<T> =
  | { readonly kind: 'values'; readonly values: readonly T[] }
  | { readonly kind: 'problem'; readonly message: string };

/** A list longer than this is refused, so that a slip such as 1-1000000 costs nothing. */
export const LIST_VALUES_MAX = 1000;

const NUMBER = String.raw`(\d+(?:\.\d+)?)`;
const ITEM = new RegExp(`^${NUMBER}(?:-${NUMBER})?$`);
const DELAY = new RegExp(`^(fixed|uniform|exponential)[ :]+${NUMBER}(?:-${NUMBER})?(?: ?ms)?$`);
const DELAY_EXAMPLES = 'none, fixed 50, uniform 20-80 or exponential 50';

/** `4, 6, 10-12` is 4, 6, 10, 11, 12: as they were typed, doubles included. A range goes up in steps of 1. */
export function numbersFrom(text: string): ParsedList<number> {
  const items = tidy(text).split(/[,; ]+/);
  const values: number[] = [];
  for (const item of items.filter(some => some !== '')) {
    const [, low, high = low] = ITEM.exec(item) ?? [];
    if (low === undefined) return problem(`“${item}” is neither a number nor a range such as 3-20.`);
    if (Number(low) > Number(high)) return problem(`“${item}” runs backwards: write ${high}-${low}.`);
    // Counted before anything is expanded: beyond 2⁵³ adding 1 changes nothing, and hundreds of digits are Infinity.
    const lowest = Number(low);
    const beyond = Math.floor(Number(high) - lowest);
    if (Number(high) > Number.MAX_SAFE_INTEGER) return problem(`“${item}” is too large a number.`);
    if (values.length + beyond >= LIST_VALUES_MAX)
      return problem(`A list may have at most ${grouped(LIST_VALUES_MAX)} values.`);
    for (let step = 0; step <= beyond; step++) values.push(lowest + step);
  }
  if (values.length === 0) return problem('Give at least one number, or a range such as 3-20.');
  return { kind: 'values', values };
}

/** As {@link numbersFrom}, ascending and each value once: an axis of a grid. */
export function axisFrom(text: string): ParsedList<number> {
  const list = numbersFrom(text);
  if (list.kind === 'problem') return list;
  return { kind: 'values', values: [...new Set(list.values)].sort((a, b) => a - b) };
}

/** `none, fixed 50, uniform 20-80, exponential 50`, in milliseconds; each once. */
export function delaysFrom(text: string): ParsedList<MessageDelayInput> {
  const delays = new Map<string, MessageDelayInput>();
  for (const item of tidy(text).toLowerCase().split(/ ?, ?/)) {
    const delay = delayFrom(item);
    if (!delay) return problem(`“${item}” is no delay: write ${DELAY_EXAMPLES}, in milliseconds.`);
    delays.set(delayWords(delay), delay);
  }
  return { kind: 'values', values: [...delays.values()] };
}

function delayFrom(item: string): MessageDelayInput | undefined {
  if (item === 'none') return { kind: 'none' };
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

function problem(message: string): { kind: 'problem'; message: string } {
  return { kind: 'problem', message };
}
