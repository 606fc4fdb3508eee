// The way from this device to the trial's page: the code that is wanted, the answer that is to be shown there, and what goes on.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { JoiningDoor } from '../../laboratory/devices/joining-door.ts';
import { JOIN_BY_CODE, joiningWords } from '../../words/joining.ts';
import '../parts/code-entry.ts';
import type { CodeReadEvent } from '../parts/code-read-event.ts';
import '../parts/code-text.ts';
import { DoorController } from '../parts/door-controller.ts';
import '../parts/qr-code.ts';
import { buttons, reset, sheet } from '../parts/styles/shared.styles.ts';

@customElement('far-line')
export class FarLine extends LitElement {
  static override styles = [
    reset,
    buttons,
    sheet,
    css`
      .sheet {
        padding: 14px var(--space-4) var(--space-4);
      }
      .said {
        font-size: var(--size-note);
      }
      .problem {
        color: var(--problem);
      }
      .joined {
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
      .ways {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 280px), 1fr));
        gap: var(--space-4) var(--space-6);
        margin-top: var(--space-3);
      }
      h2 + p,
      p + p {
        margin-top: var(--space-1);
      }
      code-entry {
        max-width: 640px;
        margin-top: var(--space-3);
      }
      .again {
        margin-top: var(--space-3);
      }
    `,
  ];

  @property({ attribute: false }) joining!: JoiningDoor;
  /** Goes to a link that is to be opened and not read here; false where the text is none. */
  @property({ attribute: false }) openLink: (text: string) => boolean = () => false;
  /** A person wants to give another code while an answer is shown. */
  @state() private wantsAnother = false;

  constructor() {
    super();
    new DoorController(this, () => this.joining);
  }

  override render() {
    const { state } = this.joining;
    if (state.kind === 'joined') return html`<p class="joined" role="status">${joiningWords(state)}</p>`;
    const isRefused =
      (state.kind === 'code-wanted' && state.refusal !== undefined) ||
      (state.kind === 'calling' && state.problem !== undefined);
    const showsEntry = state.kind === 'code-wanted' || (state.kind === 'answer' && this.wantsAnother);
    return html`<section class="sheet" aria-labelledby="title">
      <h2 id="title">${state.kind === 'answer' ? JOIN_BY_CODE.answerTitle : JOIN_BY_CODE.title}</h2>
      ${state.kind === 'answer' ? html`<p class="said">${JOIN_BY_CODE.answerIntro}</p>` : nothing}
      <p class="said ${isRefused ? 'problem' : ''}" role="status">${joiningWords(state)}</p>
      ${state.kind === 'answer' ? this.#answer(state.answer) : nothing}
      ${
        showsEntry
          ? html`<code-entry
              label=${JOIN_BY_CODE.code}
              take=${JOIN_BY_CODE.takeCode}
              @code-read=${({ text }: CodeReadEvent) => this.#take(text)}
            ></code-entry>`
          : nothing
      }
    </section>`;
  }

  #answer(answer: string) {
    return html`<div class="ways">
        <qr-code .text=${answer} label=${JOIN_BY_CODE.answerPicture}></qr-code>
        <code-text label=${JOIN_BY_CODE.answer} .text=${answer} copy=${JOIN_BY_CODE.copyAnswer}></code-text>
      </div>
      ${
        this.wantsAnother
          ? nothing
          : html`<button
              type="button"
              class="link again"
              @click=${() => {
                this.wantsAnother = true;
              }}
            >
              ${JOIN_BY_CODE.anotherCode}
            </button>`
      }`;
  }

  #take(text: string): void {
    this.wantsAnother = false;
    if (!this.openLink(text)) void this.joining.takeCode?.(text);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'far-line': FarLine;
  }
}
