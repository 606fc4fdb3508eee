// What a person asks of the view of programs.
import type { ProgramTrialDraft } from '../../address/programs.ts';
import type { Choice } from '../../engine/explore/choice.ts';
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

/** Of what was searched, the run that breaks this law is to be shown. */
export class LawShowEvent extends ViewEvent {
  static readonly type = 'law-show';
  constructor(readonly index: number) {
    super(LawShowEvent.type);
  }
}

/** The run by this seed is to be shown. */
export class SeedShowEvent extends ViewEvent {
  static readonly type = 'seed-show';
  constructor(readonly seed: number) {
    super(SeedShowEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'program-trial-change': ProgramTrialChangeEvent;
    'by-hand': ByHandEvent;
    'law-show': LawShowEvent;
    'seed-show': SeedShowEvent;
  }
}
