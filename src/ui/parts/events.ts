// What a person asks of a view, as events: dispatched on a person's action only, never because an owner set a property.
import { ViewEvent } from './view-event.ts';
import type { TrialDraft } from '../../address/trial.ts';
import type { MachineId } from '../../core/message.ts';

/** A person changed a field; `value` is its text just as it stands there. */
export class FieldChangeEvent extends ViewEvent {
  static readonly type = 'field-change';
  constructor(readonly value: string) {
    super(FieldChangeEvent.type);
  }
}

/** A person turns to another page of a list, from 0. */
export class PageTurnEvent extends ViewEvent {
  static readonly type = 'page-turn';
  constructor(readonly page: number) {
    super(PageTurnEvent.type);
  }
}

/** A person changed the trial; the owner of the draft is to take the new one over. */
export class DraftChangeEvent extends ViewEvent {
  static readonly type = 'draft-change';
  constructor(readonly draft: TrialDraft) {
    super(DraftChangeEvent.type);
  }
}

export class RunRequestEvent extends ViewEvent {
  static readonly type = 'run-request';
  constructor() {
    super(RunRequestEvent.type);
  }
}

export class StopRequestEvent extends ViewEvent {
  static readonly type = 'stop-request';
  constructor() {
    super(StopRequestEvent.type);
  }
}

/** A person wants a device to join as a machine; where the way to that is shown, it is to be hidden. */
export class InviteRequestEvent extends ViewEvent {
  static readonly type = 'invite-request';
  constructor() {
    super(InviteRequestEvent.type);
  }
}

/** A person asks for the form of the settings, or to hide it. */
export class SettingsRequestEvent extends ViewEvent {
  static readonly type = 'settings-request';
  constructor() {
    super(SettingsRequestEvent.type);
  }
}

/** A person asks for the largest jump of a clock, with its explanation. */
export class WhyRequestEvent extends ViewEvent {
  static readonly type = 'why-request';
  constructor() {
    super(WhyRequestEvent.type);
  }
}

/** The run is to go on without a machine that does not answer. */
export class EndWithoutRequestEvent extends ViewEvent {
  static readonly type = 'end-without-request';
  constructor(readonly machine: MachineId) {
    super(EndWithoutRequestEvent.type);
  }
}

/** This page is to become a machine of the room that another page coordinates. */
export class JoinRequestEvent extends ViewEvent {
  static readonly type = 'join-request';
  constructor() {
    super(JoinRequestEvent.type);
  }
}

/** This page is to coordinate a room of its own. */
export class OwnRoomRequestEvent extends ViewEvent {
  static readonly type = 'own-room-request';
  constructor() {
    super(OwnRoomRequestEvent.type);
  }
}

/** The frames of the machines are to be seen, or hidden behind the cards. */
export class FramesShownChangeEvent extends ViewEvent {
  static readonly type = 'frames-shown-change';
  constructor(readonly shown: boolean) {
    super(FramesShownChangeEvent.type);
  }
}

/** What stands in the address and belongs to no field is to be left out of it. */
export class LeaveOutRequestEvent extends ViewEvent {
  static readonly type = 'leave-out-request';
  constructor() {
    super(LeaveOutRequestEvent.type);
  }
}

/** What is drawn under the lines of the figures. */
export interface Layers {
  readonly prediction: boolean;
  readonly counterpart: boolean;
}

export class LayersChangeEvent extends ViewEvent {
  static readonly type = 'layers-change';
  constructor(readonly layers: Layers) {
    super(LayersChangeEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'field-change': FieldChangeEvent;
    'page-turn': PageTurnEvent;
    'draft-change': DraftChangeEvent;
    'run-request': RunRequestEvent;
    'stop-request': StopRequestEvent;
    'settings-request': SettingsRequestEvent;
    'invite-request': InviteRequestEvent;
    'why-request': WhyRequestEvent;
    'end-without-request': EndWithoutRequestEvent;
    'join-request': JoinRequestEvent;
    'own-room-request': OwnRoomRequestEvent;
    'layers-change': LayersChangeEvent;
    'leave-out-request': LeaveOutRequestEvent;
    'frames-shown-change': FramesShownChangeEvent;
  }
}
