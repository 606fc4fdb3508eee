// One saved run in the list: its name, which opens it, what it is, its star, and the ways to rename and delete it.
import { css, html, LitElement } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { linkTo } from '../../address/fields.ts';
import { writeHistoryAddress } from '../../address/history.ts';
import { NAME_LENGTH_MAX, type HistoryEntry } from '../../history/entry.ts';
import type { HistoryDoor } from '../../history/history-state.ts';
import {
  compareName,
  dateWords,
  deleteName,
  entryFacts,
  entryTrial,
  HISTORY_WORDS,
  kindWords,
  renameName,
  starName,
  verdictWords,
} from '../../words/history.ts';
import { ViewEvent } from '../parts/view-event.ts';
import { checkboxes, textFields } from '../parts/styles/control.styles.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';

/** A person deleted a run; it can be brought back. */
export class EntryDeletedEvent extends ViewEvent {
  static readonly type = 'entry-deleted';
  constructor(readonly entry: HistoryEntry) {
    super(EntryDeletedEvent.type);
  }
}

/** A person selected a run to compare it, or took that back. */
export class EntryChooseEvent extends ViewEvent {
  static readonly type = 'entry-choose';
  constructor(
    readonly id: string,
    readonly chosen: boolean,
  ) {
    super(EntryChooseEvent.type);
  }
}

/** @fires entry-deleted, entry-choose */
@customElement('history-entry')
export class HistoryEntryElement extends LitElement {
  static override styles = [
    reset,
    buttons,
    textFields,
    checkboxes,
    css`
      .entry {
        display: grid;
        grid-template-columns: auto minmax(0, 1fr) minmax(120px, auto) auto;
        gap: var(--space-1) var(--space-3);
        align-items: center;
        padding: var(--space-2) var(--space-4) var(--space-2) var(--space-2);
      }
      .star {
        width: 40px;
        min-height: 40px;
        padding: 0;
        border-color: transparent;
        background: none;
        color: var(--ink-soft);
        font-size: var(--size-title);
      }
      .star[aria-pressed='true'] {
        color: var(--amber-text);
      }
      .name {
        color: var(--ink);
        font-weight: 600;
        overflow-wrap: anywhere;
        text-decoration: underline;
        text-decoration-color: var(--edge);
        text-underline-offset: 3px;
      }
      .name:hover {
        text-decoration-color: currentColor;
      }
      .facts {
        color: var(--ink-soft);
        font-size: var(--size-small);
        overflow-wrap: anywhere;
      }
      .verdict {
        font-size: var(--size-note);
        text-align: end;
      }
      .faulty {
        color: var(--problem);
        font-weight: 600;
      }
      .ways,
      form {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .ways {
        align-items: center;
      }
      label {
        display: inline-flex;
        gap: var(--space-2);
        align-items: center;
        min-height: 36px;
        padding-inline-end: var(--space-1);
        font-size: var(--size-note);
      }
      form input {
        flex: 1 1 200px;
      }
      @media (max-width: 760px) {
        .entry {
          grid-template-columns: auto minmax(0, 1fr) auto;
          padding-inline-end: var(--space-3);
        }
        .what {
          grid-column: 2 / -1;
        }
        .verdict,
        .ways {
          grid-column: 2 / -1;
          text-align: start;
        }
      }
    `,
  ];

  @property({ attribute: false }) entry!: HistoryEntry;
  @property({ attribute: false }) history!: HistoryDoor;

  /** Whether it is to be compared. */
  @property({ type: Boolean }) chosen = false;
  /** Whether it may be: two are enough. */
  @property({ type: Boolean }) choosable = true;

  @state() private renaming = false;

  override render() {
    const { entry } = this;
    const { name, starred, verdict, keptAtMs } = entry;
    return html`<div class="entry">
      <button
        type="button"
        class="star"
        aria-pressed=${starred ? 'true' : 'false'}
        aria-label=${starName(name, starred)}
        @click=${() => void this.history.star(entry.id, !starred)}
      >
        <span aria-hidden="true">${starred ? '★' : '☆'}</span>
      </button>
      <div class="what">
        ${
          this.renaming
            ? this.#form()
            : html`<a
                class="name"
                href=${linkTo('history', writeHistoryAddress({ kind: 'run', run: entry.id }))}
                >${name}</a
              >`
        }
        <p class="facts">${dateWords(keptAtMs)} · ${kindWords(entry)} · ${entryFacts(entry)}</p>
        <p class="facts">${entryTrial(entry)}</p>
      </div>
      <p class="verdict ${verdict && verdict.faults > 0 ? 'faulty' : ''}">${verdictWords(verdict)}</p>
      <div class="ways">
        <label
          ><input
            type="checkbox"
            aria-label=${compareName(name)}
            .checked=${this.chosen}
            ?disabled=${!this.choosable}
            @change=${(event: Event) =>
              this.dispatchEvent(new EntryChooseEvent(entry.id, (event.target as HTMLInputElement).checked))}
          />
          ${HISTORY_WORDS.compare}</label
        >
        <button
          type="button"
          class="rename"
          aria-label=${renameName(name)}
          ?disabled=${this.renaming}
          @click=${this.#startRenaming}
        >
          ${HISTORY_WORDS.rename}
        </button>
        <button type="button" aria-label=${deleteName(name)} @click=${this.#delete}>
          ${HISTORY_WORDS.remove}
        </button>
      </div>
    </div>`;
  }

  #form() {
    return html`<form
      @submit=${this.#rename}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Escape') this.#endRenaming();
      }}
    >
      <input
        aria-label=${HISTORY_WORDS.newName}
        autocomplete="off"
        required
        maxlength=${NAME_LENGTH_MAX}
        .value=${this.entry.name}
      />
      <button type="submit">${HISTORY_WORDS.saveName}</button>
      <button type="button" @click=${() => this.#endRenaming()}>${HISTORY_WORDS.cancel}</button>
    </form>`;
  }

  #startRenaming(): void {
    this.renaming = true;
    void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.select());
  }

  #rename(event: SubmitEvent): void {
    event.preventDefault();
    const name = this.renderRoot.querySelector('input')?.value ?? '';
    void this.history.rename(this.entry.id, name);
    this.#endRenaming();
  }

  #endRenaming(): void {
    this.renaming = false;
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('.rename')?.focus());
  }

  #delete(): void {
    const { entry } = this;
    void this.history.delete(entry.id).then(() => this.dispatchEvent(new EntryDeletedEvent(entry)));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'history-entry': HistoryEntryElement;
  }
  interface HTMLElementEventMap {
    'entry-deleted': EntryDeletedEvent;
    'entry-choose': EntryChooseEvent;
  }
}
