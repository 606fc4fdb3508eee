// What a person asks of the sweep's view, as events: dispatched on a person's action only.
import { ViewEvent } from '../parts/view-event.ts';
import type { SweepDraft } from '../../address/sweep.ts';
import type { SliceChoice } from './sweep-slice.ts';

/** A person changed the grid; the owner of the draft is to take the new one over. */
export class SweepDraftChangeEvent extends ViewEvent {
  static readonly type = 'sweep-draft-change';
  constructor(readonly draft: SweepDraft) {
    super(SweepDraftChangeEvent.type);
  }
}

/** A person chose a cell of the heat map, by its place: column from the left and row from the bottom, both from 0. */
export class CellChooseEvent extends ViewEvent {
  static readonly type = 'cell-choose';
  constructor(
    readonly column: number,
    readonly row: number,
  ) {
    super(CellChooseEvent.type);
  }
}

/** The pointer is over a cell of the heat map, or over none. */
export class CellPointEvent extends ViewEvent {
  static readonly type = 'cell-point';
  constructor(readonly cell: { readonly column: number; readonly row: number } | undefined) {
    super(CellPointEvent.type);
  }
}

/** A person wants the chosen cell as a trial. */
export class CellOpenEvent extends ViewEvent {
  static readonly type = 'cell-open';
  constructor() {
    super(CellOpenEvent.type);
  }
}

/** A person wants to see another length, delay or rule of the grid. */
export class SliceChooseEvent extends ViewEvent {
  static readonly type = 'slice-choose';
  constructor(readonly choice: SliceChoice) {
    super(SliceChooseEvent.type);
  }
}

declare global {
  interface HTMLElementEventMap {
    'sweep-draft-change': SweepDraftChangeEvent;
    'cell-choose': CellChooseEvent;
    'cell-point': CellPointEvent;
    'cell-open': CellOpenEvent;
    'slice-choose': SliceChooseEvent;
  }
}
