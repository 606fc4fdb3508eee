// The page that every view is in: name, ways to the views, a link to copy, and help. index.html shows its head before any
// script has run; this element takes the place of that one.
import { html, LitElement, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import {
  CLOSE,
  COPIED,
  COPY,
  HELP,
  NAVIGATION,
  NEW_VERSION_READY,
  newVersionWaits,
  NOTHING_TO_SEARCH,
  OPEN_HISTORY,
  OPEN_WHOLE,
  partNotLoaded,
  RELOAD,
  SITE_NAME,
  SKIP,
  UNSAVED_RUN,
  type Activity,
} from '../../words/frame.ts';
import { NOTHING_TO_PRESENT, PRESENT_WORDS } from '../../words/present.ts';
import type { HelpDialog } from './help-dialog.ts';
import type { KeySheet, KeysSwitchEvent } from './key-sheet.ts';
import { lamplightPage } from './lamplight-page.styles.ts';
import { pageWishOf } from './page-keys.ts';
import type { PageTool, PageToolEvent } from './page-tool-event.ts';
import { buttons, reset } from './styles/shared.styles.ts';
import { ViewEvent } from './view-event.ts';

export interface NavigationLink {
  readonly href: string;
  readonly label: string;
  readonly current: boolean;
  /** Of the view that it leads to. */
  readonly activity: Activity | undefined;
}

export interface FrameNote {
  readonly sentence: string;
  readonly action?: {
    readonly label: string;
    /** What could not be done, in a sentence; undefined where it was done. */
    readonly act: () => Promise<string | undefined>;
  };
}

const SAID_MS = 2400;

/** A lamp that is a clock. */
const LOGO = html`<svg viewBox="0 0 26 26" aria-hidden="true">
  <circle cx="13" cy="13" r="12.5" fill="var(--amber)" />
  <path
    d="M13 6.5V13l4 2.6"
    fill="none"
    stroke="var(--on-amber)"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
  />
</svg>`;

/** A person wants this part of the page to be presented. */
export class PresentEvent extends ViewEvent {
  static readonly type = 'present';
  constructor(readonly tool: PageTool) {
    super(PresentEvent.type);
  }
}

/** A person wants the new version now. */
export class NewVersionEvent extends ViewEvent {
  static readonly type = 'new-version';
  constructor() {
    super(NewVersionEvent.type);
  }
}

/**
 * @fires present
 * @fires new-version
 * @slot - the views, of which one is shown
 */
@customElement('lamplight-page')
export class LamplightPage extends LitElement {
  static override styles = [reset, buttons, lamplightPage];

  @property({ attribute: false }) navigation: readonly NavigationLink[] = [];
  /** Whether a run of this page could not be stored. in-page: the history has it as long as the page is open. */
  @property() unsaved: keyof typeof UNSAVED_RUN = 'no';

  /** Other tabs that keep a new version of the site waiting; undefined where there is no new version. */
  @property({ attribute: false }) newVersionWaitsFor: number | undefined;
  /** The link to what is seen; undefined where there is none, which a note says. */
  @property({ attribute: false }) linkToCopy = (): Promise<string | undefined> =>
    Promise.resolve(location.href);
  /** Something that the whole page is told. */
  @property({ attribute: false }) note: FrameNote | undefined;

  /** Whether the page is inside a page of somebody else: no header, and a link to the whole of it. */
  @property({ type: Boolean }) embedded = false;
  /** Of what is shown, in a page that is not embedded. */
  @property() wholeAddress = '';

  /** Whether single keys do what the sheet of keys says. */
  @state() private hasKeys = true;
  @state() private copied: keyof typeof COPY = 'no';
  @query('help-dialog') private help!: HelpDialog;
  @query('key-sheet') private keys!: KeySheet;
  /** Those that have said that they are there; whoever has left the page is dropped when the next one comes. */
  #tools: readonly PageTool[] = [];
  #forgetting: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.querySelector(':scope > header')?.remove();
    this.addEventListener('page-tool', this.#learn);
    document.addEventListener('keydown', this.#press);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('page-tool', this.#learn);
    document.removeEventListener('keydown', this.#press);
    clearTimeout(this.#forgetting);
  }

  /** A view is there: what index.html says until then goes. */
  removePlaceholder(): void {
    this.querySelector(':scope > .placeholder')?.remove();
  }

  override render() {
    return html`
      ${this.embedded ? this.#way() : this.#head()} ${this.#unsaved()} ${this.#newVersion()} ${this.#note()}
      <div id="view" tabindex="-1"><slot></slot></div>
      <help-dialog @keys-request=${() => void this.#openKeys()}></help-dialog>
      <key-sheet
        ?on=${this.hasKeys}
        @keys-switch=${({ isOn }: KeysSwitchEvent) => {
          this.hasKeys = isOn;
        }}
      ></key-sheet>
    `;
  }

  #way() {
    return html`<header class="way">
      <a href=${this.wholeAddress} target="_blank" title=${OPEN_WHOLE.title}>${LOGO} ${OPEN_WHOLE.link}</a>
    </header>`;
  }

  #head() {
    return html`
      <header class="head">
        <button type="button" class="skip" @click=${this.#skip}>${SKIP}</button>
        <a class="home" href="#/trial">${LOGO} ${SITE_NAME}</a>
        <nav aria-label=${NAVIGATION}>
          <ul>
            ${this.navigation.map(link => this.#link(link))}
          </ul>
        </nav>
        <div class="tools">
          <button type="button" class="copy" @click=${this.#copy}>${COPY[this.copied]}</button>
          <span class="unseen" aria-live="polite">${COPIED[this.copied]}</span>
          <button type="button" class="present" title=${PRESENT_WORDS.title} @click=${this.#present}>
            ${PRESENT_WORDS.button}
          </button>
          <button type="button" class="help" aria-label=${HELP.name} @click=${() => void this.#openHelp()}>
            ${HELP.sign}
          </button>
        </div>
      </header>
    `;
  }

  #unsaved() {
    if (this.unsaved === 'no') return nothing;
    return html`<p class="unsaved" role="status">
      ${UNSAVED_RUN[this.unsaved]}
      ${this.unsaved === 'in-page' ? html`<a href="#/history">${OPEN_HISTORY}</a>` : nothing}
      <button
        type="button"
        @click=${() => {
          this.unsaved = 'no';
        }}
      >
        ${CLOSE}
      </button>
    </p>`;
  }

  #newVersion() {
    const tabs = this.newVersionWaitsFor;
    if (tabs === undefined) return nothing;
    return html`<p class="unsaved" role="status">
      ${tabs === 0 ? NEW_VERSION_READY : newVersionWaits(tabs)}
      <button type="button" @click=${() => this.dispatchEvent(new NewVersionEvent())}>${RELOAD}</button>
    </p>`;
  }

  #note() {
    const { note } = this;
    if (!note) return nothing;
    return html`<p class="unsaved" role="status">
      ${note.sentence}
      ${note.action ? html`<button type="button" @click=${() => this.#act(note)}>${note.action.label}</button>` : nothing}
      <button
        type="button"
        @click=${() => {
          this.note = undefined;
        }}
      >
        ${CLOSE}
      </button>
    </p>`;
  }

  #link({ href, label, current, activity }: NavigationLink) {
    return html`<li>
      <a href=${href} aria-current=${ifDefined(current ? 'page' : undefined)}
        >${label}${
          activity
            ? html`<span class="activity">
                <span class=${activity.goesOn ? 'going' : ''}>· ${activity.words}</span></span
              >`
            : nothing
        }</a
      >
    </li>`;
  }

  readonly #learn = ({ tool }: PageToolEvent): void => {
    this.#tools = [...this.#tools.filter(each => each.isConnected && each !== tool), tool];
  };

  readonly #press = (event: KeyboardEvent): void => {
    const wish = this.hasKeys ? pageWishOf(event) : undefined;
    if (!wish) return;
    event.preventDefault();
    this.note = undefined;
    switch (wish.kind) {
      case 'view':
        if (this.embedded) break;
        location.hash = this.navigation[wish.at]?.href ?? location.hash;
        break;
      case 'keys':
        void this.#openKeys();
        break;
      case 'present':
        this.#present();
        break;
      case 'search':
        this.#search();
        break;
    }
  };

  /** Its words are fetched when somebody asks for them. */
  async #openHelp(): Promise<void> {
    const loaded = await import('./help-dialog.ts').catch(() => undefined);
    if (!loaded) this.note = { sentence: partNotLoaded(HELP.words) };
    await this.help.updateComplete; // which it has once it is loaded
    if (loaded) this.help.open();
  }

  async #openKeys(): Promise<void> {
    const loaded = await import('./key-sheet.ts').catch(() => undefined);
    if (!loaded) this.note = { sentence: partNotLoaded(HELP.keys) };
    await this.keys.updateComplete;
    if (loaded) this.keys.open();
  }

  #present(): void {
    const tool = nearest(
      this.#tools.filter(each => each.isConnected && each.presented && each.checkVisibility()),
    );
    if (tool) this.dispatchEvent(new PresentEvent(tool));
    else this.note = { sentence: NOTHING_TO_PRESENT };
  }

  #search(): void {
    const tool = this.#tools.find(each => each.isConnected && each.takeSearch && each.checkVisibility());
    if (tool?.takeSearch) tool.takeSearch();
    else this.note = { sentence: NOTHING_TO_SEARCH };
  }

  /** Not a link: the fragment belongs to the permalink. */
  #skip(): void {
    this.renderRoot.querySelector<HTMLElement>('#view')?.focus();
  }

  async #act({ action }: FrameNote): Promise<void> {
    const problem = await action?.act();
    this.note = problem === undefined ? undefined : { sentence: problem };
  }

  async #copy(): Promise<void> {
    try {
      const link = await this.linkToCopy();
      if (link !== undefined) await navigator.clipboard.writeText(link);
      this.copied = link === undefined ? 'long' : 'yes';
    } catch {
      this.copied = 'refused'; // by the browser or the person, or the page is not served securely
    }
    clearTimeout(this.#forgetting);
    this.#forgetting = setTimeout(() => {
      this.copied = 'no';
    }, SAID_MS);
  }
}

/** The one that is nearest to the middle of what is seen of the page. */
function nearest(tools: readonly PageTool[]): PageTool | undefined {
  const middle = innerHeight / 2;
  const distance = (tool: PageTool): number => {
    const { top, bottom } = tool.getBoundingClientRect();
    return Math.max(top - middle, middle - bottom, 0);
  };
  return [...tools].sort((a, b) => distance(a) - distance(b))[0];
}

declare global {
  interface HTMLElementTagNameMap {
    'lamplight-page': LamplightPage;
  }
  interface HTMLElementEventMap {
    'new-version': NewVersionEvent;
    present: PresentEvent;
  }
}
