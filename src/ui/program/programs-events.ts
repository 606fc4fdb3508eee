// What a person asks of the view of programs.
import type { ProgramTrialDraft } from '../../address/programs.ts';
import type { MachineId } from '../../core/message.ts';
import type { Json } from '../../core/program/json.ts';
import type { Choice } from '../../engine/explore/choice.ts';
import type { PassportRuns, PassportSearch } from '../../engine/passport.ts';
import type { SeededProgramTrial } from '../../engine/run-program.ts';
import { ViewEvent } from '../parts/view-event.ts';

/** The trial, as it is shown after the change. */
export class ProgramTrialChangeEvent extends ViewEvent {
  static readonly type = 'program-trial-change';
  constructor(readonly draft: ProgramTrialDraft) {
    super(ProgramTrialChangeEvent.type);
  }
}

/** The run that is made by hand is to be where these choices lead; what was tried before stays among the branches. */
export class ByHandEvent extends ViewEvent {
  static readonly type = 'by-hand';
  constructor(readonly choices: readonly Choice[]) {
    super(ByHandEvent.type);
  }
}

/** The run that is made by hand is to take this step. */
export class NextStepEvent extends ViewEvent {
  static readonly type = 'next-step';
  constructor(readonly choice: Choice) {
    super(NextStepEvent.type);
  }
}

/** The last step of the run that is made by hand is to be taken back. */
export class StepBackEvent extends ViewEvent {
  static readonly type = 'step-back';
  constructor() {
    super(StepBackEvent.type);
  }
}

/** The run that is shown is to be saved in the history. */
export class KeepRunEvent extends ViewEvent {
  static readonly type = 'keep-run';
  constructor() {
    super(KeepRunEvent.type);
  }
}

/** The run that is shown is to be continued by hand from a step of it, by its index; -1: from where all machines have started. */
export class ContinueEvent extends ViewEvent {
  static readonly type = 'continue-by-hand';
  constructor(readonly step: number) {
    super(ContinueEvent.type);
  }
}

/** A run in which a law was broken, according to the passport, is to be shown. */
export class PassportRunShowEvent extends ViewEvent {
  static readonly type = 'passport-run-show';
  constructor(readonly run: PassportRuns | PassportSearch) {
    super(PassportRunShowEvent.type);
  }
}

/** A machine of a live run is to be asked for something. */
export class ProgramCommandEvent extends ViewEvent {
  static readonly type = 'program-command';
  constructor(
    readonly machine: MachineId,
    readonly command: string,
    readonly argument: Json,
  ) {
    super(ProgramCommandEvent.type);
  }
}

/** The panel of live runs is to be put away. */
export class ProgramLiveCloseEvent extends ViewEvent {
  static readonly type = 'program-live-close';
  constructor() {
    super(ProgramLiveCloseEvent.type);
  }
}

/** As many runs are asked for with each value of the sweep. */
export class SweepRequestEvent extends ViewEvent {
  static readonly type = 'sweep-request';
  constructor() {
    super(SweepRequestEvent.type);
  }
}

/** The run by this seed is to be shown. */
export class SeedShowEvent extends ViewEvent {
  static readonly type = 'seed-show';
  constructor(
    readonly trial: SeededProgramTrial,
    readonly seed: number,
  ) {
    super(SeedShowEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'program-live-close': ProgramLiveCloseEvent;
    'program-command': ProgramCommandEvent;
    'program-trial-change': ProgramTrialChangeEvent;
    'by-hand': ByHandEvent;
    'keep-run': KeepRunEvent;
    'next-step': NextStepEvent;
    'step-back': StepBackEvent;
    'continue-by-hand': ContinueEvent;
    'passport-run-show': PassportRunShowEvent;
    'sweep-request': SweepRequestEvent;
    'seed-show': SeedShowEvent;
  }
}
