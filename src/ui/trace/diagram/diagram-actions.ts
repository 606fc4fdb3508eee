// What a person may do with the diagram, whatever they do it with: each wish becomes a change of what is looked at.
import type { EventPlace } from '../../../core/trace-order.ts';
import { noMessage, SELECT_FIRST, zoomAnnouncement } from '../../../words/diagram.ts';
import type { TimeWindow, TraceFocus } from '../trace-focus.ts';
import type { CutMoveEvent } from './cut-handles.ts';
import type { DiagramIndex } from './diagram-index.ts';
import { type KeyWish, ZOOM_STEP } from './diagram-keys.ts';
import type { DiagramModel } from './diagram-model.ts';
import { stretch } from './diagram-words.ts';
import { type Layout, machineAt } from './layout.ts';
import { MARK_PIXELS_MIN } from './scene-lanes.ts';
import { clampWindow, msAt, windowAround, xOf, zoomed } from './time-scale.ts';
import { type Following, followMessage, isSame, walk } from './walk.ts';

/** Where the diagram stands when somebody wishes something. */
export interface ActionGround {
  readonly model: DiagramModel;
  readonly focus: TraceFocus;
  /** Whether there is a moment that moves, and may be followed. */
  readonly follows: boolean;
  readonly window: TimeWindow;
  readonly layout: Layout;
}

export class DiagramActions {
  #shown: EventPlace | undefined;
  /** Of the focus, at the last drawing. */
  #window: TimeWindow | undefined;
  /** Which receive somebody came from when they followed a message back. */
  #cameFrom: EventPlace | undefined;

  /**
   * `ground` says how things are just then; `say` tells the person what could not be done, or '' for nothing; `tell` says
   * what was done to whoever does not see it.
   */
  constructor(
    private readonly ground: () => ActionGround,
    private readonly say: (note: string) => void,
    private readonly tell: (change: string) => void,
  ) {}

  /** By a person: a run that goes on is not followed any more. */
  look(window: TimeWindow): void {
    const { model, focus } = this.ground();
    focus.change({ window: clampWindow(window, model.index.extent), follows: false });
  }

  zoom(factor: number): void {
    const { focus, follows, window } = this.ground();
    if (follows && focus.state.follows) {
      focus.change({ window: zoomed(window, factor, window.toMs) });
      return;
    }
    const selectedMs = this.#selectedMs;
    const isSeen = selectedMs !== undefined && selectedMs >= window.fromMs && selectedMs <= window.toMs;
    this.look(zoomed(window, factor, isSeen ? selectedMs : (window.fromMs + window.toMs) / 2));
  }

  /** The buttons say what they have done, as the keys do. */
  zoomIn(): void {
    this.zoom(1 / ZOOM_STEP);
    this.#tellView();
  }

  zoomOut(): void {
    this.zoom(ZOOM_STEP);
    this.#tellView();
  }

  fit(): void {
    this.ground().focus.change({ window: undefined, follows: false });
    this.#tellView();
  }

  toggleFollow(): void {
    const { focus } = this.ground();
    focus.change({ follows: !focus.state.follows });
  }

  wish(wish: KeyWish): void {
    const { model, focus, window } = this.ground();
    this.say('');
    switch (wish.kind) {
      case 'walk': {
        const to = walk(
          model.index,
          model.known(focus.state.selected),
          wish.step,
          window,
          focus.state.hidden,
        );
        if (to) this.#walkTo(to);
        return;
      }
      case 'message':
        this.#followMessage();
        return;
      case 'zoom':
        this.zoom(wish.factor);
        this.#tellView();
        return;
      case 'fit':
        this.fit();
        return;
      case 'nothing':
        focus.change({ selected: undefined });
    }
  }

  /** A click: on an event it chooses that; elsewhere it moves the cut if there is one, and otherwise chooses nothing. */
  click(x: number, y: number): void {
    const { model, focus, layout } = this.ground();
    this.say('');
    const hit = hitAt(model.index, layout, x, y);
    if (hit && (hit.onMark || !focus.state.cut)) {
      this.#cameFrom = undefined;
      focus.change({ selected: hit.place });
    } else if (focus.state.cut) {
      if (x >= layout.scale.left) focus.change({ cut: model.cutAt(msAt(layout.scale, x)) });
    } else focus.change({ selected: undefined });
  }

  /** A finger that pointed is lifted: on an event as a click; one that only read the time leaves what was selected. */
  lift(x: number, y: number): void {
    const { model, layout } = this.ground();
    if (hitAt(model.index, layout, x, y)) this.click(x, y);
  }

  /** The pointer is there: all views are told the moment. The event under it, the same object while it is the same. */
  point(x: number, y: number, pressed: boolean, before: EventPlace | undefined): EventPlace | undefined {
    const { model, focus, layout } = this.ground();
    const { scale } = layout;
    const inside = x >= scale.left && x <= scale.right;
    focus.change({ pointedMs: inside ? msAt(scale, x) : undefined });
    const place = pressed ? undefined : hitAt(model.index, layout, x, y)?.place;
    return place && isSame(place, before) ? before : place;
  }

  /** A new cut stands where somebody already looks: at the chosen event, otherwise in the middle. */
  toggleCut(): void {
    const { model, focus, window } = this.ground();
    const middleMs = (window.fromMs + window.toMs) / 2;
    const selectedMs = this.#selectedMs;
    const isSeen = selectedMs !== undefined && selectedMs >= window.fromMs && selectedMs <= window.toMs;
    focus.change({ cut: focus.state.cut ? undefined : model.cutAt(isSeen ? selectedMs : middleMs) });
  }

  moveCut({ machine, to }: CutMoveEvent): void {
    const { model, focus, layout } = this.ground();
    const { cut } = focus.state;
    if (!cut) return;
    if ('count' in to) {
      focus.change({ cut: cut.with(machine - 1, to.count) });
      return;
    }
    const { scale } = layout;
    const x = Math.max(scale.left, Math.min(scale.right, to.x));
    focus.change({ cut: model.movedTo(cut, machine, msAt(scale, x)) });
  }

  /**
   * Called before each drawing: an event that was just chosen, by whomever, comes into view. Its machine, then. Who has chosen the
   * stretch together with the event, as a link does, has chosen what is in view.
   */
  keepInView(): number | undefined {
    const { model, focus, follows, window } = this.ground();
    const { state } = focus;
    const isStretchChosen = state.window !== undefined && state.window !== this.#window && !state.follows;
    this.#window = state.window;
    const selected = model.known(state.selected);
    if (selected === this.#shown) return undefined;
    this.#shown = selected;
    const atMs = this.#selectedMs;
    if (!selected || atMs === undefined) return undefined;
    if (isStretchChosen) return selected.machine;
    if (atMs < window.fromMs || atMs > window.toMs) this.look(windowAround(window, atMs));
    else if (follows && focus.state.follows) this.look(window);
    return selected.machine;
  }

  /** Called before each drawing: a run that is followed moves the window of all views. */
  followRun(): void {
    const { focus, follows, window } = this.ground();
    if (!follows || !focus.state.follows) return;
    const { fromMs, toMs } = window;
    const before = focus.state.window;
    if (before?.fromMs !== fromMs || before.toMs !== toMs) focus.change({ window: { fromMs, toMs } });
  }

  #tellView(): void {
    const { window, model } = this.ground();
    this.tell(zoomAnnouncement(stretch(window, model.trace.engine)));
  }

  get #selectedMs(): number | undefined {
    const { model, focus } = this.ground();
    const selected = model.known(focus.state.selected);
    return selected && model.trace.logOf(selected.machine).atMs[selected.index];
  }

  #walkTo(place: EventPlace): void {
    const { model, focus, window } = this.ground();
    this.#cameFrom = undefined;
    focus.change({ selected: place });
    const atMs = model.trace.logOf(place.machine).atMs[place.index]!;
    const next = windowAround(window, atMs);
    if (next !== window) this.look(next);
  }

  #followMessage(): void {
    const { model, focus } = this.ground();
    const selected = model.known(focus.state.selected);
    if (!selected) {
      this.say(SELECT_FIRST);
      return;
    }
    const following: Following = followMessage(model.index, selected, this.#cameFrom);
    if (following.kind === 'nowhere') {
      this.say(noMessage(following.reason));
      return;
    }
    if (isSame(following.place, selected)) return;
    if (focus.state.hidden.includes(following.place.machine)) {
      this.say(noMessage('hidden'));
      return;
    }
    this.#walkTo(following.place);
    this.#cameFrom = selected;
  }
}

const REACH = 14; // pixels to either side of a mark

export interface Hit {
  readonly place: EventPlace;
  /** Whether the event has a mark there, rather than a share of a bar. */
  readonly onMark: boolean;
}

export function hitAt(index: DiagramIndex, layout: Layout, x: number, y: number): Hit | undefined {
  const machine = machineAt(layout, x, y);
  if (machine === undefined) return undefined;
  const { scale } = layout;
  const lane = index.lane(machine);
  const nearest = lane.nearest(msAt(scale, x));
  if (nearest === undefined || Math.abs(xOf(scale, lane.log.atMs[nearest]!) - x) > REACH) return undefined;
  const { first, end } = lane.range(scale.fromMs, scale.toMs);
  const dense = (scale.right - scale.left) / Math.max(1, end - first) < MARK_PIXELS_MIN;
  const near = Math.abs(layout.laneY(machine) - y) <= REACH;
  return { place: { machine, index: nearest }, onMark: near && !dense };
}
