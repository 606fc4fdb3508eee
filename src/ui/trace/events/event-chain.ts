// The chain behind an event, told from machine to machine: who made the events that a clock counts, and by which messages
// they became known.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { EventExplanation } from '../../../analysis/explain-event.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import '../../parts/machine-mark.ts';
import { buttons, reset } from '../../parts/styles/shared.styles.ts';
import { chainWords } from '../../../words/event-words.ts';
import { atMoment, showSteps, stepsFollow, stepSentence } from '../../../words/event-reasons.ts';
import { placeButton, placeButtons } from '../place-button.ts';

const HOPS_FIRST = 3;
const HOPS_MORE = 20;

@customElement('event-chain')
export class EventChain extends LitElement {
  static override styles = [
    reset,
    buttons,
    placeButtons,
    css`
      :host {
        font-variant-numeric: tabular-nums;
      }
      p {
        line-height: 1.5;
      }
      ol {
        margin: var(--space-2) 0 0 5px;
        border-inline-start: 1px solid var(--rim);
        font-size: var(--size-note);
      }
      li {
        position: relative;
        padding: 3px 0 3px var(--space-4);
        line-height: 1.45;
      }
      li machine-mark {
        --mark-size: 11px;
        position: absolute;
        inset-inline-start: -6px;
        top: 6px;
        padding: 1px 0;
        background: var(--sheet);
      }
      .at {
        color: var(--ink-soft);
        white-space: nowrap;
      }
      .more {
        min-height: 28px;
        margin: var(--space-2) 0 0;
        font-size: var(--size-small);
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) explanation!: EventExplanation;
  @property({ attribute: false }) choose!: (place: EventPlace) => void;
  @state() private shown = HOPS_FIRST;
  #place: EventPlace | undefined;

  override willUpdate(): void {
    const { place } = this.explanation;
    if (place !== this.#place) this.shown = HOPS_FIRST;
    this.#place = place;
  }

  override render() {
    const { chain } = this.explanation;
    if (chain.length < 2) return nothing;
    const from = Math.max(0, chain.length - this.shown);
    return html`
      <p>${chainWords(this.explanation)} ${stepsFollow(from === 0)}</p>
      ${
        from > 0
          ? html`<button
              type="button"
              class="more"
              @click=${() => {
                this.shown += HOPS_MORE;
              }}
            >
              ${showSteps(from, HOPS_MORE)}
            </button>`
          : nothing
      }
      <ol start=${from + 1}>
        ${chain.slice(from).map(
          ({ machine }, i) =>
            html`<li>
              <machine-mark machine=${machine}></machine-mark>
              ${stepSentence(this.trace, chain, from + i, place => this.#clock(place))}
            </li>`,
        )}
      </ol>
    `;
  }

  #clock(place: EventPlace) {
    const { clocks, atMs } = this.trace.logOf(place.machine);
    return html`${placeButton(place, html`<b>${clocks[place.index]}</b>`, this.choose)}
      <span class="at">${atMoment(this.trace.engine, atMs[place.index]!)}</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'event-chain': EventChain;
  }
}
