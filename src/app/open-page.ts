// Composition root of the page that opens logs: files are read and patterns tried in workers, and the address carries the
// pattern with its words, or a reading.
import type { Trace } from '../core/trace.ts';
import { OpenDesk } from '../ui/open/open-desk.ts';
import { readOpenAddress, writeOpenAddress } from '../address/open.ts';
import { readClassWith } from '../jobs/class-reading.ts';
import { readFilesWith, ReadyReader, startReader } from '../jobs/reading.ts';
import '../ui/open/open-view.ts';
import { PANELS } from '../ui/trace/panels.ts';
import { TAB_TITLES } from '../words/frame.ts';
import { pageScheduler } from './real-time.ts';
import { RunEndEvent } from './run-end-event.ts';
import type { OpenView, View } from './view.ts';

/** After reading, until the next reader is started: by then what was read has been painted. */
const NEXT_READER_MS = 1000;

export const openLogs: OpenView = (firstQuery, changed) => {
  const { pattern, words, reading, problems } = readOpenAddress(firstQuery);
  const scheduler = pageScheduler();
  const reader = new ReadyReader();
  reader.prepare();
  const desk = new OpenDesk({
    readFiles: (files, options) => {
      void PANELS[0]!.load().catch(() => undefined); // whoever shows it says so
      scheduler.at(scheduler.nowMs() + NEXT_READER_MS, () => reader.prepare());
      return readFilesWith({ startWorker: reader.take, scheduler }, files, options);
    },
    readClass: (handIns, options) => readClassWith({ startWorker: startReader, scheduler }, handIns, options),
    startPreviewWorker: startReader,
    scheduler,
    pattern,
    words,
    reading,
  });
  let packed = reading;
  let query = firstQuery;

  const element = document.createElement('open-view');
  element.desk = desk;
  element.problems = problems;
  // A run of a log is kept when it is first shown, once it is read as its person says.
  const kept = new WeakSet<Trace>();
  desk.subscribe(() => {
    const { phase, isAsking, opened, chosen } = desk.state;
    const run = opened?.runs[chosen];
    if (phase !== 'read' || isAsking || !run || run.trace.eventCount === 0 || kept.has(run.trace)) return;
    kept.add(run.trace);
    const { trace, name, files } = run;
    element.dispatchEvent(new RunEndEvent({ trace, came: 'opened', ended: undefined, name, files }));
  });
  const rewriteAddress = (): void => {
    const { source, words } = desk.state.pattern;
    query = writeOpenAddress({ pattern: source, words, reading: packed });
    element.problems = [];
    changed();
  };
  element.addEventListener('pattern-change', rewriteAddress);
  element.addEventListener('word-meaning-change', rewriteAddress);
  element.addEventListener('reading-drop', () => {
    packed = '';
    rewriteAddress();
  });
  element.addEventListener('leave-out-request', rewriteAddress);

  const view: View = {
    element,
    title: TAB_TITLES.open,
    get query() {
      return query;
    },
    activity: undefined,
    wouldBeMissed: false,
    take: other => {
      const { pattern, words, reading, problems } = readOpenAddress(other);
      query = other;
      element.problems = problems;
      if (reading !== packed) desk.bringReading(reading);
      packed = reading;
      desk.writePattern(pattern, words);
    },
    sighted: () => undefined,
    close: () => {
      desk.close();
      reader.close();
      scheduler.close();
    },
  };
  return view;
};
