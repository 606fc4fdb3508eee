// Where notes are pinned: a flag with the note's number over its event, a line with it along the top for a stretch.
import type { Progress } from '../../../analysis/inbox.ts';
import { isPinnedIn, type Note } from '../../../core/note.ts';
import type { DiagramIndex } from './diagram-index.ts';
import type { Layout } from './layout.ts';
import type { SceneLayer } from './scene.ts';
import { xOf } from './time-scale.ts';

/** Pixels above the lane: clear of the mark and of its timestamp. */
const POLE = { from: 8, to: 34, fromCompact: 6, toCompact: 15 };
const FLAG = 9; // pixels wide
const BELOW_TOP = 4; // of the line of a stretch

/** Notes have the numbers of their list, from 1. Time: the notes. */
export function addNotes(
  plot: SceneLayer,
  index: DiagramIndex,
  layout: Layout,
  notes: readonly Note[],
  progress: Progress | undefined,
): void {
  const { scale, lanes, compact, top } = layout;
  for (const [i, { at, text }] of notes.entries()) {
    if (!isPinnedIn(index.trace.logs, { at, text })) continue;
    const number = `${i + 1}`;
    if (at.kind === 'stretch') {
      const [left, right] = [xOf(scale, at.fromMs), xOf(scale, at.toMs)];
      if (right < scale.left || left > scale.right) continue;
      const [from, to] = [Math.max(scale.left, left), Math.min(scale.right, right)];
      const y = top + BELOW_TOP;
      plot.line('note', 0, 'neutral', [from, y, to, y]);
      plot.text('note', 'start', number, from + 2, y + 14);
      continue;
    }
    const { machine, index: event } = at.place;
    if (!lanes.includes(machine) || event >= (progress?.counts[machine - 1] ?? Infinity)) continue;
    const x = xOf(scale, index.lane(machine).log.atMs[event]!);
    if (x < scale.left || x > scale.right) continue;
    const y = layout.laneY(machine);
    const [foot, head] = compact ? [y - POLE.fromCompact, y - POLE.toCompact] : [y - POLE.from, y - POLE.to];
    plot.line('note', 0, 'neutral', [x, foot, x, head]);
    plot.line('note', 0, 'neutral', [x, head, x + FLAG, head]);
    plot.text('note', 'start', number, x + 4, head + 13);
  }
}
