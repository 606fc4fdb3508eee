// What the marks mean, in words; and a scene with its title and legend around it, for a picture that travels alone.
import type { Relation } from '../../../analysis/cones.ts';
import type { ShownTone } from '../../../core/program/program.ts';
import type { Trace } from '../../../core/trace.ts';
import { LEGEND_WORDS } from '../../../words/diagram.ts';
import {
  SceneLayer,
  sizeOf,
  type Box,
  type Group,
  type LineRole,
  type MarkShape,
  type Scene,
  type Standing,
} from './scene.ts';

/** One entry of the legend. `machine` 1 lends its colour: a mark has the colour of its machine. */
export interface LegendItem {
  readonly text: string;
  readonly sample:
    | { readonly kind: 'mark'; readonly shape: MarkShape }
    /** Marks of all kinds that stand like this to the chosen event. */
    | { readonly kind: 'relation'; readonly standing: Standing }
    | { readonly kind: 'line'; readonly role: LineRole; readonly standing: Standing }
    | { readonly kind: 'bar' }
    | { readonly kind: 'band'; readonly shape: 'stopped' | 'partition' }
    | { readonly kind: 'ring' }
    /** The arrows of a kind of message. */
    | { readonly kind: 'arrow'; readonly pattern: number }
    /** `place`: of the tone among all of them. */
    | { readonly kind: 'tone'; readonly tone: ShownTone; readonly place: number }
    /** The text has its sign. */
    | { readonly kind: 'sign' };
}

export interface ProgramLegend {
  readonly legend: readonly LegendItem[];
}

export interface LegendFor {
  readonly chosen: boolean;
  readonly cut: boolean;
  readonly bars: boolean;
  /** Whether the trial has faults. */
  readonly faults: boolean;
  /** Whether places of two runs are marked. */
  readonly marked?: boolean;
  /** Whether events are marked that a search found. */
  readonly found?: boolean;
  /** Whether notes are pinned to the run. */
  readonly noted?: boolean;
  /** Whether machines are hidden. */
  readonly through?: boolean;
  /** Of a program's run. */
  readonly program?: ProgramLegend | undefined;
}

/** What of these is drawn, whatever it is. */
interface Drawn {
  readonly cones?: unknown;
  readonly cut?: unknown;
  readonly marked?: unknown;
  readonly found?: unknown;
  readonly through?: unknown;
  readonly notes?: readonly unknown[] | undefined;
  readonly program?: ProgramLegend | undefined;
}

/** What is drawn of a trace just now. */
export function legendFor(
  { trial, faults }: Trace,
  { cones, cut, marked, found, notes = [], through, program }: Drawn,
  denseLanes: number,
): LegendFor {
  return {
    chosen: cones !== undefined,
    cut: cut !== undefined,
    bars: denseLanes > 0,
    faults: trial.faults !== undefined || faults.length > 0,
    marked: marked !== undefined,
    found: found !== undefined,
    noted: notes.length > 0,
    through: through !== undefined,
    program,
  };
}

const mark = (text: string, shape: MarkShape): LegendItem => ({ text, sample: { kind: 'mark', shape } });
const relation = (standing: Relation): LegendItem => ({
  text: standing,
  sample: { kind: 'relation', standing },
});
const line = (text: string, role: LineRole): LegendItem => ({
  text,
  sample: { kind: 'line', role, standing: 'neutral' },
});

/** Only what may be seen just now. */
export function legendItems({
  chosen,
  cut,
  bars,
  faults,
  marked = false,
  found = false,
  noted = false,
  through = false,
  program,
}: LegendFor): LegendItem[] {
  return [
    mark('internal', 'internal'),
    mark('send', 'send'),
    mark(LEGEND_WORDS.arrival, 'arrival'),
    line(LEGEND_WORDS.waits, 'wait'),
    mark('receive', 'receive'),
    ...(program?.legend ?? []),
    ...(bars ? [{ text: LEGEND_WORDS.bars, sample: { kind: 'bar' } } as const] : []),
    ...(faults
      ? [
          line(LEGEND_WORDS.lost, 'lost'),
          line(LEGEND_WORDS.copy, 'copy'),
          { text: LEGEND_WORDS.stopped, sample: { kind: 'band', shape: 'stopped' } } as const,
          { text: LEGEND_WORDS.partition, sample: { kind: 'band', shape: 'partition' } } as const,
        ]
      : []),
    ...(chosen
      ? [
          { text: LEGEND_WORDS.selected, sample: { kind: 'ring' } } as const,
          relation('past'),
          relation('future'),
          relation('concurrent'),
        ]
      : []),
    ...(through ? [line(LEGEND_WORDS.through, 'through')] : []),
    ...(found ? [line(LEGEND_WORDS.found, 'found')] : []),
    ...(noted ? [line(LEGEND_WORDS.note, 'note')] : []),
    ...(marked ? [line(LEGEND_WORDS.marked, 'marked')] : []),
    ...(cut ? [line(LEGEND_WORDS.cut, 'cut'), line(LEGEND_WORDS.violation, 'violation')] : []),
  ];
}

/** Where the marks of such a sample are, in pixels from its middle. */
export const RELATION_SHAPES = [
  [-5.5, 'internal'],
  [5.5, 'receive'],
] as const;
export const RELATION_RADIUS = 4;
const SAMPLE_WIDTH = 22;
const ROW = 22;
const PADDING = 16;
const CHARACTER_PIXELS = 6.6;

/** The sample of a legend's entry, in the colours of machine 1, centred on `x`, `y`. */
export function addSample(layer: SceneLayer, { sample }: LegendItem, x: number, y: number): void {
  switch (sample.kind) {
    case 'mark':
      layer.mark(sample.shape, 1, 'neutral', sample.shape === 'arrival' ? 4.2 : 5.5, x, y);
      return;
    case 'relation':
      for (const [dx, shape] of RELATION_SHAPES)
        layer.mark(shape, 1, sample.standing, RELATION_RADIUS * sizeOf(sample.standing), x + dx, y);
      return;
    case 'band':
      layer.bar(sample.shape, 0, 'neutral', { x: x - 9, y: y - 6, width: 18, height: 12 });
      return;
    case 'arrow':
      layer.line('flight', 1, 'past', [x - 11, y, x + 11, y], false, sample.pattern);
      return;
    case 'tone':
      layer.bar(sample.tone, 1, 'neutral', { x: x - 9, y: y - 6, width: 18, height: 12 });
      layer.line('shown', 1, 'neutral', [x - 9, y + 6, x + 9, y + 6], false, sample.place);
      return;
    case 'sign':
      return;
    case 'line':
      if (sample.role === 'lost') {
        layer.line('lost', 0, 'neutral', [x - 4.5, y - 4.5, x + 4.5, y + 4.5]);
        layer.line('lost', 0, 'neutral', [x - 4.5, y + 4.5, x + 4.5, y - 4.5]);
        return;
      }
      if (sample.role === 'marked') {
        const [left, right, top, bottom] = [x - 7, x + 7, y - 7, y + 7];
        layer.line('marked', 0, 'neutral', [left, top, right, top]);
        layer.line('marked', 0, 'neutral', [right, top, right, bottom]);
        layer.line('marked', 0, 'neutral', [right, bottom, left, bottom]);
        layer.line('marked', 0, 'neutral', [left, bottom, left, top]);
        return;
      }
      layer.line(sample.role, sample.role === 'wait' || sample.role === 'copy' ? 1 : 0, sample.standing, [
        x - 9,
        y,
        x + 9,
        y,
      ]);
      return;
    case 'ring':
      layer.mark('internal', 1, 'past', 4, x, y);
      layer.ring(x, y, 7.5);
      return;
    case 'bar':
      (['receive', 'send', 'internal'] as const).forEach((shape, i) => {
        layer.bar(shape, 1, 'neutral', { x: x - 7, y: y + 3 - i * 5, width: 14, height: 5 });
      });
  }
}

/** The scene beneath a title, with the legend and a caption below. */
export function framedScene(
  scene: Scene,
  title: string,
  items: readonly LegendItem[],
  caption: string,
): Scene {
  const head = 44;
  const foot = new SceneLayer();
  let x = PADDING;
  let y = head + scene.height + 18;
  for (const item of items) {
    const width = SAMPLE_WIDTH + 6 + item.text.length * CHARACTER_PIXELS;
    if (x + width > scene.width - PADDING && x > PADDING) {
      x = PADDING;
      y += ROW;
    }
    addSample(foot, item, x + SAMPLE_WIDTH / 2, y);
    foot.text('legend', 'start', item.text, x + SAMPLE_WIDTH + 4, y + 4);
    x += width + 16;
  }
  if (caption) foot.text('tick', 'start', caption, PADDING, (y += ROW + 4) + 4);
  foot.text('title', 'start', title, PADDING, 28);
  return {
    ...scene,
    height: y + 20,
    layers: [
      ...scene.layers.map(({ clip, groups }) => ({
        clip: clip && lowered(clip, head),
        groups: groups.map(group => loweredGroup(group, head)),
      })),
      foot.finish(),
    ],
  };
}

function lowered(box: Box, by: number): Box {
  return { ...box, y: box.y + by };
}

function loweredGroup(group: Group, by: number): Group {
  if (group.kind === 'texts' || group.kind === 'tokens')
    return { ...group, items: group.items.map(item => ({ ...item, y: item.y + by })) };
  // Of four numbers for a line both ys are moved; of a bar's four only its corner.
  const isY = (place: number): boolean => (group.kind === 'bars' ? place % 4 === 1 : place % 2 === 1);
  return {
    ...group,
    coordinates: group.coordinates.map((value, place) => (isY(place) ? value + by : value)),
  };
}
