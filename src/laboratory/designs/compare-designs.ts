// A whole comparison: each number of machines, each design, then the deaths, one after the other, so that none of them takes
// time from another one.
import {
  hasServer,
  SERVER,
  type ComparisonSettings,
  type Design,
  type DesignComparison,
  type DesignDeath,
  type DesignRun,
} from '../../core/design-facts.ts';
import { smallestDie, trialFrom, type Trial } from '../../core/trial.ts';
import type { Scheduler } from '../../time/scheduler.ts';
import type { DesignMaker } from './design-room.ts';
import { measureDesign, type DeathPlan } from './measure-design.ts';

/** A run with a death: who dies does so after the first second, and a server returns two seconds later. */
const DEATH_AT_MS = 1000;
const BACK_AFTER_MS = 2000;
const DEATH_RUN_SECONDS = 4;
/** Not counted: the first run of a design compiles its code. */
const WARM_UP = { machines: 2, seconds: 1 };

/** What is being measured; `died`: in a run with this death. */
export interface ComparisonStep {
  readonly design: Design;
  readonly machines: number;
  readonly died?: 'machine' | 'server';
}

export interface ComparisonProgress {
  readonly step: ComparisonStep;
  readonly done: number;
  readonly steps: number;
  /** All that is there so far. */
  readonly soFar: DesignComparison;
}

export interface CompareOptions {
  readonly settings: ComparisonSettings;
  /** One for each design of the settings. */
  readonly makers: readonly DesignMaker[];
  readonly scheduler: Scheduler;
  readonly measuredAtMs: number;
  readonly browser: string;
  /** Makes a name that nobody else has. */
  readonly nameRoom: () => string;
  /** Aborting ends it: what was measured until then is the result. */
  readonly signal: AbortSignal;
  /** Before each step. */
  readonly onProgress: (progress: ComparisonProgress) => void;
}

/** The same for all designs: every machine sends one message for every `faces` / 2 rolls on average, however many there are. */
export function trialOfSize({ rate, faces, seconds, seed }: ComparisonSettings, machines: number): Trial {
  return trialFrom({
    rates: Array.from({ length: machines }, () => rate),
    dieSides: Math.max(smallestDie(machines), faces * (machines - 1)),
    durationSeconds: seconds,
    seed,
  });
}

export function stepsOf({ sizes, designs, deathsWith }: ComparisonSettings): readonly ComparisonStep[] {
  const runs = sizes.flatMap(machines => designs.map((design): ComparisonStep => ({ design, machines })));
  if (deathsWith === undefined) return runs;
  const deaths = designs.flatMap((design): ComparisonStep[] => [
    { design, machines: deathsWith, died: 'machine' },
    ...(hasServer(design) ? [{ design, machines: deathsWith, died: 'server' } as const] : []),
  ]);
  return [...runs, ...deaths];
}

/** What each step takes beside its trial, about, as measured on two cores. */
const STEP_MS = 1000;
const SETUP_MS_PER_MACHINE = 60;

/** How long a comparison takes, about. */
export function usualMs(settings: ComparisonSettings): number {
  return stepsOf(settings).reduce((sum, { machines, died }) => {
    const seconds = died ? DEATH_RUN_SECONDS : settings.seconds;
    return sum + 1000 * seconds + STEP_MS + SETUP_MS_PER_MACHINE * machines;
  }, 0);
}

/** Rejects only for a bug: what does not come up is part of the result. */
export async function compareDesigns(options: CompareOptions): Promise<DesignComparison> {
  const { settings, makers, scheduler, measuredAtMs, browser, nameRoom, signal, onProgress } = options;
  const steps = stepsOf(settings);
  const runs: DesignRun[] = [];
  const deaths: DesignDeath[] = [];
  const soFar = (isPartial: boolean): DesignComparison => ({
    kind: 'designs',
    measuredAtMs,
    browser,
    settings,
    runs: [...runs],
    deaths: [...deaths],
    isPartial,
  });
  const makerOf = (design: Design): DesignMaker => makers.find(maker => maker.design === design)!;
  const measure = (design: Design, trial: Trial, death?: DeathPlan) =>
    measureDesign({
      maker: makerOf(design),
      scheduler,
      trial,
      room: nameRoom(),
      signal,
      ...(death && { death }),
    });
  const warm = new Set<Design>();

  try {
    for (const [done, step] of steps.entries()) {
      const { design, machines, died } = step;
      // Where fewer machines were too many already, more are not tried.
      if (runs.some(run => run.kind === 'refused' && run.design === design && run.machines <= machines))
        continue;
      onProgress({ step, done, steps: steps.length, soFar: soFar(true) });
      if (!warm.has(design)) {
        await measure(design, trialOfSize({ ...settings, seconds: WARM_UP.seconds }, WARM_UP.machines));
        warm.add(design);
      }
      if (!died) {
        runs.push((await measure(design, trialOfSize(settings, machines))).run);
        continue;
      }
      const plan =
        died === 'machine'
          ? { party: machines, atMs: DEATH_AT_MS }
          : { party: SERVER, atMs: DEATH_AT_MS, backAfterMs: BACK_AFTER_MS };
      const trial = trialOfSize({ ...settings, seconds: DEATH_RUN_SECONDS }, machines);
      const { death } = await measure(design, trial, plan);
      if (death) deaths.push(death);
    }
    return soFar(false);
  } catch (error) {
    if (!signal.aborted) throw error;
    return soFar(true);
  }
}
