// What is said of the selected event and of the cut, right below the stage on which they are; fetched once there is something to
// select.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Trace } from '../../core/trace.ts';
import { reset } from '../parts/styles/shared.styles.ts';
import './diagram/cut-panel.ts';
import './events/event-card.ts';
import './run-notes.ts';
import type { TraceFocus } from './trace-focus.ts';

@customElement('chosen-event')
export class ChosenEvent extends LitElement {
  static override styles = [
    reset,
    css`
      :host {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) trace!: Trace;
  /** Tells when the trace has grown. */
  @property({ type: Number }) revision = 0;
  /** Where the run stands, in milliseconds since its start; undefined when it does not go on. */
  @property({ attribute: false }) nowMs: number | undefined;
  @property({ attribute: false }) traceFocus!: TraceFocus;
  /** Whether notes can be pinned to the run. */
  @property({ type: Boolean }) notable = false;

  override render() {
    return html`<event-card
        quiet
        .trace=${this.trace}
        revision=${this.revision}
        .nowMs=${this.nowMs}
        .traceFocus=${this.traceFocus}
        ?notable=${this.notable}
      ></event-card>
      ${
        this.notable
          ? html`<run-notes .trace=${this.trace} .traceFocus=${this.traceFocus}></run-notes>`
          : nothing
      }
      <cut-panel .trace=${this.trace} revision=${this.revision} .traceFocus=${this.traceFocus}></cut-panel>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'chosen-event': ChosenEvent;
  }
}
