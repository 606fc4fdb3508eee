// What is done with the program that is shown: it is loaded, searched, run and stepped by hand, always behind the wall. One piece of
// work at a time; another text ends it.
import { choicesFrom, choicesText } from '../../address/choices.ts';
import { traceOfProgram } from '../../core/program/program-trace.ts';
import type { ProgramTrial } from '../../core/program/program-trial.ts';
import type { RecordedRun } from '../../core/program/recorded-run.ts';
import type { Store } from '../../core/store.ts';
import type { Trace } from '../../core/trace.ts';
import { branchesOf, withRun } from '../../engine/explore/branches.ts';
import type { Choice } from '../../engine/explore/choice.ts';
import type { Exploration } from '../../engine/explore/explore.ts';
import {
  withSearch,
  withVirtualRun,
  withVirtualRuns,
  type Passport,
  type PassportRuns,
  type PassportSearch,
} from '../../engine/passport.ts';
import type { RunLawReport } from '../../engine/run-laws.ts';
import type { ProgramShape } from '../../sandbox/box-jobs.ts';
import { brokenLawInWords, lawMarkInWords } from '../../words/exploration.ts';
import { lawsNotAsked } from '../../words/live-program.ts';
import { HAND_WORDS, PROGRAM_FIELD_PROBLEMS } from '../../words/program-view.ts';
import { keyOf, type ProgramBoxDoor, type ProgramsState, type ShownRun } from './programs-state.ts';
import { stepProblemIn } from './step-problem.ts';

/** A first look at a text: so many states show most slips of the pen. */
const LOOK_STATES = 2000;

export class ProgramsWork {
  readonly #store: Store<ProgramsState>;
  readonly #openBox: () => ProgramBoxDoor;
  readonly #onFound: () => void;
  #box: ProgramBoxDoor | undefined;
  #cancelling: AbortController | undefined;

  /** `onFound`: the passport has something new. */
  constructor(store: Store<ProgramsState>, openBox: () => ProgramBoxDoor, onFound: () => void) {
    this.#store = store;
    this.#openBox = openBox;
    this.#onFound = onFound;
  }

  /** Nothing of the last program is left. */
  forget(): void {
    this.cancel();
    this.#closeBox();
    this.#store.change({
      failure: '',
      searched: undefined,
      passport: [],
      shown: undefined,
      hand: undefined,
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
    if (draft.run !== undefined) await this.showChoices(draft.run);
  }

  /** The run of an address. */
  async showChoices(text: string): Promise<void> {
    const choices = choicesFrom(text);
    if (!choices) this.#complain(PROGRAM_FIELD_PROBLEMS.run);
    else if (!(await this.byHand(choices, { shows: true })))
      this.#complain(PROGRAM_FIELD_PROBLEMS.notThisRun);
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
      this.#showFound(result);
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
      this.#showVirtual(run, laws);
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

  /** A run that is in the passport, in the trial in which it was. */
  async showPassportRun(run: PassportRuns | PassportSearch): Promise<void> {
    if (!this.#box) return;
    if ('verdict' in run) {
      const { trial, choices } = run;
      if (choices) await this.#showFromSearch(trial, choices);
      return;
    }
    const { firstSeed: seed } = run;
    if (seed === undefined) return;
    const signal = this.#begin({ kind: 'runs', done: 0, count: 1 });
    await this.#end(signal, async box => {
      const { run: recorded, laws } = await box.run('run', { trial: { ...run.trial, seed } }, { signal });
      this.#showVirtual(recorded, laws);
    });
  }

  /** A live run that is over. What its laws say comes later. */
  showLive(run: RecordedRun, trace: Trace): void {
    this.#show({ from: 'live', run, trace, choices: undefined, broken: undefined });
    this.#store.change({ liveLaws: undefined, hand: undefined, failure: '' });
  }

  /** What laws say of a live run, or why they could not be asked. */
  judgeLive(run: RecordedRun, laws: readonly RunLawReport[] | string): void {
    if (this.#store.state.shown?.run !== run) return;
    if (typeof laws === 'string') this.#store.change({ failure: lawsNotAsked(laws) });
    else this.#store.change({ liveLaws: laws });
  }

  /** Goes where the choices lead, from the start; what was tried before stays among the branches. False where they lead nowhere. */
  async byHand(choices: readonly Choice[], { shows = false } = {}): Promise<boolean> {
    const { parsed } = this.#store.state;
    const box = this.#box;
    if (!box || !parsed.settings) return false;
    try {
      const position = await box.run('byHand', { trial: parsed.settings.trial, choices });
      if (box !== this.#box) return true;
      const { run } = position;
      const tree = this.#store.state.hand?.tree ?? branchesOf();
      const grown = withRun(tree, run.choices);
      const broken = position.broken.at(-1)?.[0];
      this.#show({
        from: 'hand',
        run,
        trace: traceOfProgram(run),
        choices: run.choices,
        broken: broken && lawMarkInWords(broken),
      });
      if (shows) this.#store.change({ failure: '' });
      else if (grown) this.#store.change({ failure: '', hand: { position, tree: grown } });
      else this.#store.change({ failure: HAND_WORDS.full });
      return true;
    } catch (error) {
      if (box === this.#box && !shows) this.#store.change({ failure: reasonOf(error) });
      return false;
    }
  }

  closeHand(): void {
    this.#store.change({ hand: undefined });
  }

  /** The shortest run that breaks the law of this index among those that were searched. */
  showLaw(index: number): void {
    const report = this.#store.state.searched?.result.laws[index];
    if (report?.verdict !== 'broken') return;
    const { run } = report;
    this.#show({
      from: 'search',
      run,
      trace: traceOfProgram(run),
      choices: run.choices,
      broken: brokenLawInWords(report),
    });
    this.#store.change({ hand: undefined });
  }

  #showFound({ laws }: Exploration): void {
    const broken = laws.findIndex(({ verdict }) => verdict === 'broken');
    if (broken >= 0) this.showLaw(broken);
    else {
      this.#store.change({ shown: undefined });
      this.#nameRun(undefined);
    }
  }

  #showVirtual(run: RecordedRun, laws: readonly RunLawReport[]): void {
    const broken = laws.find(({ verdict }) => verdict === 'broken');
    this.#show({
      from: 'virtual',
      run,
      trace: traceOfProgram(run),
      choices: undefined,
      broken: broken?.verdict === 'broken' ? brokenLawInWords(broken) : undefined,
    });
    this.#store.change({ hand: undefined });
  }

  async #showFromSearch(trial: ProgramTrial, choices: readonly Choice[]): Promise<void> {
    try {
      const { run, broken } = await this.#box!.run('byHand', { trial, choices });
      const law = broken.at(-1)?.[0];
      this.#show({
        from: 'search',
        run,
        trace: traceOfProgram(run),
        choices: run.choices,
        broken: law && lawMarkInWords(law),
      });
      this.#store.change({ hand: undefined, failure: '' });
    } catch (error) {
      this.#store.change({ failure: reasonOf(error) });
    }
  }

  /** Of the text that is shown. */
  found(add: (passport: Passport) => Passport): void {
    this.#store.change({ passport: add(this.#store.state.passport) });
    this.#onFound();
  }

  #show(shown: ShownRun): void {
    this.#store.change({ shown });
    this.#nameRun(shown.choices);
  }

  /** The address says which run is looked at, where choices can say it. */
  #nameRun(choices: readonly Choice[] | undefined): void {
    const { draft } = this.#store.state;
    this.#store.change({ draft: { ...draft, run: choices && choicesText(choices) } });
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

  #complain(sentence: string): void {
    const { problems } = this.#store.state;
    this.#store.change({ problems: [...problems, sentence] });
  }

  #closeBox(): void {
    this.#box?.close();
    this.#box = undefined;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
