// The lessons that the program brings along, in the order of the list. Their files are in the folder `lessons` of the
// repository.
import example from '../../lessons/example.md?raw';
import cutThatLies from '../../lessons/a-cut-that-lies.md?raw';
import happenedBefore from '../../lessons/happened-before.md?raw';
import laterIsNotBecause from '../../lessons/later-is-not-because.md?raw';
import timeout from '../../lessons/what-a-timeout-cannot-say.md?raw';
import queueDrowns from '../../lessons/when-a-queue-drowns.md?raw';
import whyDidItJump from '../../lessons/why-did-it-jump.md?raw';

export interface ShelvedLesson {
  /** As the address has it; its file is called after it. */
  readonly id: string;
  readonly text: string;
}

/** What docs/lessons.md shows, for a person who writes one. */
export const EXAMPLE = { name: 'my-lesson.md', text: example, type: 'text/markdown' };

export const SHELF: readonly ShelvedLesson[] = [
  { id: 'happened-before', text: happenedBefore },
  { id: 'later-is-not-because', text: laterIsNotBecause },
  { id: 'why-did-it-jump', text: whyDidItJump },
  { id: 'when-a-queue-drowns', text: queueDrowns },
  { id: 'a-cut-that-lies', text: cutThatLies },
  { id: 'what-a-timeout-cannot-say', text: timeout },
];
