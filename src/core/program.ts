// What a machine does with a tick on which no message waits: the one replaceable part of the model.

/** Where a program sends: to nobody (an internal event), to the n-th other machine (from 1), or to all of them. */
export type Destination = number;
export const NOBODY: Destination = 0;
export const EVERYBODY: Destination = -1;

/** Chooses a destination from the face rolled and the number of other machines. Pure. */
export type Program = (face: number, others: number) => Destination;

/**
 * The assignment's: faces 1 to k name one of the k others, face k + 1 means all of them, any other face is internal.
 */
export const dieProgram: Program = (face, others) =>
  face <= others ? face : face === others + 1 ? EVERYBODY : NOBODY;
