// The events of a trace as a table, for the keyboard, for screen readers, and for finding one among a million: sorted by any
// column, filtered, in pages.
import { EVENTS_PAGES, eventsPage } from '../../../words/pages.ts';
import type { PageTurnEvent } from '../../parts/events.ts';
import '../../parts/lazy-part.ts';
import '../../parts/page-turner.ts';
import { html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { conesOf, type Cones } from '../../../analysis/cones.ts';
import {
  listEvents,
  type EventColumn,
  type EventFilter,
  type EventList,
  type EventOrder,
} from '../../../analysis/event-list.ts';
import { firstWhere } from '../../../core/search.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import type { Trace } from '../../../core/trace.ts';
import { DoorController } from '../../parts/door-controller.ts';
import { disclosure } from '../../parts/styles/disclosure.styles.ts';
import { buttons, reset, sheet, tables } from '../../parts/styles/shared.styles.ts';
import { sheetTable } from '../../parts/styles/sheet-table.styles.ts';
import type { TimeWindow, TraceFocus } from '../trace-focus.ts';
import { chooseEvent } from '../choose-event.ts';
import './event-search.ts';
import type { SearchChangeEvent, SearchStepEvent } from './event-search.ts';
import { SearchController } from './search-controller.ts';
import './event-filter.ts';
import { NO_FILTER, type FilterChangeEvent, type FilterDraft } from './event-filter.ts';
import { eventTable } from './event-table.styles.ts';
import {
  COLUMN_HEADS,
  EVENTS_TITLE,
  GO_TO_SELECTED,
  SHAPE_PART,
  SHAPE_SUMMARY,
} from '../../../words/event-table.ts';
import { STEP_HEAD } from '../../../words/diagram.ts';
import { EVENT_SEARCH_WORDS, foundInShort } from '../../../words/event-search.ts';
import { eventName, noneMatch } from '../../../words/event-words.ts';
import { columnsOf, type CellContext, type TableColumn } from './table-columns.ts';
import { machineName } from '../../../words/machine-name.ts';

const loadShapes = (): Promise<unknown> => import('./shape-search.ts');
const ROWS_PER_PAGE = 100;
const AGAIN_AFTER_MS = 1000; // while a run goes on: all its events are sorted again

/** What the events in order of time were made of; they are gathered again when any of it changes. */
interface Gathered {
  readonly trace: Trace;
  readonly revision: number;
  readonly nowMs: number | undefined;
  readonly filter: FilterDraft;
  readonly window: TimeWindow | undefined;
}

/** What is shown was made of. */
interface Sorted {
  readonly inTime: EventList;
  readonly order: EventOrder;
  readonly cones: Cones | undefined;
}

@customElement('event-table')
export class EventTable extends LitElement {
  static override styles = [reset, buttons, disclosure, sheet, tables, sheetTable, eventTable];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  /** Where the run stands, in milliseconds since its start; undefined when it does not go on. */
  @property({ attribute: false }) nowMs: number | undefined;
  @property({ attribute: false }) traceFocus!: TraceFocus;

  @state() private order: EventOrder = { column: 'time', descending: false };
  @state() private filter: FilterDraft = NO_FILTER;
  @state() private page = 0;
  @state() private looksForShape = false;

  #list!: EventList;
  #shownTrace: Trace | undefined;
  #sorted: Sorted | undefined;
  #inTime!: EventList;
  #gathered: Gathered | undefined;
  readonly #search = new SearchController(this);
  #cones: Cones | undefined;
  #conesFor: { readonly trace: Trace; readonly selected: EventPlace; readonly revision: number } | undefined;
  /** The chosen event that was last brought into view, so that paging on is not undone. */
  #revealed: EventPlace | undefined;
  /** The row that is to be scrolled into view. */
  #scrollsTo: 'selected' | 'now' | undefined;
  /** Whether somebody has just filtered, sorted or turned the list, and wants to hear what there is now. */
  #isAsked = false;
  /** The last event that had happened at the moment that was last brought into view. */
  #shownAt: EventPlace | undefined;
  /** Out of sight it does not follow what is played: turning its pages would take longer than all the rest of a frame. */
  #isInSight = true;
  /** What of the focus it is drawn for, the moment aside. */
  #isFor: readonly unknown[] = [];
  readonly #observer = new IntersectionObserver(entries => {
    const before = this.#isInSight;
    this.#isInSight = entries.at(-1)!.isIntersecting;
    if (this.#isInSight && !before) this.requestUpdate();
  });

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  /** Puts the cursor into the search. */
  takeSearch(): void {
    this.renderRoot.querySelector('event-search')?.takeSearch();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#observer.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#observer.disconnect();
  }

  /** Out of sight it is not drawn for every moment that is played, only for what somebody chose. */
  override shouldUpdate(changed: PropertyValues<this>): boolean {
    const { selected, cut, window, search } = this.traceFocus.state;
    const chosen = [selected, cut, window, search, this.#search.busy];
    const isSame = this.#isFor.length > 0 && chosen.every((part, i) => part === this.#isFor[i]);
    if (!this.#isInSight && changed.size === 0 && isSame) return false;
    this.#isFor = chosen;
    return true;
  }

  override willUpdate(): void {
    const fresh = this.#shownTrace !== this.trace;
    this.#shownTrace = this.trace;
    if (fresh) this.page = 0;
    if (fresh && this.filter.machine > this.trace.machines) this.filter = { ...this.filter, machine: 0 };
    this.#updateList();
    const { selected } = this.traceFocus.state;
    const isFreshlySelected = selected !== this.#revealed;
    const now = this.#isInSight || isFreshlySelected ? this.#now : this.#shownAt;
    if (now?.machine !== this.#shownAt?.machine || now?.index !== this.#shownAt?.index) {
      this.#shownAt = now;
      if (now) this.#turnTo(now, 'now');
    }
    if (isFreshlySelected) {
      this.#revealed = selected;
      // What somebody has just selected counts more than where the run is.
      if (selected) this.#turnTo(selected, 'selected');
    }
    this.page = Math.min(this.page, this.#pages - 1);
  }

  override updated(): void {
    this.#isAsked = false;
    this.#share();
    if (!this.#scrollsTo) return;
    const wanted = this.#scrollsTo === 'now' ? 'tr.now' : '[aria-current="true"]';
    this.#scrollsTo = undefined;
    const row = this.renderRoot.querySelector<HTMLElement>(wanted);
    const box = this.renderRoot.querySelector<HTMLElement>('.scroll');
    // Not scrollIntoView: the page is to stay where it is.
    if (row && box) box.scrollTop = row.offsetTop - (box.clientHeight - row.offsetHeight) / 2;
  }

  override render() {
    const { trace, filter, page } = this;
    const cones = this.#cones;
    const columns = columnsOf(trace, cones);
    const from = page * ROWS_PER_PAGE;
    const places = Array.from({ length: ROWS_PER_PAGE }, (_, i) => this.#list.at(from + i)).filter(
      place => place !== undefined,
    );
    return html`<div class="sheet">
      <h2 id="title">${EVENTS_TITLE}</h2>
      <event-search
        .trace=${trace}
        .text=${this.#text}
        .problem=${this.#search.problem}
        .status=${this.#searchStatus}
        ?found=${(this.#search.found?.length ?? 0) > 0}
        @search-change=${({ text }: SearchChangeEvent) => this.#searchFor(text)}
        @search-step=${({ step }: SearchStepEvent) => this.#goOn(step)}
      ></event-search>
      <event-filter
        .trace=${trace}
        .filter=${filter}
        ?windowed=${this.traceFocus.state.window !== undefined}
        @filter-change=${(event: FilterChangeEvent) => {
          this.filter = event.filter;
          this.#isAsked = true;
          this.page = 0;
        }}
      ></event-filter>
      <details
        class="shapes"
        ?open=${this.looksForShape}
        @toggle=${(event: Event) => {
          this.looksForShape = (event.target as HTMLDetailsElement).open;
        }}
      >
        <summary>${SHAPE_SUMMARY}</summary>
        ${this.looksForShape ? this.#shapes() : nothing}
      </details>
      ${this.#pager(from, places.length)}
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              ${columns.map(column => this.#head(column))}
            </tr>
          </thead>
          <tbody>
            ${places.map(place => this.#row(columns, { trace, log: trace.logOf(place.machine), place, cones }))}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #shapes() {
    const { trace, revision, traceFocus } = this;
    return html`<lazy-part
      name=${SHAPE_PART}
      element="shape-search"
      .load=${loadShapes}
      .content=${() =>
        html`<shape-search .trace=${trace} revision=${revision} .traceFocus=${traceFocus}></shape-search>`}
    ></lazy-part>`;
  }

  #pager(from: number, shown: number) {
    const { page } = this;
    const { length } = this.#list;
    return html`<page-turner
      label=${EVENTS_PAGES}
      .text=${length === 0 ? noneMatch(this.trace.eventCount) : eventsPage(from, shown, length, this.trace.eventCount)}
      page=${page}
      pages=${this.#pages}
      ?quiet=${!this.#isAsked}
      @page-turn=${({ page }: PageTurnEvent) => {
        this.#isAsked = true;
        this.page = page;
      }}
    >
      <button
        type="button"
        ?disabled=${this.traceFocus.state.selected === undefined}
        @click=${() => this.#turnTo(this.traceFocus.state.selected!, 'selected')}
      >
        ${GO_TO_SELECTED}
      </button>
    </page-turner>`;
  }

  #head({ column, unit, words }: TableColumn) {
    const { order } = this;
    const sorted = order.column === column;
    const isStep = column === 'time' && this.trace.engine === 'stepped';
    return html`<th
      scope="col"
      class=${words ? 'start' : ''}
      aria-sort=${sorted ? (order.descending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" @click=${() => this.#sort(column)}>
        ${isStep ? STEP_HEAD : COLUMN_HEADS[column]}${unit && !isStep ? html` <small>${unit}</small>` : nothing}<span
          class="arrow"
          aria-hidden="true"
          >${sorted ? (order.descending ? '▾' : '▴') : ''}</span
        >
      </button>
    </th>`;
  }

  /** A press anywhere on the row chooses; the button is for whoever has no mouse. */
  #row(columns: readonly TableColumn[], context: CellContext) {
    const { place, trace } = context;
    const { selected } = this.traceFocus.state;
    const chosen = selected?.machine === place.machine && selected.index === place.index;
    const now = this.#shownAt;
    const isNow = now?.machine === place.machine && now.index === place.index;
    const choose = (): void => {
      this.#revealed = place; // it is in view
      chooseEvent(this.traceFocus, trace, place);
    };
    const current = chosen ? 'true' : isNow ? 'time' : 'false';
    return html`<tr class=${isNow ? 'now' : ''} aria-current=${current} @click=${choose}>
      ${columns.map(({ column, words, cell }) =>
        column === 'event'
          ? html`<th scope="row">
              <button
                type="button"
                aria-pressed=${chosen ? 'true' : 'false'}
                aria-label=${eventName(machineName(trace, place.machine), place)}
              >
                ${cell(context)}
              </button>
            </th>`
          : html`<td class=${words ? 'start' : ''}>${cell(context)}</td>`,
      )}
    </tr>`;
  }

  /** Numbers that people look for are large: they begin with the largest one. */
  #sort(column: EventColumn): void {
    const { order } = this;
    const largestFirst = column === 'jump' || column === 'queue' || column === 'timestamp';
    const descending = order.column === column ? !order.descending : largestFirst;
    this.order = { column, descending };
    this.page = 0;
    this.#isAsked = true;
  }

  #turnTo(place: EventPlace, row: 'selected' | 'now'): void {
    const at = this.#list.rowOf(place);
    if (at === undefined) return;
    this.page = Math.floor(at / ROWS_PER_PAGE);
    this.#scrollsTo = row;
  }

  get #text(): string {
    return this.traceFocus.state.search?.text ?? '';
  }

  get #searchStatus(): string {
    const { found, busy } = this.#search;
    if (!found) return busy ? EVENT_SEARCH_WORDS.searching : '';
    const { selected } = this.traceFocus.state;
    return foundInShort(found.length, selected && found.rowOf(selected));
  }

  #searchFor(text: string): void {
    const before = this.traceFocus.state.search;
    this.traceFocus.change({ search: text === '' ? undefined : { text, found: before?.found } });
    this.page = 0;
  }

  /** From the selected event, or from where the run is. */
  #goOn(step: 1 | -1): void {
    const { found } = this.#search;
    const row = found?.stepFrom(this.traceFocus.state.selected ?? this.#shownAt, step);
    const place = row === undefined ? undefined : found?.list.at(row);
    if (place) chooseEvent(this.traceFocus, this.trace, place);
  }

  /** What was found is marked in every view of the trace. */
  #share(): void {
    const { search } = this.traceFocus.state;
    const { found } = this.#search;
    if (search && search.found !== found) this.traceFocus.change({ search: { ...search, found } });
  }

  /** The last event of the table that has happened at the moment that is played; undefined at the end. */
  get #now(): EventPlace | undefined {
    const { momentMs, momentEvent } = this.traceFocus.state;
    if (momentMs === undefined) return undefined;
    if (momentEvent) return momentEvent;
    const { trace } = this;
    const timeAt = (row: number): number => {
      const { machine, index } = this.#inTime.at(row)!;
      return trace.logOf(machine).atMs[index]!;
    };
    const rows = firstWhere(0, this.#inTime.length, row => timeAt(row) > momentMs);
    return rows === 0 ? undefined : this.#inTime.at(rows - 1);
  }

  get #pages(): number {
    return Math.max(1, Math.ceil(this.#list.length / ROWS_PER_PAGE));
  }

  #updateList(): void {
    const { trace, revision, nowMs, order, filter } = this;
    const { selected, window: shown } = this.traceFocus.state;
    const window = filter.onlyWindow ? shown : undefined;
    const last = this.#gathered;
    const soon = last?.nowMs !== undefined && nowMs !== undefined && nowMs - last.nowMs < AGAIN_AFTER_MS;
    const grown = last?.trace !== trace || (last.revision !== revision && !soon);
    this.#search.update({ trace, revision, text: this.#text, filter: this.#asked });
    const { found } = this.#search;
    if (found) {
      this.#gathered = undefined;
      this.#inTime = found.list;
    } else if (grown || last.filter !== filter || last.window !== window) {
      this.#gathered = { trace, revision, nowMs, filter, window };
      this.#inTime = listEvents(trace, this.#asked);
    }
    this.#updateCones(selected, grown);
    const cones = order.column === 'relation' ? this.#cones : undefined;
    const inTime = this.#inTime;
    const sorted = this.#sorted;
    if (sorted?.inTime === inTime && sorted.order === order && sorted.cones === cones) return;
    this.#sorted = { inTime, order, cones };
    const asIs = order.column === 'time' && !order.descending;
    this.#list = asIs ? inTime : inTime.sorted(order, cones);
  }

  #updateCones(selected: EventPlace | undefined, grown: boolean): void {
    const { trace, revision } = this;
    const known = selected && selected.index < (trace.logs[selected.machine - 1]?.eventCount ?? 0);
    const last = this.#conesFor;
    if (!known) {
      this.#cones = undefined;
      this.#conesFor = undefined;
    } else if (last?.trace !== trace || last.selected !== selected || (grown && last.revision !== revision)) {
      this.#cones = conesOf(trace, selected);
      this.#conesFor = { trace, selected, revision };
    }
  }

  get #asked(): EventFilter {
    const { machine, kind, onlyWindow } = this.filter;
    const { window } = this.traceFocus.state;
    return {
      ...(machine > 0 && { machine }),
      ...(kind !== '' && { kind }),
      ...(onlyWindow && window),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'event-table': EventTable;
  }
}
