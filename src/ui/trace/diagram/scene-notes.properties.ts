// A note has a flag with its number wherever what it is pinned to is in view, and nowhere else.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Moments } from '../../../analysis/moments.ts';
import type { Note } from '../../../core/note.ts';
import { simulate } from '../../../engine/simulate.ts';
import { anyTrial } from '../../../testing/trial-arbitrary.ts';
import { DiagramIndex } from './diagram-index.ts';
import { diagramScene } from './diagram-scene.ts';
import { layoutOf, viewHeight } from './layout.ts';

const anyPin = fc.oneof(
  fc.record({
    kind: fc.constant('event' as const),
    place: fc.record({ machine: fc.integer({ min: 1, max: 6 }), index: fc.nat(200) }),
  }),
  fc
    .tuple(fc.nat(40_000), fc.integer({ min: 1, max: 20_000 }))
    .map(([fromMs, span]) => ({ kind: 'stretch' as const, fromMs, toMs: fromMs + span })),
);
const anyNotes: fc.Arbitrary<Note[]> = fc.array(fc.record({ at: anyPin, text: fc.constant('why?') }), {
  maxLength: 8,
});

test('each note that is pinned to something in view that has happened has its flag, and no other', () => {
  fc.assert(
    fc.property(
      anyTrial,
      anyNotes,
      fc.nat(60_000),
      fc.integer({ min: 500, max: 30_000 }),
      (trial, notes, from, span) => {
        const trace = simulate(trial);
        const index = new DiagramIndex(trace);
        const window = { fromMs: from, toMs: from + span };
        const view = {
          ...window,
          width: 1072,
          height: viewHeight(trace.machines),
          scrollTop: 0,
          machines: trace.machines,
        };
        const untilMs = from + span / 2;
        const progress = new Moments(trace).progressAt(untilMs);
        const scene = diagramScene(index, view, { notes, progress });
        const { lanes } = layoutOf(view);
        const shown = scene.layers
          .flatMap(({ groups }) => groups)
          .flatMap(group => (group.kind === 'texts' && group.role === 'note' ? group.items : []))
          .map(({ text }) => Number(text));
        const wanted = notes.flatMap(({ at }, i) => {
          if (at.kind === 'stretch')
            return at.fromMs <= window.toMs && at.toMs >= window.fromMs ? [i + 1] : [];
          const { machine, index: event } = at.place;
          if (!lanes.includes(machine) || event >= trace.logOf(machine).eventCount) return [];
          const atMs = trace.logOf(machine).atMs[event]!;
          return atMs >= window.fromMs && atMs <= untilMs ? [i + 1] : [];
        });
        expect(shown.sort((a, b) => a - b)).toEqual(wanted);
      },
    ),
  );
});
