// Composition root of the view of the three designs: it keeps draft, address and comparison in step. All machines of a comparison
// are in this page.
import { parseDesignsDraft, readDesignsAddress, writeDesignsAddress } from '../address/designs.ts';
import { broadcastPairs, webrtcPairs } from '../laboratory/designs/pairs.ts';
import { throughBroker } from '../laboratory/designs/through-broker.ts';
import { throughRelay } from '../laboratory/designs/through-server.ts';
import { openNotebookMemory } from '../notebook/memory.ts';
import { DesignsLaboratory } from '../ui/designs/designs-laboratory.ts';
import '../ui/designs/designs-view.ts';
import { comparisonWords } from '../words/designs-view.ts';
import { TAB_TITLES, type Activity } from '../words/frame.ts';
import { pageScheduler } from './real-time.ts';
import type { OpenView, View } from './view.ts';

export const openDesigns: OpenView = (firstQuery, changed) => {
  const laboratory = new DesignsLaboratory({
    makersWith: brokerUrls => [
      webrtcPairs(),
      broadcastPairs(),
      throughRelay(),
      ...(isNamed(brokerUrls) ? [throughBroker(brokerUrls)] : []),
    ],
    startScheduler: pageScheduler,
    memory: openNotebookMemory(),
    browser: navigator.userAgent.slice(0, 400),
  });
  const element = document.createElement('designs-view');
  let query = firstQuery;
  let isShown = false;
  let endedUnseen = false;
  let went = false;

  const goesOn = (): boolean => laboratory.state.phase === 'running';
  const take = (other: string): void => {
    const { parsed, runNow } = readDesignsAddress(other);
    query = other;
    element.parsed = parsed;
    if (runNow) element.request();
  };

  element.laboratory = laboratory;
  element.addEventListener('designs-draft-change', ({ draft }) => {
    element.parsed = parseDesignsDraft(draft);
    query = writeDesignsAddress(draft);
    changed();
  });
  laboratory.subscribe(() => {
    if (went && !goesOn()) endedUnseen = !isShown;
    went = goesOn();
    changed();
  });
  take(firstQuery);

  const view: View = {
    element,
    title: TAB_TITLES.designs,
    get query() {
      return query;
    },
    get activity(): Activity | undefined {
      const { done, steps, phase } = laboratory.state;
      if (goesOn()) return { words: comparisonWords(done, steps), goesOn: true };
      return endedUnseen ? { words: phase, goesOn: false } : undefined;
    },
    wouldBeMissed: false,
    take,
    sighted: shown => {
      isShown = shown;
      if (shown) endedUnseen = false;
    },
    close: () => laboratory.close(),
  };
  return view;
};

/** At least one broker: none is contacted by itself. */
function isNamed(urls: readonly string[]): urls is readonly [string, ...string[]] {
  return urls.length > 0;
}
