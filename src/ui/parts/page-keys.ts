// Which key asks for what on every page. They are single keys, so they do nothing where a person types, and a switch in the sheet
// of keys turns them off.
import { VIEW_NAMES } from '../../words/frame.ts';

export type PageWish =
  | { readonly kind: 'view'; /** Its place in the header, from 0. */ readonly at: number }
  | { readonly kind: 'present' }
  | { readonly kind: 'search' }
  | { readonly kind: 'keys' };

/** By `KeyboardEvent.key`, in small letters. */
export const PAGE_WISHES: ReadonlyMap<string, PageWish> = new Map<string, PageWish>([
  ...VIEW_NAMES.map((_, at): [string, PageWish] => [`${at + 1}`, { kind: 'view', at }]),
  ['p', { kind: 'present' }],
  ['/', { kind: 'search' }],
  ['?', { kind: 'keys' }],
]);

/** What types or chooses by letters and digits; a dialog has keys of its own. */
const TAKES_LETTERS =
  'input:not([type=radio], [type=checkbox], [type=range], [type=button]), select, textarea, dialog, [contenteditable]';

/** Undefined for keys that are not the page's, and for those that belong to what has the focus. */
export function pageWishOf(event: KeyboardEvent): PageWish | undefined {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const wish = PAGE_WISHES.get(event.key.toLowerCase());
  const isTaken = event
    .composedPath()
    .some(target => target instanceof Element && target.matches(TAKES_LETTERS));
  return isTaken ? undefined : wish;
}
