// Says that another page already coordinates the room, and offers the two ways on.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { JoinRequestEvent, OwnRoomRequestEvent } from '../parts/events.ts';
import { ROOM_NOTICE, roomNoticeTitle } from '../../words/trial.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';

/**
 * @fires join-request
 * @fires own-room-request
 */
@customElement('room-notice')
export class RoomNotice extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      section {
        padding: var(--space-4);
        border: 1px solid var(--amber);
        border-radius: var(--radius-large);
        background: color-mix(in srgb, var(--amber) 10%, var(--sheet));
      }
      h2 {
        font-size: var(--size-text);
        font-weight: 650;
      }
      p {
        margin-top: var(--space-1);
        max-width: 72ch;
        font-size: var(--size-note);
      }
      div {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2);
        margin-top: var(--space-3);
      }
    `,
  ];

  @property() room = '';

  override render() {
    return html`<section role="alert">
      <h2>${roomNoticeTitle(this.room)}</h2>
      <p>${ROOM_NOTICE.note}</p>
      <div>
        <button type="button" @click=${() => this.dispatchEvent(new JoinRequestEvent())}>
          ${ROOM_NOTICE.join}
        </button>
        <button type="button" @click=${() => this.dispatchEvent(new OwnRoomRequestEvent())}>
          ${ROOM_NOTICE.separate}
        </button>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'room-notice': RoomNotice;
  }
}
