// Many runs by seed on several cores: the seeds are cut into portions, each box takes the next one as it is done with its last, and what
// they counted is put together as if one had counted it.
import { TRIAL_BOUNDS, TRIAL_DEFAULTS } from '../core/trial.ts';
import type { LawTally } from '../engine/program-runs.ts';
import type { BoxJobs } from './box-jobs.ts';

type Runs = BoxJobs['runs'];
export type RunPortion = (
  request: Runs['request'],
  onProgress: (progress: Runs['progress']) => void,
) => Promise<Runs['result']>;

/** Portions for each box: the last ones to end have little left to wait for. */
const PORTIONS = 4;

/** A box that joins the first one later, or never. */
export type LaterBox = Promise<RunPortion>;

/**
 * `boxes`: one or more, as they are there. Rejects as the first of them that rejects, once all are at rest; `stop` is called before, to end what the others
 * are at.
 */
export async function runInBoxes(
  boxes: readonly (RunPortion | LaterBox)[],
  { trial, count }: Runs['request'],
  onProgress: (progress: Runs['progress']) => void,
  stop: () => void,
): Promise<Runs['result']> {
  const size = Math.max(1, Math.ceil(count / (boxes.length * PORTIONS)));
  const portions = Array.from({ length: Math.ceil(count / size) }, (_, i) => ({
    from: i * size,
    count: Math.min(size, count - i * size),
  }));
  const results: Runs['result'][] = [];
  const done = portions.map(() => 0);
  const firstSeed = trial.seed ?? TRIAL_DEFAULTS.seed;
  let next = 0;
  const failures: unknown[] = [];
  /** Nothing is left for boxes that are not there yet. */
  let end: () => void = () => undefined;
  const over = new Promise<undefined>(resolve => (end = () => resolve(undefined)));
  const work = async (box: RunPortion | LaterBox): Promise<void> => {
    const run = await Promise.race([box, over]);
    if (!run) return;
    for (let i = next++; i < portions.length && failures.length === 0; i = next++) {
      const { from, count: runs } = portions[i]!;
      const seed = (firstSeed + from) % (TRIAL_BOUNDS.seed.max + 1);
      results[i] = await run({ trial: { ...trial, seed }, count: runs }, progress => {
        done[i] = progress.runs;
        onProgress({ runs: done.reduce((sum, each) => sum + each, 0) });
      });
      done[i] = runs;
    }
    end();
  };
  const fail = (error: unknown): void => {
    failures.push(error);
    end();
    if (failures.length === 1) stop();
  };
  await Promise.all(boxes.map(box => work(box).catch(fail)));
  if (failures.length > 0) throw failures[0];
  return { runs: count, laws: together(results) };
}

/** Of the same laws, in the order of the seeds. */
function together(results: readonly Runs['result'][]): readonly LawTally[] {
  const [first, ...others] = results;
  return (first?.laws ?? []).map((law, i) =>
    others.reduce<LawTally>((sum, { laws }) => {
      const { broken, open, firstSeed } = laws[i] ?? { broken: 0, open: 0 };
      return {
        ...sum,
        broken: sum.broken + broken,
        open: sum.open + open,
        ...(sum.firstSeed === undefined && firstSeed !== undefined && { firstSeed }),
      };
    }, law),
  );
}
