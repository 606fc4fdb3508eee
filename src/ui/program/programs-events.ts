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

/** Goes where these choices lead, in the run that is made by hand; what was tried before stays among the branches. */
export class ByHandEvent extends ViewEvent {
  static readonly type = 'by-hand';
  constructor(readonly choices: readonly Choice[]) {
    super(ByHandEvent.type);
  }
}

/** Takes this step in the run that is made by hand. */
export class NextStepEvent extends ViewEvent {
  static readonly type = 'next-step';
  constructor(readonly choice: Choice) {
    super(NextStepEvent.type);
  }
}

/** Takes back the last step of the run that is made by hand. */
export class StepBackEvent extends ViewEvent {
  static readonly type = 'step-back';
  constructor() {
    super(StepBackEvent.type);
  }
}

/** Saves the run that is shown in the history. */
export class KeepRunEvent extends ViewEvent {
  static readonly type = 'keep-run';
  constructor() {
    super(KeepRunEvent.type);
  }
}

/** Continues the run that is shown by hand, from a step of it, by its index; -1: from where all machines have started. */
export class ContinueEvent extends ViewEvent {
  static readonly type = 'continue-by-hand';
  constructor(readonly step: number) {
    super(ContinueEvent.type);
  }
}

/** Shows a run in which a law was broken, according to the passport. */
export class PassportRunShowEvent extends ViewEvent {
  static readonly type = 'passport-run-show';
  constructor(readonly run: PassportRuns | PassportSearch) {
    super(PassportRunShowEvent.type);
  }
}

/** Asks a machine of a live run for something. */
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

/** Puts the panel of live runs away. */
export class ProgramLiveCloseEvent extends ViewEvent {
  static readonly type = 'program-live-close';
  constructor() {
    super(ProgramLiveCloseEvent.type);
  }
}

/** Runs the sweep: as many runs with each of its values. */
export class SweepRequestEvent extends ViewEvent {
  static readonly type = 'sweep-request';
  constructor() {
    super(SweepRequestEvent.type);
  }
}

/** Shows the run by this seed. */
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
