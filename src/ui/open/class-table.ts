// A class as a table: a hand-in in each row with its verdict, to be sorted, opened and saved. It fills while hand-ins are
// read.
import { html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import { repeat } from 'lit/directives/repeat.js';
import { grouped } from '../../core/counted.ts';
import {
  handInsCsv,
  handInsMarkdown,
  STATE_SIGNS,
  unreadRow,
  type HandInRow,
} from '../../formats/hand-ins.ts';
import {
  CLASS_WORDS,
  classSummary,
  openHandIn,
  readingHandIns,
  shownName,
  stoppedHandIns,
} from '../../words/class.ts';
import { StopRequestEvent } from '../parts/events.ts';
import { saveFile } from '../parts/save-file.ts';
import '../parts/status-line.ts';
import { buttons, reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { nextOrder, orderedPlaces, type ClassColumn, type ClassOrder } from './class-order.ts';
import type { ClassHandIn, ClassState } from './class-state.ts';
import { classTable } from './class-table.styles.ts';
import { ClassResumeEvent, ClassSortEvent, HandInOpenEvent, TogetherRequestEvent } from './open-events.ts';

const COLUMNS = Object.keys(CLASS_WORDS.columns) as readonly ClassColumn[];

/**
 * @fires hand-in-open
 * @fires stop-request
 * @fires class-resume
 * @fires together-request
 * @fires class-sort - the owner takes the order over
 */
@customElement('class-table')
export class ClassTable extends LitElement {
  static override styles = [reset, buttons, sheet, tables, classTable];

  @property({ attribute: false }) state!: ClassState;
  @property({ attribute: false }) order!: ClassOrder;

  override render() {
    const { handIns, notes, phase } = this.state;
    return html`${this.#status()}
      <section class="sheet" aria-labelledby="title">
        <header>
          <div>
            <h2 id="title">${CLASS_WORDS.title}</h2>
            <p>${CLASS_WORDS.lead}</p>
            ${notes.map(note => html`<p>${note}</p>`)}
          </div>
          <div class="ways">
            <button type="button" ?disabled=${phase === 'reading'} @click=${() => this.#save('csv')}>
              ${CLASS_WORDS.csv}
            </button>
            <button type="button" ?disabled=${phase === 'reading'} @click=${() => this.#save('markdown')}>
              ${CLASS_WORDS.markdown}
            </button>
            <button type="button" class="link" @click=${() => this.dispatchEvent(new TogetherRequestEvent())}>
              ${CLASS_WORDS.together}
            </button>
          </div>
        </header>
        <table role="table" aria-labelledby="title">
          <thead role="rowgroup">
            <tr role="row">
              ${COLUMNS.map(column => this.#heading(column))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            ${repeat(
              orderedPlaces(handIns, this.order),
              at => at,
              at => this.#row(handIns[at]!, at),
            )}
          </tbody>
        </table>
      </section>`;
  }

  /** So that a person who comes back is where they were. */
  focusHandIn(at: number): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-at="${at}"]`)?.focus();
  }

  #status() {
    const { handIns, phase, portion } = this.state;
    const rows = handIns.flatMap(({ row }) => row ?? []);
    const sentence =
      phase === 'reading'
        ? readingHandIns(handIns.length)
        : phase === 'stopped'
          ? stoppedHandIns(rows.length, handIns.length)
          : classSummary(rows.map(({ state }) => state));
    return html`<div class="status">
      <status-line
        .sentence=${sentence}
        .facts=${phase === 'reading' ? [`${grouped(rows.length)} / ${grouped(handIns.length)}`, `${Math.floor(portion * 100)} %`] : []}
        label=${CLASS_WORDS.progressName}
        value=${portion}
      ></status-line>
      ${
        phase === 'reading'
          ? html`<button type="button" @click=${() => this.dispatchEvent(new StopRequestEvent())}>
              ${CLASS_WORDS.stop}
            </button>`
          : phase === 'stopped'
            ? html`<button type="button" @click=${() => this.dispatchEvent(new ClassResumeEvent())}>
                ${CLASS_WORDS.resume}
              </button>`
            : nothing
      }
    </div>`;
  }

  #heading(column: ClassColumn) {
    const { order } = this;
    const sort = column !== order.column ? undefined : order.isDescending ? 'descending' : 'ascending';
    return html`<th scope="col" role="columnheader" class=${column} aria-sort=${ifDefined(sort)}>
      <button type="button" @click=${() => this.dispatchEvent(new ClassSortEvent(nextOrder(order, column)))}>
        ${CLASS_WORDS.columns[column]}
        ${sort ? html`<span aria-hidden="true">${order.isDescending ? '↓' : '↑'}</span>` : nothing}
      </button>
    </th>`;
  }

  #row({ name, files, row }: ClassHandIn, at: number) {
    return html`<tr role="row" class=${row?.state ?? 'waiting'} ?data-last=${at === this.state.open}>
      <th scope="row" role="rowheader" class="name">
        ${
          files === 0
            ? shownName(name)
            : html`<button
                type="button"
                class="link"
                data-at=${at}
                aria-label=${openHandIn(name)}
                @click=${() => this.dispatchEvent(new HandInOpenEvent(at))}
              >
                ${shownName(name)}
              </button>`
        }
      </th>
      <td role="cell" class="runs">${row ? grouped(row.runs) : nothing}</td>
      <td role="cell" class="events">${row ? grouped(row.events) : nothing}</td>
      <td role="cell" class="verdict">
        ${
          row
            ? html`<span class="sign" aria-hidden="true">${STATE_SIGNS[row.state]}</span>
                <span>${row.verdict}</span>`
            : html`<span class="sign" aria-hidden="true">…</span> <span>${CLASS_WORDS.waiting}</span>`
        }
      </td>
      <td role="cell" class="unchecked">${row ? grouped(row.unchecked) : nothing}</td>
    </tr>`;
  }

  /** In the order in which the table is shown. */
  #save(kind: 'csv' | 'markdown'): void {
    const { handIns } = this.state;
    const rows = orderedPlaces(handIns, this.order).map((at): HandInRow => {
      const { name, files, row } = handIns[at]!;
      return row ?? unreadRow(name, files, CLASS_WORDS.stopped);
    });
    if (kind === 'csv') saveFile({ name: 'hand-ins.csv', text: handInsCsv(rows), type: 'text/csv' });
    else saveFile({ name: 'hand-ins.md', text: handInsMarkdown(rows), type: 'text/markdown' });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'class-table': ClassTable;
  }
}
