// The runs of a lesson that is shown: each is computed once, from its trial, and when all are there, what the lesson says of them
// is checked.
import { Store } from '../../core/store.ts';
import type { Trace } from '../../core/trace.ts';
import type { Simulate } from '../../engine/simulate.ts';
import { checkLesson } from '../../lessons/check-lesson.ts';
import type { Lesson, LessonProblem, LessonRun } from '../../lessons/lesson.ts';
import { runFailed } from '../../words/lessons.ts';

export type ComputedRun =
  | { readonly kind: 'trace'; readonly trace: Trace }
  /** `message` is a sentence. */
  | { readonly kind: 'failed'; readonly message: string };

export interface LessonRunsState {
  /** By number; a run that is not there yet is being computed. */
  readonly computed: ReadonlyMap<number, ComputedRun>;
  /** What is wrong with what the lesson says; empty until all runs are there. */
  readonly problems: readonly LessonProblem[];
}

export class LessonRuns extends Store<LessonRunsState> {
  readonly #lesson: Lesson;
  readonly #simulate: Simulate;
  readonly #abort = new AbortController();

  constructor(lesson: Lesson, simulate: Simulate) {
    super(() => ({ computed: new Map(), problems: [] }));
    this.#lesson = lesson;
    this.#simulate = simulate;
    void this.#computeAll();
  }

  /** Ends what is being computed; nobody hears of it any more. */
  override close(): void {
    super.close();
    this.#abort.abort();
  }

  /** One after the other: they are short, and a reader begins at the top. */
  async #computeAll(): Promise<void> {
    for (const run of this.#lesson.runs) {
      const computed = await this.#compute(run);
      if (this.#abort.signal.aborted) return;
      this.change({ computed: new Map(this.state.computed).set(run.number, computed) });
    }
    const measured = new Map(
      this.#lesson.runs.flatMap(({ number, cut }) => {
        const run = this.state.computed.get(number);
        return run?.kind === 'trace' ? [[number, { trace: run.trace, cut }]] : [];
      }),
    );
    if (measured.size === this.#lesson.runs.length)
      this.change({ problems: checkLesson(this.#lesson, measured) });
  }

  async #compute({ trial }: LessonRun): Promise<ComputedRun> {
    try {
      const trace = await this.#simulate(trial, { signal: this.#abort.signal, onProgress: () => undefined });
      return { kind: 'trace', trace };
    } catch (error) {
      return { kind: 'failed', message: runFailed(error instanceof Error ? error.message : String(error)) };
    }
  }
}
