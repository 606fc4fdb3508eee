// What one machine is doing right now: the same card in the trial view, in a frame and, large, in a tab of its own. It
// changes many times a second, so it is no live region; whoever wants to hear it reads it.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styleMap } from 'lit/directives/style-map.js';
import type { MachineSnapshot } from '../analysis/machine-progress.ts';
import type { LinkReport, SeatState } from '../coordinator/laboratory-state.ts';
import type { Place } from '../coordinator/draft.ts';
import './beat-dots.ts';
import { machineCard } from './machine-card.styles.ts';
import { lookOf } from './machine-looks.ts';
import './machine-mark.ts';
import { GAUGE_CELLS } from './queue-stack.ts';
import { reset } from './styles/shared.styles.ts';
import {
  droppedFrames,
  isTroubled,
  linkSentence,
  linkWord,
  milliseconds,
  seatNote,
  sentenceOf,
} from './words.ts';

const LINKS_LISTED = 2; // more are counted by kind
const LONG_DIGITS = 5;
const LONGEST_DIGITS = 7;

/** Keeps one height whatever happens. */
@customElement('machine-card')
export class MachineCard extends LitElement {
  static override styles = [reset, machineCard];

  @property({ attribute: false }) snapshot!: MachineSnapshot;
  /** Undefined before any run. */
  @property({ attribute: false }) seat: SeatState | undefined;
  /** How many machines the trial has. */
  @property({ type: Number }) machines = 3;
  /** Where the machines of the trial live. */
  @property() place: Place = 'frames';
  /** Full size, for a page of its own. */
  @property({ type: Boolean, reflect: true }) large = false;
  /** Small, for one of many. */
  @property({ type: Boolean, reflect: true }) dense = false;

  override render() {
    const { machine, rate, queue, waiting, fallingBehind } = this.snapshot;
    const color = `var(${lookOf(machine).colorToken})`;
    const level = Math.min(1, queue / GAUGE_CELLS);
    return html`
      <article aria-label="Machine ${machine}" style=${styleMap({ '--own-color': color })}>
        <div class="water" style=${styleMap({ transform: `scaleY(${level})` })}></div>
        <header>
          <machine-mark machine=${machine}></machine-mark>
          <h2>Machine ${machine}</h2>
          <span class="rate">${rate} ${rate === 1 ? 'tick/s' : 'ticks/s'}</span>
          ${this.#beats(color)}
        </header>
        <dl class="facts">${this.#clock()} ${this.#die()} ${this.#event()}</dl>
        <queue-stack
          style=${styleMap({ '--queue-color': color })}
          length=${queue}
          .waiting=${waiting}
          ?falling-behind=${fallingBehind}
          ?dense=${this.dense}
        ></queue-stack>
        <footer>${this.#links()} ${this.#lateness()}</footer>
      </article>
    `;
  }

  #beats(color: string) {
    const note = this.seat && seatNote(this.seat, this.place);
    if (!note) {
      const { rate, ticks } = this.snapshot;
      return html`<beat-dots
        style=${styleMap({ '--beat-color': color })}
        rate=${rate}
        ticks=${ticks}
        aria-hidden="true"
      ></beat-dots>`;
    }
    const grave = this.seat?.phase === 'silent' || this.seat?.phase === 'lost';
    return html`<span class="note ${grave ? 'grave' : ''}" title=${note}>${note}</span>`;
  }

  #clock() {
    const { clock } = this.snapshot;
    const digits = String(clock).length;
    const size = digits >= LONGEST_DIGITS ? 'longest' : digits >= LONG_DIGITS ? 'long' : '';
    return html`<div>
      <dt>logical clock</dt>
      <dd class="clock ${size}" style=${styleMap({ 'min-width': `${Math.max(3, digits)}ch` })}>${clock}</dd>
    </div>`;
  }

  #die() {
    const { face, last } = this.snapshot;
    const text = face === undefined ? '–' : String(face);
    const reason = last?.kind === 'receive' ? 'not rolled: a message was taken' : 'not rolled yet';
    return html`<div>
      <dt>die</dt>
      <dd class="die ${text.length > 3 ? 'long' : ''}">
        ${
          face === undefined
            ? html`<span aria-hidden="true">–</span><span class="unseen">${reason}</span>`
            : text
        }
      </dd>
    </div>`;
  }

  #event() {
    const { last } = this.snapshot;
    const sentence = last && sentenceOf(last, this.machines);
    return html`<div>
      <dt>last event</dt>
      <dd class="event">
        ${
          sentence
            ? html`<span title=${sentence.what}>${sentence.what}</span>
                <span title=${sentence.arithmetic}>${sentence.arithmetic}</span>`
            : html`<span class="quiet">nothing yet</span>`
        }
      </dd>
    </div>`;
  }

  #links() {
    const links = this.seat?.links ?? [];
    if (links.length === 0) return html`<p class="links">no links yet</p>`;
    return html`<ul class="links">
      ${links.length > LINKS_LISTED ? this.#countedLinks(links) : links.map(link => this.#listedLink(link))}
    </ul>`;
  }

  #listedLink(link: LinkReport) {
    return html`<li title=${linkSentence(link)} class=${isTroubled(link) ? 'wrong' : ''}>
      <machine-mark machine=${link.remote}></machine-mark>
      <span class="unseen">Link to machine ${link.remote}:</span>
      ${linkWord(link)}${link.rejected > 0 ? `, ${droppedFrames(link.rejected)}` : ''}
      ${link.reason ? html`<span class="unseen">${link.reason}</span>` : nothing}
    </li>`;
  }

  #countedLinks(links: readonly LinkReport[]) {
    const counts = new Map<string, LinkReport[]>();
    for (const link of links) counts.set(linkWord(link), [...(counts.get(linkWord(link)) ?? []), link]);
    const dropped = links.reduce((sum, link) => sum + link.rejected, 0);
    return html`${[...counts].map(
      ([word, some]) =>
        html`<li title=${some.map(linkSentence).join(' ')} class=${some.some(isTroubled) ? 'wrong' : ''}>
          ${some.length} ${word}
        </li>`,
    )}
    ${dropped > 0 ? html`<li class="wrong">${droppedFrames(dropped)}</li>` : nothing}`;
  }

  #lateness() {
    const { latenessP99Ms, ticks } = this.snapshot;
    const lateness = ticks > 0 ? `lateness p99 ${milliseconds(latenessP99Ms)}` : '';
    if (!this.seat?.hidden) return html`<span>${lateness}</span>`;
    return html`<span title="The page of this machine is hidden. ${lateness}">hidden · ${lateness}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'machine-card': MachineCard;
  }
}
