// The desk at which logs are opened: reads files beside the page, keeps what was read until something else has been, and
// tries the pattern that a person writes for files of no known kind.
import { Store } from '../../core/store.ts';
import type { FileReport, ReadResult } from '../../formats/read-result.ts';
import { suggestPattern } from '../../formats/logs/suggest-pattern.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import { firstLinesOf } from './open-files.ts';
import { openedRun, wantsPattern } from './open-run.ts';
import { sampleFiles } from './open-sample.ts';
import type { OpenDoor, OpenState, PatternState } from './open-state.ts';
import { NO_PREVIEW, PatternPreview } from '../../jobs/pattern-preview.ts';
import type { TaskPort } from '../../jobs/task.ts';
import type { ReadFilesOptions } from '../../jobs/reading.ts';

export type ReadFiles = (files: readonly File[], options: ReadFilesOptions) => Promise<ReadResult>;

export interface OpenDeskOptions {
  readonly readFiles: ReadFiles;
  readonly startPreviewWorker: () => TaskPort;
  readonly scheduler: Scheduler;
  /** As it stands in the address. */
  readonly pattern?: string;
}

const NO_FILES =
  'There was no file among what came. Drop files or a folder from your computer, or paste the text of a log.';
const STOPPED = 'Stopped: nothing of those files was kept.';
interface Attempt {
  readonly files: readonly File[];
  readonly notes: readonly string[];
  readonly abort: AbortController;
}

export class OpenDesk implements OpenDoor {
  readonly #options: OpenDeskOptions;
  readonly #store: Store<OpenState>;
  readonly #preview: PatternPreview;
  #attempt: Attempt | undefined;
  /** What may be read again. */
  #files: readonly File[] = [];
  #notes: readonly string[] = [];

  constructor(options: OpenDeskOptions) {
    this.#options = options;
    this.#store = new Store<OpenState>(() => ({
      phase: 'empty',
      progress: undefined,
      opened: undefined,
      chosen: 0,
      problem: '',
      names: [],
      pattern: {
        source: options.pattern ?? '',
        lines: [],
        suggestion: undefined,
        file: 0,
        preview: NO_PREVIEW,
      },
    }));
    this.#preview = new PatternPreview({
      startWorker: options.startPreviewWorker,
      scheduler: options.scheduler,
      onChange: () => this.#changePattern({ preview: this.#preview.state }),
    });
  }

  get state(): OpenState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  open(files: readonly File[], notes: readonly string[] = []): void {
    if (files.length === 0) this.refuse([...notes, NO_FILES].join(' '));
    else this.#read(files, notes);
  }

  openSample(): void {
    this.open(sampleFiles());
  }

  refuse(reason: string): void {
    this.#giveUp();
    this.#store.change({ phase: 'failed', progress: undefined, problem: reason });
  }

  stop(): void {
    if (this.#attempt) this.#fail(this.#attempt, STOPPED);
  }

  chooseRun(run: number): void {
    if (this.#store.state.opened?.runs[run] && run !== this.#store.state.chosen)
      this.#store.change({ chosen: run });
  }

  writePattern(source: string): void {
    this.#changePattern({ source });
    this.#try();
  }

  choosePatternFile(file: number): void {
    if (this.#files[file]) void this.#lookAt(file);
  }

  stopPreview(): void {
    this.#preview.stop();
  }

  readWithPattern(): void {
    if (this.#files.length > 0) this.#read(this.#files, this.#notes);
  }

  /** Ends whatever goes on; nobody hears of it any more. */
  close(): void {
    this.#store.close();
    this.#giveUp();
    this.#preview.close();
  }

  #read(files: readonly File[], notes: readonly string[]): void {
    this.#giveUp();
    const attempt: Attempt = { files, notes, abort: new AbortController() };
    this.#attempt = attempt;
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    this.#store.change({
      phase: 'reading',
      problem: '',
      progress: { files: files.length, bytes, portion: 0 },
    });
    const pattern = this.#store.state.pattern.source;
    this.#options
      .readFiles(files, {
        ...(pattern && { pattern }),
        signal: attempt.abort.signal,
        onProgress: portion => {
          if (attempt !== this.#attempt) return;
          this.#store.change({ progress: { files: files.length, bytes, portion } });
        },
      })
      .then(
        result => this.#take(attempt, result, pattern),
        (error: unknown) => this.#fail(attempt, error instanceof Error ? error.message : String(error)),
      );
  }

  #take(attempt: Attempt, result: ReadResult, pattern: string): void {
    if (attempt !== this.#attempt) return;
    this.#attempt = undefined;
    this.#keep(attempt);
    this.#store.change({
      phase: 'read',
      progress: undefined,
      opened: {
        runs: result.runs.map(openedRun),
        files: result.files,
        skipped: result.skipped,
        notes: attempt.notes,
        wantsPattern: result.files.some(wantsPattern),
        pattern,
      },
      chosen: 0,
    });
    void this.#lookAt(firstUnknown(result.files));
  }

  #fail(attempt: Attempt, problem: string): void {
    if (attempt !== this.#attempt) return;
    this.#giveUp();
    this.#store.change({ phase: 'failed', progress: undefined, problem });
    if (this.#store.state.opened) return;
    this.#keep(attempt);
    void this.#lookAt(0);
  }

  #giveUp(): void {
    this.#attempt?.abort.abort();
    this.#attempt = undefined;
  }

  #keep({ files, notes }: Attempt): void {
    this.#files = files;
    this.#notes = notes;
    this.#store.change({ names: files.map(({ name }) => name) });
    this.#changePattern({ lines: [], suggestion: undefined, file: 0 });
  }

  async #lookAt(file: number): Promise<void> {
    const files = this.#files;
    const chosen = files[file];
    if (!chosen) return;
    this.#changePattern({ file });
    const lines = await firstLinesOf(chosen).catch(() => []); // a file that is gone has no lines; reading it says why
    if (files !== this.#files || this.#store.state.pattern.file !== file) return;
    this.#changePattern({ lines, suggestion: suggestPattern(lines) });
    this.#try();
  }

  #try(): void {
    const { source, lines } = this.#store.state.pattern;
    this.#preview.try(source, lines);
  }

  #changePattern(change: Partial<PatternState>): void {
    this.#store.change({ pattern: { ...this.#store.state.pattern, ...change } });
  }
}

/** Or the first one at all. */
function firstUnknown(files: readonly FileReport[]): number {
  return Math.max(0, files.findIndex(wantsPattern));
}
