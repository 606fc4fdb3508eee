// What a person asks of the notebook, as events: dispatched on a person's action only.
import { ViewEvent } from '../parts/view-event.ts';
import type { CoverField } from '../../notebook/cover.ts';
import type { Trial } from '../../core/trial.ts';

/** The text of a field of the first page, after a keystroke. */
export class CoverChangeEvent extends ViewEvent {
  static readonly type = 'cover-change';
  constructor(
    readonly field: CoverField,
    readonly text: string,
  ) {
    super(CoverChangeEvent.type);
  }
}

/** The text of a remark, after a keystroke. */
export class RemarkChangeEvent extends ViewEvent {
  static readonly type = 'remark-change';
  constructor(readonly text: string) {
    super(RemarkChangeEvent.type);
  }
}

/** Another run of the trial is to be shown. */
export class SampleChangeEvent extends ViewEvent {
  static readonly type = 'sample-change';
  constructor(readonly seed: number) {
    super(SampleChangeEvent.type);
  }
}

/** This trial is to be part of the notebook. */
export class TrialAddEvent extends ViewEvent {
  static readonly type = 'trial-add';
  constructor(readonly trial: Trial) {
    super(TrialAddEvent.type);
  }
}

/** This trial is to be taken out of the notebook, with its remark. */
export class TrialRemoveEvent extends ViewEvent {
  static readonly type = 'trial-remove';
  constructor() {
    super(TrialRemoveEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'cover-change': CoverChangeEvent;
    'remark-change': RemarkChangeEvent;
    'sample-change': SampleChangeEvent;
    'trial-add': TrialAddEvent;
    'trial-remove': TrialRemoveEvent;
  }
}
