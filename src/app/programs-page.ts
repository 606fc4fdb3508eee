// Composition root of the view of programs: it keeps address and desk in step, and opens the boxes behind which programs run.
import { linkTo } from '../address/fields.ts';
import { stepsOf } from '../core/program/recorded-run.ts';
import type { Trace } from '../core/trace.ts';
import { PROGRAM_QUERY_MAX } from '../history/entry.ts';
import { openOwnPrograms } from '../history/own-programs.ts';
import { randomName } from '../network/random-name.ts';
import { ProgramBox } from '../sandbox/program-box.ts';
import { ProgramsDesk } from '../ui/program/programs-desk.ts';
import '../ui/program/programs-view.ts';
import { TraceFocus } from '../ui/trace/trace-focus.ts';
import { liveRunWords, TAB_TITLES, type Activity } from '../words/frame.ts';
import { keptRunName, LINK_TOO_LONG, workWords } from '../words/program-view.ts';
import { saveFile } from '../ui/parts/save-file.ts';
import type { ProgramsLaboratory } from './programs-laboratory.ts';
import { RunEndEvent, type EndedRun } from './run-end-event.ts';
import type { OpenView, View } from './view.ts';

export const openPrograms: OpenView = (firstQuery, changed) => {
  let laboratory: ProgramsLaboratory | undefined;
  const desk = new ProgramsDesk({
    openBox: () => new ProgramBox(),
    programs: openOwnPrograms(),
    openLaboratory: async () => {
      const { ProgramsLaboratory } = await import('./programs-laboratory.ts');
      laboratory = new ProgramsLaboratory(element);
      laboratory.subscribe(follow);
      return laboratory;
    },
    nowMs: () => Date.now(),
    newId: randomName,
    after: (ms, task) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  });
  const element = document.createElement('programs-view');
  element.desk = desk;
  element.traceFocus = new TraceFocus(false);
  let isShown = false;
  let endedUnseen = false;
  let went = false;
  /** The last live run that was handed to the history. */
  let kept: Trace | undefined;

  /** Whatever happened in a live run that is over is kept: nothing can compute it again. */
  const keepLive = (): void => {
    const { shown } = desk.state;
    if (!laboratory || shown?.from !== 'live' || shown.trace === kept) return;
    const { phase, trace } = laboratory.state;
    if (trace !== shown.trace || (phase !== 'finished' && phase !== 'stopped' && phase !== 'failed')) return;
    kept = trace;
    void keepRun(element, desk, { ended: phase, name: undefined });
  };
  const follow = (): void => {
    const goes = desk.state.work !== undefined || laboratory?.isLive === true;
    if (went && !goes) endedUnseen = !isShown;
    went = goes;
    keepLive();
    // While nobody wants a live run, room and seats are free for others.
    laboratory?.sighted(isShown && desk.state.draft.live === 'yes');
    changed();
  };
  desk.subscribe(follow);
  element.addEventListener('keep-run', () => void keepRun(element, desk));
  void desk.take(firstQuery);

  const view: View = {
    element,
    title: TAB_TITLES.programs,
    get query() {
      return desk.query;
    },
    get activity(): Activity | undefined {
      const { work } = desk.state;
      if (laboratory?.isLive) {
        const { phase, elapsedMs } = laboratory.state;
        const part = phase === 'running' || phase === 'finishing' ? phase : 'starting';
        return { words: liveRunWords(part, elapsedMs), goesOn: true };
      }
      if (work) return { words: workWords(work), goesOn: true };
      return endedUnseen ? { words: workWords(undefined), goesOn: false } : undefined;
    },
    get wouldBeMissed() {
      return desk.state.isUnsaved || laboratory?.isLive === true;
    },
    take: query => void desk.take(query),
    link: async () => {
      const query = await desk.linkQuery();
      if (query !== undefined) return { kind: 'link', fragment: linkTo('programs', query) };
      const { code, draft } = desk.state;
      saveFile({ name: `${draft.program}.js`, text: code, type: 'text/javascript' });
      return { kind: 'link', fragment: linkTo('programs', ''), note: LINK_TOO_LONG };
    },
    sighted: shown => {
      isShown = shown;
      if (shown) endedUnseen = false;
      follow();
    },
    close: () => desk.close(),
  };
  return view;
};

/** The history is the whole page's: it is asked through the frame. Unless given, the run is called after what came of it. */
async function keepRun(
  element: HTMLElement,
  desk: ProgramsDesk,
  facts?: Pick<EndedRun, 'ended' | 'name'>,
): Promise<void> {
  const { shown } = desk.state;
  if (!shown) return;
  const { run, from, broken, trace } = shown;
  const programQuery = await desk.runQuery();
  const isKept = programQuery !== undefined && programQuery.length <= PROGRAM_QUERY_MAX;
  element.dispatchEvent(
    new RunEndEvent({
      trace,
      came: 'run',
      ended: 'finished',
      name: keptRunName(run.program, from, stepsOf(run).length, broken),
      files: [],
      ...facts,
      ...(isKept && { programQuery }),
    }),
  );
}
