// A machine's message queue, so that one sees it drown: the oldest timestamps as a stack of slips, the rest counted, and
// under them one cell for each waiting message.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { grouped } from '../../core/counted.ts';
import { gaugeNote, QUEUE_WORDS } from '../../words/machines.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import { styled } from '../parts/styled.ts';

/** The gauge has this many cells; a queue that is longer fills it and goes on in the number alone. */
export const GAUGE_CELLS = 50;
const WIDE_DIGITS = 5; // timestamps with so many digits leave room for fewer slips
const FEWER = 2;

/** `--queue-color` is the machine's colour. Keeps its height whatever waits. */
@customElement('queue-stack')
export class QueueStack extends LitElement {
  static override styles = [
    reset,
    css`
      .line {
        display: flex;
        align-items: baseline;
        gap: var(--space-2);
        height: 24px;
        color: var(--ink-soft);
        font-size: var(--size-small);
        white-space: nowrap;
      }
      .line b {
        color: var(--ink);
        font-size: var(--size-text);
      }
      .behind {
        color: var(--amber-text);
        font-weight: 650;
      }
      .slips {
        display: flex;
        align-items: center;
        gap: 4px;
        height: 28px;
        overflow: hidden;
        color: var(--ink-soft);
        font-size: var(--size-note);
        white-space: nowrap;
      }
      .slip {
        flex: none;
        padding: 1px 5px;
        border: 1px solid color-mix(in srgb, var(--queue-color) 55%, transparent);
        border-radius: 5px;
        background: color-mix(in srgb, var(--queue-color) 13%, var(--sheet));
        color: var(--ink);
        font-size: var(--size-small);
        line-height: 18px;
      }
      .scale {
        display: flex;
        align-items: center;
        gap: var(--space-1);
        height: 12px;
        color: var(--ink-soft);
        font-size: var(--size-small);
        line-height: 12px;
      }
      .gauge {
        flex: 1;
        position: relative;
        height: 8px;
        background: color-mix(in srgb, var(--ink) 9%, transparent);
        mask-image: linear-gradient(to right, #000 calc(100% - 2px), transparent 0);
        mask-size: 2% 100%;
      }
      .gauge i {
        position: absolute;
        inset: 0;
        background: var(--queue-color);
        transform-origin: left;
        transition: transform 120ms linear;
      }
      .narrow {
        display: none;
      }
      @media (max-width: 760px) {
        .wide {
          display: none;
        }
        .line:has(.narrow) {
          gap: 3px;
          font-size: 0.6875rem; /* so that three digits and the word fit above a lane of three */
        }
        .narrow {
          display: inline;
        }
      }
      /* A third of a phone has room for “47 behind”; the name is still said. */
      @media (max-width: 520px) {
        .line:has(.narrow) .name {
          position: absolute;
          width: 1px;
          height: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .gauge i {
          transition: none;
        }
      }
    `,
  ];

  /** The messages waiting. */
  @property({ type: Number }) length = 0;
  /** The timestamps of the oldest of them. */
  @property({ attribute: false }) waiting: readonly number[] = [];
  @property({ type: Boolean, attribute: 'falling-behind' }) fallingBehind = false;
  /** How many of the waiting messages are shown as slips. */
  @property({ type: Number }) slips = 5;
  /** Without the slips, where room is scarce. */
  @property({ type: Boolean }) dense = false;
  /** As a number alone, where the messages themselves are shown elsewhere. */
  @property({ type: Boolean }) counted = false;

  override render() {
    const size = this.dense ? 'short' : 'full';
    const filled = Math.min(1, this.length / GAUGE_CELLS);
    const line = html`<p class="line">
      <span class="name">${QUEUE_WORDS.name[this.counted ? 'short' : size]}</span>
      <b>${grouped(this.length)}</b>
      ${this.fallingBehind ? this.#behind(size) : nothing}
    </p>`;
    if (this.counted) return line;
    return html`
      ${line} ${this.dense ? nothing : html`<p class="slips">${this.#slips()}</p>`}
      <div class="scale" aria-hidden="true" title=${gaugeNote(GAUGE_CELLS)}>
        <div class="gauge"><i style=${styled(`transform: scaleX(${filled})`)}></i></div>
        <span>${GAUGE_CELLS}</span>
      </div>
    `;
  }

  #behind(size: 'short' | 'full') {
    if (!this.counted) return html`<span class="behind">${QUEUE_WORDS.behind[size]}</span>`;
    return html`<span class="behind wide">${QUEUE_WORDS.behind.full}</span
      ><span class="behind narrow">${QUEUE_WORDS.behind.short}</span>`;
  }

  #slips() {
    if (this.length === 0) return QUEUE_WORDS.empty;
    const digits = String(this.waiting.at(-1) ?? 0).length;
    const shown = this.waiting.slice(0, digits < WIDE_DIGITS ? this.slips : this.slips - FEWER);
    const rest = this.length - shown.length;
    return html`<span class="unseen">${QUEUE_WORDS.waiting}</span>
      ${shown.map(timestamp => html`<span class="slip">${timestamp}</span> `)}
      ${rest > 0 ? html`<span>+${grouped(rest)}</span>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'queue-stack': QueueStack;
  }
}
