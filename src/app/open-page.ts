// Composition root of the page that opens logs: files are read and patterns tried in workers, and the address carries the
// pattern.
import { OpenDesk } from '../ui/open/open-desk.ts';
import { readOpenPermalink, writeOpenPermalink } from '../address/open-permalink.ts';
import { startPreviewWorker } from '../jobs/pattern-preview-workers.ts';
import { readFilesInWorker } from '../jobs/reading-in-worker.ts';
import '../ui/parts/lamplight-page.ts';
import '../ui/open/open-view.ts';
import { navigation } from './navigation.ts';
import { pageScheduler } from './real-time.ts';
import type { Mount } from './view.ts';

export const mountOpen: Mount = (root, query) => {
  const { pattern, problems } = readOpenPermalink(query);
  const scheduler = pageScheduler();
  const desk = new OpenDesk({
    readFiles: (files, options) => readFilesInWorker(scheduler, files, options),
    startPreviewWorker,
    scheduler,
    pattern,
  });
  document.title = 'Open a log · Lamplight';

  const view = document.createElement('open-view');
  view.desk = desk;
  view.problems = problems;
  const rewriteAddress = (pattern: string): void => {
    const query = writeOpenPermalink(pattern);
    history.replaceState(null, '', query ? `#/open?${query}` : '#/open');
    view.problems = [];
  };
  view.addEventListener('pattern-change', ({ pattern }) => rewriteAddress(pattern));
  view.addEventListener('leave-out-request', () => rewriteAddress(desk.state.pattern.source));

  const frame = document.createElement('lamplight-page');
  frame.navigation = navigation('open');
  frame.append(view);
  root.append(frame);

  return () => {
    desk.close();
    scheduler.close();
  };
};
