// What the ways to look at a trace are called on their tabs.
export const TRACE_TABS_NAME = 'What this trace says';

export const TRACE_TABS = {
  events: 'Events',
  audit: 'Audit',
  clocks: 'Clocks',
  jumps: 'Jumps and drift',
} as const;

/** What is loaded for a tab, in a sentence. */
export function tabContent(label: string): string {
  return `“${label}”`;
}
