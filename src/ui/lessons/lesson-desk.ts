// What the lessons' pages share: which lesson is shown, the one that came as a file, and the answers that a person has given
// since the page was opened.
import { Store } from '../../core/store.ts';
import { readLesson } from '../../lessons/read-lesson.ts';
import { SHELF } from '../../lessons/shelf.ts';
import type { Lesson, ReadLesson } from '../../lessons/lesson.ts';
import type { LessonsPlace } from '../../address/lessons.ts';
import type { LessonFile } from './lesson-file.ts';

export interface ShownLesson {
  /** What the answers are kept by. */
  readonly key: string;
  readonly file: string;
  readonly read: ReadLesson;
}

/** By question number: the answer that was checked, from 0. */
export type Answers = ReadonlyMap<number, number>;

export interface Progress {
  readonly answers: Answers;
  /** Questions that somebody went past without the right answer, by number. */
  readonly passed: ReadonlySet<number>;
}

export const NO_PROGRESS: Progress = { answers: new Map(), passed: new Set() };

export interface LessonsState {
  readonly place: LessonsPlace;
  readonly problems: readonly string[];
  /** The last one that came as a file. */
  readonly brought: ShownLesson | undefined;
  /** By the key of a lesson; one for each lesson of the program, and one for the file. */
  readonly progress: ReadonlyMap<string, Progress>;
}

const BROUGHT = 'file';

export class LessonDesk extends Store<LessonsState> {
  /** Read once: their texts do not change. */
  readonly shelf: readonly (ShownLesson & { readonly lesson: Lesson })[];

  constructor() {
    super(() => ({ place: { kind: 'list' }, problems: [], brought: undefined, progress: new Map() }));
    this.shelf = SHELF.flatMap(({ id, text }) => {
      const file = `${id}.md`;
      const read = readLesson(file, text);
      return read.kind === 'lesson' ? [{ key: id, file, read, lesson: read.lesson }] : [];
    });
  }

  /** Another file is another lesson: its questions are asked afresh. */
  bring({ file, text }: LessonFile): void {
    const progress = new Map(this.state.progress);
    progress.delete(BROUGHT);
    this.change({ brought: { key: BROUGHT, file, read: readLesson(file, text) }, progress });
  }

  /** Undefined where the place names no lesson that there is. */
  lessonAt(place: LessonsPlace): ShownLesson | undefined {
    if (place.kind === 'lesson') return this.shelf.find(({ key }) => key === place.id);
    const { brought } = this.state;
    return place.kind === 'file' && brought?.file === place.file ? brought : undefined;
  }

  progressOf(key: string): Progress {
    return this.state.progress.get(key) ?? NO_PROGRESS;
  }

  answer(key: string, question: number, answer: number): void {
    const { answers, passed } = this.progressOf(key);
    this.#keep(key, { answers: new Map(answers).set(question, answer), passed });
  }

  pass(key: string, question: number): void {
    const { answers, passed } = this.progressOf(key);
    this.#keep(key, { answers, passed: new Set(passed).add(question) });
  }

  #keep(key: string, progress: Progress): void {
    this.change({ progress: new Map(this.state.progress).set(key, progress) });
  }
}
