// The laws of a program and where each was held or broken: the passport of a text.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { LawKind } from '../../core/program/law.ts';
import { virtualTally, type Passport, type PassportLaw } from '../../engine/passport.ts';
import type { ProgramShape } from '../../sandbox/box-jobs.ts';
import { lineWords, PASSPORT_WORDS, passportLines, type PassportLine } from '../../words/passport.ts';
import { lawWords, PROGRAM_BUTTONS } from '../../words/program-view.ts';
import { buttons, reset, tables } from '../parts/styles/shared.styles.ts';
import { lawTables } from './law-tables.styles.ts';
import { PassportRunShowEvent } from './programs-events.ts';

/** @fires passport-run-show */
@customElement('program-laws')
export class ProgramLaws extends LitElement {
  static override styles = [
    reset,
    buttons,
    tables,
    lawTables,
    css`
      th:first-child {
        width: 34%;
      }
      .broken {
        color: var(--problem);
      }
      .none,
      .open {
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) shape: ProgramShape | undefined;
  @property({ attribute: false }) passport: Passport = [];

  override render() {
    if (!this.shape) return nothing;
    // First, that no step fails: in the order of all reports.
    const laws = [{ kind: 'step', name: 'step' } as const, ...this.shape.laws];
    return html`<h2 id="laws">${PASSPORT_WORDS.title}</h2>
      <table aria-labelledby="laws">
        <thead>
          <tr>
            ${PASSPORT_WORDS.head.map(head => html`<th scope="col">${head}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${laws.map(
            ({ kind, name }) =>
              html`<tr>
                <th scope="row">${lawWords(kind, name)}</th>
                <td>${this.#where(kind, name)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }

  #where(kind: LawKind | 'step', name: string) {
    const law = this.passport.find(each => each.kind === kind && each.name === name);
    const lines = law ? passportLines(law, virtualTally(law)) : [];
    if (!law || lines.length === 0) return html`<span class="none">${PASSPORT_WORDS.nothing}</span>`;
    return lines.map(line => html`<p class=${line.verdict}>${lineWords(line)} ${this.#show(law, line)}</p>`);
  }

  #show({ kind, name }: PassportLaw, { run }: PassportLine) {
    if (!run) return nothing;
    return html`<button
      type="button"
      class="link"
      @click=${() => this.dispatchEvent(new PassportRunShowEvent(run))}
    >
      ${PROGRAM_BUTTONS.showRun}<span class="unseen">: ${lawWords(kind, name)}</span>
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'program-laws': ProgramLaws;
  }
}
