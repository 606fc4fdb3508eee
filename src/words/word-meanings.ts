// What a person may say that a word in a log means, where nothing else explains it.
import type { EventKind } from '../core/event.ts';

export const WORD_MEANINGS = ['send', 'receive', 'internal', 'ignore'] as const;
export type WordMeaning = EventKind | 'ignore';

export const WORD_MEANING_LABELS: Readonly<Record<WordMeaning, string>> = {
  send: 'a send',
  receive: 'a receive',
  internal: 'an internal event',
  ignore: 'not an event',
};

export const WORD_TABLE_WORDS = {
  title: 'What happened',
  explain:
    'These words are not known. Say what they mean; once one of them has a meaning, all others are internal events.',
  word: 'word',
  lines: 'lines here',
  means: 'means',
  unknown: 'not known',
  meaningOf: (word: string): string => `What “${word}” means`,
} as const;
