// A run that was read from files, with everything that a run gets: figures, diagram, table and files to take away; and
// what had to be inferred, because a log leaves much unsaid.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { ReadingReconsiderEvent } from './open-events.ts';
import type { OpenedMachine, OpenedRun } from './open-run.ts';
import '../figures/trace-chart.ts';
import '../trace/audit/trace-verdict.ts';
import { LensLabels, RECORDED, type LensChoice } from '../trace/clocks/lens-labels.ts';
import type { LensChangeEvent } from '../trace/clocks/clocks-events.ts';
import '../trace/trace-explorer.ts';
import '../trace/trace-stage.ts';
import '../parts/machine-mark.ts';
import '../trace/run-files.ts';
import { Moments } from '../../analysis/moments.ts';
import { DoorController } from '../parts/door-controller.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';
import '../trace/run-certificate.ts';
import '../trace/summary-table.ts';
import { ShownMoments } from '../trace/shown-moments.ts';
import type { TraceFocus } from '../trace/trace-focus.ts';
import { READING_BUTTONS } from '../../words/reading.ts';
import { messageNamesNote } from '../../words/open-words.ts';
import { incompleteLog, machineFacts, moreMachines, OPENED_RUN, runFacts } from '../../words/opened-run.ts';

const MACHINES_NAMED_MAX = 12;
/** @fires reading-reconsider */
@customElement('opened-run')
export class OpenedRunElement extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    disclosure,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-4);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        justify-content: space-between;
        gap: var(--space-2) var(--space-4);
      }
      .head h2 {
        font-size: var(--size-title);
        font-weight: 650;
        line-height: 1.25;
        overflow-wrap: anywhere;
      }
      .facts,
      .machines {
        margin-top: 2px;
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .machines {
        display: flex;
        flex-wrap: wrap;
        gap: 2px var(--space-4);
      }
      .machines b {
        color: var(--ink);
        font-weight: 600;
      }
      .gap {
        color: var(--amber-text);
      }
      .figures {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 380px), 1fr));
        gap: var(--space-4);
      }
      .untold {
        padding: 14px var(--space-4);
      }
      .untold p {
        margin-top: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .told {
        padding: 14px var(--space-4);
        font-size: var(--size-note);
      }
      .told h2 {
        display: inline;
        font-size: var(--size-text);
        font-weight: 600;
      }
      .told button {
        margin-top: var(--space-2);
      }
      .told ul {
        margin-top: var(--space-2);
      }
      .told ul {
        display: grid;
        gap: 2px;
        padding-inline-start: var(--space-4);
        list-style: disc;
      }
    `,
  ];

  @property({ attribute: false }) run!: OpenedRun;
  /** The owner resets it for another run. */
  @property({ attribute: false }) traceFocus!: TraceFocus;

  @state() private lens: LensChoice = RECORDED;
  readonly #labels = new LensLabels();
  #moments!: Moments;
  readonly #shown = new ShownMoments();

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('run')) return;
    this.#moments = new Moments(this.run.trace);
    this.lens = RECORDED;
  }

  override render() {
    const { trace } = this.run;
    return html`
      ${this.#head()}
      <trace-verdict
        .trace=${trace}
        @findings-show=${() => this.renderRoot.querySelector('trace-explorer')?.show('audit')}
      ></trace-verdict>
      ${this.#told()}
      <trace-stage
        .moments=${this.#shown.of(this.#moments, this.traceFocus.state)}
        .labels=${this.#labels.of(trace, 0, this.lens)}
        .traceFocus=${this.traceFocus}
      ></trace-stage>
      <div class="figures">
        ${this.#figure('clock')} ${this.run.tellsQueues ? this.#figure('queue') : this.#noQueues()}
      </div>
      <trace-explorer
        .trace=${trace}
        .traceFocus=${this.traceFocus}
        @lens-change=${({ choice }: LensChangeEvent) => {
          this.lens = choice;
        }}
      ></trace-explorer>
      <summary-table .trace=${trace}></summary-table>
      <run-certificate .trace=${trace}></run-certificate>
      <run-files .trace=${trace} .traceFocus=${this.traceFocus}></run-files>
    `;
  }

  #head() {
    const { name, family, events, spanMs, machines, address, trace } = this.run;
    const named = machines.slice(0, MACHINES_NAMED_MAX);
    const more = machines.length - named.length;
    return html`<div class="head">
      <div>
        <h2>${name}</h2>
        <p class="facts">${family} · ${runFacts(machines.length, events, spanMs, trace.engine)}</p>
        <ul class="machines" aria-label=${OPENED_RUN.machines}>
          ${named.map(machine => html`<li>${machineWords(machine)}</li>`)}
          ${more > 0 ? html`<li>${moreMachines(more)}</li>` : nothing}
        </ul>
      </div>
      ${address ? html`<a class="button" href=${address}>${OPENED_RUN.runAgain}</a>` : nothing}
    </div>`;
  }

  #figure(quantity: 'clock' | 'queue') {
    const { trace } = this.run;
    return html`<trace-chart
      .quantity=${quantity}
      .trial=${trace.trial}
      .trace=${trace}
      .moments=${this.#moments}
      .traceFocus=${this.traceFocus}
    ></trace-chart>`;
  }

  #noQueues() {
    return html`<section class="sheet untold" aria-labelledby="queues">
      <h2 id="queues">${OPENED_RUN.queues}</h2>
      <p>${OPENED_RUN.noQueues}</p>
    </section>`;
  }

  /** What the files leave unsaid, and how it was settled. */
  #told() {
    const { notes, machines } = this.run;
    const lines = [
      ...machines.filter(({ gap }) => gap).map(({ name, gap }) => incompleteLog(name, gap)),
      ...(machines.every(({ machine, name }) => name === `machine ${machine}`)
        ? []
        : [messageNamesNote(machines.map(({ name }) => name))]),
      ...notes,
    ];
    const { mayBeReadAnew } = this.run;
    if (lines.length === 0 && !mayBeReadAnew) return nothing;
    return html`<details class="sheet told">
      <summary><h2>${OPENED_RUN.howRead}</h2></summary>
      <ul>
        ${lines.map(line => html`<li>${line}</li>`)}
      </ul>
      ${
        mayBeReadAnew
          ? html`<button type="button" @click=${() => this.dispatchEvent(new ReadingReconsiderEvent())}>
              ${READING_BUTTONS.reconsider}
            </button>`
          : nothing
      }
    </details>`;
  }
}

function machineWords({ machine, name, rate, rateIsEstimated, events, gap }: OpenedMachine) {
  const facts = machineFacts(rate, rateIsEstimated, events);
  return html`<machine-mark machine=${machine}></machine-mark> <b>${name}</b>:
    ${facts}${gap ? html`<span class="gap">${OPENED_RUN.incomplete}</span>` : nothing}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'opened-run': OpenedRunElement;
  }
}
