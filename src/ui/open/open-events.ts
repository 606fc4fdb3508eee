// What a person asks of the page that opens logs, as events: dispatched on a person's action only.
import { ViewEvent } from '../parts/view-event.ts';
import type { SaidBefore } from '../../formats/infer/attempt.ts';
import type { ClassOrder } from './class-order.ts';
import type { Reading } from '../../formats/infer/reading.ts';
import type { WordMeaning } from '../../words/word-meanings.ts';

/** A person chose, dropped or pasted something; `notes` are sentences on what of it was left out. */
export class FilesOpenEvent extends ViewEvent {
  static readonly type = 'files-open';
  constructor(
    readonly files: readonly File[],
    readonly notes: readonly string[] = [],
  ) {
    super(FilesOpenEvent.type);
  }
}

export class SampleRequestEvent extends ViewEvent {
  static readonly type = 'sample-request';
  constructor() {
    super(SampleRequestEvent.type);
  }
}

export class RunChooseEvent extends ViewEvent {
  static readonly type = 'run-choose';
  /** `run` is its place among those opened. */
  constructor(readonly run: number) {
    super(RunChooseEvent.type);
  }
}

/** A person changed the pattern for files of no known kind. */
export class PatternChangeEvent extends ViewEvent {
  static readonly type = 'pattern-change';
  constructor(readonly pattern: string) {
    super(PatternChangeEvent.type);
  }
}

/** A person said what a word of the log means; undefined: nothing any more. */
export class WordMeaningChangeEvent extends ViewEvent {
  static readonly type = 'word-meaning-change';
  constructor(
    readonly word: string,
    readonly meaning: WordMeaning | undefined,
  ) {
    super(WordMeaningChangeEvent.type);
  }
}

/** A person wants to see what the lines of another file become. */
export class PatternFileChooseEvent extends ViewEvent {
  static readonly type = 'pattern-file-choose';
  /** `file` is its place among those opened last. */
  constructor(readonly file: number) {
    super(PatternFileChooseEvent.type);
  }
}

export class PreviewStopEvent extends ViewEvent {
  static readonly type = 'preview-stop';
  constructor() {
    super(PreviewStopEvent.type);
  }
}

/** The files are to be read again, with the pattern as it stands. */
export class PatternReadEvent extends ViewEvent {
  static readonly type = 'pattern-read';
  constructor() {
    super(PatternReadEvent.type);
  }
}

/** A person changed how the lines are read. */
export class ReadingChangeEvent extends ViewEvent {
  static readonly type = 'reading-change';
  constructor(readonly reading: Reading) {
    super(ReadingChangeEvent.type);
  }
}

/** A person said something from which the reading is to be found anew. */
export class ReadingFindEvent extends ViewEvent {
  static readonly type = 'reading-find';
  constructor(readonly said: SaidBefore) {
    super(ReadingFindEvent.type);
  }
}

/** The reading is right. */
export class ReadingAcceptEvent extends ViewEvent {
  static readonly type = 'reading-accept';
  constructor() {
    super(ReadingAcceptEvent.type);
  }
}

/** A person wants to see, and to change, how the logs are read. */
export class ReadingReconsiderEvent extends ViewEvent {
  static readonly type = 'reading-reconsider';
  constructor() {
    super(ReadingReconsiderEvent.type);
  }
}

/** The reading that came from an address or a file is not to be used any more. */
export class ReadingDropEvent extends ViewEvent {
  static readonly type = 'reading-drop';
  constructor() {
    super(ReadingDropEvent.type);
  }
}

/** A person wants to see the runs of a hand-in. */
export class HandInOpenEvent extends ViewEvent {
  static readonly type = 'hand-in-open';
  /** `at` is its place in the class. */
  constructor(readonly at: number) {
    super(HandInOpenEvent.type);
  }
}

/** The hand-ins that were not read are to be read. */
export class ClassResumeEvent extends ViewEvent {
  static readonly type = 'class-resume';
  constructor() {
    super(ClassResumeEvent.type);
  }
}

/** All files of the class are to be read as one set of logs. */
export class TogetherRequestEvent extends ViewEvent {
  static readonly type = 'together-request';
  constructor() {
    super(TogetherRequestEvent.type);
  }
}

/** A person sorts the table of hand-ins. */
export class ClassSortEvent extends ViewEvent {
  static readonly type = 'class-sort';
  constructor(readonly order: ClassOrder) {
    super(ClassSortEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'files-open': FilesOpenEvent;
    'sample-request': SampleRequestEvent;
    'run-choose': RunChooseEvent;
    'pattern-change': PatternChangeEvent;
    'word-meaning-change': WordMeaningChangeEvent;
    'pattern-file-choose': PatternFileChooseEvent;
    'preview-stop': PreviewStopEvent;
    'pattern-read': PatternReadEvent;
    'reading-change': ReadingChangeEvent;
    'reading-find': ReadingFindEvent;
    'reading-accept': ReadingAcceptEvent;
    'reading-reconsider': ReadingReconsiderEvent;
    'reading-drop': ReadingDropEvent;
    'hand-in-open': HandInOpenEvent;
    'class-resume': ClassResumeEvent;
    'together-request': TogetherRequestEvent;
    'class-sort': ClassSortEvent;
  }
}
