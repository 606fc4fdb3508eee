// The stage of a run that is shown from a record, opened, saved or in a lesson: its machines' cards as the heads of their lanes, the
// diagram, the playback bar under it, and what is said of the selected event.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { conditionAt } from '../../analysis/machine-condition.ts';
import type { Moments } from '../../analysis/moments.ts';
import '../machine/machine-card.ts';
import { DoorController } from '../parts/door-controller.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import './chosen-event.ts';
import type { EventLabels } from './clocks/lens-labels.ts';
import { DENSE_HEADS_FROM, HEADED_MAX } from './diagram/layout.ts';
import './diagram/space-time-diagram.ts';
import './playback-bar.ts';
import type { TraceFocus } from './trace-focus.ts';

@customElement('trace-stage')
export class TraceStage extends LitElement {
  static override styles = [
    reset,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
      }
      space-time-diagram {
        --stage-bottom: 0;
      }
      playback-bar {
        margin-top: -1px;
      }
      chosen-event {
        margin-top: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) moments!: Moments;
  /** The text beside the marks; the recorded clocks by default. */
  @property({ attribute: false }) labels: EventLabels | undefined;
  /** The owner resets it for another trace. */
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Of a lesson: the page stays where it is when an event is selected that is out of sight, and nothing is noted. */
  @property({ type: Boolean }) still = false;

  /** Of a page with several runs: which one it is. */
  @property() run = '';

  constructor() {
    super();
    new DoorController(this, () => this.traceFocus);
  }

  override render() {
    const { moments, labels, traceFocus, still } = this;
    const { trace } = moments;
    const headed = trace.machines <= HEADED_MAX;
    return html`<space-time-diagram
        .trace=${trace}
        .moments=${moments}
        ?headed=${headed}
        ?still=${still}
        .labels=${labels}
        .traceFocus=${traceFocus}
      >
        ${headed ? this.#heads() : nothing}
      </space-time-diagram>
      <playback-bar joined .run=${this.run} .moments=${moments} .traceFocus=${traceFocus}></playback-bar>
      <chosen-event .trace=${trace} ?notable=${!still} .traceFocus=${traceFocus}></chosen-event>`;
  }

  #heads() {
    const { trace } = this.moments;
    const { momentMs, momentEvent, hidden } = this.traceFocus.state;
    return this.moments
      .at(momentMs ?? Infinity, momentEvent)
      .machines.filter(({ machine }) => !hidden.includes(machine))
      .map(
        snapshot =>
          html`<machine-card
            slot="heads"
            head
            .trace=${trace}
            .snapshot=${snapshot}
            .condition=${conditionAt(trace.trial, snapshot.machine, momentMs ?? this.moments.endMs)}
            machines=${trace.machines}
            ?dense=${trace.machines >= DENSE_HEADS_FROM}
            ?virtual=${trace.engine === 'virtual'}
          ></machine-card>`,
      );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'trace-stage': TraceStage;
  }
}
