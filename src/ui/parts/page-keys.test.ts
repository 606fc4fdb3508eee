// The sheet of keys and what is bound are one list: no key is listed that does nothing, and none does something unlisted.
import { expect, test } from 'vitest';
import { KEY_GROUPS, PAGE_KEY_ROWS } from '../../words/keys.ts';
import { DIAGRAM_KEYS } from '../../words/diagram.ts';
import { BOUND_KEYS, wishOf } from '../trace/diagram/diagram-keys.ts';
import { PAGE_WISHES } from './page-keys.ts';

/** Keys as they are shown, and as the browser calls them. */
const NAMES: Readonly<Record<string, string>> = {
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
};
/** What some keyboards have in place of a listed key. */
const ALSO = new Set(['=', '-', 'm']);

function keysIn(rows: readonly (readonly [string, string])[]): string[] {
  return rows.flatMap(([keys]) => keys.split(' ').filter(key => key !== 'or')).map(key => NAMES[key] ?? key);
}

test('each key of every page is listed, and each that is listed is bound', () => {
  expect(keysIn(PAGE_KEY_ROWS).map(key => key.toLowerCase())).toEqual([...PAGE_WISHES.keys()]);
});

test('each key of the diagram is listed, and each that is listed is bound', () => {
  const listed = keysIn(DIAGRAM_KEYS);
  const modifiers = { altKey: false, ctrlKey: false, metaKey: false };
  expect(listed.filter(key => !wishOf({ key, ...modifiers }))).toEqual([]);
  expect(BOUND_KEYS.filter(key => !listed.includes(key) && !ALSO.has(key))).toEqual([]);
});

test('the sheet has each group once, and no key twice in a group', () => {
  expect(new Set(KEY_GROUPS.map(({ heading }) => heading)).size).toBe(KEY_GROUPS.length);
  for (const { rows } of KEY_GROUPS) expect(new Set(keysIn(rows)).size).toBe(keysIn(rows).length);
});
