// Turns the pages of a long list, and says which part of it is in sight.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PAGE_BUTTONS } from '../../words/pages.ts';
import { PageTurnEvent } from './events.ts';
import { buttons, reset } from './styles/shared.styles.ts';

/**
 * The owner takes over what `page-turn` says. Without buttons of its own where there is one page.
 *
 * @fires page-turn - with the page to be shown, from 0
 * @slot - more buttons, after those that turn
 */
@customElement('page-turner')
export class PageTurner extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      nav {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
      }
      p {
        margin-inline-end: auto;
        color: var(--ink-soft);
        font-size: var(--size-note);
        font-variant-numeric: tabular-nums;
      }
      button {
        min-height: 32px;
      }
    `,
  ];

  /** What is turned, for screen readers. */
  @property() label = '';
  /** Which part is in sight. */
  @property() text = '';
  /** Whether screen readers are not told of the change, because nobody asked for it here. */
  @property({ type: Boolean }) quiet = false;
  @property({ type: Number }) page = 0;
  @property({ type: Number }) pages = 1;

  override render() {
    const last = this.pages - 1;
    const { first, previous, next } = PAGE_BUTTONS;
    return html`<nav aria-label=${this.label}>
      <p role="status" aria-live=${this.quiet ? 'off' : 'polite'}>${this.text}</p>
      ${
        last > 0
          ? html`${this.#button(first, 0, this.page === 0)}
            ${this.#button(previous, this.page - 1, this.page === 0)}
            ${this.#button(next, this.page + 1, this.page >= last)}
            ${this.#button(PAGE_BUTTONS.last, last, this.page >= last)}`
          : nothing
      }
      <slot></slot>
    </nav>`;
  }

  #button(name: string, page: number, isThere: boolean) {
    return html`<button
      type="button"
      ?disabled=${isThere}
      @click=${() => this.dispatchEvent(new PageTurnEvent(page))}
    >
      ${name}
    </button>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'page-turner': PageTurner;
  }
}
