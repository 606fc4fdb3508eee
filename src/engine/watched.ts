// What a run of a program works out only because something looks at it: most programs look at none of it, and then it costs nothing.

export interface Watched {
  readonly vector: boolean;
  /** What happened before what among outputs. */
  readonly history: boolean;
  /** What is on its way. */
  readonly messages: boolean;
}

export const ALL_WATCHED: Watched = { vector: true, history: true, messages: true };
export const NONE_WATCHED: Watched = { vector: false, history: false, messages: false };

/** Something looks at what is not watched: the run is to begin again with it. */
export class UnwatchedError extends Error {
  override readonly name = 'UnwatchedError';
  constructor(readonly what: keyof Watched) {
    super(what);
  }
}

/** Takes a run from its start with as little watched as will do; gives what that is, and what came of the run. */
export function watchingAsNeeded<T>(
  first: Watched,
  run: (watched: Watched) => T,
): { readonly watched: Watched; readonly value: T } {
  for (let watched = first; ;) {
    try {
      return { watched, value: run(watched) };
    } catch (error) {
      if (!(error instanceof UnwatchedError)) throw error;
      watched = { ...watched, [error.what]: true };
    }
  }
}
