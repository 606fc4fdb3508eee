// What the table of events is to show: one machine, one kind, the stretch in view. Everything else is searched for.
import { ViewEvent } from '../../parts/view-event.ts';
import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { KINDS } from '../../../core/machine-log.ts';
import type { EventKind } from '../../../core/event.ts';
import type { Trace } from '../../../core/trace.ts';
import { smallFields } from '../../parts/styles/control.styles.ts';
import { reset } from '../../parts/styles/shared.styles.ts';
import { eventFilter } from './event-filter.styles.ts';
import { EVENT_FILTER_WORDS } from '../../../words/event-table.ts';
import { machineName } from '../../../words/machine-name.ts';

/** As it stands in the fields. */
export interface FilterDraft {
  /** 0 for all. */
  readonly machine: number;
  readonly kind: EventKind | '';
  readonly onlyWindow: boolean;
}

export const NO_FILTER: FilterDraft = {
  machine: 0,
  kind: '',
  onlyWindow: false,
};

/** A person changed the filter; the owner is to take the new one over. */
export class FilterChangeEvent extends ViewEvent {
  static readonly type = 'filter-change';
  constructor(readonly filter: FilterDraft) {
    super(FilterChangeEvent.type);
  }
}

/** @fires filter-change */
@customElement('event-filter')
export class EventFilter extends LitElement {
  static override styles = [reset, smallFields, eventFilter];

  @property({ attribute: false }) trace!: Trace;
  @property({ attribute: false }) filter: FilterDraft = NO_FILTER;
  /** Whether the diagram shows less than all of the run. */
  @property({ type: Boolean }) windowed = false;

  override render() {
    const { trace, filter } = this;
    return html`<form
      aria-label=${EVENT_FILTER_WORDS.name}
      @submit=${(event: Event) => event.preventDefault()}
    >
      <label>
        <span>${EVENT_FILTER_WORDS.machine}</span>
        <select @change=${(event: Event) => this.#change({ machine: Number(valueOf(event)) })}>
          <option value="0" ?selected=${filter.machine === 0}>${EVENT_FILTER_WORDS.all}</option>
          ${trace.logs.map(
            ({ machine }) =>
              html`<option value=${machine} ?selected=${filter.machine === machine}>
                ${machineName(trace, machine)}
              </option>`,
          )}
        </select>
      </label>
      <label>
        <span>${EVENT_FILTER_WORDS.kind}</span>
        <select @change=${(event: Event) => this.#change({ kind: valueOf(event) as EventKind | '' })}>
          <option value="" ?selected=${filter.kind === ''}>${EVENT_FILTER_WORDS.all}</option>
          ${KINDS.map(kind => html`<option value=${kind} ?selected=${filter.kind === kind}>${kind}</option>`)}
        </select>
      </label>
      <label class="box">
        <input
          type="checkbox"
          ?disabled=${!this.windowed && !filter.onlyWindow}
          .checked=${live(filter.onlyWindow)}
          @change=${(event: Event) =>
            this.#change({ onlyWindow: (event.target as HTMLInputElement).checked })}
        />
        <span>${EVENT_FILTER_WORDS.onlyWindow}</span>
      </label>
    </form>`;
  }

  #change(change: Partial<FilterDraft>): void {
    this.dispatchEvent(new FilterChangeEvent({ ...this.filter, ...change }));
  }
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

declare global {
  interface HTMLElementTagNameMap {
    'event-filter': EventFilter;
  }
  interface HTMLElementEventMap {
    'filter-change': FilterChangeEvent;
  }
}
