// The runs that were made by hand, as a tree: each step is a button that leads there, with a mark where a law is broken.
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { choicesTo, type Branches } from '../../engine/explore/branches.ts';
import { LAW_SIGNS } from '../../words/exploration.ts';
import { shortStep } from '../../words/next-step.ts';
import { BRANCH_BROKEN, HAND_WORDS, moreBranches, moreSteps } from '../../words/program-view.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { piecesOf, placesShown, type BranchPiece } from './branch-segments.ts';
import { ByHandEvent } from './programs-events.ts';

/** @fires by-hand - with all choices of the run that is asked for */
@customElement('program-branches')
export class ProgramBranches extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      h3 {
        margin-bottom: var(--space-1);
        font-size: var(--size-text);
        font-weight: 650;
      }
      ul ul {
        margin-inline-start: var(--space-2);
        padding-inline-start: var(--space-2);
        border-inline-start: 2px solid var(--hairline);
      }
      li {
        font-size: var(--size-note);
      }
      li > button {
        min-height: 28px;
        padding: 2px var(--space-2);
        border-color: transparent;
        background: none;
        font-size: inherit;
        font-weight: 400;
        text-align: start;
      }
      li > button:hover {
        border-color: var(--hairline);
      }
      li > button[aria-current='step'] {
        border-color: var(--amber-strong);
        background: var(--sunken);
      }
      .more {
        padding-inline-start: var(--space-2);
        color: var(--ink-soft);
      }
      .broken {
        color: var(--problem);
      }
    `,
  ];

  @property({ attribute: false }) tree!: Branches;

  override render() {
    const { nodes, forks, left } = piecesOf(this.tree);
    return html`<h3 id="branches">${HAND_WORDS.branches}</h3>
      <ul aria-labelledby="branches">
        ${this.#start()} ${this.#steps(nodes)} ${this.#forks(forks, left)}
      </ul>`;
  }

  #start() {
    const start = this.tree.nodes.findLastIndex(
      ({ choice }, i) => i === 0 || (choice?.do === 'start' && (choice.chosen ?? []).length === 0),
    );
    return html`<li>${this.#button(start, HAND_WORDS.start)}</li>`;
  }

  #steps(nodes: readonly number[]): TemplateResult[] {
    const shown = placesShown(nodes.length, nodes.indexOf(this.tree.at));
    return shown.map((place, i) => {
      const node = nodes[place]!;
      const { choice, about } = this.tree.nodes[node]!;
      const gap = place - (shown[i - 1] ?? -1) - 1;
      return html`${gap > 0 ? html`<li class="more">${moreSteps(gap)}</li>` : nothing}
        <li>${this.#button(node, choice ? shortStep(choice, about) : '')}</li>`;
    });
  }

  #forks(forks: readonly BranchPiece[], left: number): TemplateResult {
    return html`${forks.map(
      fork =>
        html`<li>
          <ul>
            ${this.#steps(fork.nodes)} ${this.#forks(fork.forks, fork.left)}
          </ul>
        </li>`,
    )}${left > 0 ? html`<li class="more">${moreBranches(left)}</li>` : nothing}`;
  }

  #button(node: number, words: string) {
    const { tree } = this;
    const { isBroken } = tree.nodes[node]!;
    return html`<button
      type="button"
      aria-current=${node === tree.at ? 'step' : 'false'}
      @click=${() => this.dispatchEvent(new ByHandEvent(choicesTo(tree, node)))}
    >
      <span
        >${
          isBroken ? html`<span class="broken" aria-hidden="true">${LAW_SIGNS.broken} </span>` : nothing
        }${words}${isBroken ? html`<span class="unseen">, ${BRANCH_BROKEN}</span>` : nothing}</span
      >
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'program-branches': ProgramBranches;
  }
}
