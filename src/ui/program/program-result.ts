// What came of a program: how far the work is, what it found, the run that is looked at, the laws, and what can be done next.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { linkTo } from '../../address/fields.ts';
import { isTrialOf } from '../../address/programs.ts';
import { stepsOf } from '../../core/program/recorded-run.ts';
import type { Trace } from '../../core/trace.ts';
import { endsOf } from '../../engine/explore/branches.ts';
import { COPIED } from '../../words/frame.ts';
import { LIVE_WORDS } from '../../words/live-program.ts';
import {
  exploredTrial,
  LAW_SIGNS,
  searched as searchedWords,
  trialInWords,
} from '../../words/exploration.ts';
import {
  brokenHeadline,
  CHECKING,
  HAND_WORDS,
  keptRuns,
  LINK_TOO_LONG_TEXT,
  NO_BOX,
  NOTHING_SEARCHED,
  OUTDATED,
  otherTrial,
  PROGRAM_BUTTONS,
  PROGRAM_WORDS,
  RUNNING,
  RUN_KEPT,
  searchFacts,
  searchHeadline,
  SEARCHING,
  SHORTENING,
  TAKE_TRIAL,
  runsFacts,
} from '../../words/program-view.ts';
import { DoorController } from '../parts/door-controller.ts';
import '../parts/lazy-part.ts';
import type { LazyPart } from '../parts/lazy-part.ts';
import '../parts/status-line.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { showFirstProblem } from '../parts/show-problem.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import './program-hand.ts';
import './program-laws.ts';
import './program-trial-form.ts';
import type {
  ByHandEvent,
  ContinueEvent,
  NextStepEvent,
  PassportRunShowEvent,
  ProgramTrialChangeEvent,
  SeedShowEvent,
} from './programs-events.ts';
import { KeepRunEvent } from './programs-events.ts';
import type { ProgramsDesk } from './programs-desk.ts';
import type { LiveWish } from './programs-live.ts';
import { keyOf, sweepKeyOf, type Hand, type ShownRun } from './programs-state.ts';
import { linkedRun } from './shown-runs.ts';
import { programsView } from './programs-view.styles.ts';

/** The diagram and its playback: whoever only writes and searches does not wait for them. */
const loadRun = () => import('./program-run.ts');
const loadSweep = () => import('./program-sweep.ts');

@customElement('program-result')
export class ProgramResult extends LitElement {
  static override styles = [reset, buttons, disclosure, programsView];

  @property({ attribute: false }) desk!: ProgramsDesk;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  /** What came of copying the link last. */
  @state() private copied = '';
  /** The run that was saved in the history last. */
  @state() private kept: Trace | undefined;

  constructor() {
    super();
    new DoorController(this, () => this.desk);
  }

  override updated(): void {
    const { shown } = this.desk.state;
    if (shown && this.traceFocus.state.run !== shown.trace) this.traceFocus.showRun(shown.trace);
  }

  override render() {
    const { shown, hand } = this.desk.state;
    return html`<div
      class="right"
      @program-trial-change=${({ draft }: ProgramTrialChangeEvent) => this.desk.changeTrial(draft)}
      @by-hand=${({ choices }: ByHandEvent) => void this.desk.work.hand.go(choices)}
      @step-back=${() => void this.desk.work.hand.back()}
      @next-step=${({ choice }: NextStepEvent) => void this.desk.work.hand.take(choice)}
      @continue-by-hand=${({ step }: ContinueEvent) => void this.desk.work.hand.continueFrom(step)}
      @seed-show=${({ trial, seed }: SeedShowEvent) => void this.desk.work.showSeed(trial, seed)}
      @passport-run-show=${({ run }: PassportRunShowEvent) => void this.desk.work.showPassportRun(run)}
    >
      ${this.#live()} ${this.#work()} ${this.#headline()}
      ${
        shown
          ? html`<lazy-part
              name=${PROGRAM_WORDS.run}
              element="program-run"
              .load=${loadRun}
              .content=${() => this.#run(shown, hand)}
            ></lazy-part>`
          : nothing
      }
      ${this.#otherTrial()} ${hand ? html`<program-hand .hand=${hand}></program-hand>` : nothing}
      <program-laws .shape=${this.desk.state.shape} .passport=${this.desk.state.passport}></program-laws>
      ${this.#next()} ${this.#kept()} ${this.#trial()} ${this.#sweep()}
    </div>`;
  }

  #live() {
    const { draft, shape, check, shown } = this.desk.state;
    if (draft.live !== 'yes' || !shape) return nothing;
    const wishOf = (): LiveWish => {
      const { code, parsed } = this.desk.state;
      return { code, parsed, shape: this.desk.state.shape ?? shape };
    };
    const content = () => {
      const { live } = this.desk;
      if (!live) return html``;
      return html`<program-live
        .live=${live}
        .wishOf=${wishOf}
        .traceFocus=${this.traceFocus}
        ?ready=${check.kind === 'program'}
        @program-live-close=${() => this.desk.showLive(false)}
        ?shown=${shown !== undefined && shown.trace === live.laboratory.state.trace}
      ></program-live>`;
    };
    return html`<lazy-part
      class="live"
      name=${LIVE_WORDS.part}
      .load=${this.desk.loadLive}
      .content=${content}
    ></lazy-part>`;
  }

  /** Once it is there, and has been drawn. */
  async focusLive(): Promise<void> {
    this.requestUpdate(); // without waiting for the next frame
    await this.updateComplete;
    const part = this.renderRoot.querySelector<LazyPart>('.live');
    if (await part?.whenShown()) part?.renderRoot.querySelector<HTMLElement>('program-live')?.focus();
  }

  #run(shown: ShownRun, hand: Hand | undefined) {
    return html`<program-run
      .shown=${shown}
      .next=${hand?.position.run === shown.run ? hand?.position.next : undefined}
      .traceFocus=${this.traceFocus}
    ></program-run>`;
  }

  #work() {
    const { work, failure, check } = this.desk.state;
    if (check.kind === 'failed') return html`<p class="broken" role="alert">${NO_BOX} ${check.reason}</p>`;
    if (failure !== '') return html`<p class="broken" role="alert">${failure}</p>`;
    if (!work) return check.kind === 'checking' ? html`<p class="soft">${CHECKING}</p>` : nothing;
    if (work.kind === 'search')
      return html`<status-line
        .sentence=${SEARCHING}
        .facts=${searchFacts(work.states, work.depth)}
        label=${SEARCHING}
        max=${this.desk.state.parsed.settings?.options.states ?? 1}
        value=${work.states}
      ></status-line>`;
    if (work.kind === 'shorten') return html`<status-line .sentence=${SHORTENING}></status-line>`;
    return html`<status-line
      .sentence=${RUNNING}
      .facts=${runsFacts(work.done, work.count)}
      label=${RUNNING}
      max=${work.count}
      value=${work.done}
    ></status-line>`;
  }

  #headline() {
    const { searched, hand, shown, liveLaws, failure, draft } = this.desk.state;
    if (shown?.from === 'live')
      return html`<live-headline .shown=${shown} .verdicts=${liveLaws} .failure=${failure}></live-headline>`;
    if (hand || shown?.from === 'virtual' || shown?.from === 'hand') return nothing;
    const result = searched?.result;
    const broken = result?.laws.find(({ verdict }) => verdict === 'broken');
    const isOfSearch = result?.laws.some(law => law.verdict === 'broken' && law.run === shown?.run);
    if (shown && !isOfSearch) return this.#foundBefore(shown);
    if (!result) return draft.live === 'yes' ? nothing : html`<p class="soft">${NOTHING_SEARCHED}</p>`;
    const steps = broken?.verdict === 'broken' ? stepsOf(broken.run).length : 0;
    const { verdict, law, rest } = searchHeadline(result, steps);
    return html`<div role="status">
      <h2><span class=${verdict}>${LAW_SIGNS[verdict]} ${law}</span>${rest}</h2>
      <p class="soft">${exploredTrial(result)}. ${searchedWords(result)}</p>
      ${searched?.of === keyOf(this.desk.state) ? nothing : html`<p class="soft">${OUTDATED}</p>`}
    </div>`;
  }

  /** A run of an earlier search, which is in the passport; or one that was shortened. */
  #foundBefore({ broken, run, note }: ShownRun) {
    const { law, rest } = brokenHeadline(broken?.law, stepsOf(run).length);
    return html`<div role="status">
      <h2><span class="broken">${LAW_SIGNS.broken} ${law}</span>${rest}</h2>
      ${note === undefined ? nothing : html`<p class="soft">${note}</p>`}
    </div>`;
  }

  /** The run that is shown may be of another trial than the one in the form. */
  #otherTrial() {
    const { shown, parsed } = this.desk.state;
    if (!shown?.chosen || isTrialOf(parsed.draft, shown.run.trial)) return nothing;
    return html`<p class="soft">
      ${otherTrial(trialInWords(shown.run.trial))}
      <button type="button" class="link" @click=${() => this.desk.takeTrial()}>${TAKE_TRIAL}</button>
    </p>`;
  }

  /** What was made by hand of this text, in whatever trial. */
  #kept() {
    const { branches, hand } = this.desk.state;
    if (hand || branches.length === 0) return nothing;
    return html`<details>
      <summary>${HAND_WORDS.kept}</summary>
      <ul>
        ${branches.toReversed().map(
          each =>
            html`<li>
              ${keptRuns(trialInWords(each.trial), endsOf(each.tree).length)}
              <button type="button" class="link" @click=${() => void this.desk.work.hand.open(each)}>
                ${HAND_WORDS.open}<span class="unseen">: ${trialInWords(each.trial)}</span>
              </button>
            </li>`,
        )}
      </ul>
    </details>`;
  }

  #next() {
    const { parsed, check, hand, shown, work } = this.desk.state;
    const isFifo = parsed.draft.fifo === 'yes';
    const canRun = check.kind === 'program' && parsed.settings !== undefined;
    return html`<p class="row">
      <button type="button" class="link" @click=${() => this.#turnFifo(!isFifo)}>
        ${isFifo ? PROGRAM_BUTTONS.fifoOff : PROGRAM_BUTTONS.fifoOn}
      </button>
      ${
        hand
          ? html`<button type="button" class="link" @click=${() => this.desk.work.hand.close()}>
              ${PROGRAM_BUTTONS.closeHand}
            </button>`
          : html`<button
              type="button"
              class="link"
              ?disabled=${!canRun}
              @click=${() => void this.desk.work.hand.begin()}
            >
              ${PROGRAM_BUTTONS.byHand}
            </button>`
      }
      ${
        shown?.broken && shown.from !== 'search' && shown.from !== 'shortened'
          ? html`<button
              type="button"
              class="link"
              ?disabled=${!canRun || work !== undefined}
              @click=${() => void this.desk.work.shorten()}
            >
              ${PROGRAM_BUTTONS.shorten}
            </button>`
          : nothing
      }
      ${
        shown?.chosen && linkedRun(shown.chosen) !== undefined
          ? html`<button type="button" class="link" @click=${() => void this.#copyLink()}>
              ${PROGRAM_BUTTONS.copyLink}
            </button>`
          : nothing
      }
      ${
        shown && shown.from !== 'live'
          ? html`<button
              type="button"
              class="link"
              ?disabled=${this.kept === shown.trace}
              @click=${() => this.#keep(shown)}
            >
              ${PROGRAM_BUTTONS.keepRun}
            </button>`
          : nothing
      }
      <span class="soft" role="status">${this.copied}</span>
    </p>`;
  }

  #keep({ trace }: ShownRun): void {
    this.dispatchEvent(new KeepRunEvent());
    this.kept = trace;
    this.copied = RUN_KEPT;
  }

  async #copyLink(): Promise<void> {
    const query = await this.desk.linkQuery();
    if (query === undefined) {
      this.copied = LINK_TOO_LONG_TEXT;
      return;
    }
    const { href } = new URL(linkTo('programs', query), location.href);
    this.copied = await navigator.clipboard.writeText(href).then(
      () => COPIED.yes,
      () => COPIED.refused,
    );
  }

  #turnFifo(isOn: boolean): void {
    this.desk.changeTrial({ ...this.desk.state.parsed.draft, fifo: isOn ? 'yes' : 'no' });
    void this.desk.work.search();
  }

  #trial() {
    const { parsed, work, check } = this.desk.state;
    return html`<details open>
      <summary>${PROGRAM_WORDS.settings}</summary>
      <program-trial-form
        .parsed=${parsed}
        ?running=${work !== undefined}
        ?ready=${check.kind === 'program'}
        @sweep-request=${() => void this.desk.work.sweep()}
        @run-request=${() => void this.desk.work.search()}
      ></program-trial-form>
    </details>`;
  }

  #sweep() {
    const { swept } = this.desk.state;
    if (!swept) return nothing;
    const isOld = swept.of !== sweepKeyOf(this.desk.state);
    return html`<lazy-part
      name=${PROGRAM_WORDS.sweep}
      element="program-sweep"
      .load=${loadSweep}
      .content=${() => html`<program-sweep .sweep=${swept.result} ?outdated=${isOld}></program-sweep>`}
    ></lazy-part>`;
  }

  /** Leads to the first field in which something is wrong. */
  showProblem(): void {
    showFirstProblem(this.renderRoot);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'program-result': ProgramResult;
  }
}
