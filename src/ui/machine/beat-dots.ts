// The beats of the running second: which of a machine's ticks it has just done. Beyond ten beats dots are a blur, so a
// bar fills instead. An ornament: rate and clock say the same in numbers.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styled } from '../parts/styled.ts';

const DOTS_MAX = 10;
const DOTS_MAX_DENSE = 6;

/** `--beat-color` is the colour of the beat that is alive. */
@customElement('beat-dots')
export class BeatDots extends LitElement {
  static override styles = css`
    :host {
      display: flex;
      align-items: center;
      gap: 5px;
      height: 16px;
      padding-inline: 4px;
    }
    i {
      flex: none;
      width: 7px;
      height: 7px;
      border-radius: 50%;
      background: color-mix(in srgb, var(--ink) 16%, transparent);
    }
    i.now {
      background: var(--beat-color);
      box-shadow: 0 0 0 3px color-mix(in srgb, var(--beat-color) 28%, transparent);
    }
    .bar {
      position: relative;
      width: 72px;
      min-width: 0;
      height: 5px;
      border-radius: 3px;
      background: color-mix(in srgb, var(--ink) 14%, transparent);
      overflow: hidden;
    }
    :host([dense]) {
      gap: 4px;
    }
    :host([dense]) i {
      width: 5px;
      height: 5px;
    }
    .bar b {
      position: absolute;
      inset: 0;
      border-radius: inherit;
      background: var(--beat-color);
      transform-origin: left;
    }
  `;

  /** Ticks per second. */
  @property({ type: Number }) rate = 1;
  /** Small, for one of many. */
  @property({ type: Boolean, reflect: true }) dense = false;
  /** Ticks done. */
  @property({ type: Number }) ticks = 0;

  override render() {
    const beat = this.ticks === 0 ? 0 : ((this.ticks - 1) % this.rate) + 1;
    if (this.rate > (this.dense ? DOTS_MAX_DENSE : DOTS_MAX))
      return html`<span class="bar"><b style=${styled(`transform: scaleX(${beat / this.rate})`)}></b></span>`;
    return Array.from({ length: this.rate }, (_, i) => html`<i class=${i + 1 === beat ? 'now' : ''}></i>`);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'beat-dots': BeatDots;
  }
}
