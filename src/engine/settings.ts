// What a person chooses for a run: a trial, an engine and, for a live run, where machines live and how they are linked.
import type { WholeProgramTrial } from '../core/program/program-trial.ts';
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

/** Characters of the text of a live program; a longer one does not run in tabs. */
export const LIVE_CODE_MAX = 65_536;

/** The program that the machines of a live run run, where it is not the die. */
export interface LiveProgram {
  readonly name: string;
  /** At most {@link LIVE_CODE_MAX} characters. */
  readonly code: string;
  readonly trial: WholeProgramTrial;
}

/** A draft that holds water. */
export interface Settings {
  /** With a program it is rates, length, seed, delays and faults, and `rates.length` is the number of machines of the program's trial. */
  readonly trial: Trial;
  /** Only of a live run in frames or tabs: a worker cannot hold the box that a program is in. */
  readonly program?: LiveProgram;
  readonly engine: EngineChoice;
  readonly link: LinkChoice;
  readonly place: Place;
  readonly room: string;
  /** Addresses of the brokers of one cluster; only where the links are `broker`. */
  readonly brokers?: readonly string[];
}
