// The lessons that the program brings along, in the order of the list. Their files are in the folder `lessons` of the
// repository.
import whyDidItJump from '../../lessons/why-did-it-jump.md?raw';

export interface ShelvedLesson {
  /** As the address has it. */
  readonly id: string;
  /** The name of its file. */
  readonly file: string;
  readonly text: string;
}

export const SHELF: readonly ShelvedLesson[] = [
  { id: 'why-did-it-jump', file: 'why-did-it-jump.md', text: whyDidItJump },
];
