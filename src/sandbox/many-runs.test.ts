// However many boxes there are, and however fast each is, what they counted is what one would have counted.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRIAL_BOUNDS } from '../core/trial.ts';
import { runInBoxes, type RunPortion } from './many-runs.ts';

const NEVER = new Promise<RunPortion>(() => undefined);

async function turns(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await Promise.resolve();
}

/** Broken with each seed that is divisible by `by`, open with the one after it. */
function boxOf(by: number, asked: number[]): RunPortion {
  return async ({ trial, count }, onProgress) => {
    const seeds = Array.from({ length: count }, (_, i) => (trial.seed! + i) % (TRIAL_BOUNDS.seed.max + 1));
    await turns(seeds[0]! % 3);
    onProgress({ runs: 1 });
    asked.push(...seeds);
    const firstSeed = seeds.find(seed => seed % by === 0);
    return {
      runs: count,
      laws: [
        {
          name: 'law',
          kind: 'always',
          broken: seeds.filter(seed => seed % by === 0).length,
          open: seeds.filter(seed => seed % by === 1).length,
          ...(firstSeed !== undefined && { firstSeed }),
        },
      ],
    };
  };
}

test('many boxes count as one does', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: 300 }).map(count => count + 1),
      fc.integer({ min: 1, max: 8 }),
      fc.oneof(fc.nat({ max: 1000 }), fc.constant(TRIAL_BOUNDS.seed.max - 3)),
      fc.integer({ min: 2, max: 500 }),
      async (count, boxes, seed, by) => {
        const request = { trial: { rates: [1], seed }, count };
        const [alone, asked]: [number[], number[]] = [[], []];
        const one = await boxOf(by, alone)(request, () => undefined);
        let last = 0;
        const many = await runInBoxes(
          Array.from({ length: boxes }, (_, i) =>
            i === 0 ? boxOf(by, asked) : i % 3 === 2 ? NEVER : turns(i).then(() => boxOf(by, asked)),
          ),
          request,
          ({ runs }) => (last = Math.max(last, runs)),
          () => expect.fail('stopped'),
        );
        expect(many).toEqual(one);
        expect(asked.toSorted((a, b) => a - b)).toEqual(alone.toSorted((a, b) => a - b));
        expect(last).toBeLessThanOrEqual(count);
      },
    ),
  );
});

test('the first that fails stops the others, and is told when all are at rest', async () => {
  let stopped = 0;
  let isAtRest = false;
  const stopping: { wake: () => void } = { wake: () => undefined };
  const slow: RunPortion = async () => {
    await new Promise<void>(resolve => (stopping.wake = resolve));
    isAtRest = true;
    throw new Error('second');
  };
  const end = runInBoxes(
    [() => Promise.reject(new Error('first')), slow],
    { trial: { rates: [1] }, count: 100 },
    () => undefined,
    () => {
      stopped += 1;
      stopping.wake();
    },
  );
  await expect(end).rejects.toThrow('first');
  expect({ stopped, isAtRest }).toEqual({ stopped: 1, isAtRest: true });
});
