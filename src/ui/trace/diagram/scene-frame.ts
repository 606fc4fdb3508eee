// The frame of the diagram: the lanes with their machines' names and rates, the grid of time and its axis.
import { DIAGRAM_AXIS, STEPS_AXIS } from '../../../words/diagram.ts';
import { laneRate } from '../../../words/machines.ts';
import type { Cones } from '../../../analysis/cones.ts';
import type { Engine, Trace } from '../../../core/trace.ts';
import type { MachineId } from '../../../core/message.ts';
import { laneName, machineNumeral } from '../../../words/machine-name.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { Layout } from './layout.ts';
import type { SceneLayer, Standing } from './scene.ts';
import { timeTicks, xOf } from './time-scale.ts';

export function addGrid(plot: SceneLayer, { scale, top, bottom, startMs }: Layout, engine: Engine): void {
  for (const { atMs } of timeTicks(scale, engine === 'stepped')) {
    if (atMs < startMs) continue;
    const x = xOf(scale, atMs);
    plot.line('grid', 0, 'neutral', [x, top, x, bottom]);
  }
}

export function addAxis(
  margin: SceneLayer,
  { scale, bottom, isStage, queues, startMs }: Layout,
  engine: Engine,
  nowMs?: number,
): void {
  const nowX = nowMs === undefined ? Infinity : xOf(scale, nowMs);
  margin.line('rule', 0, 'neutral', [scale.left, bottom + 0.5, scale.right, bottom + 0.5]);
  const isStepped = engine === 'stepped';
  for (const { atMs, label } of timeTicks(scale, isStepped))
    if (atMs >= startMs && !(isStage && isCovered(xOf(scale, atMs) - nowX, queues !== undefined)))
      margin.text('tick', 'middle', label, xOf(scale, atMs), bottom + 17);
  const axis = isStepped ? STEPS_AXIS : DIAGRAM_AXIS;
  if (!isStage) margin.text('axis', 'middle', axis, (scale.left + scale.right) / 2, bottom + 37);
}

/** By the words at the moment of a stage, from half a label before them to half a label behind. */
function isCovered(pixelsBehind: number, namesQueues: boolean): boolean {
  return pixelsBehind > -38 && pixelsBehind < (namesQueues ? 150 : 38);
}

export function addNames(margin: SceneLayer, trace: Trace, layout: Layout): void {
  const { scale, pitch, narrow, lanes } = layout;
  const x = scale.left - 12;
  for (const machine of lanes) {
    const y = layout.laneY(machine);
    const rate = rateOf(trace, machine, narrow || pitch < 40);
    if (narrow) {
      margin.text('name', 'end', machineNumeral(trace, machine), x, pitch < 40 ? y + 4.5 : y);
      if (pitch >= 40) margin.text('rate', 'end', rate, x, y + 15);
    } else if (pitch < 40) {
      margin.text('name', 'end', laneName(trace, machine, NAME_MAX), x - 38, y + 4.5);
      margin.text('rate', 'end', rate, x, y + 4.5);
    } else {
      margin.text('name', 'end', laneName(trace, machine, NAME_MAX), x, y - 1);
      margin.text('rate', 'end', rate, x, y + 14);
    }
  }
}

const NAME_MAX = 12; // letters that the margin has room for

function rateOf({ trial, origin, engine }: Trace, machine: MachineId, isShort: boolean): string {
  if (engine === 'stepped') return '';
  const isEstimated = origin?.machines[machine - 1]?.rate === 'estimated';
  return laneRate(trial.rates[machine - 1], isEstimated, isShort);
}

/** The lane is part of what is told apart: strong where the past is, faint where all is concurrent. */
export function addLanes(
  plot: SceneLayer,
  index: DiagramIndex,
  layout: Layout,
  cones: Cones | undefined,
  untilMs = Infinity,
): void {
  const { scale, lanes, queues, startMs } = layout;
  const end = Math.min(scale.right + (queues ? 0 : 10), xOf(scale, Math.min(untilMs, scale.toMs * 2 + 1)));
  const begin = startMs > scale.fromMs ? Math.min(end, xOf(scale, startMs)) : scale.left - 10;
  for (const machine of lanes) {
    const y = layout.laneY(machine);
    const line = (standing: Standing, from: number, to: number): void => {
      const [x1, x2] = [Math.max(begin, from), Math.min(end, to)];
      if (x2 > x1) plot.line('lane', machine, standing, [x1, y, x2, y]);
    };
    const { log } = index.lane(machine);
    if (!cones || log.eventCount === 0) {
      line(cones ? 'concurrent' : 'neutral', -Infinity, Infinity);
      continue;
    }
    const past = cones.past[machine - 1]!;
    const future = cones.future[machine - 1]!;
    const pastX = past > 0 ? xOf(scale, log.atMs[Math.min(past, log.eventCount) - 1]!) : -Infinity;
    const futureX = future < log.eventCount ? xOf(scale, log.atMs[future]!) : Infinity;
    line('past', -Infinity, pastX);
    line('concurrent', pastX, futureX);
    line('future', Math.max(pastX, futureX), Infinity);
  }
}
