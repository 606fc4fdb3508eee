// The one page: the fragment says which view it shows. Each view is loaded when it is first needed.
import '../ui/parts/lamplight-page.ts';
import type { TraceHomeKeeper } from '../ui/trace/trace-home-request.ts';
import { ViewKeeper, type LoadView } from './view-keeper.ts';

const LOADERS: ReadonlyMap<string, LoadView> = new Map<string, LoadView>([
  ['trial', async () => (await import('./trial-page.ts')).openTrial],
  ['sweep', async () => (await import('./sweep-page.ts')).openSweep],
  ['notebook', async () => (await import('./notebook-page.ts')).openNotebook],
  ['open', async () => (await import('./open-page.ts')).openLogs],
  ['machine', async () => (await import('./machine-page.ts')).openMachine],
]);

const frame = document.querySelector('lamplight-page')!;
// Each trace that any view shows is handed to one worker, once.
const traces: TraceHomeKeeper = {};
frame.addEventListener('trace-home-request', request => {
  request.keeper = traces;
});
new ViewKeeper(frame, LOADERS);
