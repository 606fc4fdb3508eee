// What a person asks of the sweep's view, as events: dispatched on a person's action only.
import type { SweepDraft } from '../../address/sweep.ts';
import type { SliceChoice } from './sweep-slice.ts';

const TRAVELS: EventInit = { bubbles: true, composed: true };

/** A person changed the grid; the owner of the draft is to take the new one over. */
export class SweepDraftChangeEvent extends Event {
  static readonly type = 'sweep-draft-change';
  constructor(readonly draft: SweepDraft) {
    super(SweepDraftChangeEvent.type, TRAVELS);
  }
}

/** A person chose a cell of the heat map, by its place: column from the left and row from the bottom, both from 0. */
export class CellChooseEvent extends Event {
  static readonly type = 'cell-choose';
  constructor(
    readonly column: number,
    readonly row: number,
  ) {
    super(CellChooseEvent.type, { bubbles: true });
  }
}

/** The pointer is over a cell of the heat map, or over none. */
export class CellPointEvent extends Event {
  static readonly type = 'cell-point';
  constructor(readonly cell: { readonly column: number; readonly row: number } | undefined) {
    super(CellPointEvent.type, { bubbles: true });
  }
}

/** A person wants the chosen cell as a trial. */
export class CellOpenEvent extends Event {
  static readonly type = 'cell-open';
  constructor() {
    super(CellOpenEvent.type, { bubbles: true });
  }
}

/** A person wants to see another length, delay or rule of the grid. */
export class SliceChooseEvent extends Event {
  static readonly type = 'slice-choose';
  constructor(readonly choice: SliceChoice) {
    super(SliceChooseEvent.type, TRAVELS);
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
