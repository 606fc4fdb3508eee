// Which moment the stage of a run shows, and what stands there: what is played, the end of the run, or how far it is.
import type { Moments } from '../../../analysis/moments.ts';
import { AHEAD, type DiagramModel, type Followed } from './diagram-model.ts';
import type { FocusState, TimeWindow } from '../trace-focus.ts';
import type { SceneFocus } from './diagram-scene.ts';

export interface StageGround {
  /** Undefined where the diagram is no stage. */
  readonly moments: Moments | undefined;
  readonly extent: TimeWindow;
  readonly focus: FocusState;
  /** How far a run is that goes on, in milliseconds since its start; undefined where it does not. */
  readonly edgeMs: number | undefined;
}

/** Undefined where there is nothing to stand anywhere. */
function stagedMs({ moments, extent, focus, edgeMs }: StageGround): number | undefined {
  if (!moments || moments.trace.eventCount === 0) return undefined;
  return Math.min(extent.toMs, focus.momentMs ?? edgeMs ?? extent.toMs);
}

/** While the moment is followed, nothing later is drawn. */
export function stagedParts(ground: StageGround): Pick<SceneFocus, 'moment' | 'progress'> {
  const atMs = stagedMs(ground);
  const { moments, focus } = ground;
  if (!moments || atMs === undefined) return {};
  const moment = moments.at(atMs, focus.momentEvent);
  return focus.follows ? { moment, progress: moments.progressAt(atMs, focus.momentEvent) } : { moment };
}

/** The moment that moves; undefined where nothing does. `edgeMs` says how far a run is that is seen without a stage. */
export function followedOf(
  ground: StageGround,
  model: DiagramModel,
  narrow: boolean,
  edgeMs: (() => number) | undefined,
): Followed | undefined {
  const staged = stagedMs(ground);
  if (staged !== undefined)
    return { atMs: staged, spanMs: model.followedMs(narrow ? 'narrow' : 'wide'), ahead: 0 };
  const atMs = ground.focus.momentMs ?? edgeMs?.();
  return edgeMs && atMs !== undefined ? { atMs, spanMs: model.followedMs('wide'), ahead: AHEAD } : undefined;
}
