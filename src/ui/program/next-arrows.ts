// The steps that are possible now, over the diagram of the run so far: a message that can be delivered is a dashed arrow from its send,
// and each step is a button at the end of its machine's lane. The list beside the diagram says the same in words.
import { css, html, LitElement, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { NextStep } from '../../engine/explore/by-hand.ts';
import { NEXT_STEPS_NAME, nextSign, nextStepInWords } from '../../words/next-step.ts';
import { lookOf } from '../parts/machine-looks.ts';
import { styled } from '../parts/styled.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import type { DiagramIndex } from '../trace/diagram/diagram-index.ts';
import type { Layout } from '../trace/diagram/layout.ts';
import { AHEAD, MARK, nextPlaces, type NextPlace } from './next-places.ts';
import { NextStepEvent } from './programs-events.ts';

/** Pixels of an arrow's head. */
const HEAD = 7;

/** @fires next-step */
@customElement('next-arrows')
export class NextArrows extends LitElement {
  static override styles = [
    reset,
    css`
      :host {
        position: absolute;
        inset: 0;
        overflow: hidden;
        pointer-events: none;
      }
      svg {
        position: absolute;
        inset: 0;
        width: 100%;
        height: 100%;
      }
      line,
      polyline {
        fill: none;
        stroke: var(--own-color);
        stroke-width: 1.5;
      }
      .flight {
        stroke-dasharray: 5 4;
      }
      .lane {
        stroke-dasharray: 2 5;
        opacity: 0.7;
      }
      .pointed {
        stroke-width: 3;
      }
      button {
        position: absolute;
        display: grid;
        place-items: center;
        min-width: 0;
        padding: 0;
        border: 1.5px dashed var(--own-color);
        border-radius: 50%;
        background: var(--sheet);
        color: var(--ink);
        font-size: 12px;
        font-weight: 650;
        line-height: 1;
        cursor: pointer;
        pointer-events: auto;
      }
      button.wrong {
        border-color: var(--problem);
        color: var(--problem);
      }
      button:hover,
      button:focus-visible {
        border-style: solid;
        background: var(--sunken);
      }
    `,
  ];

  @property({ attribute: false }) steps: readonly NextStep[] = [];
  @property({ attribute: false }) layout!: Layout;
  @property({ attribute: false }) index!: DiagramIndex;

  @state() private pointed: NextStep | undefined;

  override render() {
    const places = nextPlaces(this.steps, this.layout, this.index);
    return html`<svg aria-hidden="true">${this.#lanes()} ${places.map(place => this.#arrow(place))}</svg>
      <div role="group" aria-label=${NEXT_STEPS_NAME}>${places.map(place => this.#mark(place))}</div>`;
  }

  /** Behind the end, where nothing has happened yet. */
  #lanes() {
    const { right } = this.layout.scale;
    return this.layout.lanes.map(machine => {
      const y = this.layout.laneY(machine);
      return svg`<line class="lane" x1=${right + 10} y1=${y} x2=${right + AHEAD} y2=${y} style=${styled(colorOf(machine))} />`;
    });
  }

  #arrow({ next, from, x, y }: NextPlace) {
    if (!from) return svg``;
    const length = Math.hypot(x - from.x, y - from.y);
    const [dx, dy] = [(x - from.x) / length, (y - from.y) / length];
    const [tipX, tipY] = [x - (dx * MARK) / 2, y - (dy * MARK) / 2];
    const side = (turn: number): string =>
      `${tipX - HEAD * (dx + turn * dy * 0.6)},${tipY - HEAD * (dy - turn * dx * 0.6)}`;
    const pointed = next === this.pointed ? 'pointed' : '';
    return svg`<g style=${styled(colorOf(from.machine))}>
      <line class="flight ${pointed}" x1=${from.x} y1=${from.y} x2=${tipX} y2=${tipY} />
      <polyline class=${pointed} points="${side(1)} ${tipX},${tipY} ${side(-1)}" />
    </g>`;
  }

  #mark({ next, from, x, y }: NextPlace) {
    const { choice } = next;
    const words = nextStepInWords(next);
    const isWrong = choice.do === 'lose' || choice.do === 'crash' || choice.do === 'duplicate';
    const color = colorOf(from?.machine ?? choice.machine);
    const place = `left: ${x - MARK / 2}px; top: ${y - MARK / 2}px; width: ${MARK}px; height: ${MARK}px`;
    return html`<button
      type="button"
      class=${isWrong ? 'wrong' : ''}
      aria-label=${words}
      title=${words}
      style=${styled(`${place}; ${color}`)}
      @click=${() => this.dispatchEvent(new NextStepEvent(choice))}
      @pointerenter=${() => (this.pointed = next)}
      @pointerleave=${() => (this.pointed = undefined)}
      @focus=${() => (this.pointed = next)}
      @blur=${() => (this.pointed = undefined)}
    >
      <span aria-hidden="true">${nextSign(choice)}</span>
    </button>`;
  }
}

function colorOf(machine: number): string {
  return `--own-color: var(${lookOf(machine).colorToken})`;
}

declare global {
  interface HTMLElementTagNameMap {
    'next-arrows': NextArrows;
  }
}
