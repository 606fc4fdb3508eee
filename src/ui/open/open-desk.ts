// The desk at which logs are opened: reads files beside the page, keeps what was read until something else has been, and
// tries the pattern that a person writes for files of no known kind.
import { WORDS_MAX, type WordMeanings } from '../../address/open.ts';
import { Store } from '../../core/store.ts';
import { unpackReading, type ParsedReading } from '../../formats/infer/reading-file.ts';
import type { Reading } from '../../formats/infer/reading.ts';
import type { SaidBefore } from '../../formats/infer/attempt.ts';
import { carriedOver } from '../../formats/infer/said.ts';
import type { FileReport } from '../../formats/read-result.ts';
import { suggestPattern } from '../../formats/logs/suggest-pattern.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import type { WordMeaning } from '../../words/word-meanings.ts';
import { firstLinesOf } from './open-files.ts';
import { openedRun, wantsPattern } from './open-run.ts';
import { sampleFiles } from './open-sample.ts';
import type { OpenDoor, OpenState, PatternState } from './open-state.ts';
import { NO_PREVIEW, PatternPreview } from '../../jobs/pattern-preview.ts';
import type { TaskPort } from '../../jobs/task.ts';
import type { ReadFilesOptions } from '../../jobs/reading.ts';
import type { LookedResult } from '../../jobs/reading-work.ts';
import type { ReadAs } from '../../jobs/reader-tasks.ts';
import { mayBeReading, siftReadings } from './brought-readings.ts';

export type ReadFiles = (files: readonly File[], options: ReadFilesOptions) => Promise<LookedResult>;

export interface OpenDeskOptions {
  readonly readFiles: ReadFiles;
  readonly startPreviewWorker: () => TaskPort;
  readonly scheduler: Scheduler;
  /** As it stands in the address. */
  readonly pattern?: string;
  readonly words?: WordMeanings;
  /** A packed reading, as it stands in the address. */
  readonly reading?: string;
}

const NO_FILES =
  'There was no file among what came. Drop files or a folder from your computer, or paste the text of a log.';
const STOPPED = 'Stopped: nothing of those files was kept.';
const NOT_FOUND_OUT = 'No other way to read these lines was found.';

function badAddress(reason: string): string {
  return `The reading in the address cannot be used. ${reason} Logs are read without it.`;
}

interface Attempt {
  readonly files: readonly File[];
  readonly notes: readonly string[];
  readonly as: ReadAs | undefined;
  /** Whether a person asked for it who looks at how the same files are read. */
  readonly isAgain: boolean;
  /** What a person said of it before is said again of the reading that is found. */
  readonly carried?: Reading | undefined;
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
  /** By which the next files are read; a promise while the address is unpacked. */
  #brought: Promise<ParsedReading> | undefined;

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
        words: options.words ?? [],
        lines: [],
        suggestion: undefined,
        file: 0,
        preview: NO_PREVIEW,
      },
      asked: undefined,
      isAsking: false,
      broughtFrom: undefined,
    }));
    this.#preview = new PatternPreview({
      startWorker: options.startPreviewWorker,
      scheduler: options.scheduler,
      onChange: () => this.#changePattern({ preview: this.#preview.state }),
    });
    this.bringReading(options.reading ?? '');
  }

  get state(): OpenState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  open(files: readonly File[], notes: readonly string[] = []): void {
    if (files.length === 0) this.refuse([...notes, NO_FILES].join(' '));
    else if (this.#brought || files.some(mayBeReading)) void this.#sift(files, notes);
    else this.#read({ files, notes, as: undefined, isAgain: false });
  }

  /** A packed reading from an address, for the files that come next; empty for none. */
  bringReading(packed: string): void {
    if (packed === '') {
      if (this.#store.state.broughtFrom === 'address') this.#forgetBrought();
      return;
    }
    const brought = unpackReading(packed);
    this.#brought = brought;
    this.#store.change({ broughtFrom: 'address' });
    void brought.then(parsed => {
      if (parsed.kind === 'reading' || this.#brought !== brought) return;
      this.#forgetBrought();
      this.#store.change({ phase: 'failed', problem: badAddress(parsed.reason) });
    });
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

  writePattern(source: string, words = this.#store.state.pattern.words): void {
    this.#changePattern({ source, words });
    this.#try();
  }

  changeWord(word: string, meaning: WordMeaning | undefined): void {
    const { source, words } = this.#store.state.pattern;
    const others = words.filter(([one]) => one !== word);
    if (meaning && others.length >= WORDS_MAX) return;
    this.writePattern(source, meaning ? [...others, [word, meaning]] : others);
  }

  choosePatternFile(file: number): void {
    if (this.#files[file]) void this.#lookAt(file);
  }

  stopPreview(): void {
    this.#preview.stop();
  }

  readWithPattern(): void {
    if (this.#files.length > 0)
      this.#read({ files: this.#files, notes: this.#notes, as: undefined, isAgain: false });
  }

  changeReading(reading: Reading): void {
    const { asked } = this.#store.state;
    if (!asked) return;
    this.#store.change({ asked: { ...asked, reading } });
    this.#readAgain({ reading, readingFiles: asked.looked.files });
  }

  findReading({ codes, names }: SaidBefore): void {
    const { asked } = this.#store.state;
    if (asked)
      this.#readAgain(
        {
          asNew: true,
          ...(codes && { codes }),
          ...(names && { names }),
          readingFiles: asked.looked.files,
        },
        asked.reading,
      );
  }

  acceptReading(): void {
    const { asked } = this.#store.state;
    if (this.#attempt || !asked) return;
    const { looked } = asked;
    this.#store.change({ isAsking: false, asked: { looked, reading: looked.reading } });
  }

  reconsiderReading(): void {
    if (this.#store.state.asked) this.#store.change({ isAsking: true });
    else this.#readAgain({ asNew: true });
  }

  dropReading(): void {
    this.#forgetBrought();
    if (this.#store.state.asked) this.readWithPattern();
  }

  #forgetBrought(): void {
    this.#brought = undefined;
    this.#store.change({ broughtFrom: undefined });
  }

  /** Ends whatever goes on; nobody hears of it any more. */
  close(): void {
    this.#store.close();
    this.#giveUp();
    this.#preview.close();
  }

  /** Takes saved readings out of what came, before it is read. */
  async #sift(files: readonly File[], notes: readonly string[]): Promise<void> {
    this.#giveUp();
    const attempt: Attempt = { files, notes, as: undefined, isAgain: false, abort: new AbortController() };
    this.#attempt = attempt;
    this.#showReading(files);
    const [sifted, fromAddress] = await Promise.all([siftReadings(files), this.#brought]);
    if (attempt !== this.#attempt) return;
    const { logs, problems } = sifted;
    if (sifted.reading) {
      this.#brought = Promise.resolve({ kind: 'reading', reading: sifted.reading });
      this.#store.change({ broughtFrom: 'file' });
    }
    const fallback = fromAddress?.kind === 'reading' ? fromAddress.reading : undefined;
    const reading = sifted.reading ?? fallback;
    const all = [...notes, ...problems];
    if (logs.length > 0) this.#read({ files: logs, notes: all, as: reading && { reading }, isAgain: false });
    else if (sifted.reading && this.#files.length > 0)
      this.#read({ files: this.#files, notes: all, as: { reading: sifted.reading }, isAgain: false });
    else if (sifted.reading) {
      this.#giveUp();
      this.#store.change({ phase: 'empty', progress: undefined, problem: '' });
    } else this.#fail(attempt, all.join(' '), false);
  }

  /** The same files; `as` says otherwise how. */
  #readAgain(as: ReadAs, carried?: Reading): void {
    if (this.#files.length === 0) return;
    this.#read({ files: this.#files, notes: this.#notes, as, isAgain: true, carried });
  }

  #showReading(files: readonly File[]): void {
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    this.#store.change({
      phase: 'reading',
      problem: '',
      progress: { files: files.length, bytes, portion: 0 },
    });
  }

  #read(asked: Omit<Attempt, 'abort'>): void {
    this.#giveUp();
    const attempt: Attempt = { ...asked, abort: new AbortController() };
    const { files, as } = attempt;
    this.#attempt = attempt;
    this.#showReading(files);
    const { source: pattern, words } = this.#store.state.pattern;
    this.#options
      .readFiles(files, {
        ...(pattern && { pattern, words: Object.fromEntries(words) }),
        as,
        signal: attempt.abort.signal,
        onProgress: portion => {
          if (attempt !== this.#attempt) return;
          const { progress } = this.#store.state;
          if (progress) this.#store.change({ progress: { ...progress, portion } });
        },
      })
      .then(
        result => this.#take(attempt, result, pattern),
        (error: unknown) => this.#fail(attempt, error instanceof Error ? error.message : String(error)),
      );
  }

  #take(attempt: Attempt, result: LookedResult, pattern: string): void {
    if (attempt !== this.#attempt) return;
    const { looked } = result;
    if (attempt.isAgain && !looked) {
      this.#fail(attempt, NOT_FOUND_OUT);
      return;
    }
    this.#attempt = undefined;
    if (!attempt.isAgain) this.#keep(attempt);
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
      asked: looked && { looked, reading: looked.reading },
      isAsking: looked !== undefined,
    });
    const { carried } = attempt;
    if (looked && carried && (carried.aliases.length > 0 || isSaid(carried)))
      this.changeReading(carriedOver(carried, looked.reading));
    if (!attempt.isAgain) void this.#lookAt(firstUnknown(result.files));
  }

  #fail(attempt: Attempt, problem: string, keepsFiles = true): void {
    if (attempt !== this.#attempt) return;
    this.#giveUp();
    this.#store.change({ phase: 'failed', progress: undefined, problem });
    if (this.#store.state.opened || !keepsFiles) return;
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
    const { source, lines, words } = this.#store.state.pattern;
    this.#preview.try(source, lines, Object.fromEntries(words));
  }

  #changePattern(change: Partial<PatternState>): void {
    this.#store.change({ pattern: { ...this.#store.state.pattern, ...change } });
  }
}

/** Or the first one at all. */
function firstUnknown(files: readonly FileReport[]): number {
  return Math.max(0, files.findIndex(wantsPattern));
}

function isSaid({ fields, phrases, places }: Reading): boolean {
  return (
    fields.some(({ by }) => by === 'person') ||
    phrases.some(({ reason }) => reason === 'person') ||
    places.some(({ by }) => by === 'person')
  );
}
