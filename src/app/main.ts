// The one page: the fragment says which view it is. Each view is loaded when it is first needed.
import { readFragment, type Mount, type Unmount } from './view.ts';

const VIEWS: Readonly<Record<string, () => Promise<Mount>>> = {
  trial: async () => (await import('./trial-page.ts')).mountTrial,
  sweep: async () => (await import('./sweep-page.ts')).mountSweep,
  notebook: async () => (await import('./notebook-page.ts')).mountNotebook,
  open: async () => (await import('./open-page.ts')).mountOpen,
  machine: async () => (await import('./machine-page.ts')).mountMachine,
};

function unknownView(view: string): Mount {
  return root => {
    const message = document.createElement('main');
    const link = document.createElement('a');
    link.href = '#/trial';
    link.textContent = 'Open the trial';
    message.append(`This address names a view that does not exist: “${view}”. `, link);
    root.append(message);
    return () => undefined;
  };
}

function start(root: HTMLElement): void {
  let unmount: Unmount = () => undefined;
  let turn = 0;

  const show = async (): Promise<void> => {
    const { view, query } = readFragment(location.hash);
    const mine = ++turn;
    const mount = (await VIEWS[view]?.()) ?? unknownView(view);
    if (mine !== turn) return; // the fragment has changed meanwhile
    unmount();
    root.replaceChildren();
    unmount = mount(root, query);
  };

  addEventListener('hashchange', () => void show());
  addEventListener('pagehide', () => unmount());
  // A page that comes back from the cache has said goodbye to everyone: it begins anew.
  addEventListener('pageshow', event => {
    if (event.persisted) location.reload();
  });
  void show();
}

start(document.body);
