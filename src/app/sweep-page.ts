// Composition root of the sweep's view: it keeps draft, address and sweep in step, and gives the sweep all cores.
import { SweepLaboratory } from '../ui/sweep/sweep-laboratory.ts';
import { parseSweepDraft, readSweepAddress, writeSweepAddress } from '../address/sweep.ts';
import '../ui/sweep/sweep-view.ts';
import { sweepWords, TAB_TITLES, type Activity } from '../words/frame.ts';
import type { OpenView, View } from './view.ts';

export const openSweep: OpenView = (firstQuery, changed, isQuiet) => {
  const laboratory = new SweepLaboratory({ workers: navigator.hardwareConcurrency });
  const element = document.createElement('sweep-view');
  let query = firstQuery;
  let isShown = false;
  let wasShown = false;
  let endedUnseen = false;

  const goesOn = (): boolean => ['running', 'counting'].includes(laboratory.state.phase);
  const take = (other: string): void => {
    const { parsed, runNow } = readSweepAddress(other);
    query = other;
    element.parsed = parsed;
    if (runNow) element.request();
  };

  element.laboratory = laboratory;
  element.addEventListener('sweep-draft-change', ({ draft }) => {
    element.parsed = parseSweepDraft(draft);
    query = writeSweepAddress(draft);
    changed();
  });
  let went = false;
  laboratory.subscribe(() => {
    if (went && !goesOn()) endedUnseen = !isShown;
    went = goesOn();
    changed();
  });
  take(firstQuery);

  const view: View = {
    element,
    title: TAB_TITLES.sweep,
    get query() {
      return query;
    },
    get activity(): Activity | undefined {
      const { progress, phase } = laboratory.state;
      if (goesOn() && progress) return { words: sweepWords(progress.runsDone, progress.runs), goesOn: true };
      return endedUnseen ? { words: phase, goesOn: false } : undefined;
    },
    wouldBeMissed: false,
    take,
    sighted: shown => {
      isShown = shown;
      // An empty map says little, and a small sweep takes a second: it is run on arrival, unless a live run needs its beat.
      if (shown && !wasShown && isQuiet()) element.arrive();
      wasShown = true;
      if (shown) endedUnseen = false;
    },
    close: () => laboratory.close(),
  };
  return view;
};
