// A run that is made by hand: what can happen next as buttons, one step back, the laws in the state that it has come to, and the
// branches that were left.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { lawMarkInWords, stepInWords } from '../../words/exploration.ts';
import { HAND_WORDS } from '../../words/program-view.ts';
import { nextStepInWords } from '../../words/next-step.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import './program-branches.ts';
import { NextStepEvent, StepBackEvent } from './programs-events.ts';
import type { Hand } from './programs-state.ts';

/**
 * @fires next-step
 * @fires step-back
 */
@customElement('program-hand')
export class ProgramHand extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      h2,
      h3 {
        font-size: var(--size-text);
        font-weight: 650;
      }
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .laws {
        display: grid;
        gap: 2px;
        font-size: var(--size-note);
      }
      li button {
        min-height: 44px;
        padding-block: var(--space-1);
        text-align: start;
      }
      small {
        display: block;
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
      .broken {
        color: var(--problem);
      }
    `,
  ];

  @property({ attribute: false }) hand!: Hand;

  override render() {
    const { position, tree } = this.hand;
    const { run, laws } = position;
    const isAtStart = tree.nodes[tree.at]?.choice?.do === 'start';
    return html`<h2 id="hand">${HAND_WORDS.title}</h2>
      <h3 id="next">${HAND_WORDS.next}</h3>
      ${
        position.next.length === 0
          ? html`<p>${HAND_WORDS.nothing}</p>`
          : html`<ul aria-labelledby="next">
              ${position.next.map(
                next =>
                  html`<li>
                    <button type="button" @click=${() => this.dispatchEvent(new NextStepEvent(next.choice))}>
                      <span>${nextStepInWords(next)}<small>${stepInWords(next.step, run)}</small></span>
                    </button>
                  </li>`,
              )}
            </ul>`
      }
      <p>
        <button type="button" ?disabled=${isAtStart} @click=${() => this.dispatchEvent(new StepBackEvent())}>
          ${HAND_WORDS.back}
        </button>
      </p>
      <h3 id="here">${HAND_WORDS.here}</h3>
      <div class="laws" role="list" aria-labelledby="here">
        ${laws.map(mark => html`<p role="listitem" class=${mark.verdict}>${lawMarkInWords(mark)}</p>`)}
      </div>
      <program-branches .tree=${tree}></program-branches>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'program-hand': ProgramHand;
  }
}
