// What every view of the page has in common: it is mounted for a fragment, and ends when another one takes its place.

/** Ends whatever the view has started. Called once. */
export type Unmount = () => void;

/** `query` is what follows the view's name in the fragment: `#/trial?rates=5,1,5` has the query `rates=5,1,5`. */
export type Mount = (root: HTMLElement, query: string) => Unmount;

export interface Fragment {
  readonly view: string;
  readonly query: string;
}

/** An empty fragment means the trial. */
export function readFragment(hash: string): Fragment {
  const [view = '', ...rest] = hash.replace(/^#\/?/, '').split('?');
  return { view: view === '' ? 'trial' : view, query: rest.join('?') };
}
