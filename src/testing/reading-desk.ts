// A desk for opened logs whose files are read in real threads, and waiting for what it comes to.
import { readClassWith } from '../jobs/class-reading.ts';
import { readFilesWith } from '../jobs/reading.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { OpenDesk, type OpenDeskOptions, type ReadFiles } from '../ui/open/open-desk.ts';
import type { OpenState } from '../ui/open/open-state.ts';
import { startReaderThread } from './reader-thread.ts';

/** Reads in a thread; no time passes but in `scheduler`. */
export function threadedReadFiles(scheduler = new VirtualScheduler()): ReadFiles {
  return (files, options) => readFilesWith({ startWorker: startReaderThread, scheduler }, files, options);
}

export function deskWith({
  scheduler = new VirtualScheduler(),
  ...options
}: Partial<OpenDeskOptions> & { readonly scheduler?: VirtualScheduler } = {}): OpenDesk {
  return new OpenDesk({
    readFiles: threadedReadFiles(scheduler),
    readClass: (handIns, each) => readClassWith({ startWorker: startReaderThread, scheduler }, handIns, each),
    startPreviewWorker: startReaderThread,
    scheduler,
    ...options,
  });
}

/** Resolves with the first state for which `isReached` holds. */
export function reached(desk: OpenDesk, isReached: (state: OpenState) => boolean): Promise<OpenState> {
  if (isReached(desk.state)) return Promise.resolve(desk.state);
  return new Promise(resolve => {
    const unsubscribe = desk.subscribe(() => {
      if (!isReached(desk.state)) return;
      unsubscribe();
      resolve(desk.state);
    });
  });
}

export const isRead = ({ phase }: OpenState): boolean => phase === 'read';
