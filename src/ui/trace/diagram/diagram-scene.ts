// Makes the scene of what a person sees of a trace: pure, so that the canvas, the SVG file and the tests share it.
import type { Cones } from '../../../analysis/cones.ts';
import type { Note } from '../../../core/note.ts';
import type { FoundEvents } from '../../../analysis/find/found-events.ts';
import type { Progress } from '../../../analysis/inbox.ts';
import type { Moment } from '../../../analysis/moments.ts';
import type { DiagramIndex } from './diagram-index.ts';
import { layoutOf, type DiagramView } from './layout.ts';
import { addCut } from './scene-cut.ts';
import { addFaults } from './scene-faults.ts';
import { addAxis, addGrid, addLanes, addNames } from './scene-frame.ts';
import { addEvents, BESIDE, type LabelOf } from './scene-lanes.ts';
import type { ProgramPainter } from './scene-program.ts';
import type { ThroughPainter } from './scene-through.ts';
import { addFound } from './scene-found.ts';
import { addNotes } from './scene-notes.ts';
import { addMarked, type MarkedPlace } from './scene-marked.ts';
import { addMessages } from './scene-messages.ts';
import { addFlying, addNowLine, addNowWords, addWaiting } from './scene-queues.ts';
import { SceneLayer, type Scene } from './scene.ts';

/** What is marked in the drawing besides the trace itself. */
export interface SceneFocus {
  /** Of the chosen event. */
  readonly cones?: Cones | undefined;
  readonly cut?: SceneCut | undefined;
  /** Places that get a frame, such as where two runs differ first. */
  readonly marked?: readonly MarkedPlace[] | undefined;
  /** The order through machines that have no lane. */
  readonly through?: ThroughPainter | undefined;
  /** Of a program's run: what its messages and steps say. */
  readonly program?: ProgramPainter | undefined;
  /** Events that a search found are underlined. */
  readonly found?: FoundEvents | undefined;
  readonly notes?: readonly Note[] | undefined;
  /** Where the run stands; undefined when it does not go on. */
  readonly nowMs?: number | undefined;
  /** What a stage shows at the ends of its lanes. */
  readonly moment?: Moment | undefined;
  /** How far the run is that is shown: nothing later is drawn. Undefined: all that there is. */
  readonly progress?: Progress | undefined;
  /** The text beside an event's mark; its recorded clock by default. */
  readonly labelOf?: LabelOf | undefined;
}

export interface SceneCut {
  /** By machine: how many events lie before it. */
  readonly counts: Uint32Array;
  /** By machine: where it crosses the lane. */
  readonly timesMs: readonly number[];
}

/** Time: what is seen, and the logarithm of what there is. */
export function diagramScene(index: DiagramIndex, view: DiagramView, focus: SceneFocus = {}): Scene {
  const { cones, cut, marked = [], moment, progress } = focus;
  const nowMs = moment?.timeMs ?? focus.nowMs;
  const layout = layoutOf(view);
  const { scale, top, bottom, width, height } = layout;
  const labelOf = focus.labelOf ?? ((machine, at) => `${index.lane(machine).log.clocks[at]!}`);
  const plot = new SceneLayer();
  const { engine } = index.trace;
  addGrid(plot, layout, engine);
  if (nowMs !== undefined) addNowLine(plot, layout, nowMs);
  focus.program?.bands(plot, index, layout, progress);
  addLanes(plot, index, layout, cones, progress?.timeMs);
  addFaults(plot, index, layout);
  const throughStride = focus.through?.(plot, index, layout, progress) ?? 1;
  const messages = addMessages(plot, index, layout, cones, cut?.counts, progress, focus.program?.patternOf);
  const lanes = addEvents(plot, index, layout, cones, labelOf, progress, focus.program);
  if (focus.found) addFound(plot, index, layout, focus.found, progress);
  addNotes(plot, index, layout, focus.notes ?? [], progress);
  addMarked(plot, layout, marked);
  if (cut) addCut(plot, layout, cut.timesMs);
  const names = new SceneLayer();
  if (!view.stage?.headed) addNames(names, index.trace, layout);
  // Above all else, and not cut off: the balls lie across the edge.
  const ends = new SceneLayer();
  if (moment) {
    addNowWords(ends, layout, moment.timeMs, progress !== undefined);
    addWaiting(ends, layout, moment, progress !== undefined);
    addFlying(ends, index, layout, moment);
  }
  const axis = new SceneLayer();
  addAxis(axis, layout, engine, moment?.timeMs);
  const plotHeight = bottom - top;
  return {
    width,
    height,
    layers: [
      names.finish({ x: 0, y: top, width: scale.left, height: plotHeight }),
      axis.finish(),
      plot.finish({
        x: scale.left - BESIDE,
        y: top,
        width: scale.right - scale.left + 2 * BESIDE,
        height: plotHeight,
      }),
      ends.finish(),
    ],
    facts: { ...messages, ...lanes, throughStride },
  };
}
