// What stands in the address and belongs to no field, in words, with a way to be rid of it.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { LEAVE_OUT } from '../../words/form-problems.ts';
import { LeaveOutRequestEvent } from './events.ts';
import { buttons, reset } from './styles/shared.styles.ts';

/**
 * Shows nothing where there is no problem.
 *
 * @fires leave-out-request - the address is to be written anew, without what no field stands for
 */
@customElement('fragment-problems')
export class FragmentProblems extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      :host {
        display: contents; /* no gap in its form where there is no problem */
      }
      div {
        padding: var(--space-3);
        border: 1px solid var(--problem);
        border-radius: var(--radius);
        color: var(--problem);
        font-size: var(--size-note);
      }
      li + li,
      button {
        margin-top: var(--space-2);
      }
    `,
  ];

  @property({ attribute: false }) problems: readonly { readonly field: string; readonly message: string }[] =
    [];

  /** The first of them, as the fields of a form have one; empty where there is none. */
  get problem(): string {
    return this.#messages[0] ?? '';
  }

  override render() {
    const messages = this.#messages;
    if (messages.length === 0) return nothing;
    return html`<div>
      <ul>
        ${messages.map(message => html`<li>${message}</li>`)}
      </ul>
      <button type="button" @click=${() => this.dispatchEvent(new LeaveOutRequestEvent())}>
        ${LEAVE_OUT}
      </button>
    </div>`;
  }

  get #messages(): readonly string[] {
    return this.problems.filter(({ field }) => field === 'fragment').map(({ message }) => message);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'fragment-problems': FragmentProblems;
  }
}
