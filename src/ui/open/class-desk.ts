// The part of the desk that has a class read: which hand-ins there are, which of them have been read, and by what.
import { HAND_INS_MAX, type HandIn, type HandInRow } from '../../formats/hand-ins.ts';
import type { ReadClassOptions } from '../../jobs/class-reading.ts';
import { filesLeftOut, handInsLeftOut } from '../../words/class.ts';
import type { ClassState } from './class-state.ts';
import { FILES_MAX, withShortNames } from './open-files.ts';

export type ReadClass = (handIns: readonly HandIn<File>[], options: ReadClassOptions) => Promise<void>;

/** By what hand-ins are read: a pattern, a reading. */
export type HowToRead = Omit<ReadClassOptions, 'signal' | 'onRow' | 'onProgress'>;

export interface ClassDeskOptions {
  readonly readClass: ReadClass;
  readonly handIns: readonly HandIn<File>[];
  readonly notes: readonly string[];
  readonly how: HowToRead;
  readonly onChange: (state: ClassState) => void;
}

/** One class; whoever made it closes it. */
export class ClassDesk {
  /** Their files are named by their paths within the hand-in. */
  readonly handIns: readonly HandIn<File>[];
  readonly #options: ClassDeskOptions;
  #how: HowToRead;
  #state: ClassState;
  #reading: AbortController | undefined;
  /** Reads one hand-in that is open anew, beside the others. */
  #again: AbortController | undefined;
  /** By place: how a person said that a hand-in is to be read. */
  readonly #said = new Map<number, HowToRead>();
  /** Whether reading waits until the table is shown again. */
  #isPaused = false;
  #isClosed = false;

  constructor(options: ClassDeskOptions) {
    this.#options = options;
    this.#how = options.how;
    const { handIns, notes } = options;
    this.handIns = handIns
      .slice(0, HAND_INS_MAX)
      .map(({ name, files }) => ({ name, files: withShortNames(files) }));
    this.#state = {
      phase: 'reading',
      handIns: this.handIns.map(({ name, files }) => ({ name, files: files.length, row: undefined })),
      portion: 0,
      notes: handIns.length > HAND_INS_MAX ? [...notes, handInsLeftOut(handIns.length, HAND_INS_MAX)] : notes,
      shown: 'table',
      open: undefined,
    };
  }

  get state(): ClassState {
    return this.#state;
  }

  get how(): HowToRead {
    return this.#how;
  }

  howOf(at: number): HowToRead {
    return this.#said.get(at) ?? this.#how;
  }

  /** All files as one set of logs, as many as are read at once. */
  together(): { readonly files: readonly File[]; readonly notes: readonly string[] } {
    const files = this.#options.handIns.slice(0, HAND_INS_MAX).flatMap(handIn => handIn.files);
    const { notes } = this.#state;
    return {
      files: files.slice(0, FILES_MAX),
      notes: files.length > FILES_MAX ? [...notes, filesLeftOut(files.length, FILES_MAX)] : notes,
    };
  }

  /** Reads those that have not been read. */
  read(): void {
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    const places = [...this.handIns.keys()].filter(at => !this.#state.handIns[at]!.row);
    this.#change({ phase: 'reading', portion: 0 });
    const isCurrent = (): boolean => reading === this.#reading;
    const handIns = places.map(at => this.handIns[at]!);
    void this.#options
      .readClass(handIns, {
        ...this.#how,
        signal: reading.signal,
        onRow: (i, row) => {
          // What a person has said of a hand-in since counts.
          if (isCurrent() && !this.#state.handIns[places[i]!]!.row) this.#take(places[i]!, row);
        },
        onProgress: portion => {
          if (isCurrent()) this.#change({ portion });
        },
      })
      .then(
        () => {
          if (!isCurrent()) return;
          this.#reading = undefined;
          this.#change({ phase: 'read', portion: 1 });
        },
        () => {
          if (isCurrent()) this.#pause();
        },
      );
  }

  /** All of them once more. */
  readBy(how: HowToRead): void {
    this.#how = how;
    this.#again?.abort();
    this.#said.clear();
    this.#change({ handIns: this.#state.handIns.map(handIn => ({ ...handIn, row: undefined })) });
    this.read();
  }

  /** The one that is open once more, because a person said how it is to be read. */
  readOpenBy(how: HowToRead): void {
    const { shown, open: at = -1 } = this.#state;
    const handIn = this.handIns[at];
    if (!handIn || shown !== 'one') return;
    this.#said.set(at, how);
    this.#again?.abort();
    const again = (this.#again = new AbortController());
    void this.#options
      .readClass([handIn], {
        ...how,
        signal: again.signal,
        onRow: (_, row) => {
          if (again === this.#again) this.#take(at, row);
        },
      })
      .catch(() => undefined); // it was given up
  }

  /** What has been read is kept. */
  stop(): void {
    this.#isPaused = false;
    this.#pause();
  }

  /** No hand-in is read as long as all of them are read as one set of logs. */
  show(shown: ClassState['shown'], open = this.#state.open): void {
    if (shown === 'together' && this.#reading) {
      this.#pause();
      this.#isPaused = true;
    }
    this.#change({ shown, open });
    if (shown === 'table' && this.#isPaused) {
      this.#isPaused = false;
      this.read();
    }
  }

  /** Ends whatever goes on; nobody hears of it any more. */
  close(): void {
    this.#isClosed = true;
    this.#reading?.abort();
    this.#again?.abort();
    this.#reading = this.#again = undefined;
  }

  #pause(): void {
    if (!this.#reading) return;
    this.#reading.abort();
    this.#reading = undefined;
    this.#change({ phase: 'stopped' });
  }

  #take(at: number, row: HandInRow): void {
    const { handIns } = this.#state;
    this.#change({ handIns: handIns.with(at, { ...handIns[at]!, row }) });
  }

  #change(change: Partial<ClassState>): void {
    if (this.#isClosed) return;
    this.#state = { ...this.#state, ...change };
    this.#options.onChange(this.#state);
  }
}
