// How each role of a scene looks: the one place that says so, for the canvas and for the SVG file. Past is filled,
// future is outlined, concurrent is small: more than colour, so that no eye has to rely on it.
import type { EventKind } from '../../../core/event.ts';
import type { MachineId } from '../../../core/message.ts';
import type { ShownTone } from '../../../core/program/program.ts';
import type { BarGroup, LineGroup, MarkGroup, MarkShape, Standing, TextGroup, TokenGroup } from './scene.ts';

/** The colours of the page, as CSS colours without custom properties. */
export interface Inks {
  readonly ink: string;
  readonly soft: string;
  readonly sheet: string;
  readonly hairline: string;
  readonly amber: string;
  /** Of letters. */
  readonly amberText: string;
  readonly problem: string;
  /** A CSS list of fonts. */
  readonly font: string;
  /** Of each machine, from machine 1. */
  readonly machines: readonly string[];
}

export interface Style {
  readonly fill?: string;
  readonly stroke?: string;
  /** In pixels. */
  readonly width?: number;
  readonly dash?: readonly number[];
  readonly opacity: number;
}

export interface TextStyle {
  readonly fill: string;
  readonly size: number;
  readonly weight: number;
  readonly opacity: number;
  /** Drawn around the letters, so that lines do not run through them. */
  readonly halo: string;
  /** Of the whole stroke, half of which is outside the letters; in pixels. */
  readonly haloWidth: number;
}

const LANE: Record<Standing, Style> = {
  neutral: { width: 1.5, opacity: 0.6 },
  past: { width: 2.5, opacity: 0.95 },
  itself: { width: 2.5, opacity: 0.95 },
  future: { width: 1.5, opacity: 0.7 },
  concurrent: { width: 1.25, opacity: 0.32 },
};
const FLIGHT: Record<Standing, Style> = {
  neutral: { width: 1.4, opacity: 0.62 },
  past: { width: 2, opacity: 1 },
  itself: { width: 3, opacity: 1 },
  future: { width: 1.3, opacity: 0.62 },
  concurrent: { width: 1, opacity: 0.28 },
};
const DENSE_FLIGHT: Record<Standing, Style> = {
  neutral: { width: 1, opacity: 0.38 },
  past: { width: 1.25, opacity: 0.75 },
  itself: { width: 3, opacity: 1 },
  future: { width: 1, opacity: 0.32 },
  concurrent: { width: 1, opacity: 0.16 },
};
/** As faint as a mark can be and still be seen by everybody: 3:1 on the sheet. */
const CONCURRENT = 0.8;
const WAIT_DASH = [1.5, 2.5];
/** Of the order through hidden machines. */
const THROUGH_DASH = [2, 4];
/** Of the arrow of a second copy. */
const COPY_DASH = [6, 3];

/** Kinds of messages are told apart by their arrows: 3:1 on the sheet. */
const KIND_OPACITY = 0.8;

function inkOf(inks: Inks, machine: MachineId): string {
  return inks.machines[machine - 1] ?? inks.problem;
}

/** Of arrows: first of those whose messages have no kind, then of the kinds of a program; further kinds share the last one. */
export const PATTERNS: readonly (readonly number[])[] = [
  [],
  [],
  [9, 3],
  [4, 3],
  [10, 3, 2, 3],
  [10, 3, 2, 3, 2, 3],
];

export function lineStyle({ role, standing, machine, dense, pattern }: LineGroup, inks: Inks): Style {
  const stroke = inkOf(inks, machine);
  switch (role) {
    case 'grid':
      return { stroke: inks.hairline, width: 1, opacity: 0.8 };
    case 'rule':
      return { stroke: inks.hairline, width: 1, opacity: 1 };
    case 'lane':
      return { ...LANE[standing], stroke };
    case 'bar-cap':
      return { stroke, width: 1.5, opacity: 1 };
    case 'flight':
      return {
        ...(dense ? DENSE_FLIGHT : FLIGHT)[standing],
        ...(pattern > 0 && !dense && standing !== 'concurrent' && { opacity: KIND_OPACITY }),
        stroke,
        dash: PATTERNS[pattern]!,
      };
    case 'shown':
      return shownEdge(pattern, machine, inks);
    case 'wait':
      return {
        ...FLIGHT[standing],
        stroke,
        dash: WAIT_DASH,
        width: standing === 'past' || standing === 'itself' ? 2 : 1.5,
      };
    case 'copy':
      return { stroke, width: 1.75, dash: COPY_DASH, opacity: 1 };
    case 'violation':
      return { stroke: inks.problem, width: 3.5, opacity: 1 };
    case 'lost':
    case 'marked':
      return { stroke: inks.problem, width: 2, opacity: 1 };
    case 'violation-wait':
      return { stroke: inks.problem, width: 2.5, dash: [2.5, 2.5], opacity: 1 };
    case 'cut':
      return { stroke: inks.ink, width: 2, opacity: 1 };
    case 'now':
    case 'note':
      return { stroke: inks.amber, width: 2, opacity: 1 };
    case 'through-head':
      return { stroke: inks.soft, width: 1.75, opacity: 1 };
    case 'through':
      return { stroke: inks.soft, width: 1.5, dash: THROUGH_DASH, opacity: 1 };
    case 'found':
      return { stroke: inks.amber, width: 4, opacity: 1 };
  }
}

export function markStyle({ shape, standing, machine }: MarkGroup, inks: Inks): Style {
  const color = inkOf(inks, machine);
  if (shape === 'arrival')
    return {
      fill: color,
      opacity: standing === 'concurrent' ? CONCURRENT : standing === 'neutral' ? 0.85 : 1,
    };
  switch (standing) {
    case 'neutral':
    case 'past':
    case 'itself':
      return { fill: color, stroke: inks.sheet, width: 1, opacity: 1 };
    case 'future':
      return { fill: inks.sheet, stroke: color, width: 1.75, opacity: 1 };
    case 'concurrent':
      return { fill: color, opacity: CONCURRENT };
  }
}

/** What a program shows of its state; its text says what it is, so that no eye has to rely on the colour. */
const SHOWN: Readonly<
  Record<ShownTone, { readonly ink: 'soft' | 'amber'; readonly machine?: true; readonly opacity: number }>
> = {
  calm: { ink: 'soft', opacity: 0.08 },
  waiting: { ink: 'amber', opacity: 0.2 },
  inside: { ink: 'soft', machine: true, opacity: 0.17 },
  done: { ink: 'soft', opacity: 0.16 },
};
/** By tone, in their order: as faint as the bands have to be under texts and marks, their edges are seen by everybody. */
const SHOWN_EDGES: readonly { readonly width: number; readonly dash?: readonly number[] }[] = [
  { width: 1 },
  { width: 2.5, dash: [3, 2] },
  { width: 3.5 },
  { width: 2 },
];

function shownEdge(tone: number, machine: MachineId, inks: Inks): Style {
  const stroke = [inks.soft, inks.amberText, inkOf(inks, machine), inks.soft][tone]!;
  return { ...SHOWN_EDGES[tone], stroke, opacity: 1 };
}

const TONES = { receive: 1, send: 0.62, internal: 0.3, ground: 1 };
const BAR_STANDING: Record<Standing, number> = {
  neutral: 0.9,
  past: 1,
  itself: 1,
  future: 0.3,
  concurrent: 0.3,
};

export function barStyle({ shape, standing, machine }: BarGroup, inks: Inks): Style {
  if (shape === 'stopped') return { fill: inks.soft, opacity: 0.32 };
  if (shape === 'partition') return { fill: inks.soft, opacity: 0.12 };
  const tone = shape in SHOWN ? SHOWN[shape as ShownTone] : undefined;
  if (tone) return { fill: tone.machine ? inkOf(inks, machine) : inks[tone.ink], opacity: tone.opacity };
  if (shape === 'ground') return { fill: inks.sheet, opacity: 1 };
  return { fill: inkOf(inks, machine), opacity: TONES[shape as EventKind] * BAR_STANDING[standing] };
}

export function ringStyle(inks: Inks): Style {
  return { stroke: inks.amber, width: 3, opacity: 1 };
}

/** What lies under the tint of a slip or a ball. */
export function tokenGround(inks: Inks): Style {
  return { fill: inks.sheet, opacity: 1 };
}

/** The tint of a slip or a ball, and its outline. */
export function tokenStyle(
  { shape, machine }: TokenGroup,
  inks: Inks,
): readonly [tint: Style, outline: Style] {
  const color = inkOf(inks, machine);
  const ball = shape === 'ball';
  return [
    { fill: color, opacity: ball ? 0 : 0.13 },
    { stroke: color, width: ball ? 2.25 : 1, opacity: ball ? 1 : 0.6 },
  ];
}

export const TOKEN_RADIUS = 5; // of the corners of a slip

/** Of the timestamp on a slip or a ball. */
export function tokenText({ shape }: Pick<TokenGroup, 'shape'>, inks: Inks): TextStyle {
  const weight = shape === 'ball' ? 700 : 400;
  return { fill: inks.ink, size: 11.5, weight, opacity: 1, halo: inks.sheet, haloWidth: 0 };
}

export function textStyle({ role, standing }: TextGroup, inks: Inks): TextStyle {
  const base = { fill: inks.soft, size: 12, weight: 400, opacity: 1, halo: inks.sheet, haloWidth: 4 };
  switch (role) {
    case 'waiting':
      return base;
    case 'now':
    case 'note':
      return { ...base, fill: inks.amberText, weight: 650 };
    case 'timestamp':
      if (standing === 'itself') return { ...base, fill: inks.ink, weight: 700, size: 13 };
      return standing === 'concurrent' ? base : { ...base, fill: inks.ink };
    case 'kind':
      return { ...base, fill: inks.ink, size: 11.5 };
    case 'step':
      return { ...base, size: 11.5, weight: 600 };
    case 'shown':
      return { ...base, fill: inks.ink, size: 11.5, weight: 600 };
    case 'name':
      return { ...base, fill: inks.ink, size: 13.5, weight: 650 };
    case 'title':
      return { ...base, fill: inks.ink, size: 15, weight: 650 };
    case 'legend':
      return { ...base, fill: inks.ink };
    case 'rate':
    case 'tick':
    case 'axis':
      return base;
  }
}

/** Corners around 0, 0 for a radius of 1; undefined for the circle. */
export function cornersOf(shape: MarkShape): readonly (readonly [number, number])[] | undefined {
  switch (shape) {
    case 'internal':
      return undefined;
    case 'send':
      return [
        [0, -1.3],
        [1.22, 0.92],
        [-1.22, 0.92],
      ];
    case 'receive':
      return [
        [-0.95, -0.95],
        [0.95, -0.95],
        [0.95, 0.95],
        [-0.95, 0.95],
      ];
    case 'arrival':
      return [
        [0, -1.2],
        [1.2, 0],
        [0, 1.2],
        [-1.2, 0],
      ];
  }
}

/** Of a circle, in radii: as large to the eye as the other marks. */
export const CIRCLE = 0.92;
