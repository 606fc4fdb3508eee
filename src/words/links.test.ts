import { expect, test } from 'vitest';
import type { Pair } from '../laboratory/pairs.ts';
import { NOTHING_COUNTED, type LinkReport } from '../network/link.ts';
import { isTroubled, linkSentence, linksInShort, reopenedInShort } from './links.ts';

const link: LinkReport = { remote: 2, state: 'open', kind: 'webrtc', ...NOTHING_COUNTED };
const pair: Pair = {
  lower: 1,
  higher: 2,
  state: 'open',
  kind: 'webrtc',
  reason: undefined,
  changes: 0,
  overdue: 0,
};

test('a link says what it took to lose nothing', () => {
  expect(linkSentence(link)).toBe('Link to machine 2: WebRTC, open.');
  expect(linkSentence({ ...link, changes: 1, resent: 12, duplicates: 1 })).toBe(
    'Link to machine 2: WebRTC, open; reopened once; 12 frames sent again; 1 duplicate dropped.',
  );
  expect(linkSentence({ ...link, state: 'connecting', changes: 2, overdue: 3, reason: 'It was cut.' })).toBe(
    'Link to machine 2: WebRTC, connecting; It was cut; reopened 2 times; 3 messages on the way.',
  );
});

test('a link that held its machine back deserves a look', () => {
  const held = { ...link, heldMs: 2100 };
  expect(linkSentence(held)).toBe(
    'Link to machine 2: WebRTC, open; full for 2.1 s, which held its machine back.',
  );
  expect([isTroubled(link), isTroubled({ ...link, changes: 3, resent: 4 }), isTroubled(held)]).toEqual([
    false,
    false,
    true,
  ]);
});

test('links that are opening again are counted, and so is how often they were', () => {
  const opening: Pair = { ...pair, higher: 3, state: 'connecting', changes: 1 };
  expect(linksInShort([pair, opening])).toBe('1 link over WebRTC, 1 opening');
  expect(linksInShort([opening])).toBe('1 link opening');
  expect([reopenedInShort([pair]), reopenedInShort([pair, opening])]).toEqual([undefined, '1 link change']);
});
