// The notes on a run: a list beside the views of its trace, each with the way to what it is pinned to, and a form for a new one.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { NOTE_LENGTH_MAX, NOTES_MAX, type Note } from '../../core/note.ts';
import type { Trace } from '../../core/trace.ts';
import { eventName } from '../../words/event-words.ts';
import { machineName } from '../../words/machine-name.ts';
import { editNote, NOTE_WORDS, noteRoom, notesTitle, removeNote, stretchName } from '../../words/notes.ts';
import { DoorController } from '../parts/door-controller.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import { chooseEvent } from './choose-event.ts';
import { placeButtons } from './place-button.ts';
import type { TraceFocus } from './trace-focus.ts';

@customElement('run-notes')
export class RunNotes extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    placeButtons,
    css`
      section {
        display: grid;
        gap: var(--space-2);
        padding: 14px var(--space-4);
        font-size: var(--size-note);
      }
      h2 {
        font-size: var(--size-text);
        font-weight: 600;
      }
      ol {
        display: grid;
        gap: var(--space-3);
      }
      li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        gap: 2px var(--space-3);
        padding-inline-start: var(--space-3);
        border-inline-start: 3px solid var(--amber);
      }
      li p {
        grid-column: 1 / -1;
        overflow-wrap: anywhere;
        white-space: pre-wrap;
      }
      .ways {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      li b {
        margin-inline-end: var(--space-1);
        color: var(--amber-text);
      }
      .soft {
        color: var(--ink-soft);
      }
      form {
        display: grid;
        gap: var(--space-2);
        max-width: 70ch;
      }
      textarea {
        width: 100%;
        min-height: 5em;
        padding: var(--space-2);
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        background: var(--raised, transparent);
        color: inherit;
        font: inherit;
        resize: vertical;
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  /** The note that is being changed; undefined while a new one is written. */
  @state() private changed: Note | undefined;
  @state() private text = '';
  #noting: Note['at'] | undefined;

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override willUpdate(): void {
    const { noting } = this.traceFocus.state;
    if (noting === this.#noting) return;
    this.text = this.changed?.text ?? '';
    if (!noting) this.changed = undefined;
  }

  override updated(): void {
    const { noting } = this.traceFocus.state;
    if (noting === this.#noting) return;
    const isClosed = noting === undefined;
    this.#noting = noting;
    const target = this.renderRoot.querySelector<HTMLElement>(isClosed ? '#title' : 'textarea');
    if (!isClosed) target?.scrollIntoView({ block: 'nearest' });
    target?.focus({ preventScroll: true });
  }

  override render() {
    const { notes, noting } = this.traceFocus.state;
    return html`<section class="sheet" aria-labelledby="title">
      <h2 id="title" tabindex="-1">${notesTitle(notes.length)}</h2>
      <p class="soft">${notes.length === 0 ? NOTE_WORDS.empty : NOTE_WORDS.lead}</p>
      ${
        notes.length > 0
          ? html`<ol>
              ${notes.map((note, i) => this.#note(note, i + 1))}
            </ol>`
          : nothing
      }
      ${noting ? this.#form(noting) : this.#ways(notes)}
    </section>`;
  }

  /** `number` is on its flag in the diagram. */
  #note(note: Note, number: number) {
    const pin = this.#pinOf(note.at);
    return html`<li>
      <span
        ><b>${number}</b>
        <button type="button" class="place" @click=${() => this.#show(note.at)}>${pin}</button></span
      >
      <span class="ways">
        <button type="button" aria-label=${editNote(pin)} @click=${() => this.#edit(note)}>
          ${NOTE_WORDS.edit}
        </button>
        <button type="button" aria-label=${removeNote(pin)} @click=${() => this.#remove(note)}>
          ${NOTE_WORDS.remove}
        </button>
      </span>
      <p>${note.text}</p>
    </li>`;
  }

  #ways(notes: readonly Note[]) {
    if (notes.length >= NOTES_MAX) return html`<p class="soft">${NOTE_WORDS.full}</p>`;
    const { selected, window } = this.traceFocus.state;
    const { fromMs, toMs } = window ?? { fromMs: 0, toMs: this.trace.trial.durationSeconds * 1000 };
    return html`<div class="ways">
      ${
        selected
          ? html`<button
              type="button"
              @click=${() => this.traceFocus.change({ noting: { kind: 'event', place: selected } })}
            >
              ${NOTE_WORDS.add}: ${this.#pinOf({ kind: 'event', place: selected })}
            </button>`
          : nothing
      }
      <button
        type="button"
        @click=${() => this.traceFocus.change({ noting: { kind: 'stretch', fromMs, toMs } })}
      >
        ${NOTE_WORDS.addToStretch}
      </button>
    </div>`;
  }

  #form(at: Note['at']) {
    return html`<form @submit=${this.#save}>
      <label for="text">${NOTE_WORDS.field}: ${this.#pinOf(at)}</label>
      <textarea
        id="text"
        required
        maxlength=${NOTE_LENGTH_MAX}
        aria-describedby="room"
        .value=${live(this.text)}
        @input=${({ target }: Event) => {
          this.text = (target as HTMLTextAreaElement).value;
        }}
        @keydown=${this.#press}
      ></textarea>
      <p id="room" class="soft">${noteRoom(this.text.length)}</p>
      <div class="ways">
        <button type="submit" ?disabled=${this.text.trim() === ''}>${NOTE_WORDS.save}</button>
        <button type="button" @click=${this.#cancel}>${NOTE_WORDS.cancel}</button>
      </div>
    </form>`;
  }

  #pinOf(at: Note['at']): string {
    return at.kind === 'event'
      ? eventName(machineName(this.trace, at.place.machine), at.place)
      : stretchName(this.trace.engine, at.fromMs, at.toMs);
  }

  #show(at: Note['at']): void {
    if (at.kind === 'event') chooseEvent(this.traceFocus, this.trace, at.place);
    else this.traceFocus.change({ window: { fromMs: at.fromMs, toMs: at.toMs }, follows: false });
  }

  #edit(note: Note): void {
    this.changed = note;
    this.traceFocus.change({ noting: { ...note.at } });
  }

  #remove(note: Note): void {
    const { notes } = this.traceFocus.state;
    this.traceFocus.changeNotes(notes.filter(each => each !== note));
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  readonly #cancel = (): void => this.traceFocus.change({ noting: undefined });

  readonly #save = (event: Event): void => {
    event.preventDefault();
    const { notes, noting } = this.traceFocus.state;
    const text = this.text.trim().slice(0, NOTE_LENGTH_MAX);
    if (!noting || text === '') return;
    const note: Note = { at: pinned(noting), text };
    const { changed } = this;
    this.traceFocus.changeNotes(
      changed ? notes.map(each => (each === changed ? note : each)) : [...notes, note].slice(0, NOTES_MAX),
    );
  };

  /** Escape gives the note up; keys that the page knows are letters here. */
  readonly #press = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    this.#cancel();
  };
}

/** Of a place, what a note needs: what was selected may say more of the event. */
function pinned(at: Note['at']): Note['at'] {
  if (at.kind === 'stretch') return at;
  const { machine, index } = at.place;
  return { kind: 'event', place: { machine, index } };
}

declare global {
  interface HTMLElementTagNameMap {
    'run-notes': RunNotes;
  }
}
