// The cards of more machines than have theirs at their lanes: of very many only those that need looking at, and the way to the
// others.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { MachineSnapshot } from '../../analysis/machine-progress.ts';
import type { Moments } from '../../analysis/moments.ts';
import type { Place } from '../../engine/settings.ts';
import type { LaboratoryState } from '../../laboratory/laboratory-state.ts';
import { fewCards, SHOW_NOTABLE_CARDS, showAllCards } from '../../words/machines.ts';
import '../machine/machine-card.ts';
import { DoorController } from '../parts/door-controller.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import { seatNameIn, snapshotsAt } from './run-stage.ts';

const CARDS_MAX = 12; // machines: beyond this only those have a card that need looking at

@customElement('many-cards')
export class ManyCards extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      .few {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        min-height: 32px;
      }
      .few + .cards:not(:empty) {
        margin-top: var(--space-3);
      }
      .few p {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 224px), 1fr));
        gap: var(--space-3);
      }
      /* While a run is played, cards that nobody sees are neither laid out nor painted. */
      machine-card {
        content-visibility: auto;
        contain-intrinsic-size: auto 209px;
      }
      @media (max-width: 480px) {
        .cards {
          grid-template-columns: repeat(2, minmax(0, 1fr));
          gap: var(--space-2);
        }
      }
    `,
  ];

  @property({ attribute: false }) laboratory!: LaboratoryState;
  /** Of the trace that is shown, or of an empty one. */
  @property({ attribute: false }) moments!: Moments;
  /** Where the machines of the run live; undefined before any run. */
  @property({ attribute: false }) place: Place | undefined;
  @property({ type: Boolean }) virtual = false;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  @state() private all = false;

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override render() {
    const { seats } = this.laboratory;
    const snapshots = snapshotsAt(this.laboratory, this.moments, this.traceFocus);
    const count = snapshots.length;
    const notable = count > CARDS_MAX ? notableOf(snapshots, this.laboratory) : [];
    const shown = count > CARDS_MAX && !this.all ? longestQueues(notable) : snapshots;
    return html`${count > CARDS_MAX ? this.#few(count, notable.length) : nothing}
      <div class="cards">
        ${repeat(
          shown,
          ({ machine }) => machine,
          snapshot =>
            html`<machine-card
              .snapshot=${snapshot}
              .seatName=${seatNameIn(this.laboratory, this.moments, snapshot.machine)}
              .seat=${this.place && seats.find(({ machine }) => machine === snapshot.machine)}
              machines=${count}
              .place=${this.place ?? 'frames'}
              dense
              ?virtual=${this.virtual}
            ></machine-card>`,
        )}
      </div>`;
  }

  /** Which of many machines have a card, and the way to the others. */
  #few(machines: number, notable: number) {
    const { settings, seats } = this.laboratory;
    const lost = seats.filter(({ lost: gone }) => gone).length;
    const counts = { notable, shown: Math.min(notable, CARDS_MAX), lost, machines };
    return html`<div class="few">
      <p>${settings && !this.all ? fewCards(counts) : ''}</p>
      <button
        type="button"
        aria-expanded=${this.all ? 'true' : 'false'}
        @click=${() => {
          this.all = !this.all;
        }}
      >
        ${this.all ? SHOW_NOTABLE_CARDS : showAllCards(machines)}
      </button>
    </div>`;
  }
}

/** Those that fall behind, and those that are lost. */
function notableOf(
  snapshots: readonly MachineSnapshot[],
  { seats }: LaboratoryState,
): readonly MachineSnapshot[] {
  const lost = new Set(seats.flatMap(({ machine, lost: gone }) => (gone ? [machine] : [])));
  return snapshots.filter(({ machine, fallingBehind }) => fallingBehind || lost.has(machine));
}

/** At most {@link CARDS_MAX} of them, in the order of the machines. */
function longestQueues(snapshots: readonly MachineSnapshot[]): readonly MachineSnapshot[] {
  const longest = [...snapshots].sort((a, b) => (b.queue ?? 0) - (a.queue ?? 0) || a.machine - b.machine);
  return longest.slice(0, CARDS_MAX).sort((a, b) => a.machine - b.machine);
}

declare global {
  interface HTMLElementTagNameMap {
    'many-cards': ManyCards;
  }
}
