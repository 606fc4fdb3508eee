// The list of saved runs: how much room they take, what is searched for, one page of them, and the file of all.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { linkTo } from '../../address/fields.ts';
import { writeHistoryAddress } from '../../address/history.ts';
import { NotAnArchiveError } from '../../history/archive.ts';
import type { HistoryEntry } from '../../history/entry.ts';
import type { HistoryDoor, HistoryState } from '../../history/history-state.ts';
import {
  chosenSentence,
  dateWords,
  deletedSentence,
  entryTrial,
  exportedSentence,
  failedWork,
  HISTORY_WORDS,
  importedSentence,
  kindWords,
  notImported,
  roomWords,
} from '../../words/history.ts';
import { pageWords } from '../../words/pages.ts';
import type { PageTurnEvent } from '../parts/events.ts';
import { announceTool } from '../parts/page-tool-event.ts';
import '../parts/page-turner.ts';
import { saveBlob } from '../parts/save-file.ts';
import { checkboxes, textFields } from '../parts/styles/control.styles.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import './history-entry.ts';
import type { EntryChooseEvent, EntryDeletedEvent } from './history-entry.ts';

const PAGE_ENTRIES = 50;
const COMPARED = 2;

@customElement('history-list')
export class HistoryList extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    textFields,
    checkboxes,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
      .tools {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-4);
        align-items: center;
      }
      .search {
        display: flex;
        flex: 1 1 240px;
        gap: var(--space-2);
        align-items: center;
        max-width: 460px;
      }
      input[type='search'] {
        flex: 1;
      }
      .starred {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
        min-height: 36px;
        font-size: var(--size-note);
      }
      .files {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-inline-start: auto;
      }
      .room {
        max-width: 90ch;
        color: var(--ink-soft);
        font-size: var(--size-small);
      }
      .said {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-1) var(--space-3);
        align-items: center;
        font-size: var(--size-note);
        overflow-wrap: anywhere;
      }
      .said:not(:has(*)) {
        display: none;
      }
      .chosen {
        position: sticky;
        bottom: 0;
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-3);
        align-items: center;
        padding: var(--space-3) var(--space-4);
        border: 1px solid var(--rim);
        border-radius: var(--radius-large);
        background: var(--sheet);
        font-size: var(--size-note);
        overflow-wrap: anywhere;
      }
      .chosen p {
        flex: 1 1 280px;
      }
      .empty {
        padding: var(--space-5) var(--space-4);
        color: var(--ink-soft);
      }
      li + li {
        border-top: 1px solid var(--hairline);
      }
      @media (max-width: 760px) {
        .search {
          flex-basis: 100%;
        }
        .files {
          margin-inline-start: 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) history!: HistoryDoor;
  @property({ attribute: false }) state!: HistoryState;

  /** The run that the address wants compared with another one. */
  @property() asked: string | undefined;

  /** Those that are to be compared, in the order in which they were selected; at most two. */
  @state() private chosen: readonly string[] = [];
  @state() private searched = '';
  @state() private onlyStarred = false;
  @state() private page = 0;
  /** What came of the last thing that was asked, and what can be undone. */
  @state() private said: { readonly text: string; readonly undo?: string } | undefined;
  @state() private busy = false;
  @query('#file') private file!: HTMLInputElement;

  constructor() {
    super();
    announceTool(this);
  }

  takeSearch(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input[type=search]')?.focus();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('asked') && this.asked !== undefined) this.chosen = [this.asked];
  }

  override render() {
    const { storage, entries, bytes, bounds } = this.state;
    const found = this.#found;
    const chosen = this.#chosenEntries.map(({ id }) => id);
    const pages = Math.max(1, Math.ceil(found.length / PAGE_ENTRIES));
    const page = Math.min(this.page, pages - 1);
    const from = page * PAGE_ENTRIES;
    const shown = found.slice(from, from + PAGE_ENTRIES);
    return html`
      ${this.#tools()}
      <p class="said" role="status">${this.#sentence()}</p>
      <section class="sheet" aria-label=${HISTORY_WORDS.list}>
        ${
          shown.length > 0
            ? html`<ul @entry-deleted=${this.#deleted} @entry-choose=${this.#choose}>
                ${repeat(
                  shown,
                  ({ id }) => id,
                  entry =>
                    html`<li>
                      <history-entry
                        .entry=${entry}
                        .history=${this.history}
                        ?chosen=${chosen.includes(entry.id)}
                        .choosable=${chosen.length < COMPARED || chosen.includes(entry.id)}
                      ></history-entry>
                    </li>`,
                )}
              </ul>`
            : html`<p class="empty">
                ${
                  storage.kind === 'opening'
                    ? HISTORY_WORDS.opening
                    : entries.length > 0
                      ? HISTORY_WORDS.nothingFound
                      : HISTORY_WORDS.nothing
                }
              </p>`
        }
      </section>
      ${
        pages > 1
          ? html`<page-turner
              label=${HISTORY_WORDS.pages}
              text=${pageWords(from, shown.length, found.length)}
              page=${page}
              pages=${pages}
              @page-turn=${(event: PageTurnEvent) => {
                this.page = event.page;
              }}
            ></page-turner>`
          : nothing
      }
      ${this.#chosen()}
      ${storage.kind === 'ready' ? html`<p class="room">${roomWords(this.#runs, bytes, bounds.bytes)}</p>` : nothing}
    `;
  }

  #tools() {
    const { entries, unsaved } = this.state;
    return html`<div class="tools">
      <label class="search"
        >${HISTORY_WORDS.search}
        <input
          type="search"
          placeholder=${HISTORY_WORDS.searchHint}
          autocomplete="off"
          .value=${this.searched}
          @input=${(event: InputEvent) => {
            this.searched = (event.target as HTMLInputElement).value;
            this.page = 0;
          }}
      /></label>
      <label class="starred"
        ><input
          type="checkbox"
          .checked=${this.onlyStarred}
          @change=${(event: Event) => {
            this.onlyStarred = (event.target as HTMLInputElement).checked;
            this.page = 0;
          }}
        />
        ${HISTORY_WORDS.onlyStarred}</label
      >
      <div class="files">
        <button
          type="button"
          ?disabled=${this.busy || entries.length + unsaved.length === 0}
          @click=${this.#export}
        >
          ${HISTORY_WORDS.exportAll}
        </button>
        <button type="button" ?disabled=${this.busy} @click=${() => this.file.click()}>
          ${HISTORY_WORDS.importFile}
        </button>
        <input id="file" type="file" hidden aria-label=${HISTORY_WORDS.importName} @change=${this.#import} />
      </div>
    </div>`;
  }

  /** What is selected, and the way to the comparison once there are two. */
  #chosen() {
    const known = this.#chosenEntries;
    const [first, second] = known.toSorted((a, b) => a.keptAtMs - b.keptAtMs).map(({ id }) => id);
    if (first === undefined) return nothing;
    return html`<div class="chosen">
      <p role="status">${chosenSentence(known.map(({ name }) => name))}</p>
      ${
        second === undefined
          ? nothing
          : html`<a
              class="button main"
              href=${linkTo('history', writeHistoryAddress({ kind: 'comparison', first, second }))}
              >${HISTORY_WORDS.compareChosen}</a
            >`
      }
      <button
        type="button"
        @click=${() => {
          this.chosen = [];
        }}
      >
        ${HISTORY_WORDS.clearChosen}
      </button>
    </div>`;
  }

  /** Those of the selected runs that there are; one that is in this page only can be compared too. */
  get #chosenEntries(): readonly HistoryEntry[] {
    const { entries, unsaved } = this.state;
    const all = [...entries, ...unsaved.map(({ entry }) => entry)];
    return this.chosen.flatMap(id => all.find(entry => entry.id === id) ?? []);
  }

  #choose({ id, chosen }: EntryChooseEvent): void {
    const others = this.chosen.filter(other => other !== id);
    this.chosen = chosen ? [...others, id] : others;
  }

  #sentence() {
    const { said } = this;
    if (!said) return nothing;
    const { text, undo } = said;
    return html`<span>${text}</span> ${
        undo === undefined
          ? nothing
          : html`<button
              type="button"
              class="undo"
              @click=${() => {
                this.said = undefined;
                void this.history.bringBack(undo);
              }}
            >
              ${HISTORY_WORDS.undo}
            </button>`
      }`;
  }

  /** Whether every word that is searched for is in what the list says of the run. */
  get #found(): readonly HistoryEntry[] {
    const words = this.searched.toLowerCase().split(/\s+/);
    return this.state.entries.filter(entry => {
      if (this.onlyStarred && !entry.starred) return false;
      const { name, keptAtMs, files } = entry;
      const text = [name, kindWords(entry), entryTrial(entry), dateWords(keptAtMs), ...files]
        .join(' ')
        .toLowerCase();
      return words.every(word => text.includes(word));
    });
  }

  get #runs(): number {
    return this.state.entries.length + this.state.deleted.length;
  }

  #deleted({ entry }: EntryDeletedEvent): void {
    this.chosen = this.chosen.filter(id => id !== entry.id);
    this.said = { text: deletedSentence(entry.name), undo: entry.id };
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.undo')?.focus());
  }

  #export(): void {
    void this.#work(HISTORY_WORDS.exporting, async () => {
      const exported = await this.history.export();
      const name = `lamplight-history-${new Date().toISOString().slice(0, 10)}.lamplight`;
      saveBlob(name, exported.file);
      return exportedSentence(name, exported, this.state.unreadable.length);
    });
  }

  #import(): void {
    const [file] = this.file.files ?? [];
    if (!file) return;
    void this.#work(HISTORY_WORDS.importing, async () => {
      try {
        return importedSentence(await this.history.import(file));
      } catch (error) {
        if (error instanceof NotAnArchiveError) return notImported(error.isNewer);
        throw error;
      } finally {
        this.file.value = ''; // so that the same file may be chosen again
      }
    });
  }

  async #work(meanwhile: string, work: () => Promise<string>): Promise<void> {
    this.busy = true;
    this.said = { text: meanwhile };
    try {
      this.said = { text: await work() };
    } catch (error) {
      this.said = { text: failedWork(error instanceof Error ? error.message : String(error)) };
    } finally {
      this.busy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'history-list': HistoryList;
  }
}
