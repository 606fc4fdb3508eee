// The view of the history: the list of saved runs with what is to be said of them, one of them opened, or two side by side. It
// looks at the history through its door.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { linkTo } from '../../address/fields.ts';
import { writeHistoryAddress, type HistoryPlace } from '../../address/history.ts';
import type { Simulate } from '../../engine/simulate.ts';
import type { HistoryDoor } from '../../history/history-state.ts';
import { HISTORY_WORDS } from '../../words/history.ts';
import { DoorController } from '../parts/door-controller.ts';
import '../parts/fragment-problems.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { TraceFocus } from '../trace/trace-focus.ts';
import './compared-runs.ts';
import './history-list.ts';
import './history-notices.ts';
import './history-run.ts';

/** What fires from within: leave-out-request, for an owner that rewrites the address. */
@customElement('history-view')
export class HistoryView extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      :host {
        max-width: 1360px;
        margin: 0 auto;
        padding: var(--space-6) var(--space-6) var(--space-12);
      }
      main {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      h1 {
        font-size: var(--size-title);
        font-weight: 650;
      }
      .introduction {
        max-width: 90ch;
        margin-top: var(--space-1);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .back {
        justify-self: start;
      }
      @media (max-width: 760px) {
        :host {
          padding: var(--space-4);
        }
      }
    `,
  ];

  @property({ attribute: false }) history!: HistoryDoor;
  @property({ attribute: false }) simulate!: Simulate;
  /** What is looked at in the run that is open. */
  @property({ attribute: false }) traceFocus = new TraceFocus(false);
  /** What the address names. */
  @property({ attribute: false }) place: HistoryPlace = { kind: 'list' };
  /** What stands in the address and means nothing here, in sentences. */
  @property({ attribute: false }) problems: readonly string[] = [];

  constructor() {
    super();
    new DoorController(this, () => this.history);
  }

  override render() {
    return html`<main id="run">${this.#content()}</main>`;
  }

  #content() {
    const { place, history, simulate } = this;
    switch (place.kind) {
      case 'list':
        return this.#list(place.chosen);
      case 'run':
        return this.#opened(
          keyed(
            place.run,
            html`<history-run
              run=${place.run}
              .history=${history}
              .simulate=${simulate}
              .traceFocus=${this.traceFocus}
            ></history-run>`,
          ),
        );
      case 'comparison':
        return this.#opened(
          keyed(
            `${place.first},${place.second}`,
            html`<compared-runs
              first=${place.first}
              second=${place.second}
              .history=${history}
              .simulate=${simulate}
            ></compared-runs>`,
          ),
        );
    }
  }

  #list(chosen: string | undefined) {
    const { state } = this.history;
    return html`<header>
        <h1>${HISTORY_WORDS.title}</h1>
        <p class="introduction">${HISTORY_WORDS.introduction}</p>
      </header>
      ${this.#problems()}
      <history-list .history=${this.history} .state=${state} .asked=${chosen}></history-list>
      <history-notices .history=${this.history} .state=${state}></history-notices>`;
  }

  #problems() {
    return html`<fragment-problems
      .problems=${this.problems.map(message => ({ field: 'fragment', message }))}
    ></fragment-problems>`;
  }

  #opened(content: unknown) {
    return html`<h1 class="unseen">${HISTORY_WORDS.title}</h1>
      <a class="button back" href=${linkTo('history', writeHistoryAddress({ kind: 'list' }))}
        >← ${HISTORY_WORDS.back}</a
      >
      ${this.#problems()} ${content}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'history-view': HistoryView;
  }
}
