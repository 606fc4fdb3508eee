// What a person chooses for a run: a trial, an engine and, for a live run, where machines live and how they are linked.
import type { Trial } from '../core/trial.ts';
import type { LinkChoice } from '../network/link-choice.ts';
export { LINK_CHOICES, type LinkChoice } from '../network/link-choice.ts';

/** More seats than this a live laboratory does not set up in one browser. */
export const SEATS_MAX = 32;
/** More machines than this the trial view does not draw; the library simulates up to 1,000. */
export const VIRTUAL_MACHINES_MAX = 100;
export const DEFAULT_ROOM = 'main';

export const ENGINES = ['live', 'virtual'] as const;
export const PLACES = ['frames', 'tabs'] as const;

export type EngineChoice = (typeof ENGINES)[number];
/** Where the machines of a live run live. */
export type Place = (typeof PLACES)[number];

/** A draft that holds water. */
export interface Settings {
  readonly trial: Trial;
  readonly engine: EngineChoice;
  readonly link: LinkChoice;
  readonly place: Place;
  readonly room: string;
}
