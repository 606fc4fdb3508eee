// What is said around the notes that somebody pins to a run.
import { counted, grouped } from '../core/counted.ts';
import { NOTE_LENGTH_MAX, NOTES_MAX } from '../core/note.ts';
import type { Engine } from '../core/trace.ts';
import { momentOf } from './numbers.ts';

export const NOTE_WORDS = {
  title: 'Notes',
  add: 'Add a note',
  addToStretch: 'Add a note to this stretch',
  lead: 'Notes are saved in this run’s link and in its JSONL file.',
  empty:
    'No notes yet. Select an event and choose “Add a note”, or add one to the stretch that the diagram shows.',
  field: 'Note',
  save: 'Save note',
  cancel: 'Cancel',
  edit: 'Edit',
  remove: 'Remove',
  full: `A run has at most ${NOTES_MAX} notes. Remove one first.`,
} as const;

export function notesTitle(count: number): string {
  return count === 0 ? NOTE_WORDS.title : `${NOTE_WORDS.title} (${grouped(count)})`;
}

/** What a note on a stretch is pinned to. */
export function stretchName(engine: Engine, fromMs: number, toMs: number): string {
  return `From ${momentOf(engine, fromMs)} to ${momentOf(engine, toMs)}`;
}

/** Under the field. */
export function noteRoom(length: number): string {
  return `${counted(NOTE_LENGTH_MAX - length, 'character')} left`;
}

/** What a button does, for those who do not see the note beside it. */
export function editNote(pin: string): string {
  return `${NOTE_WORDS.edit}: note on ${pin}`;
}

export function removeNote(pin: string): string {
  return `${NOTE_WORDS.remove}: note on ${pin}`;
}
