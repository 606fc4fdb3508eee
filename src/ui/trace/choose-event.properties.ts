// Choosing an event from beside the diagram, in any trace: what is to be seen lies within the window.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sentIndexOf } from '../../analysis/causal-order.ts';
import { NONE, RECEIVE } from '../../core/machine-log.ts';
import { simulate } from '../../engine/simulate.ts';
import { oddTrace } from '../../testing/odd-trace-arbitrary.ts';
import { anyTrial } from '../../testing/trial-arbitrary.ts';
import { chooseEvent, showWithCause } from './choose-event.ts';
import { TraceFocus } from './trace-focus.ts';

const anyTrace = fc.oneof(
  anyTrial.map(trial => simulate(trial)),
  oddTrace,
);

test('an event is shown together with the send of its message', () => {
  fc.assert(
    fc.property(anyTrace, fc.nat(), (trace, choice) => {
      const places = trace.logs.flatMap(({ machine, eventCount }) =>
        Array.from({ length: eventCount }, (_, index) => ({ machine, index })),
      );
      if (places.length === 0) return;
      const place = places[choice % places.length]!;
      const focus = new TraceFocus();
      showWithCause(focus, trace, place);
      const { selected, window } = focus.state;
      expect(selected).toEqual(place);
      if (!window) return; // the whole run
      const log = trace.logOf(place.machine);
      expect(log.atMs[place.index]).toBeGreaterThanOrEqual(window.fromMs);
      expect(log.atMs[place.index]).toBeLessThanOrEqual(window.toMs);
      if (log.kinds[place.index] !== RECEIVE) return;
      const sentIndex = sentIndexOf(trace.logs, log, place.index);
      if (sentIndex === NONE) return;
      const sentMs = trace.logOf(log.peers[place.index]!).atMs[sentIndex];
      expect(sentMs).toBeGreaterThanOrEqual(window.fromMs);
      expect(sentMs).toBeLessThanOrEqual(window.toMs);
    }),
    { numRuns: 300 },
  );
});

test('an event in view leaves the window alone; one outside moves it without another width', () => {
  const trace = simulate({ rates: [5, 1, 5], seed: 7 });
  const focus = new TraceFocus();
  const window = { fromMs: 10_000, toMs: 20_000 };
  focus.change({ window });
  chooseEvent(focus, trace, { machine: 2, index: 11 });
  expect(focus.state.window).toBe(window);
  chooseEvent(focus, trace, { machine: 2, index: 39 });
  expect(focus.state.window).toEqual({ fromMs: 35_000, toMs: 45_000 });
});
