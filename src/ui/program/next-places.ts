// Where the steps that are possible now are drawn: behind the end of the lane of the machine that would take them, a message with an
// arrow from its send.
import type { MachineId } from '../../core/message.ts';
import { NONE } from '../../core/machine-log.ts';
import type { NextStep } from '../../engine/explore/by-hand.ts';
import type { DiagramIndex } from '../trace/diagram/diagram-index.ts';
import type { Layout } from '../trace/diagram/layout.ts';
import { xOf } from '../trace/diagram/time-scale.ts';

/** Pixels: of a mark, from one to the next, and before the first. */
export const MARK = 24;
const PITCH = 28;
const BEFORE = 30;
const COLUMNS = 4;
const ROWS = 3;
/** Pixels behind the lanes. */
export const AHEAD = BEFORE + COLUMNS * PITCH - 8;

export interface NextPlace {
  readonly next: NextStep;
  /** The middle of its mark. */
  readonly x: number;
  readonly y: number;
  /** Where the message was sent, and by whom; undefined where the step is not a delivery. */
  readonly from?: { readonly x: number; readonly y: number; readonly machine: MachineId };
}

/** Those for which there is room; none where the end of the run is not in view. */
export function nextPlaces(
  steps: readonly NextStep[],
  layout: Layout,
  index: DiagramIndex,
): readonly NextPlace[] {
  if (layout.scale.toMs < index.extent.toMs) return [];
  return layout.lanes.flatMap(machine => {
    const own = steps.filter(({ choice }) => choice.machine === machine).sort(firstDelivered);
    const rows = Math.max(1, Math.min(ROWS, Math.floor(layout.pitch / PITCH)));
    return own.slice(0, COLUMNS * rows).map((next, i): NextPlace => {
      const row = Math.floor(i / COLUMNS);
      const from = sendOf(next, layout, index);
      return {
        next,
        x: layout.scale.right + BEFORE + (i % COLUMNS) * PITCH,
        y: layout.laneY(machine) + row * PITCH,
        ...(from && { from }),
      };
    });
  });
}

/** What goes wrong comes last. */
const ORDER = ['deliver', 'command', 'timer', 'idle', 'start', 'duplicate', 'lose', 'crash'] as const;

function firstDelivered(one: NextStep, other: NextStep): number {
  return ORDER.indexOf(one.choice.do) - ORDER.indexOf(other.choice.do);
}

function sendOf({ choice, message }: NextStep, layout: Layout, index: DiagramIndex): NextPlace['from'] {
  if (choice.do !== 'deliver' || !message || !layout.spans(choice.from, choice.machine)) return undefined;
  const { log } = index.lane(choice.from);
  const sent = log.sentIndices[message.number - 1];
  if (sent === undefined || sent === NONE || message.number > log.messageCount) return undefined;
  const x = Math.max(layout.scale.left, xOf(layout.scale, log.atMs[sent]!));
  return { x, y: layout.laneY(choice.from), machine: choice.from };
}
