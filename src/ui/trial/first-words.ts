// What somebody reads who has not run anything yet: what is to be seen, and the two things to do. Gone after the first run.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { FIRST_SIGHT } from '../../words/trial.ts';
import { RunRequestEvent, WhyRequestEvent } from '../parts/events.ts';
import { buttons, reset } from '../parts/styles/shared.styles.ts';

/**
 * @fires run-request
 * @fires why-request
 */
@customElement('first-words')
export class FirstWords extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      section {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--space-3) var(--space-6);
      }
      p {
        flex: 1 1 420px;
        max-width: 62ch;
        font-size: 1.0625rem;
        line-height: 1.4;
      }
      div {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-3);
      }
      button {
        min-height: 44px;
        padding-inline: var(--space-4);
        font-size: var(--size-text);
      }
      @media (max-width: 480px) {
        p {
          flex-basis: 100%;
          font-size: var(--size-text);
        }
        div {
          gap: var(--space-2);
        }
        button,
        button.main {
          padding-inline: var(--space-3);
          font-size: var(--size-note);
        }
      }
    `,
  ];

  @property({ type: Boolean }) barred = false;

  override render() {
    return html`<section>
      <p><b>${FIRST_SIGHT.what}</b> ${FIRST_SIGHT.watch}</p>
      <div>
        <button
          class="main"
          type="button"
          ?disabled=${this.barred}
          @click=${() => this.dispatchEvent(new RunRequestEvent())}
        >
          ${FIRST_SIGHT.run}
        </button>
        <button type="button" @click=${() => this.dispatchEvent(new WhyRequestEvent())}>
          ${FIRST_SIGHT.why}
        </button>
      </div>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'first-words': FirstWords;
  }
}
