// What the diagram keeps about one trace between two drawings: the index, the cones of the chosen event, and the moment
// at which a cut was made. It turns what a person looks at into what is to be drawn.
import { conesOf, countRelations, type Cones } from '../../../analysis/cones.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import type { FocusState, TimeWindow } from '../trace-focus.ts';
import { DiagramIndex } from './diagram-index.ts';
import type { SceneCut } from './diagram-scene.ts';
import { cutMs } from './scene-cut.ts';
import { clampWindow } from './time-scale.ts';
import { isSame } from './walk.ts';

const FOLLOWED_MS = 10_000; // of a live run, until a person zooms
const AHEAD = 0.03; // of the window, free after what happens now

export type Relations = ReturnType<typeof countRelations>;

export class DiagramModel {
  readonly index: DiagramIndex;
  #revision: number;
  #cones: Cones | undefined;
  #relations: Relations | undefined;
  #conesRevision = -1;
  /** By machine: at which moment a person wanted the cut. */
  #wishedMs: (number | undefined)[];

  constructor(
    readonly trace: Trace,
    revision: number,
  ) {
    this.index = new DiagramIndex(trace);
    this.#revision = revision;
    this.#wishedMs = trace.logs.map(() => undefined);
  }

  get revision(): number {
    return this.#revision;
  }

  /** Takes in what the trace has gained up to this revision. */
  update(revision: number): void {
    if (revision === this.#revision) return;
    this.#revision = revision;
    this.index.update();
  }

  /** Undefined where the trace has no such event. */
  known(place: EventPlace | undefined): EventPlace | undefined {
    const count = place && (this.trace.logs[place.machine - 1]?.eventCount ?? 0);
    return place && place.index < count! ? place : undefined;
  }

  cones(selected: EventPlace | undefined): Cones | undefined {
    const place = this.known(selected);
    if (!place) return undefined;
    if (!this.#cones || !isSame(place, this.#cones.event) || this.#conesRevision !== this.#revision) {
      this.#cones = conesOf(this.trace, place);
      this.#relations = countRelations(this.trace, this.#cones);
      this.#conesRevision = this.#revision;
    }
    return this.#cones;
  }

  relations(selected: EventPlace | undefined): Relations | undefined {
    return this.cones(selected) && this.#relations;
  }

  /** What is to be seen: all, what a person chose, or the last seconds of a run that is followed; `live`: that goes on or is played. */
  window({ window, follows, momentMs }: FocusState, live: boolean, nowMs: number | undefined): TimeWindow {
    const { extent } = this.index;
    if (!live || !follows) return window ? clampWindow(window, extent) : extent;
    const span = window ? window.toMs - window.fromMs : Math.min(FOLLOWED_MS, extent.toMs - extent.fromMs);
    const lastMs = momentMs ?? Math.max(nowMs ?? 0, ...this.index.lanes.map(({ maxMs }) => maxMs));
    const toMs = Math.max(extent.fromMs + span, Math.min(extent.toMs, lastMs + span * AHEAD));
    return clampWindow({ fromMs: toMs - span, toMs }, extent);
  }

  /** An upright cut: by machine, how many events happened at or before the moment. */
  cutAt(atMs: number): Uint32Array {
    this.#wishedMs = this.trace.logs.map(() => atMs);
    return Uint32Array.from(this.index.lanes, (_, i) => this.countUntil(i + 1, atMs));
  }

  /** The cut with one machine's part moved to a moment. */
  movedTo(cut: Uint32Array, machine: number, atMs: number): Uint32Array {
    this.#wishedMs[machine - 1] = atMs;
    return cut.with(machine - 1, this.countUntil(machine, atMs));
  }

  /** How many events of a machine happened at or before the moment. */
  countUntil(machine: number, atMs: number): number {
    const lane = this.index.lane(machine);
    if (lane.sorted) return lane.range(atMs, atMs).end;
    // Times that fall: counted one by one, as `cutAt` of the analysis counts them.
    let count = 0;
    for (let at = 0; at < lane.log.eventCount; at++) if (lane.log.atMs[at]! <= atMs) count += 1;
    return count;
  }

  sceneCut(cut: Uint32Array | undefined): SceneCut | undefined {
    if (cut?.length !== this.trace.machines) return undefined;
    const timesMs = Array.from(cut, (count, i) => cutMs(this.index, i + 1, count, this.#wishedMs[i]));
    return { counts: cut, timesMs };
  }
}
