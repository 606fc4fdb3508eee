// Whatever a page shows of a run is shown again by a page that follows its link; and the address is written once nothing moves.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { TraceFocus, type FocusState } from '../ui/trace/trace-focus.ts';
import { SeenKeeper, type SeenKeeperOptions } from './seen-keeper.ts';

const run = simulate(trialFrom({ rates: [5, 1, 5], durationSeconds: 20 }));
const others = simulate(trialFrom({ rates: [5, 1, 5], durationSeconds: 20, seed: 9 }));

function keeperOf(options: Partial<SeenKeeperOptions> = {}) {
  const focus = options.focus ?? new TraceFocus();
  const tasks: (() => void)[] = [];
  const changed = vi.fn();
  const keeper = new SeenKeeper({
    focus,
    changed,
    isRunOfAddress: each => each === run,
    after: (_, task) => {
      tasks.push(task);
      return () => void tasks.splice(tasks.indexOf(task), 1);
    },
    ...options,
  });
  return { focus, keeper, changed, rest: () => tasks.splice(0).forEach(task => task()) };
}

const place = fc
  .integer({ min: 1, max: 3 })
  .chain(machine =>
    fc.record({ machine: fc.constant(machine), index: fc.nat({ max: run.logOf(machine).eventCount - 1 }) }),
  );
const moment = fc.double({ min: 0, max: 20_000, noNaN: true }).map(ms => Math.round(ms * 1000) / 1000);
const shown: fc.Arbitrary<Partial<FocusState>> = fc.record(
  {
    selected: place,
    tab: fc.constantFrom('events' as const, 'audit' as const),
    window: fc
      .tuple(moment, moment)
      .filter(([a, b]) => a !== b)
      .map(([a, b]) => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) })),
    cut: fc
      .tuple(...run.logs.map(({ eventCount }) => fc.nat({ max: eventCount })))
      .map(counts => Uint32Array.from(counts)),
    momentMs: moment,
  },
  { requiredKeys: [] },
);

test('a page that follows a link shows what the page shows that wrote it', () => {
  const visible = ({ selected, tab, window, cut, momentMs, momentEvent }: FocusState) => ({
    selected,
    tab,
    window,
    cut,
    momentMs,
    momentEvent,
  });
  fc.assert(
    fc.property(shown, fc.option(place), fc.constantFrom(undefined, 12_000), (state, step, startMs) => {
      const start = () => (startMs === undefined ? {} : { momentMs: startMs });
      const first = keeperOf({ start });
      first.focus.showRun(run, start());
      first.focus.change({
        ...state,
        follows: !state.window && !state.selected,
        ...(step && { momentMs: run.logOf(step.machine).atMs[step.index]!, momentEvent: step }),
      });
      const other = keeperOf({ start });
      other.keeper.bring(first.keeper.queryNow);
      other.focus.showRun(others);
      expect(other.keeper.awaits).toBe(first.keeper.queryNow !== '');
      other.focus.showRun(run, start());
      expect(visible(other.focus.state)).toEqual(visible(first.focus.state));
      expect(other.keeper.problems).toEqual([]);
      expect(other.keeper.queryNow).toBe(first.keeper.queryNow);
    }),
    { numRuns: 500 },
  );
});

test('the address is written once, when nothing has moved for a while', () => {
  const { focus, keeper, changed, rest } = keeperOf();
  focus.showRun(run);
  for (let ms = 0; ms < 1000; ms += 16) focus.change({ momentMs: ms });
  expect(changed).not.toHaveBeenCalled();
  expect(keeper.query).toBe('');
  rest();
  expect(changed).toHaveBeenCalledTimes(1);
  expect(keeper.query).toBe('at=0.992');
});

test('what was chosen before the keeper was there is written too', () => {
  const focus = new TraceFocus();
  focus.showRun(run);
  focus.change({ selected: { machine: 2, index: 4 } });
  const { keeper, changed, rest } = keeperOf({ focus });
  rest();
  expect(changed).toHaveBeenCalledTimes(1);
  expect(keeper.query).toBe('event=2.5');
});

test('an address that its run does not have is said, and so is one whose run never comes', () => {
  const there = keeperOf();
  there.focus.showRun(run);
  there.keeper.bring('event=3.999&tab=audit&at=x');
  expect(there.focus.state).toMatchObject({ selected: undefined, tab: 'audit' });
  expect(there.keeper.problems).toHaveLength(2);
  there.keeper.leaveOut();
  expect(there.keeper.problems).toEqual([]);

  const never = keeperOf();
  never.keeper.bring('event=3.1');
  never.keeper.refuse('No run.');
  never.focus.showRun(run);
  expect(never.focus.state.selected).toBeUndefined();
  expect(never.keeper.problems).toEqual(['No run.']);
});
