// For machines that run in tabs: one link for each seat, since a browser blocks several pop-ups at once.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { writeMachineAddress } from '../../address/machine.ts';
import type { SeatState } from '../../laboratory/laboratory-state.ts';
import { IN_A_NEW_TAB, seatedMachine, seatListWords, tabNote, WITHOUT_MEMORY } from '../../words/machines.ts';
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
      .name {
        overflow-wrap: anywhere;
      }
      li {
        min-width: 0;
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
  /** A run goes on: tabs can only come for machines whose page is gone. */
  @property({ type: Boolean, attribute: 'under-way' }) underWay = false;

  override render() {
    const notes = Array.from({ length: this.machines }, (_, i) => {
      const seat = this.seats.find(({ machine }) => machine === i + 1);
      return seat && tabNote(seat, this.underWay);
    });
    const free = this.underWay
      ? this.seats.filter(({ lost, phase }) => lost || phase === 'empty').length
      : notes.filter(note => note === undefined).length;
    const away = this.seats.filter(({ phase }) => phase === 'away').length;
    const { title, note } = seatListWords(free, this.underWay, away);
    return html`<section class="sheet" aria-labelledby="title">
      <h2 id="title">${title}</h2>
      <p>${note}</p>
      <ul>
        ${notes.map((words, i) => html`<li>${words ? this.#taken(i + 1, words) : this.#links(i + 1)}</li>`)}
      </ul>
    </section>`;
  }

  /** One that can continue may also be made to forget. */
  #links(machine: number) {
    const isAway = this.seats.some(seat => seat.machine === machine && seat.phase === 'away');
    return html`${this.#link(machine, 'kept')}
    ${this.underWay && isAway ? this.#link(machine, 'lost') : nothing}`;
  }

  #link(machine: number, memory: 'kept' | 'lost') {
    const query = writeMachineAddress({ room: this.room, seat: machine, place: 'tab', memory });
    return html`<a class="button" href=${`#/machine?${query}`} target="_blank">
      <machine-mark machine=${machine}></machine-mark>${this.#nameOf(machine)}
      ${memory === 'lost' ? WITHOUT_MEMORY : nothing} <span class="unseen">${IN_A_NEW_TAB}</span
      ><span aria-hidden="true">↗</span>
    </a>`;
  }

  #nameOf(machine: number): string {
    return seatedMachine(machine, this.seats.find(seat => seat.machine === machine)?.name);
  }

  #taken(machine: number, note: string) {
    return html`<span class="button taken">
      <machine-mark machine=${machine}></machine-mark><span class="name">${this.#nameOf(machine)}</span>
      <b>${note}</b>
    </span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'seat-list': SeatList;
  }
}
