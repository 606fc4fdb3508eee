// The part of the desk at which a person writes a pattern for files of no known kind: it looks at the first lines of one
// of them, and tries the pattern on these after every change.
import { WORDS_MAX, type WordMeanings } from '../../address/open.ts';
import { suggestPattern } from '../../formats/logs/suggest-pattern.ts';
import { NO_PREVIEW, PatternPreview } from '../../jobs/pattern-preview.ts';
import type { TaskPort } from '../../jobs/task.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import type { WordMeaning } from '../../words/word-meanings.ts';
import { firstLinesOf } from './open-files.ts';
import type { PatternState } from './open-state.ts';

export interface PatternDeskOptions {
  readonly startWorker: () => TaskPort;
  readonly scheduler: Scheduler;
  readonly source: string;
  readonly words: WordMeanings;
  readonly onChange: (state: PatternState) => void;
}

export class PatternDesk {
  readonly #options: PatternDeskOptions;
  readonly #preview: PatternPreview;
  #state: PatternState;
  /** Of which one is looked at. */
  #files: readonly File[] = [];

  constructor(options: PatternDeskOptions) {
    this.#options = options;
    const { source, words, startWorker, scheduler } = options;
    this.#state = { source, words, lines: [], suggestion: undefined, file: 0, preview: NO_PREVIEW };
    this.#preview = new PatternPreview({
      startWorker,
      scheduler,
      onChange: () => this.#change({ preview: this.#preview.state }),
    });
  }

  get state(): PatternState {
    return this.#state;
  }

  /** `words` as they are where undefined. */
  write(source: string, words = this.#state.words): void {
    this.#change({ source, words });
    this.#try();
  }

  /** Undefined: nothing any more. */
  changeWord(word: string, meaning: WordMeaning | undefined): void {
    const { source, words } = this.#state;
    const others = words.filter(([one]) => one !== word);
    if (meaning && others.length >= WORDS_MAX) return;
    this.write(source, meaning ? [...others, [word, meaning]] : others);
  }

  /** Other files, none of which is looked at yet. */
  take(files: readonly File[]): void {
    this.#files = files;
    this.#change({ lines: [], suggestion: undefined, file: 0 });
  }

  /** `at` is the place of a file among those taken. Ignored where there is none. */
  async lookAt(at: number): Promise<void> {
    const files = this.#files;
    const chosen = files[at];
    if (!chosen) return;
    this.#change({ file: at });
    const lines = await firstLinesOf(chosen).catch(() => []); // a file that is gone has no lines; reading it says why
    if (files !== this.#files || this.#state.file !== at) return;
    this.#change({ lines, suggestion: suggestPattern(lines) });
    this.#try();
  }

  stopPreview(): void {
    this.#preview.stop();
  }

  close(): void {
    this.#preview.close();
  }

  #try(): void {
    const { source, lines, words } = this.#state;
    this.#preview.try(source, lines, Object.fromEntries(words));
  }

  #change(change: Partial<PatternState>): void {
    this.#state = { ...this.#state, ...change };
    this.#options.onChange(this.#state);
  }
}
