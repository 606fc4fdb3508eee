// How reading stands: a sentence, the facts beside it, a bar, and a way to stop.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { OpenState } from './open-state.ts';
import { StopRequestEvent } from '../parts/events.ts';
import '../parts/status-line.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';
import { READING_PROGRESS, readingFacts, readingHeadline, STOP_READING } from '../../words/open-words.ts';

/** @fires stop-request */
@customElement('open-status')
export class OpenStatus extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      :host {
        display: flex;
        gap: var(--space-4);
        align-items: end;
      }
      status-line {
        flex: 1;
        min-width: 0;
      }
      button {
        min-height: 44px;
        min-width: 88px;
      }
    `,
  ];

  @property({ attribute: false }) desk!: OpenState;

  override render() {
    const { phase, progress } = this.desk;
    const isRead = this.desk.opened !== undefined && this.desk.opened.runs.length > 0;
    return html`<status-line
        .sentence=${readingHeadline(this.desk)}
        .facts=${readingFacts(this.desk)}
        ?failed=${phase === 'failed'}
        label=${READING_PROGRESS}
        value=${progress?.portion ?? (isRead ? 1 : 0)}
      ></status-line>
      ${
        phase === 'reading'
          ? html`<button type="button" @click=${() => this.dispatchEvent(new StopRequestEvent())}>
              ${STOP_READING}
            </button>`
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'open-status': OpenStatus;
  }
}
