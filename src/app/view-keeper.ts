// Keeps the views of the page: opens each when it is first needed, shows the one that the fragment names and hides the
// others, so that a change of view loses nothing. What goes on in a hidden view is told in the header.
import '../ui/parts/page-notice.ts';
import type { LamplightPage } from '../ui/parts/lamplight-page.ts';
import {
  MACHINE_NAME,
  NOT_LOADED,
  SITE_NAME,
  unknownViewNotice,
  VIEW_NAMES,
  type Notice,
} from '../words/frame.ts';
import { readFragment, writeFragment, type CopiedLink, type OpenView, type View } from './view.ts';

export type LoadView = () => Promise<OpenView>;

interface Kept {
  readonly view: View;
  /** The last query that an address gave it or that it wrote itself. */
  query: string;
  /** What the browser's own history has of it: the way back leads to the view as it is. */
  inHistory: string;
  scrollY: number;
}

export class ViewKeeper {
  readonly #frame: LamplightPage;
  readonly #loaders: ReadonlyMap<string, LoadView>;
  /** Bound: one for each loader. */
  readonly #kept = new Map<string, Kept>();
  readonly #notice = document.createElement('page-notice');
  #shown: Kept | undefined;
  #current = '';
  #turn = 0;
  #navigationKey = '';
  /** The fragment that is answered by what is shown. */
  #hash = '';
  /** Says the first address; a link inside the page does not change it. */
  readonly #isEmbedded = readFragment(location.hash).isEmbedded;

  /** Shows what the fragment names, now and whenever it changes. */
  constructor(frame: LamplightPage, loaders: ReadonlyMap<string, LoadView>) {
    this.#frame = frame;
    this.#loaders = loaders;
    this.#notice.hidden = true;
    frame.append(this.#notice);
    frame.embedded = this.#isEmbedded;
    history.scrollRestoration = 'manual'; // every view has its own place
    addEventListener('hashchange', () => void this.#show());
    addEventListener('pagehide', () => this.#close());
    // A page that comes back from the cache has said goodbye to everyone: it begins anew.
    addEventListener('pageshow', event => {
      if (event.persisted) location.reload();
    });
    void this.#show();
  }

  /** The link to what is shown now. */
  async link(): Promise<CopiedLink> {
    return (await this.#shown?.view.link?.()) ?? { kind: 'link', fragment: location.hash };
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    this.#hash = location.hash;
    const { view: name, query } = readFragment(this.#hash);
    this.#current = name;
    this.#tell();
    const load = this.#loaders.get(name);
    if (!load) {
      this.#showNotice(unknownViewNotice(name), false);
      return;
    }
    let kept = this.#kept.get(name);
    if (kept && query !== '' && query !== kept.query && !kept.view.take) {
      this.#drop(name, kept);
      kept = undefined;
    }
    if (!kept) {
      const open = await load().catch(() => undefined);
      if (turn !== this.#turn) return; // the fragment has changed meanwhile
      if (!open) {
        this.#showNotice(NOT_LOADED, true);
        return;
      }
      kept = this.#open(name, open, query);
    } else if (query !== '' && query !== kept.query && query !== kept.inHistory) {
      kept.query = query;
      kept.view.take?.(query);
    }
    this.#bringOut(kept);
  }

  #open(name: string, open: OpenView, query: string): Kept {
    const isQuiet = (): boolean => [...this.#kept.values()].every(({ view }) => !view.activity?.goesOn);
    const view = open(query, () => this.#viewChanged(name), isQuiet);
    const kept: Kept = { view, query, inHistory: query, scrollY: 0 };
    this.#kept.set(name, kept);
    this.#frame.append(view.element);
    return kept;
  }

  #drop(name: string, kept: Kept): void {
    this.#kept.delete(name);
    if (this.#shown === kept) this.#shown = undefined;
    kept.view.close();
    kept.view.element.remove();
  }

  /** An address without a query, as the header's before the first visit, shows the view as it is. */
  #bringOut(kept: Kept): void {
    this.#leave(kept);
    this.#notice.hidden = true;
    this.#frame.removePlaceholder();
    const isOther = this.#shown !== kept;
    this.#shown = kept;
    this.#write(kept);
    if (isOther) {
      kept.view.element.hidden = false;
      void drawAgain(kept.view.element).then(() => scrollTo({ top: kept.scrollY, behavior: 'instant' }));
      kept.view.sighted(true);
    }
    this.#tell();
  }

  #showNotice(notice: Notice, canReload: boolean): void {
    this.#leave(undefined);
    this.#shown = undefined;
    this.#frame.removePlaceholder();
    this.#notice.notice = notice;
    this.#notice.canReload = canReload;
    this.#notice.hidden = false;
    this.#tell();
  }

  #leave(next: Kept | undefined): void {
    const left = this.#shown;
    if (!left || left === next) return;
    left.scrollY = scrollY;
    left.view.element.hidden = true;
    left.view.sighted(false);
  }

  #viewChanged(name: string): void {
    const kept = this.#kept.get(name);
    if (!kept) return; // it is being opened
    if (kept.query !== kept.view.query) {
      kept.query = kept.view.query;
      if (this.#shown === kept) this.#write(kept);
    }
    this.#tell();
  }

  /** Title and header, as they should be now. */
  #tell(): void {
    const shown = this.#shown;
    const isArrived = shown !== undefined && shown === this.#kept.get(this.#current);
    document.title = isArrived ? shown.view.title : SITE_NAME;
    this.#tellNavigation();
    this.#frame.wholeAddress = writeFragment({ ...readFragment(this.#hash), isEmbedded: false });
    const isMissed = [...this.#kept.values()].some(({ view }) => view.wouldBeMissed);
    if (isMissed) addEventListener('beforeunload', askFirst);
    else removeEventListener('beforeunload', askFirst);
  }

  /** Puts the view's own address in the place of the one that led to it. */
  #write(kept: Kept): void {
    const { query } = kept;
    if (location.hash !== this.#hash) return; // another address has come, and its event is on its way
    const isBare = readFragment(this.#hash).query === '';
    if (query === '' && isBare) return;
    history.replaceState(
      null,
      '',
      writeFragment({ view: this.#current, query, isEmbedded: this.#isEmbedded }),
    );
    kept.inHistory = query;
    this.#hash = location.hash;
  }

  #tellNavigation(): void {
    const views = this.#kept.has('machine') ? [...VIEW_NAMES, MACHINE_NAME] : VIEW_NAMES;
    const links = views.map(({ view, label }) => ({
      href: writeFragment({ view, query: this.#kept.get(view)?.query ?? '' }),
      label,
      current: view === this.#current,
      activity: this.#kept.get(view)?.view.activity,
    }));
    const key = JSON.stringify(links);
    if (key === this.#navigationKey) return;
    this.#navigationKey = key;
    this.#frame.navigation = links;
  }

  #close(): void {
    for (const { view } of this.#kept.values()) view.close();
  }
}

/** The browser asks in its own words. */
function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/** Resolves once it is drawn. One whose definition is still being fetched is drawn when that is there. */
async function drawAgain(element: View['element']): Promise<void> {
  await customElements.whenDefined(element.localName);
  element.requestUpdate();
  await element.updateComplete;
}
