// What the lines of one file say again and again: read once, and remembered within bounds. A log of a million lines has a
// few words for what happens, a few names, and times that mostly differ from the one before in their last digits.
import { kindOf, machineNameIn, recipientsIn, recipientsOf } from './line-words.ts';
import type { LineTerms } from './log-record.ts';
import { readTime, type ReadTime } from './read-time.ts';

/** Further texts are read anew each time. */
const REMEMBERED_MAX = 1000;

/** Of one file. Each answers as the function of the same name. */
export function lineTerms(): LineTerms {
  const times = new SuccessiveTimes();
  return {
    kindOf: remembering(kindOf),
    recipientsOf: remembering(recipientsOf),
    recipientsIn: remembering(recipientsIn),
    machineNameIn: remembering(machineNameIn),
    plainName: remembering(name => name.trim().toLowerCase()),
    readTime: written => times.read(written),
  };
}

function remembering<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const own = answer(text);
    if (known.size < REMEMBERED_MAX) known.set(text, own);
    return own;
  };
}

/** A time of day with a fraction of the second, which ends the text or is followed by a zone or the like. */
const FRACTION = /^(.*\d:\d{2}[.,])(\d{1,9})(?!\d)(.*)$/;

/** Reads times as {@link readTime} does, those of the same second as the one before by their fraction alone. */
export class SuccessiveTimes {
  #before = '';
  #behind = '';
  #second: ReadTime | undefined;

  read(written: string): ReadTime | undefined {
    const { ms, basis } = this.#second ?? {};
    if (ms !== undefined && basis !== undefined && written.startsWith(this.#before)) {
      const fraction = fractionMs(written, this.#before.length, written.length - this.#behind.length);
      if (fraction >= 0 && written.endsWith(this.#behind)) return { ms: ms + fraction, basis };
    }
    const time = readTime(written);
    const [, before, fraction = '', behind = ''] = (time && FRACTION.exec(written)) ?? [];
    if (before === undefined) return time;
    const second = readTime(`${before}0${behind}`);
    // Where the digits mean something else than a fraction, nothing is remembered.
    const isFraction = second && second.ms + fractionMs(fraction, 0, fraction.length) === time!.ms;
    this.#second = isFraction ? second : undefined;
    this.#before = before;
    this.#behind = behind;
    return time;
  }
}

/** Milliseconds that 1 to 9 digits behind the point of a second are, to the microsecond; -1 where they are not that. */
function fractionMs(text: string, from: number, to: number): number {
  const digits = to - from;
  if (digits < 1 || digits > 9) return -1;
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = 10 * value + digit;
  }
  return Math.round((value / 10 ** digits) * 1e6) / 1000;
}
