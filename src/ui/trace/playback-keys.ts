// The keys of playback, which hold for the whole page: but only while nothing has the focus that takes these keys itself.

/** What a key asks of the playback: one of its methods. */
export type PlaybackWish = 'toggle' | 'back' | 'forward' | 'toStart' | 'toEnd';

/** By `KeyboardEvent.key`. */
export const PLAYBACK_WISHES: ReadonlyMap<string, PlaybackWish> = new Map([
  [' ', 'toggle'],
  ['ArrowLeft', 'back'],
  ['ArrowRight', 'forward'],
  ['Home', 'toStart'],
  ['End', 'toEnd'],
]);

/** What types, chooses or scrolls with these keys; a dialog has keys of its own. */
const TAKES_ALL =
  'input, select, textarea, dialog, [contenteditable], [role=application], [role=tab], [role=region][tabindex]';
const TAKES_SPACE = 'button, a, summary, label';

export function wishOf(event: KeyboardEvent): PlaybackWish | undefined {
  const wish = PLAYBACK_WISHES.get(event.key);
  if (!wish || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    return undefined;
  const elements = event.composedPath().filter(target => target instanceof Element);
  const isTaken = elements.some(
    element => element.matches(TAKES_ALL) || (event.key === ' ' && element.matches(TAKES_SPACE)),
  );
  return isTaken ? undefined : wish;
}
