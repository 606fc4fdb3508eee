// How one machine's clock was corrected during a run, in few samples: one that lies on a line with its neighbours is left out, and
// the bounds that are kept hold for what was left out too.
import { CLOCK_SAMPLES_MAX, type ClockSample, type MachineClock } from '../core/certificate.ts';

/** A sample that is less than this off the line between its neighbours says nothing new, in milliseconds. */
const ON_LINE_MS = 0.05;
/** Bounds that differ by less than this factor are alike. */
const ALIKE = 2;
/** There is a sample at least so often. */
const APART_MAX_MS = 30_000;

/** What a machine's page says of its clock. */
export interface ClockCorrection {
  readonly sample: ClockSample;
  readonly driftPpm?: number;
  readonly driftBoundPpm?: number;
  readonly hasJumped: boolean;
}

export class ClockRecord {
  #samples: ClockSample[];
  #drift: Pick<MachineClock, 'driftPpm' | 'driftBoundPpm'>;
  #jumps: number;

  /** `before`: what another page has written of it. */
  constructor(before?: MachineClock) {
    this.#samples = [...(before?.samples ?? [])];
    const { driftPpm, driftBoundPpm } = before ?? {};
    this.#drift = driftPpm === undefined || driftBoundPpm === undefined ? {} : { driftPpm, driftBoundPpm };
    this.#jumps = before?.jumps ?? 0;
  }

  /** One that is not later than the last is dropped: nobody's clock goes back. */
  add({ sample, driftPpm, driftBoundPpm, hasJumped }: ClockCorrection): void {
    if (hasJumped) this.#jumps += 1;
    if (driftPpm !== undefined && driftBoundPpm !== undefined) this.#drift = { driftPpm, driftBoundPpm };
    const last = this.#samples.at(-1);
    const before = this.#samples.at(-2);
    if (last && sample.atMs <= last.atMs) return;
    if (last && before && saysNothingNew(before, last, sample))
      this.#samples.splice(-1, 1, joined(last, sample));
    else this.#samples.push(sample);
    if (this.#samples.length > CLOCK_SAMPLES_MAX) this.#samples = halved(this.#samples);
  }

  /** Empty where nothing was measured. */
  get facts(): { readonly clock?: MachineClock } {
    if (this.#samples.length === 0) return {};
    return { clock: { samples: [...this.#samples], ...this.#drift, jumps: this.#jumps } };
  }
}

function saysNothingNew(before: ClockSample, last: ClockSample, next: ClockSample): boolean {
  if (next.atMs - before.atMs > APART_MAX_MS) return false;
  const portion = (last.atMs - before.atMs) / (next.atMs - before.atMs);
  const offMs = last.offsetMs - (before.offsetMs + portion * (next.offsetMs - before.offsetMs));
  const least = Math.min(last.boundMs, next.boundMs);
  return Math.abs(offMs) < ON_LINE_MS && Math.max(last.boundMs, next.boundMs) <= ALIKE * least;
}

/** The later one, with a bound for the time of both. */
function joined(last: ClockSample, next: ClockSample): ClockSample {
  return { ...next, boundMs: Math.max(last.boundMs, next.boundMs) };
}

/** The first one stays, and of each two that follow the later one. */
function halved([first, ...others]: readonly ClockSample[]): ClockSample[] {
  const kept = others.flatMap((sample, i) => {
    if (i % 2 === 1) return [joined(others[i - 1]!, sample)];
    return i === others.length - 1 ? [sample] : [];
  });
  return [first!, ...kept];
}
