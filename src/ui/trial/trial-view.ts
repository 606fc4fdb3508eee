// The trial view: the run as the hero, what is set in one line above it, and the form beside it when it is asked for. It
// composes the other elements and looks at the laboratory through its door; it holds nothing that a run needs.
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MachineSnapshot } from '../../analysis/machine-progress.ts';
import { largestJump } from '../../analysis/jumps.ts';
import type { Moments } from '../../analysis/moments.ts';
import { OUTLOOK_AFTER_SECONDS, outlookOf, type Outlook } from '../../analysis/outlook.ts';
import { FRAMES_CAPTION } from '../../words/trial.ts';
import type { Trial } from '../../core/trial.ts';
import { DEFAULT_TRIAL_DRAFT, parseTrialDraft, type ParsedTrialDraft } from '../../address/trial.ts';
import type { EngineChoice } from '../../engine/settings.ts';
import type { LaboratoryDoor, LaboratoryState } from '../../laboratory/laboratory-state.ts';
import { OTHER_SETTINGS_RUN, SETTINGS_TITLE, TRIAL_TITLE } from '../../words/forms.ts';
import { CLOSE } from '../../words/frame.ts';
import { DoorController } from '../parts/door-controller.ts';
import type { EndWithoutRequestEvent, FramesShownChangeEvent } from '../parts/events.ts';
import '../parts/lazy-part.ts';
import type { LazyPart } from '../parts/lazy-part.ts';
import { announceTool, type Presented } from '../parts/page-tool-event.ts';
import { NarrowController } from '../parts/narrow-controller.ts';
import { isOver, isUnderWay } from '../../laboratory/phases.ts';
import './first-words.ts';
import { FIRST_MOMENT_MS, FirstSight } from './first-sight.ts';
import './cannot-run.ts';
import { addressProblems, inviteDevice, later, loadForm } from './later-parts.ts';
import './room-notice.ts';
import './run-explorer.ts';
import './run-status.ts';
import { snapshotsAt } from './run-stage.ts';
import './settings-bar.ts';
import { presentedOf, StageRun } from './stage-run.ts';
import type { SettingsBar } from './settings-bar.ts';
import { dialog } from '../parts/styles/dialog.styles.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import '../trace/playback-bar.ts';
import type { PlaybackBar } from '../trace/playback-bar.ts';
import { showWithCause } from '../trace/choose-event.ts';
import type { LensChangeEvent } from '../trace/clocks/clocks-events.ts';
import { LensLabels, RECORDED, type LensChoice } from '../trace/clocks/lens-labels.ts';
import { HEADED_MAX } from '../trace/diagram/layout.ts';
import { TraceFocus } from '../trace/trace-focus.ts';
import type { DeviceHosting } from './invite-device.ts';
import type { TrialForm } from './trial-form.ts';
import { trialView } from './trial-view.styles.ts';

/** The page is known by its place in the header; this is for those who go from heading to heading. */
const TITLE = html`<h1 class="unseen">${TRIAL_TITLE}</h1>`;

const FIGURES_FIRST_FROM = 9; // machines: from here the figures say more than the cards

/**
 * The app puts the frames of the machines into the slot `frames`. `run-request` and `stop-request` are answered here;
 * they are named because they bubble on.
 *
 * @fires draft-change - the owner is to parse the new draft and set `parsed`
 * @fires run-request
 * @fires stop-request
 * @fires join-request
 * @fires own-room-request
 * @slot frames - the frames of the machines
 */
@customElement('trial-view')
export class TrialView extends LitElement {
  static override styles = [reset, buttons, sheet, dialog, trialView];

  @property({ attribute: false }) laboratory!: LaboratoryDoor;
  @property({ attribute: false }) parsed: ParsedTrialDraft = parseTrialDraft(DEFAULT_TRIAL_DRAFT);
  /** What is pointed at and chosen in the trace that is shown; another trace starts without. */
  @property({ attribute: false }) traceFocus = new TraceFocus();

  /** Whether the address says what to look at: then nothing moves by itself. */
  @property({ type: Boolean }) holdsStill = false;
  /** What is wrong in the part of the address that says what is seen, in sentences. */
  @property({ attribute: false }) seenProblems: readonly string[] = [];

  @property({ attribute: false }) hosting: DeviceHosting | undefined; // while devices are invited
  @state() private formShown = false;
  @state() private framesShown = false;
  @state() private lens: LensChoice = RECORDED;
  @query('.form lazy-part') private formPart: LazyPart | undefined;
  @query('settings-bar') private bar!: SettingsBar;
  @query('playback-bar') private playback: PlaybackBar | undefined;
  @query('dialog') private over: HTMLDialogElement | undefined;

  readonly #width = new NarrowController(this);
  readonly #firstSight = new FirstSight();
  /** Of the last draft without problems: what is shown before a run. */
  #drafted: Trial = this.parsed.settings!.trial;
  /** What is shown: the laboratory's state, and before the first run something in its place. */
  #shown!: LaboratoryState;
  readonly #stageRun = new StageRun();
  #moments!: Moments;
  readonly #labels = new LensLabels();
  #outlook: Outlook | undefined;
  #hasPlayed = false;
  #plays = false; // whether the run is played once it is over

  constructor() {
    super();
    announceTool(this);
    new DoorController(this, () => this.laboratory);
    new DoorController(this, () => this.traceFocus);
  }

  get presented(): Presented | undefined {
    return presentedOf(this.#shown, this.traceFocus);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    this.#drafted = this.parsed.settings?.trial ?? this.#drafted;
    const { state } = this.laboratory;
    this.#shown = this.#firstSight.instead(state, this.parsed) ?? state;
    this.#moments = this.#stageRun.of(this.#shown.trace, this.#trial, this.#shown.revision);
    this.#updateOutlook(this.#shown);
    const { trace } = this.#shown;
    if (this.traceFocus.state.run !== trace)
      this.traceFocus.showRun(trace, this.#isFirstSight ? { momentMs: FIRST_MOMENT_MS } : {});
    const hadProblems = (changed.get('parsed')?.problems.length ?? 0) > 0;
    const isNew = changed.has('parsed') && this.parsed.problems.length > 0 && !hadProblems;
    // Whoever follows a link with a problem sees what is wrong with it. A sheet over the page comes when it is asked for.
    if (isNew && !this.#width.isNarrow) this.formShown = true;
  }

  override updated(): void {
    if (this.over && !this.over.open) this.over.showModal();
    this.#playFirstSight();
  }

  /** Once, and not for those who want nothing to move by itself. */
  #playFirstSight(): void {
    const { playback } = this;
    if (!playback || !this.#isFirstSight || this.#hasPlayed || this.holdsStill) return;
    this.#hasPlayed = true;
    if (!matchMedia('(prefers-reduced-motion: reduce)').matches)
      void playback.updateComplete.then(() => playback.play());
  }

  override render() {
    const { state } = this.laboratory;
    const beside = this.formShown && !this.#width.isNarrow;
    return html`<main id="run" class=${beside ? 'beside' : ''}>
      ${TITLE} ${this.#head(state)}
      <settings-bar
        .parsed=${this.parsed}
        .trial=${this.#drafted}
        ?running=${this.#running}
        ?barred=${this.#barred}
        ?form-shown=${this.formShown}
        ?buttonless=${this.#isFirstSight}
        @settings-request=${() => void (this.formShown ? this.#hideForm() : this.#showForm())}
        @run-request=${() => this.start()}
        @stop-request=${() => this.laboratory.stop()}
      ></settings-bar>
      ${this.formShown ? this.#form() : nothing} ${this.#run()}
    </main>`;
  }

  /** What goes on, or what somebody reads who has not run anything yet. */
  #head(state: LaboratoryState) {
    const notice = this.#barred ? html`<room-notice .room=${this.parsed.draft.room}></room-notice>` : nothing;
    const words = html`<first-words
      ?barred=${this.#barred}
      @run-request=${() => this.start()}
      @why-request=${this.#showLargestJump}
    ></first-words>`;
    const status = html`<run-status
      .laboratory=${state}
      @end-without-request=${({ machine }: EndWithoutRequestEvent) => this.laboratory.endWithout(machine)}
    ></run-status>`;
    const isIdle = !state.settings && !this.parsed.settings;
    return html`<div class="head">
      ${addressProblems(this.seenProblems)} ${notice}
      ${this.#isFirstSight ? words : isIdle ? nothing : status}
    </div>`;
  }

  #form() {
    const content = () =>
      html`<trial-form
        .parsed=${this.parsed}
        ?running=${this.#running}
        ?barred=${this.#barred}
        ?frames-shown=${this.framesShown}
        .note=${this.#note}
        @run-request=${() => this.start()}
        @stop-request=${() => this.laboratory.stop()}
        @frames-shown-change=${(event: FramesShownChangeEvent) => {
          this.framesShown = event.shown;
        }}
        ><button slot="close" type="button" class="close" @click=${this.#hideForm}>
          ${CLOSE}
        </button></trial-form
      >`;
    const form = html`<div class="form">${later('settings', content)}</div>`;
    if (!this.#width.isNarrow) return html`<aside aria-label=${SETTINGS_TITLE}>${form}</aside>`;
    return html`<dialog aria-label=${SETTINGS_TITLE} @close=${this.#hideForm}>${form}</dialog>`;
  }

  async #showForm(): Promise<TrialForm | undefined> {
    this.formShown = true;
    await this.updateComplete;
    await loadForm().catch(() => undefined); // which is said in the place of the form
    await this.formPart?.updateComplete;
    const form = this.formPart?.renderRoot.querySelector('trial-form') ?? undefined;
    await form?.updateComplete;
    form?.focus();
    return form;
  }

  readonly #hideForm = (): void => {
    if (!this.formShown) return;
    this.formShown = false;
    void this.updateComplete.then(() => this.bar.focus());
  };

  readonly #showProblem = (): void => {
    void this.#showForm().then(form => form?.showProblem());
  };

  readonly #showLargestJump = (): void => {
    const { trace } = this.#shown;
    const place = trace && largestJump(trace);
    if (!trace || !place) return;
    this.playback?.pause();
    showWithCause(this.traceFocus, trace, place);
    this.traceFocus.change({ momentMs: place.atMs, momentEvent: place });
  };

  #run() {
    const state = this.#shown;
    if (!state.settings && !this.parsed.settings)
      return html`<div class="rest">
        <cannot-run problems=${this.parsed.problems.length} .showProblem=${this.#showProblem}></cannot-run>
      </div>`;
    const figuresFirst = this.#trial.rates.length >= FIGURES_FIRST_FROM;
    return html`<div
      class="rest"
      @findings-show=${() => this.renderRoot.querySelector('run-explorer')?.show('audit')}
      @lens-change=${({ choice }: LensChangeEvent) => {
        this.lens = choice;
      }}
    >
      ${inviteDevice(this.#barred ? undefined : this.hosting)} ${this.#seats(state)}
      <run-stage
        .laboratory=${state}
        .moments=${this.#stageRun.played(this.traceFocus)}
        .place=${this.#isFirstSight ? undefined : this.#shownSettings?.place}
        ?virtual=${this.#engine === 'virtual'}
        .labels=${state.trace && this.#labels.of(state.trace, state.revision, this.lens)}
        .traceFocus=${this.traceFocus}
      ></run-stage>
      ${this.#playback(state)} ${this.#chosen(state)}
      ${repeat(
        figuresFirst ? ['figures', 'machines'] : ['machines', 'figures'],
        part => part,
        part =>
          part === 'figures'
            ? later(
                'charts',
                () =>
                  html`<run-figures
                    ?unjudged=${this.#isFirstSight}
                    .trial=${this.#trial}
                    .engine=${this.#engine}
                    .laboratory=${state}
                    .traceFocus=${this.traceFocus}
                    .moments=${this.#moments}
                  ></run-figures>`,
              )
            : this.#machines(state),
      )}
      ${this.#afterwards(state)}
    </div>`;
  }

  #seats(state: LaboratoryState) {
    const settings = this.#running ? state.settings : this.parsed.settings;
    if (settings?.place !== 'tabs' || settings.engine !== 'live' || this.#barred) return nothing;
    const isTooLate = this.#running && state.phase !== 'seating';
    return later(
      'seats',
      () =>
        html`<seat-list
          .room=${settings.room}
          machines=${settings.trial.rates.length}
          .seats=${state.seats}
          ?under-way=${isTooLate}
        ></seat-list>`,
    );
  }

  /** What is said of the selected event; at first sight once there is one. */
  #chosen({ trace, revision, phase, elapsedMs }: LaboratoryState) {
    const { selected, cut } = this.traceFocus.state;
    if (!trace || trace.eventCount === 0 || (this.#isFirstSight && !selected && !cut)) return nothing;
    return later(
      'chosen',
      () =>
        html`<chosen-event
          notable
          .trace=${trace}
          revision=${revision}
          .nowMs=${isOver(phase) ? undefined : elapsedMs}
          .traceFocus=${this.traceFocus}
        ></chosen-event>`,
    );
  }

  #machines(state: LaboratoryState) {
    const isMany = this.#trial.rates.length > HEADED_MAX;
    return html`<div class="machines ${isMany || this.framesShown ? '' : 'unseen-frames'}">
      ${
        isMany
          ? later(
              'cards',
              () =>
                html`<many-cards
                  .laboratory=${state}
                  .moments=${this.#moments}
                  .place=${this.#shownSettings?.place}
                  ?virtual=${this.#engine === 'virtual'}
                  .traceFocus=${this.traceFocus}
                ></many-cards>`,
            )
          : nothing
      }
      ${this.framesShown ? html`<p class="caption">${FRAMES_CAPTION}</p>` : nothing}
      <div class="frames ${this.framesShown ? 'shown' : ''}"><slot name="frames"></slot></div>
    </div>`;
  }

  #playback({ trace, phase, elapsedMs }: LaboratoryState) {
    if (!trace || trace.eventCount === 0) return nothing;
    return html`<playback-bar
      joined
      .moments=${this.#stageRun.played(this.traceFocus)}
      .nowMs=${isOver(phase) ? undefined : elapsedMs}
      .traceFocus=${this.traceFocus}
      ?autoplay=${this.#plays}
    ></playback-bar>`;
  }

  #afterwards(state: LaboratoryState) {
    const { trace, phase, elapsedMs, revision } = state;
    if (!trace || this.#isFirstSight || phase === 'seating' || phase === 'connecting') return nothing;
    const over = isOver(phase);
    if (!over && elapsedMs === 0) return nothing;
    return html`
      ${keyed(
        trace,
        later(
          'outlook',
          () =>
            html`<trial-outlook
              .outlook=${this.#outlook}
              sides=${trace.trial.dieSides}
              ?over=${over && this.traceFocus.state.momentMs === undefined}
            ></trial-outlook>`,
        ),
      )}
      <run-explorer .laboratory=${state} .traceFocus=${this.traceFocus}></run-explorer>
      ${
        over
          ? later(
              'results',
              () =>
                html`<run-results
                  .trace=${trace}
                  revision=${revision}
                  .traceFocus=${this.traceFocus}
                ></run-results>`,
            )
          : nothing
      }
    `;
  }

  #updateOutlook(state: LaboratoryState): void {
    const { trace, phase, elapsedMs, settings } = state;
    const early = elapsedMs < OUTLOOK_AFTER_SECONDS * 1000 && !isOver(phase);
    const snapshots = (): readonly MachineSnapshot[] => snapshotsAt(state, this.#moments, this.traceFocus);
    this.#outlook = trace && settings && !early ? outlookOf(snapshots()) : undefined;
  }

  /** A live run needs the room; one in virtual time does not. */
  get #barred(): boolean {
    return this.laboratory.state.roomTaken && this.parsed.draft.engine !== 'virtual';
  }

  get #running(): boolean {
    return isUnderWay(this.laboratory.state.phase);
  }

  /** Of the run that is shown; undefined before the first one. */
  get #shownSettings() {
    return this.#shown.settings;
  }

  get #isFirstSight(): boolean {
    return this.#shown !== this.laboratory.state;
  }

  get #engine(): EngineChoice {
    return this.#shownSettings?.engine ?? (this.parsed.draft.engine === 'virtual' ? 'virtual' : 'live');
  }

  get #trial(): Trial {
    return this.#shownSettings?.trial ?? this.#drafted;
  }

  get #note(): string {
    const shown = this.laboratory.state.settings?.trial;
    if (!shown || this.#running || !this.parsed.settings) return '';
    const same = JSON.stringify(shown) === JSON.stringify(this.parsed.settings.trial);
    return same ? '' : OTHER_SETTINGS_RUN;
  }

  /** Runs what the fields say, if it can be run now: for the button, for Enter and for an address with `run=now` or `run=play`. */
  start({ plays = false } = {}): void {
    const { settings } = this.parsed;
    if (!settings || this.#barred || this.#running) return;
    this.#plays = plays;
    if (this.over) this.#hideForm(); // so that the run is seen
    this.laboratory.run(settings);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trial-view': TrialView;
  }
}
