// A run that is to be looked at, from wherever it came: with its trace, the choices that lead to it, and the law that it breaks.
import { choicesText, CHOICES_MAX } from '../../address/choices.ts';
import { isTrialOf, LINKED_RUN_MAX } from '../../address/programs.ts';
import { traceOfProgram } from '../../core/program/program-trace.ts';
import type { RecordedRun } from '../../core/program/recorded-run.ts';
import type { Store } from '../../core/store.ts';
import type { Trace } from '../../core/trace.ts';
import type { HandPosition } from '../../engine/explore/by-hand.ts';
import { choicesOf, type ChosenRun } from '../../engine/explore/choices-of.ts';
import type { BrokenLaw } from '../../engine/explore/explore.ts';
import type { ProgramRun } from '../../engine/explore/program-run.ts';
import type { RunLawReport } from '../../engine/run-laws.ts';
import { brokenLawInWords, lawMarkInWords } from '../../words/exploration.ts';
import type { BrokenHere, ProgramsState, ShownRun } from './programs-state.ts';

/** The shortest run that breaks a law. */
export function runOfLaw(report: BrokenLaw): ShownRun {
  const { run } = report;
  return stepped('search', run, {
    words: brokenLawInWords(report),
    law: nameOf(report),
    step: run.steps.length - 1,
  });
}

/** The run that a list of choices makes. */
export function runByChoices(
  from: 'search' | 'hand' | 'shortened',
  { run, broken }: Pick<HandPosition, 'run' | 'broken'>,
): ShownRun {
  const step = broken.findIndex(marks => marks.length > 0);
  const mark = broken[step]?.[0];
  return stepped(
    from,
    run,
    mark && {
      words: lawMarkInWords(mark),
      law: mark.kind === 'step' ? undefined : mark.law,
      step,
    },
  );
}

/** A run in which time has a length. */
export function runBySeed(run: RecordedRun, laws: readonly RunLawReport[]): ShownRun {
  return { from: 'virtual', run, trace: traceOfProgram(run), chosen: undefined, broken: brokenIn(laws) };
}

/** The first law of a run that is broken. */
export function brokenIn(laws: readonly RunLawReport[]): BrokenHere | undefined {
  const report = laws.find(({ verdict }) => verdict === 'broken');
  if (report?.verdict !== 'broken') return undefined;
  return { words: brokenLawInWords(report), law: nameOf(report), step: report.step };
}

function stepped(
  from: 'search' | 'hand' | 'shortened',
  run: ProgramRun,
  broken: BrokenHere | undefined,
): ShownRun {
  const chosen: ChosenRun = {
    trial: run.trial,
    choices: run.choices,
    ends: run.choices.map((_, i) => i + 1),
  };
  return { from, run, trace: traceOfProgram(run), chosen, broken };
}

function nameOf({ kind, name }: Pick<BrokenLaw, 'kind' | 'name'>): string | undefined {
  return kind === 'step' ? undefined : name;
}

/** Shows it, and lets the address say which one it is: where choices in the trial of the form can say it. */
export function showRun(store: Store<ProgramsState>, shown: ShownRun | undefined): void {
  const { draft, parsed, code } = store.state;
  const { chosen, run } = shown ?? {};
  if (shown) withText(shown.trace, code);
  const isNamed = chosen && run && isTrialOf(parsed.draft, run.trial);
  store.change({ shown, shownCode: code, draft: { ...draft, run: isNamed ? linkedRun(chosen) : undefined } });
}

/** As {@link showRun}, and no run is made by hand any more. */
export function showAlone(store: Store<ProgramsState>, shown: ShownRun): void {
  showRun(store, shown);
  store.change({ hand: undefined });
}

/** What was chosen in it, worked out where nobody has said it. */
export function chosenIn({ chosen, run }: ShownRun): ChosenRun {
  return chosen ?? choicesOf(run);
}

/** What is saved of the run, and opened elsewhere, has the program's text with it. */
function withText(trace: Trace, code: string): void {
  if (trace.program && trace.program.code === undefined) trace.program = { ...trace.program, code };
}

/** Undefined where it is too long for an address. */
export function linkedRun({ choices }: ChosenRun): string | undefined {
  if (choices.length > CHOICES_MAX) return undefined;
  const text = choicesText(choices);
  return text.length > LINKED_RUN_MAX ? undefined : text;
}
