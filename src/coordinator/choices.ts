// What a live run lets one choose besides its trial, and the bounds of a laboratory: known to coordinator and machines.
export { LINK_CHOICES, type LinkChoice } from '../network/mesh.ts';

/** More seats than this a live laboratory does not set up in one browser. */
export const SEATS_MAX = 32;
export const DEFAULT_ROOM = 'main';
