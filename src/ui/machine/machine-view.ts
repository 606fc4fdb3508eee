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
import { isTroubled, linkSentence } from '../../words/links.ts';
import { pageHeadline } from '../../words/run-status.ts';

const COORDINATOR: Record<MachinePageState['coordinator'], string> = {
  searching: 'searching',
  present: 'answers',
  gone: 'does not answer',
};

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
        max-width: 1080px;
        margin: 0 auto;
        padding: var(--space-6);
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
      @media (max-width: 799px) {
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
    return html`<main class="compact" aria-label=${snapshot ? `Machine ${snapshot.machine}` : 'A machine'}>
      ${snapshot ? this.#card(state, snapshot) : nothing}
      <p role="status" class=${snapshot ? 'unseen' : 'soft'}>${pageHeadline(state)}</p>
    </main>`;
  }

  #full(state: MachinePageState, snapshot: MachineSnapshot | undefined) {
    return html`<main id="run">
      <p class="status" role="status">${pageHeadline(state)}</p>
      ${
        snapshot
          ? html`${this.#card(state, snapshot)}
              <div class="side">${this.#facts(state)} ${this.#links(state)}</div>
              <recent-events .events=${snapshot.recent} machines=${machinesIn(state)}></recent-events>`
          : html`<h1 class="unseen">Waiting for a seat</h1>
              <p class="sheet empty">
                This tab has no machine yet. It gets one as soon as the trial page of room “${state.room}” has
                a machine without a tab.
              </p>`
      }
    </main>`;
  }

  #card(state: MachinePageState, snapshot: MachineSnapshot) {
    return html`<machine-card
      .snapshot=${snapshot}
      .seat=${seatOf(state, snapshot, this.compact)}
      machines=${machinesIn(state)}
      .place=${this.compact ? 'frames' : 'tabs'}
      ?large=${!this.compact}
    ></machine-card>`;
  }

  #facts({ room, coordinator, hidden, trial, elapsedMs }: MachinePageState) {
    const seconds = trial ? `${Math.floor(elapsedMs / 1000)} of ${trial.durationSeconds} s` : '–';
    return html`<section class="sheet" aria-labelledby="about">
      <h2 id="about">This page</h2>
      <dl>
        <dt>time</dt>
        <dd>${seconds}</dd>
        <dt>room</dt>
        <dd>${room}</dd>
        <dt>trial page</dt>
        <dd class=${coordinator === 'gone' ? 'troubled' : ''}>${COORDINATOR[coordinator]}</dd>
        <dt>tab</dt>
        <dd>${hidden ? 'hidden; the machine keeps its pace' : 'visible'}</dd>
        ${
          trial
            ? html`<dt>die</dt>
                <dd>${trial.dieSides} faces</dd>
                <dt>seed</dt>
                <dd>${trial.seed}</dd>
                <dt>rule</dt>
                <dd>${TIMESTAMP_RULE_NAMES[trial.rule].inSentence}</dd>`
            : nothing
        }
      </dl>
    </section>`;
  }

  #links({ links }: MachinePageState) {
    return html`<section class="sheet" aria-labelledby="links">
      <h2 id="links">Links</h2>
      ${links.length === 0 ? html`<p class="links soft">No links yet.</p>` : nothing}
      <ul class="links">
        ${links.map(
          link =>
            html`<li class=${isTroubled(link) ? 'troubled' : ''}>
              <machine-mark machine=${link.remote}></machine-mark>
              <span>${linkSentence(link).replace(/^Link to m/, 'M')}</span>
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
