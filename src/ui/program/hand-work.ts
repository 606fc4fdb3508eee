// Runs by hand: from the start, from any step of a run that is shown, from a branch that was tried before; and a run that breaks a law
// made shorter. Always behind the wall.
import { choicesFrom } from '../../address/choices.ts';
import type { ProgramTrial } from '../../core/program/program-trial.ts';
import type { Store } from '../../core/store.ts';
import { back, branchesOf, choicesTo, withRun } from '../../engine/explore/branches.ts';
import { stepFactsOf } from '../../engine/explore/by-hand.ts';
import type { Choice } from '../../engine/explore/choice.ts';
import { choicesUntil } from '../../engine/explore/choices-of.ts';
import { HAND_WORDS, PROGRAM_FIELD_PROBLEMS } from '../../words/program-view.ts';
import type { Hand, HandTree, ProgramBoxDoor, ProgramsState } from './programs-state.ts';
import { chosenIn, runByChoices, showAlone, showRun } from './shown-runs.ts';
import { isKept, treeOf, withTree } from './text-findings.ts';

export interface HandWorkOptions {
  readonly store: Store<ProgramsState>;
  readonly box: () => ProgramBoxDoor | undefined;
  /** There are new branches to be kept. */
  readonly onGrown: () => void;
}

export class HandWork {
  readonly #options: HandWorkOptions;
  readonly #store: Store<ProgramsState>;
  #last: Promise<void> = Promise.resolve();

  constructor(options: HandWorkOptions) {
    this.#options = options;
    this.#store = options.store;
  }

  /** From the start, in the trial of the form. */
  begin(): Promise<void> {
    return this.#inTurn(async () => {
      const { settings } = this.#store.state.parsed;
      if (settings) await this.#go(settings.trial, []);
    });
  }

  /** Where the choices lead, in the trial of the run that is made; what was tried before stays among the branches. */
  go(choices: readonly Choice[]): Promise<void> {
    return this.#inTurn(() => this.#goOn(() => choices));
  }

  /** One step on. */
  take(choice: Choice): Promise<void> {
    return this.#inTurn(() => this.#goOn(({ position }) => [...position.run.choices, choice]));
  }

  /** One step back. */
  back(): Promise<void> {
    return this.#inTurn(() => this.#goOn(({ tree }) => choicesTo(back(tree))));
  }

  /** From a step of the run that is shown, by its index; -1: from where all machines have started. */
  continueFrom(step: number): Promise<void> {
    return this.#inTurn(async () => {
      const { shown } = this.#store.state;
      if (!shown) return;
      const chosen = chosenIn(shown);
      await this.#go(chosen.trial, choicesUntil(chosen, step));
    });
  }

  /** What was tried in a trial, where one was last. */
  open({ trial, tree }: HandTree): Promise<void> {
    return this.#inTurn(() => this.#go(trial, tree.nodes.length > 1 ? choicesTo(tree) : []));
  }

  /** The run of an address, in the trial of the form. */
  async showAddressed(text: string): Promise<void> {
    const { settings } = this.#store.state.parsed;
    const choices = choicesFrom(text);
    if (!choices) this.#complain(PROGRAM_FIELD_PROBLEMS.run);
    else if (!settings || !(await this.show(settings.trial, choices)))
      this.#complain(PROGRAM_FIELD_PROBLEMS.notThisRun);
  }

  /** Only to be looked at. False where the choices cannot be made. */
  async show(
    trial: ProgramTrial,
    choices: readonly Choice[],
    from: 'search' | 'hand' = 'hand',
  ): Promise<boolean> {
    const box = this.#options.box();
    if (!box) return false;
    try {
      const position = await box.run('byHand', { trial, choices });
      if (box !== this.#options.box()) return true;
      showAlone(this.#store, runByChoices(from, position));
      this.#store.change({ failure: '' });
      return true;
    } catch {
      return false; // of which whoever asks tells
    }
  }

  close(): void {
    this.#store.change({ hand: undefined });
  }

  async #goOn(choicesFrom: (hand: Hand) => readonly Choice[]): Promise<void> {
    const { hand } = this.#store.state;
    if (hand) await this.#go(hand.trial, choicesFrom(hand));
  }

  /** Whoever presses on before the last step is there means the one that will be there. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined); // whoever asked for it is told
    return turn;
  }

  async #go(trial: ProgramTrial, choices: readonly Choice[]): Promise<void> {
    const box = this.#options.box();
    if (!box) return;
    try {
      const position = await box.run('byHand', { trial, choices });
      if (box !== this.#options.box()) return;
      const { run } = position;
      const { branches } = this.#store.state;
      const known = treeOf(branches, run.trial) ?? branchesOf();
      const tree = withRun(known, run.choices, stepFactsOf(position));
      if (!tree) {
        this.#store.change({ failure: HAND_WORDS.full });
        return;
      }
      showRun(this.#store, runByChoices('hand', position));
      this.#store.change({
        failure: isKept(tree) ? '' : HAND_WORDS.notKept,
        hand: { trial: run.trial, position, tree },
        branches: withTree(branches, { trial: run.trial, tree }),
      });
      this.#options.onGrown();
    } catch (error) {
      const { shownCode, code } = this.#store.state;
      const failure = shownCode === code ? reasonOf(error) : HAND_WORDS.otherText;
      if (box === this.#options.box()) this.#store.change({ failure });
    }
  }

  #complain(sentence: string): void {
    const { problems } = this.#store.state;
    this.#store.change({ problems: [...problems, sentence] });
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
