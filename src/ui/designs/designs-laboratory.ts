// Measures designs for the page: one comparison at a time, of which the last one is saved where the notebook finds it.
import type { DesignsSettings } from '../../address/designs.ts';
import { parseComparison, type DesignComparison } from '../../core/design-facts.ts';
import { Store } from '../../core/store.ts';
import { compareDesigns } from '../../laboratory/designs/compare-designs.ts';
import type { DesignMaker } from '../../laboratory/designs/design-room.ts';
import { randomName } from '../../network/random-name.ts';
import type { NotebookMemory } from '../../notebook/memory.ts';
import { DESIGNS_KEY } from '../../notebook/records.ts';
import type { RealScheduler } from '../../time/real-scheduler.ts';
import type { DesignsDoor, DesignsState } from './designs-state.ts';

export interface DesignsLaboratoryOptions {
  /** One for each design that this page can measure. */
  readonly makersWith: (brokerUrls: readonly string[]) => readonly DesignMaker[];
  /** Made for each comparison, and closed after it. */
  readonly startScheduler: () => Pick<RealScheduler, 'nowMs' | 'at' | 'close'>;
  /** The notebook's; rejects where the browser allows none. Owned from now on. */
  readonly memory: Promise<NotebookMemory>;
  readonly browser: string;
}

export class DesignsLaboratory implements DesignsDoor {
  readonly #options: DesignsLaboratoryOptions;
  readonly #store: Store<DesignsState>;
  #cancelling = new AbortController();
  #isClosed = false;

  constructor(options: DesignsLaboratoryOptions) {
    this.#options = options;
    this.#store = new Store<DesignsState>(() => ({
      phase: 'idle',
      step: undefined,
      done: 0,
      steps: 0,
      comparison: undefined,
      failure: '',
      unsaved: undefined,
    }));
    void this.#recall();
  }

  get state(): DesignsState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  measure(settings: DesignsSettings): void {
    if (this.#store.state.phase === 'running') return;
    this.#cancelling = new AbortController();
    this.#store.change({ phase: 'running', step: undefined, done: 0, steps: 0, failure: '' });
    void this.#measure(settings, this.#cancelling.signal);
  }

  cancel(): void {
    this.#cancelling.abort();
  }

  /** Ends whatever is measured; nobody hears of it any more. */
  close(): void {
    this.#isClosed = true;
    this.#store.close();
    this.#cancelling.abort();
    this.#options.memory.then(
      memory => memory.close(),
      () => undefined, // there was none
    );
  }

  async #measure({ comparison: settings, brokerUrls }: DesignsSettings, signal: AbortSignal): Promise<void> {
    const { makersWith, startScheduler, browser } = this.#options;
    const scheduler = startScheduler();
    try {
      const comparison = await compareDesigns({
        settings,
        makers: makersWith(brokerUrls),
        scheduler,
        measuredAtMs: Date.now(),
        browser,
        nameRoom: () => `designs ${randomName()}`,
        signal,
        onProgress: ({ step, done, steps, soFar }) =>
          this.#store.change({
            step,
            done,
            steps,
            ...(soFar.runs.length > 0 && { comparison: soFar }),
          }),
      });
      if (this.#isClosed) return;
      const { steps, done } = this.#store.state;
      this.#store.change({
        phase: comparison.isPartial ? 'cancelled' : 'finished',
        step: undefined,
        done: comparison.isPartial ? done : steps,
      });
      if (comparison.runs.length === 0) return;
      this.#store.change({ comparison });
      await this.#save(comparison);
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      this.#store.change({ phase: 'failed', step: undefined, failure });
    } finally {
      scheduler.close();
    }
  }

  async #save(comparison: DesignComparison): Promise<void> {
    try {
      const memory = await this.#options.memory;
      await memory.write([{ key: DESIGNS_KEY, value: { kind: 'designs', comparison } }]);
      this.#store.change({ unsaved: undefined });
    } catch (error) {
      this.#store.change({ unsaved: error instanceof Error ? error.message : String(error) });
    }
  }

  async #recall(): Promise<void> {
    try {
      const memory = await this.#options.memory;
      for (const value of await memory.load()) {
        const comparison = parseComparison((value as { comparison?: unknown } | undefined)?.comparison);
        if (comparison && this.#store.state.comparison === undefined) this.#store.change({ comparison });
      }
    } catch (error) {
      this.#store.change({ unsaved: error instanceof Error ? error.message : String(error) });
    }
  }
}
