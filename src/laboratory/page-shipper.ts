// How the page of a machine sends its log: of the die as facts, of a program as texts.
import type { Scheduler } from '../time/scheduler.ts';
import type { LogEntry, PageMessage } from './control-messages.ts';
import { LogShipper } from './log-shipper.ts';

/** Of one machine all are alike. */
export type PageEntry = LogEntry | string;

export interface PageShipperOptions {
  readonly run: string;
  readonly scheduler: Scheduler;
  readonly post: (message: PageMessage) => void;
  /** As {@link LogShipperOptions.areMany}. */
  readonly areMany: boolean;
  readonly onOverflow: () => void;
}

export function pageShipper(
  { run, post, ...options }: PageShipperOptions,
  first: number,
): LogShipper<PageEntry> {
  return new LogShipper(
    {
      ...options,
      charactersOf: entry => (typeof entry === 'string' ? entry.length : 0),
      send: (before, entries) => post(batchMessage(run, before, entries)),
    },
    first,
  );
}

function batchMessage(run: string, first: number, entries: readonly PageEntry[]): PageMessage {
  const texts: string[] = [];
  const facts: LogEntry[] = [];
  for (const entry of entries)
    if (typeof entry === 'string') texts.push(entry);
    else facts.push(entry);
  return texts.length > 0
    ? { kind: 'program-log', run, first, entries: texts }
    : { kind: 'log', run, first, entries: facts };
}
