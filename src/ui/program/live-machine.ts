// A machine of a live run of a program, on a card: who is in its seat and how it is linked, what its program shows, and its commands.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MachineSnapshot } from '../../analysis/machine-progress.ts';
import type { LivePlace } from '../../address/programs.ts';
import type { LinkReport, SeatProgram, SeatState } from '../../laboratory/laboratory-state.ts';
import { isTroubled, linkName, linkSentence, linkWord } from '../../words/links.ts';
import { LIVE_WORDS } from '../../words/live-program.ts';
import { CARD_WORDS, seatedMachine, seatNote } from '../../words/machines.ts';
import { lookOf } from '../parts/machine-looks.ts';
import '../parts/machine-mark.ts';
import { styled } from '../parts/styled.ts';
import { machineSheet } from '../parts/styles/machine-sheet.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import './program-commands.ts';

/** @fires program-command */
@customElement('live-machine')
export class LiveMachine extends LitElement {
  static override styles = [
    reset,
    machineSheet,
    css`
      article {
        display: grid;
        align-content: start;
        gap: var(--space-2);
        padding: 14px var(--space-3) var(--space-3);
      }
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 2px var(--space-2);
        min-height: 22px;
      }
      h3 {
        min-width: 0;
        font-size: var(--size-note);
        font-weight: 650;
        overflow-wrap: anywhere;
      }
      .note {
        margin-inline-start: auto;
        padding: 0 var(--space-2);
        border-radius: var(--radius);
        background: var(--sunken);
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
      .grave,
      .wrong {
        color: var(--amber-text);
        font-weight: 650;
      }
      dl,
      .links {
        display: flex;
        flex-wrap: wrap;
        gap: 2px var(--space-3);
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
      dl div {
        display: flex;
        gap: 4px;
      }
      dd {
        color: var(--ink);
        font-variant-numeric: tabular-nums;
      }
      .links li {
        display: flex;
        gap: 4px;
        align-items: center;
      }
      .links machine-mark {
        --mark-size: 9px;
      }
    `,
  ];

  @property({ attribute: false }) seat!: SeatState;
  @property({ attribute: false }) snapshot: MachineSnapshot | undefined;
  /** What is known of its program before the run says anything of it. */
  @property({ attribute: false }) program!: SeatProgram;
  @property({ attribute: false }) examples: Readonly<Record<string, string>> = {};
  @property() place: LivePlace = 'tabs';
  @property({ type: Boolean }) running = false;

  override render() {
    const { machine, lost, links, name, program = this.program } = this.seat;
    const color = `var(${lookOf(machine).colorToken})`;
    const isGone = lost !== undefined;
    return html`<article
      class=${isGone ? 'lost' : ''}
      aria-label=${seatedMachine(machine, name)}
      style=${styled(`--own-color: ${color}`)}
    >
      <header>
        <machine-mark machine=${machine}></machine-mark>
        <h3>${seatedMachine(machine, name)}</h3>
        ${this.#note()}
      </header>
      <program-commands
        machine=${machine}
        .program=${{ ...program, withArgument: this.program.withArgument }}
        .examples=${this.examples}
        ?running=${this.running && !isGone}
      ></program-commands>
      ${this.#facts()} ${this.#links(links)}
    </article>`;
  }

  #note() {
    const note = seatNote(this.seat, this.place) ?? (this.seat.hidden ? CARD_WORDS.hidden : undefined);
    if (note === undefined) return nothing;
    const isGrave = this.seat.phase === 'silent' || this.seat.lost !== undefined;
    return html`<span class="note ${isGrave ? 'grave' : ''}">${note}</span>`;
  }

  #facts() {
    if (!this.snapshot) return nothing;
    const { clock, queue } = this.snapshot;
    return html`<dl>
      <div>
        <dt>${LIVE_WORDS.clock}</dt>
        <dd>${clock}</dd>
      </div>
      ${
        queue === undefined
          ? nothing
          : html`<div>
              <dt>${LIVE_WORDS.queue}</dt>
              <dd>${queue}</dd>
            </div>`
      }
    </dl>`;
  }

  #links(links: readonly LinkReport[]) {
    if (links.length === 0) return nothing;
    return html`<ul class="links">
      ${links.map(
        link =>
          html`<li class=${isTroubled(link) ? 'wrong' : ''} title=${linkSentence(link)}>
            <machine-mark machine=${link.remote}></machine-mark>
            <span class="unseen">${linkName(link.remote)}</span>${linkWord(link)}
          </li>`,
      )}
    </ul>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'live-machine': LiveMachine;
  }
}
