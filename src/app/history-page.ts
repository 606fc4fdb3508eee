// Composition root of the history: the runs of this browser, and the run or the two that the address names.
import { readHistoryAddress, writeHistoryAddress } from '../address/history.ts';
import type { HistoryDoor } from '../history/history-state.ts';
import { simulateInWorker } from '../jobs/runner.ts';
import '../ui/history/history-view.ts';
import { TAB_TITLES } from '../words/frame.ts';
import type { OpenView, View } from './view.ts';

export function historyOpener(history: HistoryDoor): OpenView {
  return (firstQuery, changed) => {
    const element = document.createElement('history-view');
    element.history = history;
    element.simulate = simulateInWorker;
    let query = firstQuery;
    const take = (other: string): void => {
      const { place, problems } = readHistoryAddress(other);
      query = problems.length > 0 ? other : writeHistoryAddress(place);
      element.place = place;
      element.problems = problems;
    };
    element.addEventListener('leave-out-request', () => {
      take('');
      changed();
    });
    take(firstQuery);
    const view: View = {
      element,
      title: TAB_TITLES.history,
      get query() {
        return query;
      },
      activity: undefined,
      get wouldBeMissed() {
        return false;
      },
      take,
      // The list has an address of its own, which a link without one leads to.
      sighted: isShown => {
        if (isShown) changed();
      },
      close: () => undefined,
    };
    return view;
  };
}
