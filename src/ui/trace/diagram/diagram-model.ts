// What the diagram keeps about one trace between two drawings: the index, the cones of the chosen event, and the moment
// at which a cut was made. It turns what a person looks at into what is to be drawn.
import { conesOf, countRelations, type Cones } from '../../../analysis/cones.ts';
import type { MachineId } from '../../../core/message.ts';
import type { ProgramRecord } from '../../../core/program/program-record.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import type { FocusState, TimeWindow } from '../trace-focus.ts';
import { DiagramIndex } from './diagram-index.ts';
import type { SceneCut } from './diagram-scene.ts';
import type { ProgramPainter, programPainter } from './scene-program.ts';
import type { throughPainter, ThroughPainter } from './scene-through.ts';
import { cutMs } from './scene-cut.ts';
import { clampWindow } from './time-scale.ts';
import { isSame } from './walk.ts';

/** A moment that moves, with how much before it is to be seen until a person zooms. */
export interface Followed {
  readonly atMs: number;
  readonly spanMs: number;
  /** Of the window: free after the moment. */
  readonly ahead: number;
}

const FOLLOWED_MS = { wide: 10_000, narrow: 4_000 }; // on a narrow screen less, so that marks have room
/** Of another program's run, which may have lasted for milliseconds or days. */
const FOLLOWED_EVENTS = { wide: 100, narrow: 40 };
export const AHEAD = 0.03;

export type Relations = ReturnType<typeof countRelations>;

export class DiagramModel {
  readonly index: DiagramIndex;
  #throughPainter: typeof throughPainter | undefined;
  #through:
    | {
        readonly hidden: readonly MachineId[];
        readonly revision: number;
        readonly painter: ThroughPainter;
      }
    | undefined;
  #programPainter: typeof programPainter | undefined;
  /** Of the record as it was drawn last: that of a run that goes on is another one each time. */
  #program: { readonly record: ProgramRecord; readonly painter: ProgramPainter } | undefined;
  #isFetching = false;
  #revision: number;
  #cones: Cones | undefined;
  #relations: Relations | undefined;
  #conesRevision = -1;
  /** By machine: at which moment a person wanted the cut. */
  #wishedMs: (number | undefined)[];

  constructor(
    readonly trace: Trace,
    revision: number,
    private goesOn = false,
  ) {
    this.index = new DiagramIndex(trace, goesOn);
    this.#revision = revision;
    this.#wishedMs = trace.logs.map(() => undefined);
  }

  get revision(): number {
    return this.#revision;
  }

  /** Takes in what the trace has gained up to this revision, and whether the run still goes on. */
  update(revision: number, goesOn = false): void {
    if (revision === this.#revision && goesOn === this.goesOn) return;
    this.#revision = revision;
    this.goesOn = goesOn;
    this.index.update(goesOn);
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

  /** What is to be seen: all, what a person chose, or the last seconds before the moment that is followed. */
  window({ window, follows }: FocusState, followed: Followed | undefined): TimeWindow {
    const { extent } = this.index;
    if (!followed || !follows) return window ? clampWindow(window, extent) : extent;
    const { atMs, spanMs, ahead } = followed;
    const before = window && window.toMs - window.fromMs;
    // What was followed on a screen of another width was no choice of a person.
    const usual = [this.followedMs('wide'), this.followedMs('narrow')];
    const isChosen = before !== undefined && !usual.some(ms => Math.abs(before - ms) < 1e-6);
    const span = isChosen ? before : Math.min(spanMs, extent.toMs - extent.fromMs);
    const toMs = Math.max(extent.fromMs + span, Math.min(extent.toMs, atMs + span * ahead));
    return clampWindow({ fromMs: toMs - span, toMs }, extent);
  }

  /** How much of a run is in view before a moment that moves, until a person zooms; in milliseconds. */
  followedMs(width: 'wide' | 'narrow'): number {
    if (this.trace.engine !== 'imported') return FOLLOWED_MS[width];
    const { fromMs, toMs } = this.index.extent;
    return ((toMs - fromMs) * FOLLOWED_EVENTS[width]) / Math.max(1, this.trace.eventCount);
  }

  /** How far a run is that goes on: what is known of it may be ahead of its clock. */
  edgeMs(nowMs: number | undefined): number {
    return Math.max(nowMs ?? 0, ...this.index.lanes.map(({ maxMs }) => maxMs));
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

  /**
   * Draws the order through the hidden machines; undefined where none is. Its code is fetched when it is first needed; `ready` is told
   * when it is there.
   */
  through(hidden: readonly MachineId[], ready: () => void): ThroughPainter | undefined {
    if (hidden.length === 0) return undefined;
    if (!this.#throughPainter) {
      void import('./scene-through.ts').then(parts => {
        this.#throughPainter = parts.throughPainter;
        ready();
      });
      return undefined;
    }
    const known = this.#through;
    if (known?.hidden === hidden && known.revision === this.#revision) return known.painter;
    const painter = this.#throughPainter(this.trace, hidden);
    this.#through = { hidden, revision: this.#revision, painter };
    return painter;
  }

  /** Draws what a program's messages and steps say; undefined for the die. As {@link through}. */
  program(ready: () => void): ProgramPainter | undefined {
    const record = this.trace.program;
    if (!record) return undefined;
    if (!this.#programPainter) {
      if (!this.#isFetching) {
        this.#isFetching = true;
        void import('./scene-program.ts').then(parts => {
          this.#programPainter = parts.programPainter;
          ready();
        });
      }
      return undefined;
    }
    if (this.#program?.record !== record) this.#program = { record, painter: this.#programPainter(record) };
    return this.#program.painter;
  }

  sceneCut(cut: Uint32Array | undefined): SceneCut | undefined {
    if (cut?.length !== this.trace.machines) return undefined;
    const timesMs = Array.from(cut, (count, i) => cutMs(this.index, i + 1, count, this.#wishedMs[i]));
    return { counts: cut, timesMs };
  }
}
