// The page that every view stands in: name, ways to the views, a link to take away, and help.
import { html, LitElement } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import './help-dialog.ts';
import type { HelpDialog } from './help-dialog.ts';
import { lamplightPage } from './lamplight-page.styles.ts';
import { buttons, reset } from './styles/shared.styles.ts';

export interface NavigationLink {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
}

const SAID_MS = 2400;

/** A lamp that is a clock. */
const LOGO = html`<svg viewBox="0 0 26 26" aria-hidden="true">
  <circle cx="13" cy="13" r="12.5" style="fill: var(--amber)" />
  <path
    d="M13 6.5V13l4 2.6"
    style="fill: none; stroke: var(--on-amber); stroke-width: 2; stroke-linecap: round; stroke-linejoin: round"
  />
</svg>`;

/** @slot - the view */
@customElement('lamplight-page')
export class LamplightPage extends LitElement {
  static override styles = [reset, buttons, lamplightPage];

  @property({ attribute: false }) navigation: readonly NavigationLink[] = [];
  /** What Copy link copies; the page's own address when it is empty. */
  @property() link = '';

  @state() private copied: 'no' | 'yes' | 'refused' = 'no';
  @query('help-dialog') private help!: HelpDialog;
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#forgetting);
  }

  override render() {
    const words = { no: 'Copy link', yes: 'Copied', refused: 'Not allowed' };
    const said = {
      no: '',
      yes: 'The link is copied.',
      refused: 'The browser does not allow copying: take the address from its bar.',
    };
    return html`
      <header class="head">
        <button type="button" class="skip" @click=${this.#skip}>Skip to the view</button>
        <a class="home" href="#/trial">${LOGO} Lamplight</a>
        <nav aria-label="Views">
          <ul>
            ${this.navigation.map(
              ({ href, label, current }) =>
                html`<li>
                  <a href=${href} aria-current=${ifDefined(current ? 'page' : undefined)}>${label}</a>
                </li>`,
            )}
          </ul>
        </nav>
        <div class="tools">
          <button type="button" class="copy" @click=${this.#copy}>${words[this.copied]}</button>
          <span class="unseen" aria-live="polite">${said[this.copied]}</span>
          <button type="button" class="help" aria-label="Help" @click=${() => this.help.open()}>?</button>
        </div>
      </header>
      <div id="view" tabindex="-1"><slot></slot></div>
      <help-dialog></help-dialog>
    `;
  }

  /** No link: the fragment belongs to the permalink. */
  #skip(): void {
    this.renderRoot.querySelector<HTMLElement>('#view')?.focus();
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.link || location.href);
      this.copied = 'yes';
    } catch {
      this.copied = 'refused'; // by the browser or the person, or the page is not served securely
    }
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => {
      this.copied = 'no';
    }, SAID_MS);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'lamplight-page': LamplightPage;
  }
}
