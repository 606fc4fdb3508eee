// The laws of a program and where each was held or broken: the passport of a text.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LawKind } from '../../core/program/law.ts';
import { LAW_SIGNS, stepsOf } from '../../words/exploration.ts';
import {
  LAW_TABLE,
  lawWords,
  PROGRAM_BUTTONS,
  PROGRAM_WORDS,
  searchCell,
  virtualCell,
} from '../../words/program-view.ts';
import { buttons, reset, tables } from '../parts/styles/shared.styles.ts';
import { LawShowEvent, SeedShowEvent } from './programs-events.ts';
import { keyOf, type ProgramsState } from './programs-state.ts';

/**
 * @fires law-show
 * @fires seed-show
 */
@customElement('program-laws')
export class ProgramLaws extends LitElement {
  static override styles = [
    reset,
    buttons,
    tables,
    css`
      h2 {
        margin-bottom: var(--space-2);
        font-size: var(--size-text);
        font-weight: 650;
      }
      .scroll {
        overflow-x: auto;
      }
      th,
      td {
        text-align: start;
        white-space: normal;
      }
      th[scope='row'] {
        font-weight: 400;
        padding-inline-start: 0;
      }
      thead th:first-child {
        padding-inline-start: 0;
      }
      .broken {
        color: var(--problem);
      }
      button.link {
        min-height: 24px;
        padding: 0;
      }
    `,
  ];

  @property({ attribute: false }) programs!: ProgramsState;

  override render() {
    const laws = this.#laws;
    if (laws.length === 0) return nothing;
    return html`<h2 id="laws">${PROGRAM_WORDS.laws}</h2>
      <div class="scroll" role="region" aria-labelledby="laws" tabindex="0">
        <table>
          <thead>
            <tr>
              ${LAW_TABLE.head.map(head => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${laws.map(
              ({ kind, name }, i) =>
                html`<tr>
                  <th scope="row">${lawWords(kind, name)}</th>
                  <td>${LAW_TABLE.notYet}</td>
                  <td>${this.#virtual(i)}</td>
                  <td>${this.#searched(i)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  /** In the order of all reports: first, that no step fails. */
  get #laws(): readonly { readonly kind: LawKind | 'step'; readonly name: string }[] {
    const { shape } = this.programs;
    return shape ? [{ kind: 'step', name: 'step' }, ...shape.laws] : [];
  }

  #virtual(index: number) {
    const { tallied } = this.programs;
    if (tallied?.of !== keyOf(this.programs)) return LAW_TABLE.notYet;
    const law = tallied.result.laws[index];
    if (!law) return LAW_TABLE.notYet;
    const words = virtualCell(law.broken, law.open, tallied.result.runs);
    if (law.broken === 0) return words;
    const { firstSeed } = law;
    return html`<span class="broken">${LAW_SIGNS.broken} ${words}</span> ${
        firstSeed === undefined
          ? nothing
          : html`<button
              type="button"
              class="link"
              @click=${() => this.dispatchEvent(new SeedShowEvent(firstSeed))}
            >
              ${PROGRAM_BUTTONS.showRun}<span class="unseen">: ${lawWords(law.kind, law.name)}</span>
            </button>`
      }`;
  }

  #searched(index: number) {
    const { searched } = this.programs;
    if (searched?.of !== keyOf(this.programs)) return LAW_TABLE.notYet;
    const report = searched.result.laws[index];
    if (!report) return LAW_TABLE.notYet;
    const steps = report.verdict === 'broken' ? stepsOf(report.run).length : 0;
    const words = `${LAW_SIGNS[report.verdict]} ${searchCell(report.verdict, steps, searched.result)}`;
    if (report.verdict !== 'broken') return words;
    return html`<span class="broken">${words}</span>
      <button type="button" class="link" @click=${() => this.dispatchEvent(new LawShowEvent(index))}>
        ${PROGRAM_BUTTONS.showRun}<span class="unseen">: ${lawWords(report.kind, report.name)}</span>
      </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'program-laws': ProgramLaws;
  }
}
