// Whose log each file is, and which files are of one run, with a way to say otherwise.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Reading, ReadingPlace } from '../../formats/infer/reading.ts';
import { withName, withPlace, withPlaces } from '../../formats/infer/said.ts';
import { filesLeftOut, PLACE_WORDS, READING_COLUMNS, READING_TITLES } from '../../words/reading.ts';
import { choosers } from '../parts/styles/control.styles.ts';
import { reset, tables } from '../parts/styles/shared.styles.ts';
import { ReadingChangeEvent, ReadingFindEvent } from './open-events.ts';
import { readingTable } from './reading-table.styles.ts';

const FILES_MAX = 60;
const NAME_LENGTH_MAX = 60;
const WORDS_LENGTH_MAX = 2000;
const NEW_RUN = 'new';

/**
 * @fires reading-change
 * @fires reading-find - other words of the lines are names of machines
 */
@customElement('reading-places')
export class ReadingPlaces extends LitElement {
  static override styles = [
    reset,
    tables,
    choosers,
    readingTable,
    css`
      .scroll {
        max-height: 320px;
        overflow: auto;
      }
      .options {
        display: block;
        padding: var(--space-2);
        font-size: var(--size-note);
      }
      input.wide {
        max-width: none;
        margin-top: 2px;
      }
      .options select {
        max-width: 240px;
        margin-inline-start: var(--space-1);
      }
      input {
        width: 100%;
        min-width: 72px;
        max-width: 130px;
        min-height: 32px;
        padding: 0 var(--space-2);
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        background: var(--sheet);
        color: var(--ink);
        font: inherit;
      }
      p {
        padding: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
    `,
  ];

  @property({ attribute: false }) reading!: Reading;
  /** Of all machines that were found. */
  @property({ attribute: false }) names: readonly string[] = [];

  override render() {
    const { places } = this.reading;
    const perLine = places.some(({ machine }) => machine === undefined);
    const runs = [...new Set(places.map(({ run }) => run))];
    const more = places.length - FILES_MAX;
    return html`${this.#options()}
      <div class="scroll" tabindex="0" role="region" aria-label=${READING_TITLES.machines}>
        <table>
          <thead>
            <tr class="placed">
              <th scope="col">${READING_COLUMNS.file}</th>
              <th scope="col">${READING_COLUMNS.machine}</th>
              <th scope="col">${READING_COLUMNS.run}</th>
            </tr>
          </thead>
          <tbody>
            ${places.slice(0, FILES_MAX).map(place => this.#row(place, runs))}
          </tbody>
        </table>
      </div>
      ${more > 0 ? html`<p>${filesLeftOut(more)}</p>` : nothing} ${perLine ? this.#named() : nothing}
      ${this.#words()}`;
  }

  /** Where it is not certain which files are one run: the ways that come near. */
  #options() {
    const question = this.reading.questions.find(one => one.kind === 'runs');
    if (question?.kind !== 'runs') return nothing;
    const keyOf = (places: readonly ReadingPlace[]): string =>
      places.map(({ run }) => places.findIndex(other => other.run === run)).join();
    const now = keyOf(this.reading.places);
    return html`<label class="options"
      >${PLACE_WORDS.options}
      <select
        @change=${(event: Event) => {
          const places = question.options[(event.target as HTMLSelectElement).selectedIndex];
          if (places) this.dispatchEvent(new ReadingChangeEvent(withPlaces(this.reading, places)));
        }}
      >
        ${question.options.map(
          places =>
            html`<option .selected=${keyOf(places) === now}>
              ${PLACE_WORDS.option(new Set(places.map(({ run }) => run)).size, places.length)}
            </option>`,
        )}
      </select></label
    >`;
  }

  /** Machines that lines name, with another name for each. */
  #named() {
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${PLACE_WORDS.names}>
      <table>
        <thead>
          <tr>
            <th scope="col">${PLACE_WORDS.names}</th>
            <th scope="col">${PLACE_WORDS.called}</th>
          </tr>
        </thead>
        <tbody>
          ${this.names.slice(0, FILES_MAX).map(
            name =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>
                  ${this.#nameField(PLACE_WORDS.nameOf(name), name, given => {
                    this.dispatchEvent(new ReadingChangeEvent(withName(this.reading, name, given)));
                  })}
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  /** Words of the lines that are taken for names of machines. */
  #words() {
    const { names, codes } = this.reading;
    return html`<label class="options"
      >${PLACE_WORDS.words}
      <input
        type="text"
        class="wide"
        maxlength=${WORDS_LENGTH_MAX}
        placeholder=${PLACE_WORDS.wordsExample}
        .value=${live(namesShown(names))}
        @change=${(event: Event) => {
          const said = (event.target as HTMLInputElement).value.split(/[\s,]+/).filter(name => name !== '');
          this.dispatchEvent(new ReadingFindEvent({ names: said, ...(codes.length > 0 && { codes }) }));
        }}
      />
    </label>`;
  }

  /** An empty name is no name: the one before comes back. */
  #nameField(label: string, name: string, take: (name: string) => void) {
    return html`<input
      type="text"
      maxlength=${NAME_LENGTH_MAX}
      aria-label=${label}
      .value=${live(name)}
      @change=${(event: Event) => {
        const given = (event.target as HTMLInputElement).value.trim();
        if (given !== '' && given !== name) take(given);
        else this.requestUpdate();
      }}
    />`;
  }

  #row(place: ReadingPlace, runs: readonly string[]) {
    const { file, machine, run } = place;
    return html`<tr class="placed">
      <th scope="row">${file}</th>
      <td>
        ${
          machine === undefined
            ? PLACE_WORDS.perLine
            : this.#nameField(PLACE_WORDS.machineOf(file), machine, name =>
                this.#say({ ...place, machine: name }),
              )
        }
      </td>
      <td>
        <select
          aria-label=${PLACE_WORDS.runOf(file)}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            this.#say({ ...place, run: value === NEW_RUN ? newRun(runs) : runs[Number(value)]! });
          }}
        >
          ${runs.map(
            (one, i) => html`<option value=${i} .selected=${one === run}>${PLACE_WORDS.run(i + 1)}</option>`,
          )}
          <option value=${NEW_RUN} .selected=${false}>${PLACE_WORDS.newRun}</option>
        </select>
      </td>
    </tr>`;
  }

  #say(place: ReadingPlace): void {
    this.dispatchEvent(new ReadingChangeEvent(withPlace(this.reading, place)));
  }
}

/** Each once, however its letters are written. */
function namesShown(names: readonly string[]): string {
  return [...new Map(names.map(name => [name.toLowerCase(), name])).values()]
    .join(', ')
    .slice(0, WORDS_LENGTH_MAX);
}

function newRun(runs: readonly string[]): string {
  for (let number = runs.length + 1; ; number++) {
    const name = PLACE_WORDS.run(number);
    if (!runs.includes(name)) return name;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'reading-places': ReadingPlaces;
  }
}
