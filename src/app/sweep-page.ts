// Composition root of the sweep's view: it keeps draft, address and sweep in step, and gives the sweep all cores.
import { SweepLaboratory } from '../ui/sweep/sweep-laboratory.ts';
import { readSweepPermalink, writeSweepPermalink } from '../address/sweep-permalink.ts';
import '../ui/parts/lamplight-page.ts';
import '../ui/sweep/sweep-view.ts';
import { navigation } from './navigation.ts';
import type { Mount } from './view.ts';

export const mountSweep: Mount = (root, query) => {
  const { draft, runNow, problems } = readSweepPermalink(query);
  const laboratory = new SweepLaboratory({ workers: navigator.hardwareConcurrency });
  document.title = 'Sweep · Lamplight';

  const view = document.createElement('sweep-view');
  view.laboratory = laboratory;
  view.draft = draft;
  view.fragmentProblems = problems;
  view.addEventListener('sweep-draft-change', ({ draft }) => {
    view.draft = draft;
    view.fragmentProblems = [];
    history.replaceState(null, '', `#/sweep?${writeSweepPermalink(draft)}`);
  });

  const frame = document.createElement('lamplight-page');
  frame.navigation = navigation('sweep');
  frame.append(view);
  root.append(frame);
  if (runNow) void view.updateComplete.then(() => view.request());

  return () => laboratory.close();
};
