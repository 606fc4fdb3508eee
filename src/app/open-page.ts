// Composition root of the page that opens logs: files are read and patterns tried in workers, and the address carries the
// pattern with its words, or a reading.
import type { Trace } from '../core/trace.ts';
import { OpenDesk } from '../ui/open/open-desk.ts';
import { linkTo } from '../address/fields.ts';
import { readOpenAddress, writeOpenAddress } from '../address/open.ts';
import { joinQueries, partQuery } from '../address/seen-part.ts';
import { readClassWith } from '../jobs/class-reading.ts';
import { readFilesWith, ReadyReader, startReader } from '../jobs/reading.ts';
import '../ui/open/open-view.ts';
import { unpackRun } from '../history/link-trace.ts';
import { PANELS } from '../ui/trace/panels.ts';
import { TAB_TITLES } from '../words/frame.ts';
import { LINK_WORDS, NAMELESS_RUN, SEEN_PROBLEMS } from '../words/seen.ts';
import { packedLink } from './run-link.ts';
import { SeenKeeper } from './seen-keeper.ts';
import { after, pageScheduler } from './real-time.ts';
import { RunEndEvent } from './run-end-event.ts';
import type { OpenView, View } from './view.ts';

/** Why there is no run, by how its reading ended. */
const UNREADABLE = {
  newer: LINK_WORDS.newer,
  'too-long': LINK_WORDS.tooLarge,
  damaged: LINK_WORDS.damaged,
} as const;

/** After reading, until the next reader is started: by then what was read has been painted. */
const NEXT_READER_MS = 1000;

export const openLogs: OpenView = (firstQuery, changed) => {
  const first = partQuery(firstQuery);
  const { pattern, words, reading, trace, problems } = readOpenAddress(first.own);
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
  let query = first.own;
  /** The run that came inside the address, as long as it is there. */
  let linked: { readonly packed: string; readonly trace: Trace | undefined } | undefined;
  let ownProblems = problems;

  const element = document.createElement('open-view');
  element.desk = desk;
  const tell = (): void => {
    element.problems = [...ownProblems, ...seen.problems];
    changed();
  };
  const seen = new SeenKeeper({
    focus: element.traceFocus,
    changed: tell,
    isRunOfAddress: run => run === linked?.trace,
    after,
  });
  const bringRun = async (packedRun: string): Promise<void> => {
    const brought = { packed: packedRun, trace: undefined };
    linked = brought;
    const read = await unpackRun(packedRun);
    if (linked !== brought) return; // another address has come meanwhile
    if (read.kind !== 'run') {
      linked = undefined;
      desk.refuse(UNREADABLE[read.kind]);
      seen.refuse(SEEN_PROBLEMS.noRun);
      return;
    }
    const { trace, name } = read.run;
    linked = { packed: packedRun, trace };
    desk.show({ name: name === '' ? NAMELESS_RUN : name, files: [], trace });
  };
  /** What an address says beside the pattern and the reading. */
  const bring = (packedRun: string, seenQuery: string): void => {
    seen.bring(seenQuery);
    if (packedRun !== '' && packedRun !== linked?.packed) void bringRun(packedRun);
    else if (packedRun === '' && seenQuery !== '') seen.refuse(SEEN_PROBLEMS.noRun);
  };
  // A run of a log is kept when it is first shown, once it is read as its person says.
  const kept = new WeakSet<Trace>();
  desk.subscribe(() => {
    const { phase, isAsking, opened, chosen } = desk.state;
    const run = opened?.runs[chosen];
    // Files were opened in its place: the address is not that of the run any more.
    if (linked?.trace && run && run.trace !== linked.trace) {
      linked = undefined;
      rewriteAddress();
    }
    if (phase !== 'read' || isAsking || !run || run.trace.eventCount === 0 || kept.has(run.trace)) return;
    kept.add(run.trace);
    const { trace, name, files } = run;
    element.dispatchEvent(new RunEndEvent({ trace, came: 'opened', ended: undefined, name, files }));
  });
  const rewriteAddress = (): void => {
    const { source, words } = desk.state.pattern;
    query = writeOpenAddress({ pattern: source, words, reading: packed, trace: linked?.packed ?? '' });
    ownProblems = [];
    seen.leaveOut();
  };
  element.addEventListener('pattern-change', rewriteAddress);
  element.addEventListener('word-meaning-change', rewriteAddress);
  element.addEventListener('reading-drop', () => {
    packed = '';
    rewriteAddress();
  });
  element.addEventListener('leave-out-request', rewriteAddress);

  element.problems = problems;
  bring(trace, first.seen);

  const view: View = {
    element,
    title: TAB_TITLES.open,
    get query() {
      return linked ? joinQueries(query, seen.query) : query;
    },
    link: async () => {
      const { opened, chosen } = desk.state;
      const run = opened?.runs[chosen];
      return run ? packedLink(run.trace, run.name, seen) : { kind: 'link', fragment: linkTo('open', query) };
    },
    activity: undefined,
    wouldBeMissed: false,
    take: other => {
      const parted = partQuery(other);
      const { pattern, words, reading, trace, problems } = readOpenAddress(parted.own);
      query = parted.own;
      ownProblems = problems;
      if (reading !== packed) desk.bringReading(reading);
      packed = reading;
      desk.writePattern(pattern, words);
      bring(trace, parted.seen);
    },
    sighted: () => undefined,
    close: () => {
      seen.close();
      desk.close();
      reader.close();
      scheduler.close();
    },
  };
  return view;
};
