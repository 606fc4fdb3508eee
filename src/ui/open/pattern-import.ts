// Where a person says with a regular expression how the lines of an unknown log are to be read, and sees at every
// keystroke what the first lines of a file become.
import { grouped } from '../../core/counted.ts';
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { PATTERN_MAX } from '../../address/open.ts';
import type { OpenState } from './open-state.ts';
import type { PatternPreviewLine } from '../../formats/logs/preview-pattern.ts';
import { choosers, codeAreas } from '../parts/styles/control.styles.ts';
import { buttons, reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import {
  PatternChangeEvent,
  PatternFileChooseEvent,
  PatternReadEvent,
  PreviewStopEvent,
  WordMeaningChangeEvent,
} from './open-events.ts';
import { WORD_MEANING_LABELS, WORD_MEANINGS, WORD_TABLE_WORDS } from '../../words/word-meanings.ts';
import {
  matchSentence,
  PATTERN_EXAMPLE,
  PATTERN_GROUPS,
  PATTERN_HOW,
  PATTERN_PLACEHOLDER,
  PATTERN_WORDS,
} from '../../words/pattern.ts';
import { marked } from '../parts/marked-text.ts';
import { patternImport } from './pattern-import.styles.ts';

/** Of words that are not known, in the first lines. */
const WORDS_SHOWN_MAX = 30;

/**
 * @fires pattern-change - after every keystroke; the owner is to set `desk`
 * @fires pattern-file-choose
 * @fires preview-stop
 * @fires pattern-read
 */
@customElement('pattern-import')
export class PatternImport extends LitElement {
  static override styles = [reset, buttons, sheet, tables, choosers, codeAreas, patternImport];

  @property({ attribute: false }) desk!: OpenState;

  override render() {
    return html`<section class="sheet" aria-labelledby="title">
      <div class="top">${this.#write()} ${this.#explain()}</div>
      ${this.#look()}
    </section>`;
  }

  #write() {
    const { pattern, names, phase } = this.desk;
    const { preview, source } = pattern;
    const wrong = preview.phase === 'problem' || preview.phase === 'endless' || preview.phase === 'failed';
    const readable = source !== '' && !wrong && names.length > 0 && phase !== 'reading';
    return html`<div class="write">
      <h2 id="title">${PATTERN_WORDS.title}</h2>
      <p class="lead">${PATTERN_WORDS.lead}</p>
      <label for="pattern">${PATTERN_WORDS.label}</label>
      <textarea
        id="pattern"
        rows="3"
        maxlength=${PATTERN_MAX}
        spellcheck="false"
        autocapitalize="off"
        autocomplete="off"
        placeholder=${PATTERN_PLACEHOLDER}
        aria-invalid=${wrong ? 'true' : 'false'}
        aria-describedby=${wrong ? 'problem' : nothing}
        .value=${live(source)}
        @input=${({ target }: InputEvent) =>
          this.dispatchEvent(
            new PatternChangeEvent((target as HTMLTextAreaElement).value.replace(/\n+$/, '')),
          )}
      ></textarea>
      ${wrong ? html`<p id="problem" class="problem" role="alert">${preview.message}</p>` : nothing}
      <div class="answers">
        <button
          type="button"
          class="main"
          ?disabled=${!readable}
          @click=${() => this.dispatchEvent(new PatternReadEvent())}
        >
          ${PATTERN_WORDS.read}
        </button>
        ${
          source === '' && pattern.suggestion !== undefined
            ? html`<button
                  type="button"
                  @click=${() => this.dispatchEvent(new PatternChangeEvent(pattern.suggestion!))}
                >
                  ${PATTERN_WORDS.suggest}
                </button>
                ${pattern.suggestion.includes('(?<clock>') ? nothing : html`<p>${PATTERN_WORDS.noClock}</p>`}`
            : nothing
        }
        ${
          preview.phase === 'matching'
            ? html`<button type="button" @click=${() => this.dispatchEvent(new PreviewStopEvent())}>
                ${PATTERN_WORDS.stop}
              </button>`
            : nothing
        }
      </div>
    </div>`;
  }

  /** The words that nothing explains, with a meaning for each to choose. */
  #words() {
    const { preview, words } = this.desk.pattern;
    const counts = new Map(words.map(([word]) => [word, 0]));
    for (const { unknownWord } of preview.rows) {
      const word = unknownWord?.toLowerCase();
      if (word !== undefined) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    if (counts.size === 0) return nothing;
    const said = new Map(words);
    return html`<div class="words">
      <h3>${WORD_TABLE_WORDS.title}</h3>
      <p>${WORD_TABLE_WORDS.explain}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">${WORD_TABLE_WORDS.word}</th>
            <th scope="col">${WORD_TABLE_WORDS.lines}</th>
            <th scope="col">${WORD_TABLE_WORDS.means}</th>
          </tr>
        </thead>
        <tbody>
          ${[...counts].slice(0, WORDS_SHOWN_MAX).map(
            ([word, count]) =>
              html`<tr>
                <th scope="row">${word}</th>
                <td>${grouped(count)}</td>
                <td>
                  <select
                    aria-label=${WORD_TABLE_WORDS.meaningOf(word)}
                    @change=${({ target }: Event) => this.#say(word, (target as HTMLSelectElement).value)}
                  >
                    <option value="" ?selected=${!said.has(word)}>${WORD_TABLE_WORDS.unknown}</option>
                    ${WORD_MEANINGS.map(
                      meaning =>
                        html`<option value=${meaning} ?selected=${said.get(word) === meaning}>
                          ${WORD_MEANING_LABELS[meaning]}
                        </option>`,
                    )}
                  </select>
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #say(word: string, chosen: string): void {
    const meaning = WORD_MEANINGS.find(one => one === chosen);
    this.dispatchEvent(new WordMeaningChangeEvent(word, meaning));
  }

  #explain() {
    return html`<div class="explain">
      <p>${marked(PATTERN_HOW)}</p>
      <dl>
        ${PATTERN_GROUPS.map(
          ([name, words]) =>
            html`<dt>${name}</dt>
              <dd>${words}</dd>`,
        )}
      </dl>
      <p class="example">${marked(PATTERN_EXAMPLE)}</p>
    </div>`;
  }

  #look() {
    const { names, pattern } = this.desk;
    if (names.length === 0) return html`<div class="look"><p>${PATTERN_WORDS.openFirst}</p></div>`;
    const { lines, preview, file } = pattern;
    return html`${this.#words()}
      <div class="look">
        <p role="status">${this.#matchWords()}</p>
        ${
          names.length > 1
            ? html`<label
                >${PATTERN_WORDS.lookAt}
                <select
                  @change=${({ target }: Event) =>
                    this.dispatchEvent(
                      new PatternFileChooseEvent((target as HTMLSelectElement).selectedIndex),
                    )}
                >
                  ${names.map((name, i) => html`<option ?selected=${i === file}>${name}</option>`)}
                </select></label
              >`
            : nothing
        }
      </div>
      <div class="scroll" tabindex="0" role="region" aria-label=${PATTERN_WORDS.firstLines}>
        <table>
          <thead>
            <tr>
              <th scope="col" class="line">${PATTERN_WORDS.line}</th>
              <th scope="col">${PATTERN_WORDS.text}</th>
              ${PATTERN_GROUPS.map(([field]) => html`<th scope="col">${field}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${lines.map((text, i) => this.#row(text, i + 1, preview.rows[i]))}
          </tbody>
        </table>
      </div>`;
  }

  #row(text: string, line: number, row: PatternPreviewLine | undefined) {
    const fields =
      row?.isEvent !== true
        ? html`<td class="reason" colspan=${PATTERN_GROUPS.length}>${row?.reason ?? ''}</td>`
        : row.continues
          ? html`<td class="reason" colspan=${PATTERN_GROUPS.length}>${PATTERN_WORDS.continues}</td>`
          : PATTERN_GROUPS.map(([field]) => html`<td>${row.fields[field] ?? '–'}</td>`);
    return html`<tr class=${row?.isEvent ? 'event' : ''}>
      <th scope="row" class="line">${line}</th>
      <td class="text">${text}</td>
      ${fields}
    </tr>`;
  }

  #matchWords(): string {
    const { names, pattern } = this.desk;
    return matchSentence(names[pattern.file] ?? '', pattern);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pattern-import': PatternImport;
  }
}
