// What of its run the trial's page shows, in its address and in a link; fetched once somebody may have chosen something.
import { linkTo } from '../address/fields.ts';
import { joinQueries } from '../address/seen-part.ts';
import { isSameTrial, type ParsedTrialDraft } from '../address/trial.ts';
import type { Trace } from '../core/trace.ts';
import { isOver } from '../laboratory/phases.ts';
import type { LaboratoryState } from '../laboratory/laboratory-state.ts';
import { FIRST_MOMENT_MS, isFirstSight } from '../ui/trial/first-sight.ts';
import type { TrialView } from '../ui/trial/trial-view.ts';
import { runName } from '../words/history.ts';
import { LINK_WORDS, SEEN_PROBLEMS } from '../words/seen.ts';
import type { CopiedLink } from './view.ts';
import { linkOfRun } from './run-link.ts';
import { after } from './real-time.ts';
import { SeenKeeper } from './seen-keeper.ts';

/** The page, as it is when it is asked. */
interface TrialSeenOptions {
  readonly element: TrialView;
  readonly state: () => LaboratoryState;
  readonly parsed: () => ParsedTrialDraft;
  /** The view's own part of the address. */
  readonly query: () => string;
  readonly changed: () => void;
}

export class TrialSeen {
  readonly #page: TrialSeenOptions;
  readonly #keeper: SeenKeeper;

  constructor(page: TrialSeenOptions) {
    this.#page = page;
    const { element } = page;
    this.#keeper = new SeenKeeper({
      focus: element.traceFocus,
      changed: () => {
        element.seenProblems = this.#keeper.problems;
        page.changed();
      },
      isRunOfAddress: run => this.#isRunOfAddress(run),
      start: () => (this.#isFirstSight ? { momentMs: FIRST_MOMENT_MS } : {}),
      after,
    });
    element.addEventListener('leave-out-request', this.#leaveOut);
  }

  /** What an address says of it; empty where it says nothing. */
  bring(seen: string): void {
    this.#keeper.bring(seen);
    if (this.#page.parsed().draft.engine !== 'virtual' && !this.#isFirstSight)
      this.#keeper.refuse(SEEN_PROBLEMS.liveRun);
  }

  /** With what is seen where the address names the run: a virtual one, or the one of the first sight. */
  get query(): string {
    const own = this.#page.query();
    const seen = this.#isUntouched ? '' : this.#keeper.query;
    if (seen === '') return own;
    if (this.#keeper.awaits || this.#isFirstSight) return joinQueries(own, seen);
    const { run } = this.#page.element.traceFocus.state;
    if (!run || !this.#isRunOfAddress(run)) return own;
    // The address computes the run that it says something of.
    const settings = own.split('&').filter(part => !part.startsWith('run='));
    return joinQueries(...settings, 'run=now', seen);
  }

  /** To the run that is shown, whatever the form says by now. */
  async link(): Promise<CopiedLink> {
    const own = this.#page.query();
    const { run } = this.#page.element.traceFocus.state;
    const seen = this.#keeper.queryNow;
    if (run && this.#isFirstSight) return { kind: 'link', fragment: linkTo('trial', joinQueries(own, seen)) };
    if (!run || run.eventCount === 0) return { kind: 'link', fragment: linkTo('trial', own) };
    if (!isOver(this.#page.state().phase))
      return { kind: 'link', fragment: linkTo('trial', own), note: LINK_WORDS.goesOn };
    const name = runName(run.engine === 'live' ? 'live' : 'virtual', run.trial);
    return linkOfRun(run, name, this.#keeper);
  }

  close(): void {
    this.#page.element.removeEventListener('leave-out-request', this.#leaveOut);
    this.#keeper.close();
  }

  readonly #leaveOut = (): void => this.#keeper.leaveOut();

  get #isFirstSight(): boolean {
    return isFirstSight(this.#page.state(), this.#page.parsed());
  }

  /** Whether nobody has chosen anything at the first sight, which may have been played to its end. */
  get #isUntouched(): boolean {
    const { selected, cut, tab, follows, momentMs, notes } = this.#page.element.traceFocus.state;
    const isNothing =
      !selected && !cut && notes.length === 0 && tab === undefined && follows && momentMs === undefined;
    return isNothing && this.#isFirstSight;
  }

  /** Of a live run there is no other one like it. */
  #isRunOfAddress(run: Trace): boolean {
    return this.#isFirstSight || isSameTrial(run, this.#page.parsed());
  }
}
