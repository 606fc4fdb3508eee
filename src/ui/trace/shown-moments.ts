// What the diagram of a run shows and plays: the moments of its trace, or of a copy with the times of the devices' own clocks.
import { Moments } from '../../analysis/moments.ts';
import { traceByOwnClocks } from '../../analysis/system-times.ts';
import type { FocusState } from './trace-focus.ts';

export class ShownMoments {
  #own: { readonly common: Moments; readonly moments: Moments } | undefined;

  /** The same answer for the same. The clocks of a run are known once it is over, and then it grows no more. */
  of(common: Moments, { times }: FocusState): Moments {
    if (times === 'common' || !common.trace.certificate) return common;
    if (this.#own?.common !== common)
      this.#own = { common, moments: new Moments(traceByOwnClocks(common.trace)) };
    return this.#own.moments;
  }
}
