// Composition root of the lessons: the address names the list or one lesson, and a file that was brought to any view is shown
// as one.
import { readLessonsAddress, writeLessonsAddress } from '../address/lessons.ts';
import type { Store } from '../core/store.ts';
import { simulateInWorker } from '../jobs/runner.ts';
import { LessonDesk } from '../ui/lessons/lesson-desk.ts';
import type { LessonFile } from '../ui/lessons/lesson-file.ts';
import '../ui/lessons/lessons-view.ts';
import { TAB_TITLES } from '../words/frame.ts';
import { lessonTabTitle } from '../words/lessons.ts';
import type { OpenView, View } from './view.ts';

/** The file that somebody brought last. */
export interface BroughtLesson {
  readonly lesson: LessonFile | undefined;
}

export function lessonsOpener(brought: Store<BroughtLesson>): OpenView {
  return (firstQuery, changed) => {
    const desk = new LessonDesk();
    const element = document.createElement('lessons-view');
    element.desk = desk;
    element.simulate = simulateInWorker;
    let query = firstQuery;
    const take = (other: string): void => {
      const { place, problems } = readLessonsAddress(other);
      query = problems.length > 0 || other === '' ? other : writeLessonsAddress(place);
      desk.change({ place, problems });
    };
    const takeBrought = (): void => {
      const { lesson } = brought.state;
      if (!lesson) return;
      desk.bring(lesson);
      take(writeLessonsAddress({ kind: 'file', file: lesson.file }));
      changed();
    };
    const unsubscribe = brought.subscribe(takeBrought);
    element.addEventListener('leave-out-request', () => {
      take('');
      changed();
    });
    take(firstQuery);
    if (desk.state.place.kind === 'file') takeBrought();

    const view: View = {
      element,
      get title() {
        const shown = desk.lessonAt(desk.state.place);
        return shown?.read.kind === 'lesson' ? lessonTabTitle(shown.read.lesson.title) : TAB_TITLES.lessons;
      },
      get query() {
        return query;
      },
      activity: undefined,
      wouldBeMissed: false,
      take,
      sighted: () => undefined,
      close: () => {
        unsubscribe();
        desk.close();
      },
    };
    return view;
  };
}
