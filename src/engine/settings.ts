// What a person chooses for a run: a trial, an engine and, for a live run, where machines live and how they are linked.
import type { Trial } from '../core/trial.ts';
import type { LinkChoice } from '../network/link-choice.ts';
export { isServerLink, LINK_CHOICES, type LinkChoice } from '../network/link-choice.ts';

/** More seats than this a live laboratory does not set up. */
export const SEATS_MAX = 200;
/** Where each pair of machines has a link of its own, or each machine a page, there are no more seats than this. */
export const PAIRWISE_SEATS_MAX = 32;
/** More machines than this the trial view does not draw; the library simulates up to 1,000. */
export const VIRTUAL_MACHINES_MAX = 200;
export const DEFAULT_ROOM = 'main';

export const ENGINES = ['live', 'virtual'] as const;
export const PLACES = ['frames', 'tabs', 'workers'] as const;
/** What one machine lives in. */
export const DWELLINGS = ['frame', 'tab', 'worker', 'device'] as const;

export type EngineChoice = (typeof ENGINES)[number];
/** Where the machines of a live run live. */
export type Place = (typeof PLACES)[number];
export type Dwelling = (typeof DWELLINGS)[number];
/** What a machine gets where no person has given it a page; in tabs it waits for one. */
export const DWELLING_OF: Readonly<Record<Place, Dwelling>> = {
  frames: 'frame',
  tabs: 'tab',
  workers: 'worker',
};

/** A draft that holds water. */
export interface Settings {
  readonly trial: Trial;
  readonly engine: EngineChoice;
  readonly link: LinkChoice;
  readonly place: Place;
  readonly room: string;
  /** Addresses of the brokers of one cluster; only where the links are `broker`. */
  readonly brokers?: readonly string[];
}
