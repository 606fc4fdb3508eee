// The one page: the fragment says which view it shows. Each view is loaded when it is first needed.
import '../ui/parts/lamplight-page.ts';
import { Store } from '../core/store.ts';
import type { Trace } from '../core/trace.ts';
import type { PageTool } from '../ui/parts/page-tool-event.ts';
import type { TraceHomeKeeper } from '../ui/trace/trace-home-request.ts';
import { partNotLoaded } from '../words/frame.ts';
import { PRESENT_WORDS } from '../words/present.ts';
import { rulesNotCompared } from '../words/rules.ts';
import type { BroughtLesson } from './lessons-page.ts';
import type { EndedRun } from './run-end-event.ts';
import type { Presenter } from './presenter.ts';
import type { RunHistory } from './run-history.ts';
import { readFragment } from './view.ts';
import { ViewKeeper, type LoadView } from './view-keeper.ts';

const brought = new Store<BroughtLesson>(() => ({ lesson: undefined }));

const IDLE_WITHIN_MS = 3000;

const LOADERS: ReadonlyMap<string, LoadView> = new Map<string, LoadView>([
  ['trial', async () => (await import('./trial-page.ts')).openTrial],
  ['lessons', async () => (await import('./lessons-page.ts')).lessonsOpener(brought)],
  ['sweep', async () => (await import('./sweep-page.ts')).openSweep],
  ['notebook', async () => (await import('./notebook-page.ts')).openNotebook],
  ['programs', async () => (await import('./programs-page.ts')).openPrograms],
  ['open', async () => (await import('./open-page.ts')).openLogs],
  ['designs', async () => (await import('./designs-page.ts')).openDesigns],
  ['machine', async () => (await import('./machine-page.ts')).openMachine],
  ['history', async () => (await import('./history-page.ts')).historyOpener((await runs()).history)],
]);

const frame = document.querySelector('lamplight-page')!;
// Each trace that any view shows is handed to one worker, once.
const traces: TraceHomeKeeper = {};
frame.addEventListener('trace-home-request', request => {
  request.keeper = traces;
});
// Loaded when the first run is over or the history is looked at; an attempt that failed is made again.
const kept: { history?: Promise<RunHistory> | undefined } = {};
function runs(): Promise<RunHistory> {
  return (kept.history ??= import('./run-history.ts').then(({ RunHistory }) => new RunHistory(traces))).catch(
    (error: unknown) => {
      kept.history = undefined;
      throw error;
    },
  );
}
frame.addEventListener('run-end', ({ run }) => void keepRun(run));
frame.addEventListener('rules-compare', ({ trace }) => void compareRules(trace));
async function compareRules(trace: Trace): Promise<void> {
  try {
    location.hash = await (await runs()).addressOfBothRules(trace);
  } catch (error) {
    frame.note = { sentence: rulesNotCompared(error instanceof Error ? error.message : String(error)) };
  }
}
/** The page says where a run is that could not be stored. */
async function keepRun(run: EndedRun): Promise<void> {
  try {
    const opened = await runs();
    await opened.keep(run);
    frame.unsaved = opened.history.state.unsaved.length > 0 ? 'in-page' : 'no';
  } catch {
    frame.unsaved = 'lost'; // the code could not be loaded, or the run could not be studied
  }
}
// A lesson may be brought to any view that takes files.
frame.addEventListener('lesson-open', ({ lesson }) => {
  brought.change({ lesson });
  location.hash = `#/lessons?file=${encodeURIComponent(lesson.file)}`;
});
const keeper = new ViewKeeper(frame, LOADERS);
frame.linkToCopy = linkToCopy;
/** The address to copy; undefined where the frame says why there is none. */
async function linkToCopy(): Promise<string | undefined> {
  const link = await keeper.link();
  if (link.kind === 'too-long') {
    const { offerFile } = await import('./run-file.ts');
    frame.note = offerFile(link.trace, traces);
    return undefined;
  }
  if (link.note !== undefined) frame.note = { sentence: link.note };
  return new URL(link.fragment, location.href).href;
}

const presenting: { presenter?: Presenter } = {};
frame.addEventListener('present', ({ tool }) => void present(tool));
async function present(tool: PageTool): Promise<void> {
  const loaded = await import('./presenter.ts').catch(() => undefined);
  if (loaded) (presenting.presenter ??= new loaded.Presenter(frame)).present(tool);
  else frame.note = { sentence: partNotLoaded(PRESENT_WORDS.name) };
}

// The development server's files change with every keystroke: only what is built is kept for offline.
// Inside somebody else's page nobody asked for it.
if (import.meta.env.PROD && !readFragment(location.hash).isEmbedded)
  addEventListener('load', () => whenIdle(() => void startOffline()));
async function startOffline(): Promise<void> {
  const loaded = await import('./offline/offline.ts').catch(() => undefined); // then the next visit will
  if (!loaded) return;
  const offline = new loaded.Offline(version => {
    frame.newVersionWaitsFor = version.kind === 'others' ? version.tabs : 0;
  });
  frame.addEventListener('new-version', () => void offline.reload());
  await offline.start(import.meta.url);
}
/** Not every browser says when it has nothing to do. */
function whenIdle(task: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: IDLE_WITHIN_MS });
  else setTimeout(task, IDLE_WITHIN_MS);
}
