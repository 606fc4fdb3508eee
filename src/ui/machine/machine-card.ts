// What one machine is doing right now: the same card in the trial view, in a frame and, large, in a tab of its own. It
// changes many times a second, so it is no live region; whoever wants to hear it reads it.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { MachineCondition } from '../../analysis/machine-condition.ts';
import type { MachineSnapshot } from '../../analysis/machine-progress.ts';
import type { Trace } from '../../core/trace.ts';
import type { LinkReport, SeatState } from '../../laboratory/laboratory-state.ts';
import type { Place } from '../../engine/settings.ts';
import './beat-dots.ts';
import { machineCard } from './machine-card.styles.ts';
import { machineCardHead } from './machine-card-head.styles.ts';
import { lookOf } from '../parts/machine-looks.ts';
import '../parts/machine-mark.ts';
import { GAUGE_CELLS } from './queue-stack.ts';
import { machineSheet } from '../parts/styles/machine-sheet.styles.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import {
  droppedFrames,
  droppedShort,
  FALLBACK,
  isTroubled,
  linkName,
  linkSentence,
  linkWord,
} from '../../words/links.ts';
import {
  CARD_WORDS,
  laneRate,
  LOG_KEPT,
  loggedSentenceOf,
  MEMORY_KEPT,
  seatedMachine,
  seatNote,
  sentenceOf,
  STOPPED_MACHINE,
} from '../../words/machines.ts';
import { machineName } from '../../words/machine-name.ts';
import { duration } from '../../words/numbers.ts';
import { styled } from '../parts/styled.ts';

const LINKS_LISTED = 2; // more are counted by kind
const SLIPS = 5;
const SLIPS_LARGE = 6;
const LONG_DIGITS = 5;
const LONGEST_DIGITS = 7;

/** Keeps one height whatever happens. */
@customElement('machine-card')
export class MachineCard extends LitElement {
  static override styles = [reset, machineSheet, machineCard, machineCardHead];

  @property({ attribute: false }) snapshot!: MachineSnapshot;
  /** Undefined before any run. */
  @property({ attribute: false }) seat: SeatState | undefined;
  /** The record that the machine is shown from; undefined for one that runs, or will. */
  @property({ attribute: false }) trace: Trace | undefined;
  /** Of the person in its seat, where no trace says it. */
  @property({ attribute: false }) seatName: string | undefined;
  /** What the trial's faults do to it at this moment; undefined where nobody says. */
  @property({ attribute: false }) condition: MachineCondition | undefined;
  /** How many machines the trial has. */
  @property({ type: Number }) machines = 3;
  /** Where the machines of the trial live. */
  @property() place: Place = 'frames';
  /** Whether it ticks in virtual time, where there are no links and no lateness. */
  @property({ type: Boolean }) virtual = false;
  /** Whether it runs a program of a person's own, which has no die. */
  @property({ type: Boolean }) programmed = false;
  /** Full size, for a page of its own. */
  @property({ type: Boolean, reflect: true }) large = false;
  /** Small, for one of many. */
  @property({ type: Boolean, reflect: true }) dense = false;
  /** The head of a lane, whose other end shows the queue. */
  @property({ type: Boolean, reflect: true }) head = false;

  override render() {
    const { machine, queue, waiting, fallingBehind } = this.snapshot;
    const color = `var(${lookOf(machine).colorToken})`;
    const level = Math.min(1, (queue ?? 0) / GAUGE_CELLS);
    const name = this.trace ? machineName(this.trace, machine) : seatedMachine(machine, this.seatName);
    return html`
      <article
        class=${this.seat?.lost ? (this.seat.phase === 'away' ? 'lost away' : 'lost') : ''}
        aria-label=${name}
        style=${styled(`--own-color: ${color}`)}
      >
        <div class="water" style=${styled(`transform: translateY(${100 * (1 - level)}%)`)}></div>
        <header>
          <machine-mark machine=${machine}></machine-mark>
          ${this.#heading(name)} ${this.seat?.lost ? nothing : html`<span class="rate">${this.#rate}</span>`}
          ${this.#hidden()} ${this.#beats(color)}
        </header>
        <dl class="facts ${this.#hasDie ? '' : 'foreign'}">
          ${this.#clock()} ${this.#hasDie ? this.#die() : nothing} ${this.#event()}
        </dl>
        ${
          queue === undefined
            ? nothing
            : html`<queue-stack
                style=${styled(`--queue-color: ${color}`)}
                length=${queue}
                .waiting=${waiting}
                ?falling-behind=${fallingBehind}
                ?dense=${this.dense}
                ?counted=${this.head}
                slips=${this.large ? SLIPS_LARGE : SLIPS}
              ></queue-stack>`
        }
        <footer>${this.#links()} ${this.#lateness()}</footer>
      </article>
    `;
  }

  /** Where there is little room, a person's name goes before the word that every head has, and before the beats. */
  #heading(name: string) {
    if (this.large) return html`<h1>${name}</h1>`;
    const short = this.head && this.#seatName !== undefined;
    const [word = '', ...rest] = name.split(/(?<= )/);
    return html`<h2 title=${name}>
      ${short ? html`<span class="unseen">${word}</span>${rest.join('')}` : name}
    </h2>`;
  }

  get #seatName(): string | undefined {
    return this.trace ? this.trace.seatNameOf(this.snapshot.machine) : this.seatName;
  }

  /** Whether another program ran it: its log tells no die and no rule. */
  get #isForeign(): boolean {
    return this.trace?.engine === 'imported';
  }

  get #hasDie(): boolean {
    return !this.#isForeign && !this.programmed && this.trace?.program === undefined;
  }

  /** Where no time has a length, nothing has a rate and nothing is late. */
  get #isStepped(): boolean {
    return this.trace?.engine === 'stepped';
  }

  get #rate(): string {
    if (this.#isStepped) return '';
    const { machine } = this.snapshot;
    const rate = this.condition?.rate ?? this.snapshot.rate;
    const isEstimated = this.trace?.origin?.machines[machine - 1]?.rate === 'estimated';
    return laneRate(rate, isEstimated, this.dense || this.seat?.hidden === true);
  }

  #beats(color: string) {
    if (this.dense && this.seat?.hidden) return nothing;
    const { stopped } = this.condition ?? {};
    const note = (this.seat && seatNote(this.seat, this.place)) ?? (stopped && STOPPED_MACHINE[stopped]);
    if (!note) {
      if (this.head && this.#seatName !== undefined) return nothing;
      const { rate, ticks } = this.snapshot;
      return html`<beat-dots
        style=${styled(`--beat-color: ${color}`)}
        rate=${rate}
        ticks=${ticks}
        ?dense=${this.dense || this.head}
        aria-hidden="true"
      ></beat-dots>`;
    }
    const grave = this.seat?.phase === 'silent' || this.seat?.lost !== undefined;
    return html`<span class="note ${grave ? 'grave' : ''}" title=${note}>${note}</span>`;
  }

  #hidden() {
    if (!this.seat?.hidden) return nothing;
    return html`<span class="tag" title=${CARD_WORDS.hiddenNote}>${CARD_WORDS.hidden}</span>`;
  }

  #clock() {
    const { clock } = this.snapshot;
    const digits = String(clock).length;
    const size = digits >= LONGEST_DIGITS ? 'longest' : digits >= LONG_DIGITS ? 'long' : '';
    return html`<div>
      <dt>${CARD_WORDS.clock}</dt>
      <dd class="clock ${size}" style=${styled(`min-width: ${Math.max(3, digits)}ch`)}>${clock}</dd>
    </div>`;
  }

  #die() {
    const { face, last } = this.snapshot;
    const text = face === undefined ? '–' : String(face);
    const reason = last?.kind === 'receive' ? CARD_WORDS.receivedInstead : CARD_WORDS.notRolled;
    return html`<div>
      <dt>${CARD_WORDS.die}</dt>
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
    const sentence =
      last &&
      (this.trace && this.#isForeign ? loggedSentenceOf(last, this.trace) : sentenceOf(last, this.machines));
    return html`<div>
      <dt>${CARD_WORDS.lastEvent}</dt>
      <dd class="event">
        ${
          sentence
            ? html`<span title=${sentence.what}>${sentence.what}</span>
                <span title=${sentence.arithmetic}>${sentence.arithmetic}</span>`
            : html`<span class="quiet">${CARD_WORDS.noEvent}</span>`
        }
      </dd>
    </div>`;
  }

  #links() {
    if (this.seat?.lost)
      return html`<p class="links">${this.seat.phase === 'away' ? MEMORY_KEPT : LOG_KEPT}</p>`;
    if (this.trace && !this.virtual) return nothing; // links are no part of a record
    const links = this.#seatLinks;
    if (links.length === 0)
      return html`<p class="links">${this.virtual ? CARD_WORDS.virtual : CARD_WORDS.noLinks}</p>`;
    const listed = links.length <= LINKS_LISTED && links.filter(isWordy).length < 2 && !this.dense;
    return html`<ul class="links">
      ${listed ? links.map(link => this.#listedLink(link)) : this.#countedLinks(links)}
    </ul>`;
  }

  get #seatLinks(): readonly LinkReport[] {
    return this.seat?.links ?? [];
  }

  #listedLink(link: LinkReport) {
    return html`<li title=${linkSentence(link)} class=${isTroubled(link) ? 'wrong' : ''}>
      <machine-mark machine=${link.remote}></machine-mark>
      <span class="unseen">${linkName(link.remote)}</span>
      ${linkWord(link)}${droppedShort(link.rejected)}
      ${link.reason ? html`<span class="unseen">${link.reason}</span>` : nothing}
    </li>`;
  }

  #countedLinks(links: readonly LinkReport[]) {
    const counts = new Map<string, LinkReport[]>();
    for (const link of links) counts.set(linkWord(link), [...(counts.get(linkWord(link)) ?? []), link]);
    const short = this.dense && counts.size > 1;
    const dropped = links.reduce((sum, link) => sum + link.rejected, 0);
    if (dropped > 0 && this.dense)
      return html`<li class="wrong" title=${links.map(linkSentence).join(' ')}>
        ${droppedFrames(dropped)}
      </li>`;
    return html`${[...counts].map(
      ([word, some]) =>
        html`<li title=${some.map(linkSentence).join(' ')} class=${some.some(isTroubled) ? 'wrong' : ''}>
          ${some.length} ${short && some[0]?.kind === 'broadcast' ? FALLBACK : word}
          <span class="unseen">${reasonsOf(some)}</span>
        </li>`,
    )}
    ${dropped > 0 ? html`<li class="wrong">${droppedFrames(dropped)}</li>` : nothing}`;
  }

  #lateness() {
    const { latenessP99Ms, ticks } = this.snapshot;
    if (this.virtual || this.#isForeign || this.#isStepped) return nothing;
    if (ticks === 0) return nothing;
    const short = this.dense || this.head || this.#seatLinks.some(isWordy);
    return html`<span
      ><span class=${short ? 'unseen' : ''}>${CARD_WORDS.lateness} </span>${CARD_WORDS.p99}
      ${duration(latenessP99Ms)}</span
    >`;
  }
}

function reasonsOf(links: readonly LinkReport[]): string {
  return [...new Set(links.flatMap(({ reason }) => reason ?? []))].join(' ');
}

/** What takes so much room at the foot that little else stands beside it. */
function isWordy(link: LinkReport): boolean {
  return link.kind === 'broadcast' || link.rejected > 0;
}

declare global {
  interface HTMLElementTagNameMap {
    'machine-card': MachineCard;
  }
}
