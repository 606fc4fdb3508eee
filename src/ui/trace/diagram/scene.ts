// A diagram as plain data: what stands where, by role and not by colour. The canvas and the SVG file are two ways to
// draw the same scene. Things of one look lie in one group with flat coordinates, so that a frame makes few objects.
import type { Relation } from '../../../analysis/cones.ts';
import type { EventKind } from '../../../core/event.ts';
import type { ShownTone } from '../../../core/program/program.ts';
import type { MachineId } from '../../../core/message.ts';

/** How something stands to the chosen event; neutral when none is chosen. */
export type Standing = Relation | 'neutral';

export type LineRole =
  | 'grid'
  | 'lane'
  | 'bar-cap'
  | 'flight'
  | 'wait'
  | 'copy'
  | 'violation'
  | 'violation-wait'
  | 'lost'
  | 'marked'
  | 'found'
  | 'note'
  | 'through'
  | 'through-head'
  /** Under a band of what a program shows; its pattern is the place of the tone. */
  | 'shown'
  | 'cut'
  | 'now'
  | 'rule';

export interface LineGroup {
  readonly kind: 'lines';
  readonly role: LineRole;
  readonly standing: Standing;
  /** Whose colour; 0 for nobody's. */
  readonly machine: MachineId;
  /** Many of them lie close: each is to be light. */
  readonly dense: boolean;
  /** Of an arrow: which of the patterns that tell kinds of messages apart. */
  readonly pattern: number;
  /** x1, y1, x2, y2 of one line after the other. */
  readonly coordinates: number[];
}

export type MarkShape = EventKind | 'arrival';

export interface MarkGroup {
  readonly kind: 'marks';
  readonly shape: MarkShape;
  readonly standing: Standing;
  readonly machine: MachineId;
  readonly radius: number;
  /** x, y of one mark after the other. */
  readonly coordinates: number[];
}

/** Where marks would be too close: how many events of a kind there are, by stretches of time. */
export interface BarGroup {
  readonly kind: 'bars';
  /** stopped: a machine is down or paused. partition: between two groups of machines. A tone: what a program shows of its state. */
  readonly shape: EventKind | 'ground' | 'stopped' | 'partition' | ShownTone;
  readonly standing: Standing;
  readonly machine: MachineId;
  /** x, y, width, height of one bar after the other. */
  readonly coordinates: number[];
}

export interface RingGroup {
  readonly kind: 'rings';
  readonly radius: number;
  /** x, y of one ring after the other. */
  readonly coordinates: number[];
}

/** Messages by their timestamps: slips that wait in a queue, and balls that are on their way. */
export interface TokenGroup {
  readonly kind: 'tokens';
  readonly shape: 'slip' | 'ball';
  /** Who sent them. */
  readonly machine: MachineId;
  /** Of the slips; a ball is a circle of this width. */
  readonly width: number;
  readonly height: number;
  /** Where their middles are. */
  readonly items: { readonly x: number; readonly y: number; readonly text: string }[];
}

export type TextRole =
  | 'timestamp'
  | 'waiting'
  | 'now'
  | 'name'
  | 'rate'
  | 'tick'
  | 'axis'
  | 'title'
  | 'legend'
  | 'note'
  | FreeRole;

/** Of a program's run: the kind of a message, what a step was for, what is shown of the state. */
export type FreeRole = 'kind' | 'step' | 'shown';

/** Written around their middle, with a halo. */
export function isHaloed(role: TextRole): boolean {
  return role === 'timestamp' || role === 'kind' || role === 'step' || role === 'shown';
}

export interface TextGroup {
  readonly kind: 'texts';
  readonly role: TextRole;
  readonly standing: Standing;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly items: { readonly x: number; readonly y: number; readonly text: string }[];
}

/** Of a mark, in parts of its radius: what is concurrent with the chosen event is small. */
export function sizeOf(standing: Standing): number {
  return standing === 'concurrent' ? 0.6 : 1;
}

export type Group = LineGroup | MarkGroup | BarGroup | RingGroup | TokenGroup | TextGroup;

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Groups in the order of drawing, cut off at the edges of `clip` if there is one. */
export interface Layer {
  readonly clip: Box | undefined;
  readonly groups: readonly Group[];
}

/** What a person should be told about a drawing. */
export interface SceneFacts {
  /** In the window, of all machines. */
  readonly events: number;
  /** That cross the window, as near as can be told without looking at each. */
  readonly messages: number;
  /** One of so many messages is drawn. */
  readonly messageStride: number;
  /** Machines whose events are drawn as bars, because their marks would be too close. */
  readonly denseLanes: number;
  /** Messages drawn as received before the cut and sent after it. */
  readonly violations: number;
  /** One of so many arrows through hidden machines is drawn. */
  readonly throughStride: number;
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly layers: readonly Layer[];
  readonly facts: SceneFacts;
}

/** Collects groups: whatever looks alike comes into one. */
export class SceneLayer {
  readonly #groups = new Map<string, Group>();

  line(
    role: LineRole,
    machine: MachineId,
    standing: Standing,
    ends: readonly [x1: number, y1: number, x2: number, y2: number],
    dense = false,
    pattern = 0,
  ): void {
    const key = `${role} ${machine} ${standing} ${dense} ${pattern}`;
    let group = this.#groups.get(key) as LineGroup | undefined;
    if (!group) {
      group = { kind: 'lines', role, machine, standing, dense, pattern, coordinates: [] };
      this.#groups.set(key, group);
    }
    group.coordinates.push(ends[0], ends[1], ends[2], ends[3]);
  }

  mark(shape: MarkShape, machine: MachineId, standing: Standing, radius: number, x: number, y: number): void {
    const key = `${shape} ${machine} ${standing} ${radius}`;
    let group = this.#groups.get(key) as MarkGroup | undefined;
    if (!group) {
      group = { kind: 'marks', shape, machine, standing, radius, coordinates: [] };
      this.#groups.set(key, group);
    }
    group.coordinates.push(x, y);
  }

  bar(shape: BarGroup['shape'], machine: MachineId, standing: Standing, box: Box): void {
    const key = `bar ${shape} ${machine} ${standing}`;
    let group = this.#groups.get(key) as BarGroup | undefined;
    if (!group) {
      group = { kind: 'bars', shape, machine, standing, coordinates: [] };
      this.#groups.set(key, group);
    }
    group.coordinates.push(box.x, box.y, box.width, box.height);
  }

  ring(x: number, y: number, radius: number): void {
    this.#groups.set(`ring ${x} ${y}`, { kind: 'rings', radius, coordinates: [x, y] });
  }

  token(shape: TokenGroup['shape'], machine: MachineId, { x, y, width, height }: Box, text: string): void {
    const key = `${shape} ${machine} ${width}`;
    let group = this.#groups.get(key) as TokenGroup | undefined;
    if (!group) {
      group = { kind: 'tokens', shape, machine, width, height, items: [] };
      this.#groups.set(key, group);
    }
    group.items.push({ x, y, text });
  }

  text(
    role: TextRole,
    anchor: TextGroup['anchor'],
    text: string,
    x: number,
    y: number,
    standing: Standing = 'neutral',
  ): void {
    const key = `text ${role} ${anchor} ${standing}`;
    let group = this.#groups.get(key) as TextGroup | undefined;
    if (!group) {
      group = { kind: 'texts', role, anchor, standing, items: [] };
      this.#groups.set(key, group);
    }
    group.items.push({ x, y, text });
  }

  /** The lines of these roles so far. */
  lines(...roles: readonly LineRole[]): LineGroup[] {
    return [...this.#groups.values()].filter(
      (group): group is LineGroup => group.kind === 'lines' && roles.includes(group.role),
    );
  }

  /** What matters most is drawn last. */
  finish(clip?: Box): Layer {
    const groups = [...this.#groups.values()];
    const ranks = new Map(groups.map(group => [group, rankOf(group)]));
    return { clip, groups: groups.sort((a, b) => ranks.get(a)! - ranks.get(b)!) };
  }
}

const STANDINGS: readonly Standing[] = ['concurrent', 'neutral', 'future', 'past', 'itself'];

function rankOf(group: Group): number {
  const standing = 'standing' in group ? STANDINGS.indexOf(group.standing) : 0;
  switch (group.kind) {
    case 'lines':
      return lineRank(group.role) + standing;
    case 'bars':
      if (group.shape === 'stopped' || group.shape === 'partition') return 5;
      if (isTone(group.shape)) return 4;
      return (group.shape === 'ground' ? 30 : 40) + standing;
    case 'marks':
      return (group.shape === 'arrival' ? 60 : 80) + standing;
    case 'texts':
      return 100 + standing;
    case 'rings':
      return 120;
    case 'tokens':
      return 130;
  }
}

/** Without the module of programs, which a page of the die has no need of. */
const TONES = { calm: true, waiting: true, inside: true, done: true } satisfies Record<ShownTone, true>;

function isTone(shape: BarGroup['shape']): boolean {
  return shape in TONES;
}

function lineRank(role: LineRole): number {
  if (role === 'grid' || role === 'rule') return 0;
  if (role === 'shown') return 5;
  if (role === 'now') return 8;
  if (role === 'lane') return 10;
  if (role === 'flight' || role === 'wait') return 20;
  if (role === 'bar-cap') return 50;
  if (role === 'found' || role === 'note') return 55;
  if (role === 'through' || role === 'through-head') return 25;
  if (role === 'copy') return 60;
  if (role === 'lost') return 65;
  if (role === 'violation' || role === 'violation-wait') return 70;
  return 110;
}
