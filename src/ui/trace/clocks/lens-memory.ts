// The timestamps of a trace under the clocks that cost a number for each event, worked out once for as long as nothing changes.
import { lensOf, type Lens } from '../../../analysis/clock-lenses.ts';
import type { LineLens } from '../../../analysis/concurrency.ts';
import type { PhysicalClockError } from '../../../analysis/hybrid-clocks.ts';
import type { Trace } from '../../../core/trace.ts';

export class LensMemory {
  #trace: Trace | undefined;
  #revision = -1;
  #clockErrors: readonly PhysicalClockError[] = [];
  readonly #lenses = new Map<LineLens['kind'], Lens>();

  lensOf<Kind extends LineLens['kind']>(
    trace: Trace,
    revision: number,
    kind: Kind,
    clockErrors: readonly PhysicalClockError[],
  ): Extract<Lens, { kind: Kind }> {
    if (trace !== this.#trace || revision !== this.#revision) this.#lenses.clear();
    if (clockErrors !== this.#clockErrors) this.#lenses.delete('hybrid');
    this.#trace = trace;
    this.#revision = revision;
    this.#clockErrors = clockErrors;
    const lens = this.#lenses.get(kind) ?? lensOf(trace, kind, { clockErrors });
    this.#lenses.set(kind, lens);
    return lens as Extract<Lens, { kind: Kind }>;
  }
}
