// The address of the lessons: the list, one of the program's own, or one that was opened from a file.
import { unknownLesson } from '../words/lessons.ts';
import { optionalField, parseFields, problem, Problems, readFields, value, writeFields } from './fields.ts';

const LESSON_ID = /^[a-z0-9-]{1,60}$/;
/** Of the name of a file, in characters. */
const FILE_MAX = 200;

/** Said of the list, so that the way back to it is an address that says something. */
const LIST = 'list';

export const LESSONS_FIELDS = {
  show: optionalField(text => (text === LIST ? value(text) : problem(unknownLesson(text)))),
  lesson: optionalField(text => (LESSON_ID.test(text) ? value(text) : problem(unknownLesson(text)))),
  file: optionalField(text =>
    text !== '' && text.length <= FILE_MAX ? value(text) : problem(unknownLesson(text)),
  ),
};
const NOTHING = { show: undefined, lesson: undefined, file: undefined };

export type LessonsPlace =
  | { readonly kind: 'list' }
  | { readonly kind: 'lesson'; readonly id: string }
  /** A file that somebody brought: the address has only its name. */
  | { readonly kind: 'file'; readonly file: string };

export interface LessonsAddress {
  readonly place: LessonsPlace;
  /** What the address says and means nothing here, in sentences. */
  readonly problems: readonly string[];
}

/** `query` is what follows `#/lessons?`. Never throws. */
export function readLessonsAddress(query: string): LessonsAddress {
  const { draft, problems } = readFields(LESSONS_FIELDS, query);
  const found = new Problems<'show' | 'lesson' | 'file'>();
  const { lesson, file } = parseFields(LESSONS_FIELDS, draft, found.complain);
  const place: LessonsPlace =
    lesson !== undefined
      ? { kind: 'lesson', id: lesson }
      : file !== undefined
        ? { kind: 'file', file }
        : { kind: 'list' };
  return { place, problems: [...problems, ...found.list].map(({ message }) => message) };
}

/** The fragment's query: what {@link readLessonsAddress} turns back into the same place. */
export function writeLessonsAddress(place: LessonsPlace): string {
  switch (place.kind) {
    case 'list':
      return writeFields(LESSONS_FIELDS, { ...NOTHING, show: LIST });
    case 'lesson':
      return writeFields(LESSONS_FIELDS, { ...NOTHING, lesson: place.id });
    case 'file':
      return writeFields(LESSONS_FIELDS, { ...NOTHING, file: place.file.slice(0, FILE_MAX) });
  }
}
