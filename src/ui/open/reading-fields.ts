// The fields of the lines: what each is taken for, why, and a choice to say otherwise.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { FieldRole, Reading, ReadingField } from '../../formats/infer/reading.ts';
import { codePlacesOf, withRole } from '../../formats/infer/said.ts';
import {
  fieldName,
  moreFields,
  READING_COLUMNS,
  READING_TITLES,
  roleChoice,
  shownLabel,
  ROLE_CHOICES,
  ROLE_WORDS,
  scoreWords,
  whyField,
} from '../../words/reading.ts';
import { choosers } from '../parts/styles/control.styles.ts';
import { buttons, reset, tables } from '../parts/styles/shared.styles.ts';
import { ReadingChangeEvent, ReadingFindEvent } from './open-events.ts';
import { readingColours } from './reading-colours.styles.ts';
import { readingTable } from './reading-table.styles.ts';

const FIELDS_SHOWN = 24;

/**
 * @fires reading-change
 * @fires reading-find - what happened is to be told from other places
 */
@customElement('reading-fields')
export class ReadingFields extends LitElement {
  static override styles = [
    reset,
    buttons,
    tables,
    choosers,
    readingTable,
    readingColours,
    css`
      .letter {
        display: inline-block;
        min-width: 1.6em;
        margin: 0;
        padding: 4px;
        color: var(--ink);
        font-size: var(--size-small);
        text-align: center;
      }
      .example {
        display: block;
        color: var(--ink-soft);
        font:
          var(--size-small) / 1.4 ui-monospace,
          monospace;
        font-weight: 400;
      }
      .score {
        display: block;
        color: var(--amber-text);
      }
    `,
  ];

  @property({ attribute: false }) reading!: Reading;
  /** A phrase as the lines write it. */
  @property({ attribute: false }) wordsOf: (phrase: string) => string = phrase => phrase;

  @state() private shown = FIELDS_SHOWN;

  /** Labels that several fields have. */
  #twice: ReadonlySet<string> = new Set();

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('reading') && changed.get('reading')?.templates !== this.reading.templates)
      this.shown = FIELDS_SHOWN;
  }

  override render() {
    const fields = fieldsShown(this.reading);
    const labels = fields.map(({ label }) => label);
    this.#twice = new Set(labels.filter((label, i) => labels.indexOf(label) !== i));
    const rest = fields.length - this.shown;
    return html`<table>
        <caption class="unseen">
          ${READING_TITLES.fields}
        </caption>
        <thead class="unseen">
          <tr>
            <th scope="col">${READING_COLUMNS.sign}</th>
            <th scope="col">${READING_COLUMNS.field}</th>
            <th scope="col">${READING_COLUMNS.takenFor}</th>
            <th scope="col">${READING_COLUMNS.why}</th>
          </tr>
        </thead>
        <tbody>
          ${this.reading.codes.map(place => this.#code(place))}
          ${repeat(
            fields.slice(0, this.shown),
            ({ id }) => id,
            field => this.#field(field),
          )}
        </tbody>
      </table>
      ${
        rest > 0
          ? html`<button
              type="button"
              class="link"
              @click=${() => {
                this.shown += FIELDS_SHOWN;
              }}
            >
              ${moreFields(Math.min(rest, FIELDS_SHOWN))}
            </button>`
          : nothing
      }`;
  }

  #field(field: ReadingField) {
    const { id, role, examples } = field;
    const isClose = this.reading.questions.some(
      question => question.kind === 'clock' && question.fields.some(one => one.id === id),
    );
    return html`<tr class="signed">
      <td>${sign(role)}</td>
      <th scope="row">
        ${shownLabel(field)}${examples.length > 0 ? html`<span class="example">${examplesShown(examples)}</span>` : nothing}
      </th>
      <td>
        <select
          id=${`role-${id}`}
          aria-label=${roleChoice(fieldName(field, this.#twice.has(field.label)))}
          @change=${(event: Event) => this.#choose(field, (event.target as HTMLSelectElement).value as FieldRole)}
        >
          ${ROLE_CHOICES.map(
            choice =>
              html`<option value=${choice} .selected=${choice === role}>${ROLE_WORDS[choice].name}</option>`,
          )}
        </select>
      </td>
      <td class="why">
        ${whyField(field, this.wordsOf)}${
          isClose && field.by !== 'person'
            ? html`<span class="score">${scoreWords(field.alternatives[0]?.score ?? field.score)}</span>`
            : nothing
        }
      </td>
    </tr>`;
  }

  /** A place whose values say what happened. */
  #code(place: string) {
    return html`<tr class="signed">
      <td>${sign('code')}</td>
      <th scope="row">${place}</th>
      <td>
        <select
          aria-label=${roleChoice(`“${place}”`)}
          @change=${(event: Event) => {
            if ((event.target as HTMLSelectElement).value === ROLE_WORDS.code.name) return;
            this.dispatchEvent(
              new ReadingFindEvent({
                codes: this.reading.codes.filter(one => one !== place),
                names: this.reading.names,
              }),
            );
          }}
        >
          <option .selected=${true}>${ROLE_WORDS.code.name}</option>
          <option>${ROLE_WORDS.other.name}</option>
        </select>
      </td>
      <td class="why"></td>
    </tr>`;
  }

  #choose(field: ReadingField, role: FieldRole): void {
    if (role === 'code')
      this.dispatchEvent(
        new ReadingFindEvent({
          codes: [...new Set([...this.reading.codes, ...codePlacesOf(this.reading, field)])],
          names: this.reading.names,
        }),
      );
    else this.dispatchEvent(new ReadingChangeEvent(withRole(this.reading, field.id, role)));
  }
}

const EXAMPLES_LENGTH_MAX = 32;

function examplesShown(examples: readonly string[]): string {
  const all = examples.join(', ');
  return all.length <= EXAMPLES_LENGTH_MAX ? all : examples[0]!;
}

function sign(role: FieldRole) {
  return html`<span class="role letter ${role}" aria-hidden="true">${ROLE_WORDS[role].letter}</span>`;
}

/** Those of events, and those that tell of the run; what is used comes first. */
function fieldsShown({ fields, templates, phrases }: Reading): ReadingField[] {
  const ignored = new Set(phrases.flatMap(({ phrase, kind }) => (kind === 'ignore' ? [phrase] : [])));
  const isOfEvents = ({ slots }: ReadingField): boolean =>
    slots.some(({ template }) => !ignored.has(templates[template]?.phrase ?? ''));
  const order = (field: ReadingField): number =>
    field.role === 'other' && field.by !== 'person'
      ? field.alternatives.length > 0
        ? 50
        : 100
      : ROLE_CHOICES.indexOf(field.role);
  const rivals = fields.filter(({ alternatives }) => alternatives.length > 0);
  const isRivalToo = (field: ReadingField): boolean =>
    rivals.some(
      rival =>
        rival !== field &&
        field.slots.every(slot =>
          rival.slots.some(({ template, token }) => template === slot.template && token === slot.token),
        ),
    );
  return fields
    .filter(field => field.role !== 'other' || field.by === 'person' || !isRivalToo(field))
    .filter(field => field.role !== 'other' || field.by === 'person' || isOfEvents(field))
    .sort((a, b) => order(a) - order(b));
}

declare global {
  interface HTMLElementTagNameMap {
    'reading-fields': ReadingFields;
  }
}
