// The other engine's run of the same trial: a live run is laid over the virtual one of its seed, which is made at once; a
// virtual run over the last live one, if that was of the same trial.
import type { Engine, Trace } from '../core/trace.ts';
import { traceSizeOf } from '../core/trace.ts';
import type { Trial } from '../core/trial.ts';
import type { Simulate } from '../engine/simulate.ts';
import type { Settings } from '../engine/settings.ts';

/** A comparison is a convenience: for trials with more ticks than this it is not worth its memory. */
const TICKS_MAX = 2_000_000;

export class Counterparts {
  readonly #simulate: Simulate;
  readonly #onChange: () => void;
  #abort = new AbortController();
  #lastLive: Trace | undefined;
  #found: { readonly engine: Engine; readonly trace: Trace } | undefined;

  constructor(simulate: Simulate, onChange: () => void) {
    this.#simulate = simulate;
    this.#onChange = onChange;
  }

  get found(): { readonly engine: Engine; readonly trace: Trace } | undefined {
    return this.#found;
  }

  /** A run is over and gives way to the next. Only the last live one is kept. */
  keep(trace: Trace): void {
    if (trace.engine === 'live') this.#lastLive = trace;
  }

  /** A run begins: finds its counterpart, now or a little later. */
  lookFor({ engine, trial, program }: Settings): void {
    this.close();
    this.#found = undefined;
    if (program) return; // simulated, the trial is one of the die
    if (engine === 'virtual') {
      const live = this.#lastLive;
      if (live && isSame(live.trial, trial)) this.#found = { engine: 'live', trace: live };
      return;
    }
    if (traceSizeOf(trial).ticks > TICKS_MAX) return;
    const { signal } = (this.#abort = new AbortController());
    this.#simulate(trial, { signal }).then(
      trace => {
        if (signal.aborted) return;
        this.#found = { engine: 'virtual', trace };
        this.#onChange();
      },
      () => this.#onChange(), // without a worker there is nothing to compare with, and nothing else is lost
    );
  }

  close(): void {
    this.#abort.abort();
  }
}

function isSame(a: Trial, b: Trial): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
