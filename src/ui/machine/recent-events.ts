// The last events of one machine, newest first, each with the arithmetic of its clock.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { RECENT_SHOWN, type RecentEvent } from '../../analysis/machine-progress.ts';
import { reset, sheet, tables } from '../parts/styles/shared.styles.ts';
import { grouped } from '../../core/counted.ts';
import { lastEventsTitle, RECENT_COLUMNS } from '../../words/machine-page.ts';
import { sentenceOf } from '../../words/machines.ts';
import { secondsFigure } from '../../words/numbers.ts';

/** Keeps its height from the first event on. */
@customElement('recent-events')
export class RecentEvents extends LitElement {
  static override styles = [
    reset,
    sheet,
    tables,
    css`
      .sheet {
        padding: 14px 0 var(--space-2);
      }
      h2 {
        padding: 0 var(--space-4) var(--space-2);
      }
      .scroll {
        overflow-x: auto;
        min-height: 428px;
      }
      th,
      td {
        height: 33px;
        padding-block: 0;
      }
      th:first-child,
      td:first-child {
        width: 64px;
        padding-inline-start: var(--space-4);
        text-align: end;
      }
      .event {
        width: 40%;
      }
      .die,
      .soft {
        color: var(--ink-soft);
      }
    `,
  ];

  @property({ attribute: false }) events: readonly RecentEvent[] = [];
  /** How many machines the trial has. */
  @property({ type: Number }) machines = 3;
  /** Whether it runs a program of a person's own, which has no die. */
  @property({ type: Boolean }) programmed = false;

  override render() {
    return html`<div class="sheet">
      <h2 id="title">${lastEventsTitle(RECENT_SHOWN)}</h2>
      <div class="scroll" tabindex="0" role="region" aria-labelledby="title">
        <table>
          <thead>
            <tr>
              <th scope="col">${RECENT_COLUMNS.tick}</th>
              <th scope="col">${RECENT_COLUMNS.seconds}</th>
              ${this.programmed ? nothing : html`<th scope="col">${RECENT_COLUMNS.die}</th>`}
              <th scope="col" class="start event">${RECENT_COLUMNS.event}</th>
              <th scope="col" class="start">${RECENT_COLUMNS.clock}</th>
              <th scope="col">${RECENT_COLUMNS.queue}</th>
            </tr>
          </thead>
          <tbody>
            ${this.events.map(recent => this.#row(recent))}
          </tbody>
        </table>
      </div>
    </div>`;
  }

  #row({ tick, atMs, face, queue, event }: RecentEvent) {
    const { what, arithmetic } = sentenceOf(event, this.machines);
    return html`<tr>
      <th scope="row">${tick}</th>
      <td class="soft">${secondsFigure(atMs)}</td>
      ${this.programmed ? nothing : html`<td class="die">${face ?? '–'}</td>`}
      <td class="start">${what}</td>
      <td class="start"><span class="soft">${arithmetic} =</span> <strong>${event.after}</strong></td>
      <td>${queue === undefined ? '–' : grouped(queue)}</td>
    </tr>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'recent-events': RecentEvents;
  }
}
