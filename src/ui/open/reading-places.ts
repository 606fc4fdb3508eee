// Whose log each file is, and which files are of one run, with a way to say otherwise.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Reading, type ReadingPlace, withPlace } from '../../formats/infer/reading.ts';
import { filesLeftOut, PLACE_WORDS, READING_TITLES } from '../../words/reading.ts';
import { choosers } from '../parts/styles/control.styles.ts';
import { reset, tables } from '../parts/styles/shared.styles.ts';
import { ReadingChangeEvent } from './open-events.ts';
import { readingTable } from './reading-table.styles.ts';

const FILES_MAX = 60;
const NAME_LENGTH_MAX = 60;
const NEW_RUN = 'new';

/** @fires reading-change */
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

  override render() {
    const { places } = this.reading;
    const runs = [...new Set(places.map(({ run }) => run))];
    const more = places.length - FILES_MAX;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${READING_TITLES.machines}>
        <table>
          <thead>
            <tr class="counted">
              <th scope="col">file</th>
              <th scope="col">machine</th>
              <th scope="col">run</th>
            </tr>
          </thead>
          <tbody>
            ${places.slice(0, FILES_MAX).map(place => this.#row(place, runs))}
          </tbody>
        </table>
      </div>
      ${more > 0 ? html`<p>${filesLeftOut(more)}</p>` : nothing}`;
  }

  #row(place: ReadingPlace, runs: readonly string[]) {
    const { file, machine, run } = place;
    return html`<tr class="counted">
      <th scope="row">${file}</th>
      <td>
        ${
          machine === undefined
            ? PLACE_WORDS.perLine
            : html`<input
                type="text"
                maxlength=${NAME_LENGTH_MAX}
                aria-label=${PLACE_WORDS.machineOf(file)}
                .value=${machine}
                @change=${(event: Event) => {
                  const name = (event.target as HTMLInputElement).value.trim();
                  if (name !== '') this.#say({ ...place, machine: name });
                  else this.requestUpdate();
                }}
              />`
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
