// A lesson that somebody brings along as a file: on the page of the lessons, or on the one that opens logs, which hands it on.
import { LESSON_LENGTH_MAX } from '../../lessons/lesson.ts';
import { looksLikeLesson } from '../../lessons/looks-like-lesson.ts';
import { ViewEvent } from '../parts/view-event.ts';

export interface LessonFile {
  readonly file: string;
  readonly text: string;
}

/** Whoever keeps the lessons is to show this one. */
export class LessonOpenEvent extends ViewEvent {
  static readonly type = 'lesson-open';
  constructor(readonly lesson: LessonFile) {
    super(LessonOpenEvent.type);
  }
}

/** Whether the files may be a lesson, by their number and name alone. */
export function mayBeLesson(files: readonly File[]): boolean {
  return files.length === 1 && /\.(md|markdown)$/i.test(files[0]!.name);
}

/**
 * Never rejects; undefined for what is not a lesson, unless it is meant `asLesson`: then the reader says what is missing. What is
 * too long is cut off, and refused by the reader for its length.
 */
export async function lessonIn(
  [file]: readonly File[],
  { asLesson = false } = {},
): Promise<LessonFile | undefined> {
  if (!file) return undefined;
  const text = await file
    .slice(0, 4 * LESSON_LENGTH_MAX)
    .text()
    .catch(() => '');
  return asLesson || looksLikeLesson(file.name, text) ? { file: file.name, text } : undefined;
}

declare global {
  interface HTMLElementEventMap {
    'lesson-open': LessonOpenEvent;
  }
}
