// The document of a machine in a frame: its card and nothing else, so that two dozen of them are cheap.
import { openMachine } from './machine-page.ts';
import { readFragment } from './view.ts';

const view = openMachine(
  readFragment(location.hash).query,
  () => undefined,
  () => true,
);
document.body.append(view.element);
addEventListener('pagehide', () => view.close());
// One that comes back from the cache has said goodbye to everyone: it begins anew, and so does one with another address.
addEventListener('pageshow', event => {
  if (event.persisted) location.reload();
});
addEventListener('hashchange', () => location.reload());
