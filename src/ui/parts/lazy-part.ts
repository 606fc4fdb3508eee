// A part of a page whose code is fetched when it is first shown, so that nobody waits for what nobody looks at.
import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { cache } from 'lit/directives/cache.js';
import { loadingPart, partNotLoaded, SOME_PART, TRY_AGAIN } from '../../words/frame.ts';
import { buttons, reset } from './styles/shared.styles.ts';

type State = 'loading' | 'ready' | 'failed';

/** With another `load` it shows another part, and keeps the elements of the former one as they were. */
@customElement('lazy-part')
export class LazyPart extends LitElement {
  static override styles = [
    reset,
    buttons,
    css`
      p {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        min-height: 96px;
        justify-content: center;
        color: var(--ink-soft);
        font-size: var(--size-note);
      }
    `,
  ];

  /** What the part is called in a sentence: "The diagram". */
  @property() name: string = SOME_PART;
  /** Fetches what `content` needs. */
  @property({ attribute: false }) load!: () => Promise<unknown>;
  /** An element of the part, if its code may be there already: then the part is shown at once and not a moment later. */
  @property() element = '';
  @property({ attribute: false }) content!: () => TemplateResult;

  readonly #states = new Map<() => Promise<unknown>, State>();
  /** Settles when what is fetched now is there or has failed. */
  #fetching: Promise<void> = Promise.resolve();

  override willUpdate(): void {
    if (this.#states.has(this.load)) return;
    if (this.element !== '' && customElements.get(this.element)) this.#states.set(this.load, 'ready');
    else this.#fetching = this.#fetch();
  }

  /** Whether the content is on the page: once it has been fetched, or cannot be. */
  async whenShown(): Promise<boolean> {
    await this.updateComplete;
    await this.#fetching;
    await this.updateComplete;
    return this.#states.get(this.load) === 'ready';
  }

  override render() {
    const state = this.#states.get(this.load);
    return cache(
      state === 'ready'
        ? this.content()
        : state === 'failed'
          ? html`<p role="alert">
              ${partNotLoaded(this.name)}
              <button type="button" @click=${() => void this.#fetch()}>${TRY_AGAIN}</button>
            </p>`
          : html`<p role="status">${loadingPart(this.name)}</p>`,
    );
  }

  async #fetch(): Promise<void> {
    const { load } = this;
    this.#states.set(load, 'loading');
    this.requestUpdate();
    const state = await load().then(
      (): State => 'ready',
      (): State => 'failed',
    );
    this.#states.set(load, state);
    this.requestUpdate();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lazy-part': LazyPart;
  }
}
