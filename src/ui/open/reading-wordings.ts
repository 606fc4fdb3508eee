// What happened, as the lines say it: each wording with the number of its lines, what it means, and why.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { grouped } from '../../core/counted.ts';
import type { LookWording } from '../../formats/infer/look.ts';
import { type Reading, READING_KINDS, type ReadingKind } from '../../formats/infer/reading.ts';
import { withKind } from '../../formats/infer/said.ts';
import {
  KIND_WORDS,
  CHOOSE,
  meaningChoice,
  READING_COLUMNS,
  READING_TITLES,
  scoreWords,
  UNKNOWN_PHRASE,
  whyPhrase,
  wordingsLeftOut,
} from '../../words/reading.ts';
import { choosers } from '../parts/styles/control.styles.ts';
import { reset, tables } from '../parts/styles/shared.styles.ts';
import { ReadingChangeEvent } from './open-events.ts';
import { readingTable } from './reading-table.styles.ts';

/** @fires reading-change */
@customElement('reading-wordings')
export class ReadingWordings extends LitElement {
  static override styles = [
    reset,
    tables,
    choosers,
    readingTable,
    css`
      .scroll {
        max-height: 420px;
        overflow: auto;
      }
      tbody th {
        min-width: 110px;
      }
      .unknown {
        color: var(--amber-text);
      }
      p {
        padding: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
    `,
  ];

  @property({ attribute: false }) reading!: Reading;
  @property({ attribute: false }) wordings: readonly LookWording[] = [];
  /** So many more are not among them. */
  @property({ type: Number }) leftOut = 0;

  override render() {
    const known = new Map(this.reading.phrases.map(phrase => [phrase.phrase, phrase]));
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${READING_TITLES.wordings}>
        <table>
          <thead>
            <tr class="counted">
              <th scope="col">${READING_COLUMNS.words}</th>
              <th scope="col">${READING_COLUMNS.lines}</th>
              <th scope="col">${READING_COLUMNS.means}</th>
              <th scope="col" class="why">${READING_COLUMNS.why}</th>
            </tr>
          </thead>
          <tbody>
            ${repeat(
              this.wordings,
              ({ phrase }) => phrase,
              wording => this.#row(wording, known.get(wording.phrase)),
            )}
          </tbody>
        </table>
      </div>
      ${this.leftOut > 0 ? html`<p>${wordingsLeftOut(this.leftOut)}</p>` : nothing}`;
  }

  #row({ phrase, words, count, kind }: LookWording, known: Reading['phrases'][number] | undefined) {
    const meant = known?.kind ?? kind;
    const isClose =
      known?.reason !== 'person' &&
      this.reading.questions.some(one => one.kind === 'words' && one.phrases.includes(phrase));
    return html`<tr class="counted">
      <th scope="row">${words}</th>
      <td class="number">${grouped(count)}</td>
      <td>
        <select
          aria-label=${meaningChoice(words)}
          @change=${(event: Event) =>
            this.dispatchEvent(
              new ReadingChangeEvent(
                withKind(this.reading, phrase, (event.target as HTMLSelectElement).value as ReadingKind),
              ),
            )}
        >
          ${meant === 'unknown' ? html`<option value="" .selected=${true} disabled>${CHOOSE}</option>` : nothing}
          ${READING_KINDS.map(
            choice =>
              html`<option value=${choice} .selected=${choice === meant}>${KIND_WORDS[choice]}</option>`,
          )}
        </select>
      </td>
      <td class="why ${meant === 'unknown' || isClose ? 'unknown' : ''}">
        ${known ? whyPhrase(known) : meant === 'unknown' ? UNKNOWN_PHRASE : whyPhrase({ reason: 'word' })}${isClose && known ? ` (${scoreWords(known.score)})` : ''}
      </td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reading-wordings': ReadingWordings;
  }
}
