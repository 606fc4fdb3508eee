// The desk at which logs are opened: reads files beside the page, and keeps what was read until something else has been.
// A class has a desk beside it, and so has the pattern that a person writes for files of no known kind.
import type { WordMeanings } from '../../address/open.ts';
import { Store } from '../../core/store.ts';
import { unpackReading, type ParsedReading } from '../../formats/infer/reading-file.ts';
import type { Reading } from '../../formats/infer/reading.ts';
import type { SaidBefore } from '../../formats/infer/attempt.ts';
import { carriedOver, isSaid } from '../../formats/infer/said.ts';
import { classOf } from '../../formats/hand-ins.ts';
import { withShortNames } from './open-files.ts';
import type { FileReport, ReadRun } from '../../formats/read-result.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import type { WordMeaning } from '../../words/word-meanings.ts';
import { ClassDesk, type HowToRead, type ReadClass } from './class-desk.ts';
import { linkedRun, openedRun, wantsPattern } from './open-run.ts';
import { sampleFiles } from './open-sample.ts';
import type { OpenDoor, OpenState } from './open-state.ts';
import { PatternDesk } from './pattern-desk.ts';
import type { TaskPort } from '../../jobs/task.ts';
import type { ReadFilesOptions } from '../../jobs/reading.ts';
import type { LookedResult } from '../../jobs/reading-work.ts';
import type { ReadAs } from '../../jobs/reader-tasks.ts';
import { OPEN_PROBLEMS } from '../../words/open-words.ts';
import { badReadingInAddress } from '../../words/reading.ts';
import { mayBeReading, siftReadings } from './brought-readings.ts';

export type ReadFiles = (files: readonly File[], options: ReadFilesOptions) => Promise<LookedResult>;

export interface OpenDeskOptions {
  readonly readFiles: ReadFiles;
  readonly readClass: ReadClass;
  readonly startPreviewWorker: () => TaskPort;
  readonly scheduler: Scheduler;
  /** As it stands in the address. */
  readonly pattern?: string;
  readonly words?: WordMeanings;
  /** A packed reading, as it stands in the address. */
  readonly reading?: string;
}

interface Attempt {
  readonly files: readonly File[];
  readonly notes: readonly string[];
  readonly how: HowToRead;
  /** Whether a person asked for it who looks at how the same files are read. */
  readonly isAgain: boolean;
  /** What a person said of it before is said again of the reading that is found. */
  readonly carried?: Reading | undefined;
  /** no: it ends a class that is open. as-read: as the table has it. again: as a person says of these files. */
  readonly ofClass: 'no' | 'as-read' | 'again';
  readonly abort: AbortController;
}

export class OpenDesk implements OpenDoor {
  readonly #options: OpenDeskOptions;
  readonly #store: Store<OpenState>;
  readonly #pattern: PatternDesk;
  #attempt: Attempt | undefined;
  /** Whether a person accepted what comes of the attempt. */
  #isAccepted = false;
  /** What may be read again. */
  #files: readonly File[] = [];
  #notes: readonly string[] = [];
  /** By which the next files are read; a promise while the address is unpacked. */
  #brought: Promise<ParsedReading> | undefined;
  #class: ClassDesk | undefined;

  constructor(options: OpenDeskOptions) {
    this.#options = options;
    this.#pattern = new PatternDesk({
      startWorker: options.startPreviewWorker,
      scheduler: options.scheduler,
      source: options.pattern ?? '',
      words: options.words ?? [],
      onChange: pattern => this.#store.change({ pattern }),
    });
    this.#store = new Store<OpenState>(() => ({
      phase: 'empty',
      progress: undefined,
      opened: undefined,
      chosen: 0,
      problem: '',
      names: [],
      pattern: this.#pattern.state,
      asked: undefined,
      isAsking: false,
      broughtFrom: undefined,
      class: undefined,
    }));
    this.bringReading(options.reading ?? '');
  }

  get state(): OpenState {
    return this.#store.state;
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener);
  }

  open(files: readonly File[], notes: readonly string[] = []): void {
    if (files.length === 0) this.refuse([...notes, OPEN_PROBLEMS.noFiles].join(' '));
    else if (this.#brought || files.some(mayBeReading)) void this.#sift(files, notes);
    else this.#begin(files, notes, undefined);
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
      this.#store.change({ phase: 'failed', problem: badReadingInAddress(parsed.reason) });
    });
  }

  show(run: ReadRun): void {
    this.#clear();
    this.#endClass();
    const runs = [linkedRun(run)];
    const opened = { runs, files: [], skipped: [], notes: [], wantsPattern: false, pattern: '' };
    this.#store.change({ phase: 'read', opened });
  }

  openSample(): void {
    this.open(sampleFiles());
  }

  refuse(reason: string): void {
    this.#giveUp();
    this.#store.change({ phase: 'failed', progress: undefined, problem: reason });
  }

  stop(): void {
    if (this.#attempt) this.#fail(this.#attempt, OPEN_PROBLEMS.stopped);
  }

  chooseRun(run: number): void {
    if (this.#store.state.opened?.runs[run] && run !== this.#store.state.chosen)
      this.#store.change({ chosen: run });
  }

  writePattern(source: string, words?: WordMeanings): void {
    this.#pattern.write(source, words);
  }

  changeWord(word: string, meaning: WordMeaning | undefined): void {
    this.#pattern.changeWord(word, meaning);
  }

  choosePatternFile(file: number): void {
    void this.#pattern.lookAt(file);
  }

  stopPreview(): void {
    this.#pattern.stopPreview();
  }

  readWithPattern(): void {
    this.#readSame(undefined, { notes: this.#notes, isAgain: false });
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

  /** While the files are read by a change of the question, as soon as they are. */
  acceptReading(): void {
    const { asked } = this.#store.state;
    if (!asked) return;
    if (this.#attempt) {
      this.#isAccepted = true;
      return;
    }
    const { looked } = asked;
    this.#store.change({ isAsking: false, asked: { looked, reading: looked.reading } });
  }

  reconsiderReading(): void {
    if (this.#store.state.asked) this.#store.change({ isAsking: true });
    else this.#readAgain({ asNew: true });
  }

  dropReading(): void {
    this.#forgetBrought();
    if (this.#class && this.#class.how.as) this.#class.readBy(this.#how(undefined));
    if (this.#store.state.asked) this.readWithPattern();
  }

  openHandIn(at: number): void {
    const handIn = this.#class?.handIns[at];
    if (!this.#class || !handIn) return;
    this.#clear();
    this.#class.show('one', at);
    const how = this.#class.howOf(at);
    this.#read({ files: handIn.files, notes: [], how, isAgain: false, ofClass: 'as-read' });
  }

  showClass(): void {
    this.#clear();
    this.#class?.show('table');
  }

  readTogether(): void {
    if (!this.#class) return;
    this.#clear();
    this.#class.show('together');
    const { how } = this.#class;
    this.#read({ ...this.#class.together(), how, isAgain: false, ofClass: 'as-read' });
  }

  stopClass(): void {
    this.#class?.stop();
  }

  resumeClass(): void {
    this.#class?.read();
  }

  /** One set of logs, or a class, which is read beside whatever else is. */
  #begin(given: readonly File[], notes: readonly string[], as: ReadAs | undefined): void {
    const files = withShortNames(given);
    const handIns = classOf(files, ({ name }) => name);
    if (!handIns) {
      this.#read({ files, notes, how: this.#how(as), isAgain: false, ofClass: 'no' });
      return;
    }
    this.#endClass();
    this.#clear();
    this.#class = new ClassDesk({
      readClass: this.#options.readClass,
      handIns,
      notes,
      how: this.#how(as),
      onChange: state => this.#store.change({ class: state }),
    });
    this.#store.change({ class: this.#class.state });
    this.#class.read();
  }

  #how(as: ReadAs | undefined): HowToRead {
    const { source, words } = this.#pattern.state;
    return { ...(source && { pattern: source, words: Object.fromEntries(words) }), as };
  }

  #endClass(): void {
    this.#class?.close();
    this.#class = undefined;
    this.#store.change({ class: undefined });
  }

  /** Nothing is open: what was must not be taken for what comes. */
  #clear(): void {
    this.#giveUp();
    this.#keep({ files: [], notes: [] });
    this.#store.change({
      phase: 'empty',
      progress: undefined,
      opened: undefined,
      chosen: 0,
      problem: '',
      asked: undefined,
      isAsking: false,
    });
  }

  #forgetBrought(): void {
    this.#brought = undefined;
    this.#store.change({ broughtFrom: undefined });
  }

  /** Ends whatever goes on; nobody hears of it any more. */
  close(): void {
    this.#store.close();
    this.#class?.close();
    this.#giveUp();
    this.#pattern.close();
  }

  /** Takes saved readings out of what came, before it is read. */
  async #sift(files: readonly File[], notes: readonly string[]): Promise<void> {
    this.#giveUp();
    const abort = new AbortController();
    const attempt: Attempt = { files, notes, how: {}, isAgain: false, ofClass: 'no', abort };
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
    if (logs.length > 0) this.#begin(logs, all, reading && { reading });
    else if (sifted.reading && this.#class?.state.shown === 'table') {
      this.#clear();
      this.#class.readBy(this.#how({ reading: sifted.reading }));
    } else if (sifted.reading && this.#files.length > 0)
      this.#readSame({ reading: sifted.reading }, { notes: all, isAgain: false });
    else if (sifted.reading) {
      this.#giveUp();
      this.#store.change({ phase: 'empty', progress: undefined, problem: '' });
    } else this.#fail(attempt, all.join(' '), false);
  }

  /** A person looks at how these files are read; `as` says otherwise how. */
  #readAgain(as: ReadAs, carried?: Reading): void {
    this.#readSame(as, { notes: this.#notes, isAgain: true, carried });
  }

  #readSame(as: ReadAs | undefined, more: Pick<Attempt, 'notes' | 'isAgain' | 'carried'>): void {
    if (this.#files.length === 0) return;
    this.#read({ files: this.#files, how: this.#how(as), ofClass: this.#class ? 'again' : 'no', ...more });
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
    const { files, how } = attempt;
    this.#attempt = attempt;
    this.#showReading(files);
    this.#options
      .readFiles(files, {
        ...how,
        signal: attempt.abort.signal,
        onProgress: portion => {
          if (attempt !== this.#attempt) return;
          const { progress } = this.#store.state;
          if (progress) this.#store.change({ progress: { ...progress, portion } });
        },
      })
      .then(
        result => this.#take(attempt, result),
        (error: unknown) => this.#fail(attempt, error instanceof Error ? error.message : String(error)),
      );
  }

  #take(attempt: Attempt, result: LookedResult): void {
    if (attempt !== this.#attempt) return;
    const { looked } = result;
    if (attempt.isAgain && !looked) {
      this.#fail(attempt, OPEN_PROBLEMS.noOtherWay);
      return;
    }
    this.#attempt = undefined;
    const isAccepted = this.#isAccepted;
    if (attempt.ofClass === 'no') this.#endClass();
    if (attempt.ofClass === 'again') this.#class?.readOpenBy(attempt.how);
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
        pattern: attempt.how.pattern ?? '',
      },
      chosen: 0,
      asked: looked && { looked, reading: looked.reading },
      isAsking: looked !== undefined && !isAccepted,
    });
    const { carried } = attempt;
    if (looked && carried && (carried.aliases.length > 0 || isSaid(carried))) {
      this.changeReading(carriedOver(carried, looked.reading));
      this.#isAccepted = isAccepted;
    }
    // Otherwise whoever unfolds the pattern looks.
    const isWanted = result.files.some(wantsPattern) || this.#pattern.state.source !== '';
    if (!attempt.isAgain && isWanted) void this.#pattern.lookAt(firstUnknown(result.files));
  }

  #fail(attempt: Attempt, problem: string, keepsFiles = true): void {
    if (attempt !== this.#attempt) return;
    this.#giveUp();
    this.#store.change({ phase: 'failed', progress: undefined, problem });
    if (this.#store.state.opened || !keepsFiles || (this.#class && attempt.ofClass === 'no')) return;
    this.#keep(attempt);
    void this.#pattern.lookAt(0);
  }

  #giveUp(): void {
    this.#attempt?.abort.abort();
    this.#attempt = undefined;
    this.#isAccepted = false;
  }

  #keep({ files, notes }: Pick<Attempt, 'files' | 'notes'>): void {
    this.#files = files;
    this.#notes = notes;
    this.#store.change({ names: files.map(({ name }) => name) });
    this.#pattern.take(files);
  }
}

/** Or the first one at all. */
function firstUnknown(files: readonly FileReport[]): number {
  return Math.max(0, files.findIndex(wantsPattern));
}
