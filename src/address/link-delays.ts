// The delays of single links as people type them and as an address has them: `1 to 2: fixed 50` is one direction, and
// `1 and 2: fixed 50` is both.
import { LINK_DELAYS_MAX, type LinkDelayInput } from '../core/message-delay.ts';
import { delayWords } from '../words/delay.ts';
import { LINK_DELAYS_LABEL, LINK_DELAYS_NOTE } from '../words/fault-form.ts';
import { notALinkDelay, tooManyLinkDelays } from '../words/form-problems.ts';
import { problem, textField, value, type Parsed } from './fields.ts';
import { delaysFrom } from './lists.ts';

const NONE = 'none';
const MACHINE = String.raw`([1-9]\d{0,3})`;
const ITEM = new RegExp(`^${MACHINE} ?(to|>|and|&) ?${MACHINE} ?: ?(.+)$`);

export const LINK_DELAYS_FIELD = textField(NONE, linkDelaysFrom, {
  label: LINK_DELAYS_LABEL,
  note: LINK_DELAYS_NOTE,
  wide: true,
});

/** `none`, or items with semicolons between. */
function linkDelaysFrom(text: string): Parsed<readonly LinkDelayInput[]> {
  const items = text.trim().toLowerCase().replace(/\s+/g, ' ').split(/ ?; ?/);
  if (items.length === 1 && items[0] === NONE) return value([]);
  const delays: LinkDelayInput[] = [];
  for (const item of items) {
    const [, first, between, second, delayText] = ITEM.exec(item) ?? [];
    if (delayText === undefined) return problem(notALinkDelay(item));
    const parsed = delaysFrom(delayText);
    if (parsed.kind === 'problem') return parsed;
    const [delay, ...more] = parsed.value;
    if (!delay || more.length > 0) return problem(notALinkDelay(item));
    const [from, to] = [Number(first), Number(second)];
    delays.push({ from, to, delay });
    if (between === 'and' || between === '&') delays.push({ from: to, to: from, delay });
    if (delays.length > LINK_DELAYS_MAX) return problem(tooManyLinkDelays(LINK_DELAYS_MAX));
  }
  return value(delays);
}

/** As they are typed: both directions at once where they are alike. */
export function linkDelaysText(delays: readonly LinkDelayInput[] = []): string {
  const textOf = (from: number, to: number): string | undefined => {
    const link = delays.find(one => one.from === from && one.to === to);
    return link && delayWords(link.delay);
  };
  const items = delays.flatMap(({ from, to }) => {
    const there = textOf(from, to);
    const isBoth = there === textOf(to, from);
    if (isBoth && from > to) return [];
    return [`${from} ${isBoth ? 'and' : 'to'} ${to}: ${there}`];
  });
  return items.length > 0 ? items.join('; ') : NONE;
}
