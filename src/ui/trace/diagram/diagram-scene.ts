// Makes the scene of what a person sees of a trace: pure, so that the canvas, the SVG file and the tests share it.
import type { Cones } from '../../../analysis/cones.ts';
import type { DiagramIndex } from './diagram-index.ts';
import { layoutOf, type DiagramView } from './layout.ts';
import { addCut } from './scene-cut.ts';
import { addFaults } from './scene-faults.ts';
import { addAxis, addGrid, addLanes, addNames } from './scene-frame.ts';
import { addEvents, BESIDE, type LabelOf } from './scene-lanes.ts';
import { addMarked, type MarkedPlace } from './scene-marked.ts';
import { addMessages } from './scene-messages.ts';
import { SceneLayer, type Scene } from './scene.ts';
import { xOf } from './time-scale.ts';

/** What is marked in the drawing besides the trace itself. */
export interface SceneFocus {
  /** Of the chosen event. */
  readonly cones?: Cones | undefined;
  readonly cut?: SceneCut | undefined;
  /** Places that get a frame, such as where two runs differ first. */
  readonly marked?: readonly MarkedPlace[] | undefined;
  /** Where the run stands; undefined when it does not go on. */
  readonly nowMs?: number | undefined;
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
  const { cones, cut, marked = [], nowMs } = focus;
  const layout = layoutOf(view);
  const { scale, top, bottom, width, height } = layout;
  const labelOf = focus.labelOf ?? ((machine, at) => `${index.lane(machine).log.clocks[at]!}`);
  const plot = new SceneLayer();
  addGrid(plot, layout);
  addLanes(plot, index, layout, cones);
  addFaults(plot, index, layout);
  const messages = addMessages(plot, index, layout, cones, cut?.counts);
  const lanes = addEvents(plot, index, layout, cones, labelOf);
  addMarked(plot, layout, marked);
  if (nowMs !== undefined)
    plot.line('now', 0, 'neutral', [xOf(scale, nowMs), top, xOf(scale, nowMs), bottom]);
  if (cut) addCut(plot, layout, cut.timesMs);
  const names = new SceneLayer();
  addNames(names, index.trace, layout);
  const axis = new SceneLayer();
  addAxis(axis, layout);
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
    ],
    facts: { ...messages, ...lanes },
  };
}
