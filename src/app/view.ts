// What every view of the page has in common. A view is opened when it is first needed and then lives as long as the
// page: it is hidden while another one is shown, and so keeps its work.
import type { LitElement } from 'lit';
import type { Trace } from '../core/trace.ts';
import { linkTo } from '../address/fields.ts';
import type { Activity } from '../words/frame.ts';

export interface View {
  /** Stays in the document; the keeper hides it. Updates of what is hidden wait until it is shown. */
  readonly element: LitElement;
  /** Of the browser's tab, while this view is shown. */
  readonly title: string;
  /** What follows the view's name in its own address, as it is now. */
  readonly query: string;
  /** Undefined while nothing goes on that the other views should know of. */
  readonly activity: Activity | undefined;
  /** Whether closing the page would end something that cannot be done again. */
  readonly wouldBeMissed: boolean;
  /**
   * Another address for this view: a link was followed or pasted. Nothing that goes on is ended by it. A view without it
   * is closed, and another one is opened in its place.
   */
  take?(query: string): void;
  /** The link to exactly what is seen; without it, the view's address is. */
  link?(): Promise<CopiedLink>;
  /** Called after the view has come into sight or gone out of it. */
  sighted(isShown: boolean): void;
  /** The page goes: ends whatever the view has started. Called once. */
  close(): void;
}

export type CopiedLink =
  /** `note`: what the link leaves out, in a sentence. */
  | { readonly kind: 'link'; readonly fragment: string; readonly note?: string }
  /** The run goes on as a file. */
  | { readonly kind: 'too-long'; readonly trace: Trace };

/** Tells the keeper that `title`, `query`, `activity` or `wouldBeMissed` may have changed. */
export type Changed = () => void;

/** Whether no other view of the page is at work, so that this one may use the whole machine without being asked. */
export type IsQuiet = () => boolean;

/** `query` is what follows the view's name in the fragment: `#/trial?rates=5,1,5` has the query `rates=5,1,5`. */
export type OpenView = (query: string, changed: Changed, isQuiet: IsQuiet) => View;

export interface Fragment {
  readonly view: string;
  readonly query: string;
  /** Whether the page is shown inside a page of somebody else: one view, without the frame round it. */
  readonly isEmbedded: boolean;
}

const EMBED = /^embed(\/|$)/;

/** `#/trial?rates=5,1,5`, or `#/embed/trial?rates=5,1,5`. An empty fragment means the trial. */
export function readFragment(hash: string): Fragment {
  const [path = '', ...rest] = hash.replace(/^#\/?/, '').split('?');
  const view = path.replace(EMBED, '');
  return { view: view === '' ? 'trial' : view, query: rest.join('?'), isEmbedded: EMBED.test(path) };
}

export function writeFragment({
  view,
  query,
  isEmbedded = false,
}: Omit<Fragment, 'isEmbedded'> & Partial<Fragment>): string {
  return linkTo(isEmbedded ? `embed/${view}` : view, query);
}
