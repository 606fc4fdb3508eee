// What a person asks of the view of programs.
import type { ProgramTrialDraft } from '../../address/programs.ts';
import type { Choice } from '../../engine/explore/choice.ts';
import type { PassportRuns, PassportSearch } from '../../engine/passport.ts';
import { ViewEvent } from '../parts/view-event.ts';

/** The trial, as it is shown after the change. */
export class ProgramTrialChangeEvent extends ViewEvent {
  static readonly type = 'program-trial-change';
  constructor(readonly draft: ProgramTrialDraft) {
    super(ProgramTrialChangeEvent.type);
  }
}

/** A run is to be continued by hand after these choices; what was tried before stays among the branches. */
export class ByHandEvent extends ViewEvent {
  static readonly type = 'by-hand';
  constructor(readonly choices: readonly Choice[]) {
    super(ByHandEvent.type);
  }
}

/** A run in which a law was broken, according to the passport, is to be shown. */
export class PassportRunShowEvent extends ViewEvent {
  static readonly type = 'passport-run-show';
  constructor(readonly run: PassportRuns | PassportSearch) {
    super(PassportRunShowEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'program-trial-change': ProgramTrialChangeEvent;
    'by-hand': ByHandEvent;
    'passport-run-show': PassportRunShowEvent;
  }
}
