// The field in which the events of a trace are searched, with what was found, what cannot be read, and what can be asked.
import { html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import type { Trace } from '../../../core/trace.ts';
import {
  EVENT_SEARCH_WORDS as WORDS,
  queryExamples,
  type QueryExample,
} from '../../../words/event-search.ts';
import { disclosure } from '../../parts/styles/disclosure.styles.ts';
import { smallFields } from '../../parts/styles/control.styles.ts';
import { buttons, reset } from '../../parts/styles/shared.styles.ts';
import { ViewEvent } from '../../parts/view-event.ts';
import { eventSearch } from './event-search.styles.ts';

/** A person typed; the owner is to search for it. */
export class SearchChangeEvent extends ViewEvent {
  static readonly type = 'search-change';
  constructor(readonly text: string) {
    super(SearchChangeEvent.type);
  }
}

/** A person wants the next found event, or the one before. */
export class SearchStepEvent extends ViewEvent {
  static readonly type = 'search-step';
  constructor(readonly step: 1 | -1) {
    super(SearchStepEvent.type);
  }
}

/**
 * @fires search-change
 * @fires search-step
 */
@customElement('event-search')
export class EventSearch extends LitElement {
  static override styles = [reset, buttons, smallFields, disclosure, eventSearch];

  /** That is searched: examples are of what it has. */
  @property({ attribute: false }) trace!: Trace;
  @property() text = '';
  /** What cannot be read or searched, in a sentence. */
  @property() problem = '';
  /** How many were found and where one is among them; '' while nothing is asked. */
  @property() status = '';
  /** Whether there is an event to go to. */
  @property({ type: Boolean }) found = false;

  #examples: readonly QueryExample[] = [];

  override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('trace')) this.#examples = queryExamples(this.trace);
  }

  takeSearch(): void {
    this.renderRoot.querySelector<HTMLInputElement>('input')?.focus();
  }

  override render() {
    return html`<search>
      <div class="line">
        <input
          type="search"
          aria-label=${WORDS.label}
          placeholder=${WORDS.example}
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          maxlength="500"
          aria-describedby="problem"
          aria-invalid=${this.problem === '' ? 'false' : 'true'}
          .value=${live(this.text)}
          @input=${(event: Event) => this.#change((event.target as HTMLInputElement).value)}
          @keydown=${this.#press}
        />
        <button
          type="button"
          aria-label=${WORDS.previous}
          title=${WORDS.previous}
          ?disabled=${!this.found}
          @click=${() => this.#step(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          aria-label=${WORDS.next}
          title=${WORDS.next}
          ?disabled=${!this.found}
          @click=${() => this.#step(1)}
        >
          ↓
        </button>
        <span class="status">${this.status}</span>
      </div>
      <p id="problem" ?hidden=${this.problem === ''}>${this.problem}</p>
      <details>
        <summary>${WORDS.help}</summary>
        <dl>
          ${this.#examples.map(
            ([query, finds]) =>
              html`<div>
                <dt>
                  <button type="button" @click=${() => this.#change(query)}><code>${query}</code></button>
                </dt>
                <dd>${finds}</dd>
              </div>`,
          )}
        </dl>
        <p>${WORDS.joined}</p>
        <p>${WORDS.helpKeys} ${WORDS.marked}</p>
      </details>
    </search>`;
  }

  #change(text: string): void {
    this.dispatchEvent(new SearchChangeEvent(text));
  }

  #step(step: 1 | -1): void {
    if (this.found) this.dispatchEvent(new SearchStepEvent(step));
  }

  #press(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.#step(event.shiftKey ? -1 : 1);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'event-search': EventSearch;
  }
  interface HTMLElementEventMap {
    'search-change': SearchChangeEvent;
    'search-step': SearchStepEvent;
  }
}
