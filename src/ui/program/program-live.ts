// A live run of the program that is shown: what is to be set, the tabs to be opened, how far the run is, a card with commands for each
// machine, and the run itself as it grows.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { Moments } from '../../analysis/moments.ts';
import { parsedForTabs, PROGRAM_TRIAL_FIELDS, type LivePlace } from '../../address/programs.ts';
import type { Asked } from '../../core/program/program-trial.ts';
import type { LaboratoryState, SeatProgram, SeatState } from '../../laboratory/laboratory-state.ts';
import { isOver } from '../../laboratory/phases.ts';
import { FORM_BUTTONS } from '../../words/forms.ts';
import { LIVE_WORDS } from '../../words/live-program.ts';
import { DoorController } from '../parts/door-controller.ts';
import type { EndWithoutRequestEvent } from '../parts/events.ts';
import { FormController } from '../parts/form-controller.ts';
import { goOrStop } from '../parts/go-or-stop.ts';
import { disclosure, foldedFields } from '../parts/styles/disclosure.styles.ts';
import { field } from '../parts/styles/field.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import '../trace/diagram/space-time-diagram.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import '../trial/room-notice.ts';
import '../trial/run-status.ts';
import '../trial/seat-list.ts';
import './live-headline.ts';
import './live-machine.ts';
import {
  ProgramLiveCloseEvent,
  ProgramTrialChangeEvent,
  type ProgramCommandEvent,
} from './programs-events.ts';
import type { LiveWish, ProgramsLive } from './programs-live.ts';

const FIRST = ['place', 'machines', 'liveSeconds', 'asks'] as const;

/**
 * @fires program-trial-change - with the whole new draft
 * @fires program-live-close - not while a run goes on
 */
@customElement('program-live')
export class ProgramLive extends LitElement {
  static override styles = [
    reset,
    buttons,
    field,
    disclosure,
    foldedFields,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      .head h2 {
        flex: 1;
        font-size: var(--size-text);
        font-weight: 650;
      }
      .head .main {
        min-width: 104px;
      }
      form {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 260px), 1fr));
        gap: var(--space-2) var(--space-6);
        align-items: start;
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr));
        gap: var(--space-2);
      }
      .soft {
        color: var(--ink-soft);
        font-size: var(--size-note);
        line-height: 1.45;
      }
      .problem {
        color: var(--problem);
        font-size: var(--size-note);
      }
      @media (max-width: 1079px) {
        .head button {
          min-height: 44px;
        }
      }
    `,
  ];

  @property({ attribute: false }) live!: ProgramsLive;
  /** What would be run, as it is known by now. */
  @property({ attribute: false }) wishOf!: () => LiveWish;
  /** Whether the text is a program. */
  @property({ type: Boolean }) ready = false;
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Whether the run is shown elsewhere, as one that is over is. */
  @property({ type: Boolean }) shown = false;

  #moments: Moments | undefined;
  #revision = 0;

  readonly #form = new FormController(this, {
    fields: PROGRAM_TRIAL_FIELDS,
    parsed: () => this.#wish.parsed,
    resting: () => this.live.isUnderWay,
    change: draft => this.dispatchEvent(new ProgramTrialChangeEvent(draft)),
    go: () => this.#run(),
  });

  constructor() {
    super();
    new DoorController(this, () => this.live.laboratory);
  }

  override willUpdate(): void {
    if (!this.live.isUnderWay) this.live.prepare(this.#wish);
    const { trace, revision } = this.live.laboratory.state;
    if (this.#moments?.trace !== trace) this.#moments = trace && new Moments(trace);
    else if (this.#revision !== revision) this.#moments?.update();
    this.#revision = revision;
    if (trace && !this.shown && this.live.isUnderWay && this.traceFocus.state.run !== trace)
      this.traceFocus.showRun(trace, { follows: true });
  }

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector<HTMLElement>('.main')?.focus(options);
  }

  override render() {
    const { laboratory, isUnderWay } = this.live;
    const { state } = laboratory;
    return html`<section aria-labelledby="live">
      ${this.#head(isUnderWay, state.roomTaken)}
      ${
        state.roomTaken
          ? html`<room-notice
              room=${laboratory.room}
              @own-room-request=${() => laboratory.moveToOwnRoom()}
            ></room-notice>`
          : nothing
      }
      ${
        state.phase === 'idle' && this.#place === 'frames'
          ? nothing
          : html`<run-status
              .laboratory=${state}
              @end-without-request=${({ machine }: EndWithoutRequestEvent) => laboratory.endWithout(machine)}
            ></run-status>`
      }
      ${isUnderWay ? nothing : this.#settings()} ${this.#seats(state)} ${this.#cards(state)}
      ${this.#diagram(state)}
    </section>`;
  }

  /** One button for both, so that whoever pressed Run with a key keeps the focus on Stop. */
  #head(isUnderWay: boolean, isTaken: boolean) {
    const problem = this.live.problemOf(this.#wish);
    const canRun = this.ready && this.#wish.parsed.settings !== undefined && problem === '' && !isTaken;
    return html`<div class="head">
        <h2 id="live">${LIVE_WORDS.title}</h2>
        ${
          isUnderWay
            ? nothing
            : html`<button type="button" @click=${() => this.dispatchEvent(new ProgramLiveCloseEvent())}>
                ${LIVE_WORDS.close}
              </button>`
        }
        <button
          class="main"
          type="button"
          ?disabled=${!isUnderWay && !canRun}
          @click=${(event: MouseEvent) =>
            goOrStop(
              event,
              isUnderWay,
              () => this.#run(),
              () => this.live.laboratory.stop(),
            )}
        >
          ${isUnderWay ? FORM_BUTTONS.stop : FORM_BUTTONS.run}
        </button>
      </div>
      ${problem === '' ? nothing : html`<p class="problem">${problem}</p>`}`;
  }

  #settings() {
    const form = this.#form;
    const { link } = this.#wish.parsed.draft;
    return html`<form novalidate aria-label=${LIVE_WORDS.settings} @keydown=${form.press}>
      ${FIRST.map(name => form.field(name))}
      <details ?open=${link !== 'auto'}>
        <summary>${LIVE_WORDS.links}</summary>
        <div class="folded">${form.field('link')} ${link === 'broker' ? form.field('broker') : nothing}</div>
      </details>
    </form>`;
  }

  #seats({ seats, phase, roomTaken }: LaboratoryState) {
    // In mid-run the cards say who is missing, and nobody can come.
    if (this.#place !== 'tabs' || roomTaken || (this.live.isUnderWay && phase !== 'seating')) return nothing;
    return html`<seat-list
      .room=${this.live.laboratory.room}
      machines=${seats.length}
      .seats=${seats}
    ></seat-list>`;
  }

  #cards(state: LaboratoryState) {
    const { seats, machines, phase } = state;
    if (!state.settings) return nothing;
    const examples = examplesIn(this.#wish.parsed.settings?.trial.script ?? []);
    return html`<div
        class="cards"
        role="group"
        aria-label=${LIVE_WORDS.machines}
        @program-command=${({ machine, command, argument }: ProgramCommandEvent) =>
          this.live.laboratory.command(machine, command, argument)}
      >
        ${seats.map(
          (seat: SeatState) =>
            html`<live-machine
              .seat=${seat}
              .snapshot=${machines.find(({ machine }) => machine === seat.machine)}
              .program=${this.#unknown}
              .examples=${examples}
              .place=${this.#place}
              .room=${this.live.laboratory.room}
              ?running=${phase === 'running'}
            ></live-machine>`,
        )}
      </div>
      ${this.#wish.shape.commands.length === 0 ? html`<p class="soft">${LIVE_WORDS.noCommands}</p>` : nothing}`;
  }

  /** As it grows; one that is over is looked at like every other run. */
  #diagram(state: LaboratoryState) {
    const { trace, revision, phase, elapsedMs } = state;
    if (!trace || this.shown || trace.eventCount === 0 || !this.#moments) return nothing;
    const isLive = !isOver(phase);
    return keyed(
      trace,
      html`<space-time-diagram
        .trace=${trace}
        .moments=${this.#moments}
        revision=${revision}
        ?live=${isLive}
        .nowMs=${isLive ? elapsedMs : undefined}
        .traceFocus=${this.traceFocus}
        still
      ></space-time-diagram>`,
    );
  }

  /** Before a machine says anything of its program. */
  get #unknown(): SeatProgram {
    const { commands, withArgument = [] } = this.#wish.shape;
    return { commands, withArgument, possible: [], refused: 0 };
  }

  /** Of the run that goes on or was the last one; before any, of the next one. */
  get #place(): LivePlace {
    const { settings } = this.live.laboratory.state;
    const place = this.live.isUnderWay ? settings?.place : this.#wish.parsed.draft.place;
    return place === 'frames' ? 'frames' : 'tabs';
  }

  get #wish(): LiveWish {
    const { parsed, ...wish } = this.wishOf();
    return { ...wish, parsed: parsedForTabs(parsed) };
  }

  #run(): void {
    this.live.run(this.#wish);
  }
}

/** What the trial asks for with an argument: the same is at hand on the cards. */
function examplesIn(script: readonly (readonly Asked[])[]): Readonly<Record<string, string>> {
  const asked = script.flat().filter(each => typeof each !== 'string');
  return Object.fromEntries(asked.map(([name, argument]) => [name, JSON.stringify(argument)]));
}

declare global {
  interface HTMLElementTagNameMap {
    'program-live': ProgramLive;
  }
}
