// One machine's own page: in a tab of its own the whole of what it does, in a frame its card alone.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { MachineProgress, type MachineSnapshot } from '../../analysis/machine-progress.ts';
import type { MachinePageDoor, MachinePageState, SeatState } from '../../laboratory/laboratory-state.ts';
import { DoorController } from '../parts/door-controller.ts';
import './machine-card.ts';
import '../parts/machine-mark.ts';
import './recent-events.ts';
import { TIMESTAMP_RULE_NAMES } from '../../words/rules.ts';
import { reset, sheet } from '../parts/styles/shared.styles.ts';
import { isTroubled, linkInList } from '../../words/links.ts';
import {
  framePageName,
  LINKS_TITLE,
  NO_LINKS,
  PAGE_FACTS,
  pageHeadline,
  timeOfRun,
  TRIAL_PAGE_WORDS,
  WAITING_FOR_MACHINE,
  waitingSentence,
} from '../../words/machine-page.ts';
import { UNITS } from '../../words/fields.ts';

/** @slot line - how this page reaches the trial's page, where that is on another device */
@customElement('machine-view')
export class MachineView extends LitElement {
  static override styles = [
    reset,
    sheet,
    css`
      main:not(.compact) {
        display: grid;
        grid-template-columns: minmax(0, 1fr) 320px;
        gap: var(--space-4);
        grid-auto-flow: row dense;
        max-width: 1080px;
        margin: 0 auto;
        padding: var(--space-6);
      }
      ::slotted(*) {
        grid-column: 1 / -1;
      }
      .status {
        grid-column: 1 / -1;
        min-height: 22px;
        font-weight: 650;
      }
      .side {
        display: grid;
        gap: var(--space-4);
        align-content: start;
      }
      recent-events {
        grid-column: 1 / -1;
      }
      .sheet {
        padding: 14px var(--space-4) var(--space-4);
      }
      dl {
        display: grid;
        grid-template-columns: max-content 1fr;
        gap: var(--space-1) var(--space-4);
        margin-top: var(--space-2);
        font-size: var(--size-note);
      }
      dt,
      .soft {
        color: var(--ink-soft);
      }
      .links {
        margin-top: var(--space-2);
        font-size: var(--size-note);
        line-height: 1.5;
      }
      .links li {
        display: flex;
        gap: var(--space-2);
        align-items: baseline;
      }
      .troubled {
        color: var(--amber-text);
      }
      .empty {
        grid-column: 1 / -1;
        padding: var(--space-8) var(--space-6);
        color: var(--ink-soft);
      }
      .compact {
        padding: 2px;
      }
      /* The program above the card, and the rest beside both. */
      .programmed .side {
        grid-column: 2;
        grid-row: span 2;
      }
      .programmed machine-card {
        grid-column: 1;
      }
      @media (max-width: 799px) {
        main.programmed :is(.side, machine-card) {
          grid-column: 1;
          grid-row: auto;
        }
        main:not(.compact) {
          grid-template-columns: minmax(0, 1fr);
          padding: var(--space-4);
        }
      }
    `,
  ];

  @property({ attribute: false }) page!: MachinePageDoor;
  /** The card alone, for a frame. */
  @property({ type: Boolean, reflect: true }) compact = false;

  constructor() {
    super();
    new DoorController(this, () => this.page);
  }

  override render() {
    const { state } = this.page;
    const snapshot = snapshotOf(state);
    return this.compact ? this.#compact(state, snapshot) : this.#full(state, snapshot);
  }

  #compact(state: MachinePageState, snapshot: MachineSnapshot | undefined) {
    return html`<main class="compact" aria-label=${framePageName(snapshot?.machine)}>
      ${snapshot ? this.#card(state, snapshot) : nothing}
      <p role="status" class=${snapshot ? 'unseen' : 'soft'}>${pageHeadline(state)}</p>
    </main>`;
  }

  #full(state: MachinePageState, snapshot: MachineSnapshot | undefined) {
    return html`<main id="run" class=${state.program ? 'programmed' : ''}>
      <p class="status" role="status">${pageHeadline(state)}</p>
      <slot name="line"></slot>
      ${
        snapshot
          ? html`${state.program ? html`<seat-program .page=${this.page}></seat-program>` : nothing}
              ${this.#card(state, snapshot)}
              <div class="side">${this.#name()} ${this.#facts(state)} ${this.#links(state)}</div>
              <recent-events
                .events=${snapshot.recent}
                machines=${machinesIn(state)}
                ?programmed=${state.program !== undefined}
              ></recent-events>`
          : html`<h1 class="unseen">${WAITING_FOR_MACHINE}</h1>
              <p class="sheet empty">${waitingSentence(state)}</p>
              <div class="side">${this.#name()}</div>`
      }
    </main>`;
  }

  #card(state: MachinePageState, snapshot: MachineSnapshot) {
    return html`<machine-card
      .snapshot=${snapshot}
      .seatName=${state.name === '' ? undefined : state.name}
      .seat=${seatOf(state, snapshot, this.compact)}
      machines=${machinesIn(state)}
      .place=${this.compact ? 'frames' : 'tabs'}
      ?large=${!this.compact}
      ?programmed=${state.program !== undefined}
    ></machine-card>`;
  }

  #name() {
    return html`<seat-name .page=${this.page}></seat-name>`;
  }

  #facts({ room, coordinator, hidden, trial, elapsedMs, program }: MachinePageState) {
    const time = trial ? timeOfRun(elapsedMs, trial.durationSeconds) : '–';
    const isDie = trial && !program;
    return html`<section class="sheet" aria-labelledby="about">
      <h2 id="about">${PAGE_FACTS.title}</h2>
      <dl>
        <dt>${PAGE_FACTS.time}</dt>
        <dd>${time}</dd>
        <dt>${PAGE_FACTS.room}</dt>
        <dd>${room}</dd>
        <dt>${PAGE_FACTS.trialPage}</dt>
        <dd class=${coordinator === 'gone' ? 'troubled' : ''}>${TRIAL_PAGE_WORDS[coordinator]}</dd>
        <dt>${PAGE_FACTS.tab}</dt>
        <dd>${hidden ? PAGE_FACTS.hidden : PAGE_FACTS.visible}</dd>
        ${
          isDie
            ? html`<dt>${PAGE_FACTS.die}</dt>
                <dd>${trial.dieSides} ${UNITS.faces}</dd>`
            : nothing
        }
        ${
          trial
            ? html`<dt>${PAGE_FACTS.seed}</dt>
                <dd>${trial.seed}</dd>
                <dt>${PAGE_FACTS.rule}</dt>
                <dd>${TIMESTAMP_RULE_NAMES[trial.rule].inSentence}</dd>`
            : nothing
        }
      </dl>
    </section>`;
  }

  #links({ links }: MachinePageState) {
    return html`<section class="sheet" aria-labelledby="links">
      <h2 id="links">${LINKS_TITLE}</h2>
      ${links.length === 0 ? html`<p class="links soft">${NO_LINKS}</p>` : nothing}
      <ul class="links">
        ${links.map(
          link =>
            html`<li class=${isTroubled(link) ? 'troubled' : ''}>
              <machine-mark machine=${link.remote}></machine-mark>
              <span>${linkInList(link)}</span>
            </li>`,
        )}
      </ul>
    </section>`;
  }
}

function snapshotOf({ snapshot, machine, rate }: MachinePageState): MachineSnapshot | undefined {
  if (snapshot) return snapshot;
  return machine === undefined || rate === undefined
    ? undefined
    : new MachineProgress(machine, rate).snapshot();
}

function seatOf(
  { phase, hidden, links }: MachinePageState,
  { machine }: MachineSnapshot,
  inFrame: boolean,
): SeatState {
  return { machine, phase, place: inFrame ? 'frame' : 'tab', hidden, links };
}

function machinesIn({ trial, links }: MachinePageState): number {
  return trial?.rates.length ?? links.length + 1;
}

declare global {
  interface HTMLElementTagNameMap {
    'machine-view': MachineView;
  }
}
