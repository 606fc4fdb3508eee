import { expect, test } from 'vitest';
import { PLAYBACK_KEY_ROWS } from '../../words/keys.ts';
import { PLAYBACK_WISHES } from './playback-keys.ts';

const SHOWN: Readonly<Record<string, string>> = { ' ': 'Space', ArrowLeft: '←', ArrowRight: '→' };

test('the sheet of keys has each key of playback once', () => {
  const bound = [...PLAYBACK_WISHES.keys()].map(key => SHOWN[key] ?? key);
  expect(PLAYBACK_KEY_ROWS.flatMap(([keys]) => keys.split(' '))).toEqual(bound);
});
