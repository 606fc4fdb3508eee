// Composition root of the history: the runs of this browser, and the run or the two that the address names.
import { readHistoryAddress, writeHistoryAddress, type HistoryPlace } from '../address/history.ts';
import { linkTo } from '../address/fields.ts';
import { joinQueries, partQuery } from '../address/seen-part.ts';
import type { HistoryDoor } from '../history/history-state.ts';
import { simulateInWorker } from '../jobs/runner.ts';
import '../ui/history/history-view.ts';
import { TAB_TITLES } from '../words/frame.ts';
import { after } from './real-time.ts';
import { linkOfRun, packedLink } from './run-link.ts';
import { SeenKeeper } from './seen-keeper.ts';
import type { OpenView, View } from './view.ts';

export function historyOpener(history: HistoryDoor): OpenView {
  return (firstQuery, changed) => {
    const element = document.createElement('history-view');
    element.history = history;
    element.simulate = simulateInWorker;
    let query = '';
    let ownProblems: readonly string[] = [];
    const tell = (): void => {
      element.problems = [...ownProblems, ...seen.problems];
      changed();
    };
    const seen = new SeenKeeper({
      focus: element.traceFocus,
      changed: tell,
      isRunOfAddress: () => true,
      after,
    });
    const take = (other: string): void => {
      const { own, seen: seenQuery } = partQuery(other);
      const { place, problems } = readHistoryAddress(own);
      query = problems.length > 0 ? own : writeHistoryAddress(place);
      if (!isSameRun(place, element.place)) element.traceFocus.showRun(undefined);
      element.place = place;
      ownProblems = problems;
      seen.bring(place.kind === 'run' ? seenQuery : '');
    };
    element.addEventListener('leave-out-request', () => {
      seen.leaveOut();
      if (ownProblems.length > 0) take('');
      changed();
    });
    take(firstQuery);
    const view: View = {
      element,
      title: TAB_TITLES.history,
      get query() {
        return element.place.kind === 'run' ? joinQueries(query, seen.query) : query;
      },
      // The history is this browser's alone; a run goes to others inside the link, or is computed again from its trial.
      link: async () => {
        const { run } = element.traceFocus.state;
        const { place } = element;
        const entry =
          place.kind === 'run' ? history.state.entries.find(({ id }) => id === place.run) : undefined;
        if (!run) return { kind: 'link', fragment: linkTo('history', query) };
        const name = entry?.name ?? '';
        return entry?.came === 'run' ? linkOfRun(run, name, seen) : packedLink(run, name, seen);
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
      close: () => seen.close(),
    };
    return view;
  };
}

function isSameRun(a: HistoryPlace, b: HistoryPlace): boolean {
  return a.kind === 'run' && b.kind === 'run' && a.run === b.run;
}
