// The view of the history: the list of saved runs with what is to be said of them, or one of them opened. It looks at the
// history through its door.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import { linkTo } from '../../address/fields.ts';
import type { Simulate } from '../../engine/simulate.ts';
import type { HistoryDoor } from '../../history/history-state.ts';
import { HISTORY_WORDS } from '../../words/history.ts';
import { DoorController } from '../parts/door-controller.ts';
import '../parts/fragment-problems.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { ListRequestEvent } from './history-events.ts';
import './history-list.ts';
import './history-notices.ts';
import './history-run.ts';

/** @fires list-request - the owner is to write the address and to set `run` to undefined */
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
  /** The saved run that the address names; undefined: the list. */
  @property() run: string | undefined;
  /** What stands in the address and means nothing here, in sentences. */
  @property({ attribute: false }) problems: readonly string[] = [];

  constructor() {
    super();
    new DoorController(this, () => this.history);
  }

  override render() {
    const { state } = this.history;
    return html`<main id="run">
      ${this.run === undefined ? this.#list() : this.#opened(this.run)}
      ${
        this.run === undefined
          ? html`<history-notices .history=${this.history} .state=${state}></history-notices>`
          : ''
      }
    </main>`;
  }

  #list() {
    return html`<header>
        <h1>${HISTORY_WORDS.title}</h1>
        <p class="introduction">${HISTORY_WORDS.introduction}</p>
      </header>
      <fragment-problems
        .problems=${this.problems.map(message => ({ field: 'fragment', message }))}
        @leave-out-request=${() => this.dispatchEvent(new ListRequestEvent())}
      ></fragment-problems>
      <history-list .history=${this.history} .state=${this.history.state}></history-list>`;
  }

  #opened(id: string) {
    return html`<h1 class="unseen">${HISTORY_WORDS.title}</h1>
      <a
        class="button back"
        href=${linkTo('history', '')}
        @click=${(event: Event) => {
          event.preventDefault();
          this.dispatchEvent(new ListRequestEvent());
        }}
        >← ${HISTORY_WORDS.back}</a
      >
      ${keyed(id, html`<history-run run=${id} .history=${this.history} .simulate=${this.simulate}></history-run>`)}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'history-view': HistoryView;
  }
}
