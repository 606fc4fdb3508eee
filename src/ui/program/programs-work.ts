// What is done with the program that is shown: it is loaded, searched, run and stepped by hand, always behind the wall. One piece of
// work at a time; another text ends it.
import type { Store } from '../../core/store.ts';
import type { RecordedRun } from '../../core/program/recorded-run.ts';
import type { Trace } from '../../core/trace.ts';
import type { Choice } from '../../engine/explore/choice.ts';
import { choicesUntil } from '../../engine/explore/choices-of.ts';
import {
  withSearch,
  withVirtualRun,
  withVirtualRuns,
  type Passport,
  type PassportRuns,
  type PassportSearch,
} from '../../engine/passport.ts';
import type { SeededProgramTrial } from '../../engine/run-program.ts';
import type { ProgramShape } from '../../sandbox/box-jobs.ts';
import { lawsNotAsked } from '../../words/live-program.ts';
import { PROGRAM_FIELD_PROBLEMS, shortenedNote } from '../../words/program-view.ts';
import { HandWork, reasonOf } from './hand-work.ts';
import {
  keyOf,
  sweepKeyOf,
  type LiveVerdicts,
  type ProgramBoxDoor,
  type ProgramsState,
  type SweptPoint,
} from './programs-state.ts';
import { brokenIn, chosenIn, runByChoices, runBySeed, runOfLaw, showAlone, showRun } from './shown-runs.ts';
import { stepProblemIn } from './step-problem.ts';

/** A first look at a text: so many states show most slips of the pen. */
const LOOK_STATES = 2000;

export class ProgramsWork {
  readonly hand: HandWork;
  readonly #store: Store<ProgramsState>;
  readonly #openBox: () => ProgramBoxDoor;
  readonly #onFound: () => void;
  #box: ProgramBoxDoor | undefined;
  #cancelling: AbortController | undefined;

  /** `onFound`: there is something new to be kept with the text. */
  constructor(store: Store<ProgramsState>, openBox: () => ProgramBoxDoor, onFound: () => void) {
    this.#store = store;
    this.#openBox = openBox;
    this.#onFound = onFound;
    this.hand = new HandWork({ store, box: () => this.#box, onGrown: onFound });
  }

  /** Nothing of the last program is left. */
  forget(): void {
    this.cancel();
    this.#closeBox();
    this.#store.change({
      failure: '',
      searched: undefined,
      swept: undefined,
      passport: [],
      shown: undefined,
      hand: undefined,
      branches: [],
    });
  }

  cancel(): void {
    this.#cancelling?.abort();
    this.#cancelling = undefined;
    this.#store.change({ work: undefined });
  }

  close(): void {
    this.cancel();
    this.#closeBox();
  }

  /** Runs the text in a box of its own. Undefined where there is no program in it, which is then said. */
  async load(code: string): Promise<ProgramShape | undefined> {
    this.cancel();
    this.#closeBox();
    const box = (this.#box = this.#openBox());
    this.#store.change({ check: { kind: 'checking' }, failure: '' });
    try {
      const loaded = await box.run('load', { code });
      if (box !== this.#box) return undefined;
      if (loaded.kind === 'problem') {
        this.#store.change({ check: loaded, stepProblem: undefined });
        return undefined;
      }
      this.#store.change({ check: { kind: 'program' }, shape: loaded.shape, hand: undefined });
      return loaded.shape;
    } catch (error) {
      if (box === this.#box)
        this.#store.change({ check: { kind: 'failed', reason: reasonOf(error) }, stepProblem: undefined });
      return undefined;
    }
  }

  /** Looks for a step that fails, and shows the run of the address. */
  async afterLoad(): Promise<void> {
    const { parsed, code, draft } = this.#store.state;
    const box = this.#box;
    if (!box || !parsed.settings) {
      this.#store.change({ stepProblem: undefined });
      return;
    }
    const { trial } = parsed.settings;
    try {
      const options = { states: LOOK_STATES, counts: false };
      const exploration = await box.run('explore', { trial, options });
      if (box === this.#box && code === this.#store.state.code)
        this.#store.change({ stepProblem: stepProblemIn(exploration, code) });
    } catch (error) {
      if (box === this.#box) this.#store.change({ failure: reasonOf(error) });
      return;
    }
    if (draft.run !== undefined) await this.hand.showAddressed(draft.run);
  }

  async search(): Promise<void> {
    const { parsed } = this.#store.state;
    if (!parsed.settings || !this.#box) return;
    const { trial, options } = parsed.settings;
    const of = keyOf(this.#store.state);
    const signal = this.#begin({ kind: 'search', states: 0, depth: 0 });
    await this.#end(signal, async box => {
      const result = await box.run(
        'explore',
        { trial, options },
        {
          signal,
          onProgress: ({ states, depth }) => {
            if (!signal.aborted) this.#store.change({ work: { kind: 'search', states, depth } });
          },
        },
      );
      this.#store.change({ searched: { of, result }, hand: undefined });
      this.found(passport => withSearch(passport, result));
      const broken = result.laws.find(({ verdict }) => verdict === 'broken');
      showRun(this.#store, broken?.verdict === 'broken' ? runOfLaw(broken) : undefined);
    });
  }

  /** One run to look at, and then many by their seeds. */
  async runVirtual(): Promise<void> {
    const { parsed } = this.#store.state;
    if (!parsed.settings || !this.#box) return;
    const { seeded, runs: count } = parsed.settings;
    const signal = this.#begin({ kind: 'runs', done: 0, count });
    await this.#end(signal, async box => {
      const { run, laws } = await box.run('run', { trial: seeded }, { signal });
      showAlone(this.#store, runBySeed(run, laws));
      this.found(passport => withVirtualRun(passport, laws, seeded));
      const result = await box.run(
        'runs',
        { trial: seeded, count },
        {
          signal,
          onProgress: ({ runs: done }) => {
            if (!signal.aborted) this.#store.change({ work: { kind: 'runs', done, count } });
          },
        },
      );
      this.found(passport => withVirtualRuns(passport, result, seeded));
    });
  }

  /** As many runs with each value of what is swept; what is done so far is shown, also when it is cancelled. */
  async sweep(): Promise<void> {
    const { parsed } = this.#store.state;
    if (!parsed.settings || !this.#box) return;
    const { sweep, runs } = parsed.settings;
    const { field, points: plan } = sweep;
    const of = sweepKeyOf(this.#store.state);
    const count = runs * plan.length;
    const points: SweptPoint[] = [];
    const signal = this.#begin({ kind: 'runs', done: 0, count });
    await this.#end(signal, async box => {
      for (const { value, seeded } of plan) {
        const done = runs * points.length;
        const onProgress = (progress: { readonly runs: number }): void => {
          if (!signal.aborted)
            this.#store.change({ work: { kind: 'runs', done: done + progress.runs, count } });
        };
        const report = await box.run('runs', { trial: seeded, count: runs }, { signal, onProgress });
        points.push({ value, trial: seeded, report });
        this.found(passport => withVirtualRuns(passport, report, seeded));
        const result = { field, runs, points: [...points], planned: plan.length };
        this.#store.change({ swept: { of, result } });
      }
    });
  }

  /** A run by seed, in the trial in which it was. */
  async showSeed(seeded: SeededProgramTrial, seed: number): Promise<void> {
    if (!this.#box) return;
    const trial = { ...seeded, seed };
    const signal = this.#begin({ kind: 'runs', done: 0, count: 1 });
    await this.#end(signal, async box => {
      const { run, laws } = await box.run('run', { trial }, { signal });
      showAlone(this.#store, runBySeed(run, laws));
    });
  }

  /** A run that is in the passport, in the trial in which it was. */
  async showPassportRun(run: PassportRuns | PassportSearch): Promise<void> {
    if (!this.#box) return;
    if ('verdict' in run) {
      const { trial, choices } = run;
      if (choices && !(await this.hand.show(trial, choices, 'search')))
        this.#store.change({ failure: PROGRAM_FIELD_PROBLEMS.notThisRun });
      return;
    }
    const { firstSeed: seed } = run;
    if (seed !== undefined) await this.showSeed(run.trial, seed);
  }

  /** The run that is shown, up to where it breaks its law, made shorter. */
  async shorten(): Promise<void> {
    const { shown } = this.#store.state;
    if (!shown?.broken || !this.#box) return;
    const { step, law } = shown.broken;
    const chosen = chosenIn(shown);
    const { trial } = chosen;
    const choices = choicesUntil(chosen, step);
    const signal = this.#begin({ kind: 'shorten' });
    await this.#end(signal, async box => {
      const short = await box.run('shorten', { trial, choices, law }, { signal });
      const position = await box.run('byHand', { trial, choices: short.choices }, { signal });
      const note = shortenedNote(stepsIn(short.choices), stepsIn(choices), short.isShortest);
      showAlone(this.#store, { ...runByChoices('shortened', position), note });
    });
  }

  /** A live run that is over. What its laws say comes later. */
  showLive(run: RecordedRun, trace: Trace): void {
    showAlone(this.#store, { from: 'live', run, trace, chosen: undefined, broken: undefined });
    this.#store.change({ liveLaws: undefined, failure: '' });
  }

  /** What laws say of a live run, or why they could not be asked. */
  judgeLive(run: RecordedRun, verdicts: LiveVerdicts | string): void {
    const { shown } = this.#store.state;
    if (shown?.run !== run) return;
    if (typeof verdicts === 'string') this.#store.change({ failure: lawsNotAsked(verdicts) });
    else this.#store.change({ liveLaws: verdicts, shown: { ...shown, broken: brokenIn(verdicts.laws) } });
  }

  /** Of the text that is shown. */
  found(add: (passport: Passport) => Passport): void {
    this.#store.change({ passport: add(this.#store.state.passport) });
    this.#onFound();
  }

  #begin(work: NonNullable<ProgramsState['work']>): AbortSignal {
    this.cancel();
    this.#cancelling = new AbortController();
    this.#store.change({ work, failure: '' });
    return this.#cancelling.signal;
  }

  async #end(signal: AbortSignal, work: (box: ProgramBoxDoor) => Promise<void>): Promise<void> {
    try {
      await work(this.#box!);
    } catch (error) {
      if (!signal.aborted) this.#store.change({ failure: reasonOf(error) });
    } finally {
      if (!signal.aborted) this.#store.change({ work: undefined });
    }
  }

  #closeBox(): void {
    this.#box?.close();
    this.#box = undefined;
  }
}

function stepsIn(choices: readonly Choice[]): number {
  return choices.filter(choice => choice.do !== 'start').length;
}
