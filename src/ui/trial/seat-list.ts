// For machines that run in tabs: one link for each seat, since a browser blocks several pop-ups at once.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { SeatState } from '../../laboratory/laboratory-state.ts';
import '../parts/machine-mark.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';

@customElement('seat-list')
export class SeatList extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    css`
      .sheet {
        padding: 14px var(--space-4) var(--space-4);
      }
      p {
        margin-top: var(--space-1);
        max-width: 72ch;
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
      .button b {
        font-weight: 500;
        color: var(--ink-soft);
      }
      .taken,
      .taken:hover {
        border-color: var(--hairline);
        background: transparent;
        cursor: default;
      }
    `,
  ];

  @property() room = '';
  /** How many machines the trial has. */
  @property({ type: Number }) machines = 0;
  @property({ attribute: false }) seats: readonly SeatState[] = [];

  override render() {
    const taken = Array.from({ length: this.machines }, (_, i) => this.#isTaken(i + 1));
    const free = taken.filter(isTaken => !isTaken).length;
    return html`<section class="sheet" aria-labelledby="title">
      <h2 id="title">Open a tab for each machine</h2>
      <p>
        ${
          free === 0
            ? 'Every machine has its tab.'
            : 'A tab may stay in the background: its machine keeps its pace. The run starts when every machine has a tab.'
        }
      </p>
      <ul>
        ${taken.map((isTaken, i) => html`<li>${isTaken ? this.#taken(i + 1) : this.#link(i + 1)}</li>`)}
      </ul>
    </section>`;
  }

  #link(machine: number) {
    const href = `#/machine?room=${encodeURIComponent(this.room)}&seat=${machine}`;
    return html`<a class="button" href=${href} target="_blank">
      <machine-mark machine=${machine}></machine-mark>Machine ${machine}
      <span class="unseen">in a new tab</span><span aria-hidden="true">↗</span>
    </a>`;
  }

  #taken(machine: number) {
    const hidden = this.seats.find(seat => seat.machine === machine)?.hidden;
    return html`<span class="button taken">
      <machine-mark machine=${machine}></machine-mark>Machine ${machine}
      <b>has its tab${hidden ? ', hidden' : nothing}</b>
    </span>`;
  }

  #isTaken(machine: number): boolean {
    const seat = this.seats.find(candidate => candidate.machine === machine);
    return seat !== undefined && seat.phase !== 'empty' && seat.phase !== 'lost';
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'seat-list': SeatList;
  }
}
