// What a live run lets one choose besides its trial, and the bounds of a laboratory: known to coordinator and machines.
export { LINK_CHOICES, type LinkChoice } from '../network/mesh.ts';

/** More seats than this a live laboratory does not set up in one browser. */
export const SEATS_MAX = 32;
/** More machines than this the trial view does not draw; the library simulates up to 1,000. */
export const VIRTUAL_MACHINES_MAX = 100;
export const DEFAULT_ROOM = 'main';
