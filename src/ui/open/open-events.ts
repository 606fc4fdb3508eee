// What a person asks of the page that opens logs, as events: dispatched on a person's action only.
const TRAVELS: EventInit = { bubbles: true, composed: true };

/** A person chose, dropped or pasted something; `notes` are sentences on what of it was left out. */
export class FilesOpenEvent extends Event {
  static readonly type = 'files-open';
  constructor(
    readonly files: readonly File[],
    readonly notes: readonly string[] = [],
  ) {
    super(FilesOpenEvent.type, TRAVELS);
  }
}

export class SampleRequestEvent extends Event {
  static readonly type = 'sample-request';
  constructor() {
    super(SampleRequestEvent.type, TRAVELS);
  }
}

export class RunChooseEvent extends Event {
  static readonly type = 'run-choose';
  /** `run` is its place among those opened. */
  constructor(readonly run: number) {
    super(RunChooseEvent.type, TRAVELS);
  }
}

/** A person changed the pattern for files of no known kind. */
export class PatternChangeEvent extends Event {
  static readonly type = 'pattern-change';
  constructor(readonly pattern: string) {
    super(PatternChangeEvent.type, TRAVELS);
  }
}

/** A person wants to see what the lines of another file become. */
export class PatternFileChooseEvent extends Event {
  static readonly type = 'pattern-file-choose';
  /** `file` is its place among those opened last. */
  constructor(readonly file: number) {
    super(PatternFileChooseEvent.type, TRAVELS);
  }
}

export class PreviewStopEvent extends Event {
  static readonly type = 'preview-stop';
  constructor() {
    super(PreviewStopEvent.type, TRAVELS);
  }
}

/** The files are to be read again, with the pattern as it stands. */
export class PatternReadEvent extends Event {
  static readonly type = 'pattern-read';
  constructor() {
    super(PatternReadEvent.type, TRAVELS);
  }
}

declare global {
  interface HTMLElementEventMap {
    'files-open': FilesOpenEvent;
    'sample-request': SampleRequestEvent;
    'run-choose': RunChooseEvent;
    'pattern-change': PatternChangeEvent;
    'pattern-file-choose': PatternFileChooseEvent;
    'preview-stop': PreviewStopEvent;
    'pattern-read': PatternReadEvent;
  }
}
