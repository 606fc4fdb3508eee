// How long lists are turned, page by page, everywhere alike.
import { counted, grouped } from '../core/counted.ts';

export const PAGE_BUTTONS = { first: 'First', previous: 'Previous', next: 'Next', last: 'Last' } as const;

/** `51–100 of 1,234`; `from` counts from 0. */
export function pageWords(from: number, shown: number, of: number): string {
  return `${grouped(from + 1)}–${grouped(from + shown)} of ${grouped(of)}`;
}

/** Of the table of events: `51–100 of 1,234 events`, `1–12 of 12 of 1,234 events` where a filter leaves some of them. */
export function eventsPage(from: number, shown: number, left: number, all: number): string {
  const events = counted(all, 'event');
  return left === all
    ? `${grouped(from + 1)}–${grouped(from + shown)} of ${events}`
    : `${pageWords(from, shown, left)} of ${events}`;
}

export const FINDINGS_PAGES = 'Pages of the findings';
export const EVENTS_PAGES = 'Pages of the table';
export const CELLS_PAGES = 'Pages of the table';
export const SKIPPED_PAGES = 'Pages of the skipped lines';

/** `kept` of all `counted` findings are listed. */
export function findingsPage(from: number, shown: number, kept: number, counted: number): string {
  const listed = counted > kept ? `; the first ${grouped(kept)} are listed` : '';
  return `${pageWords(from, shown, counted)}${listed}`;
}
