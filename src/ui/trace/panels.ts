// The ways to look at a trace that the explorer offers, one tab each. Their code is fetched when they are first shown.
import { html, type TemplateResult } from 'lit';
import type { TraceTab } from '../../address/seen.ts';
import type { Trace } from '../../core/trace.ts';
import { TRACE_TABS } from '../../words/trace-tabs.ts';
import type { EventLabels, LensChoice } from './clocks/lens-labels.ts';
import type { TraceFocus } from './trace-focus.ts';

/** What every panel is told. */
export interface PanelContext {
  /** It may grow in place: `revision` tells when it has. */
  readonly trace: Trace;
  readonly revision: number;
  /** Whether the run goes on. */
  readonly live: boolean;
  /** Where the run stands, in milliseconds since its start; undefined when it does not go on. */
  readonly nowMs: number | undefined;
  readonly focus: TraceFocus;
  /** The kind of clock that is chosen. */
  readonly lens: LensChoice;
  /** Its timestamps; undefined for those that the log itself bears. */
  readonly labels: EventLabels | undefined;
}

export interface Panel {
  readonly id: TraceTab;
  readonly label: string;
  /** The one that shows it, and is defined once the code has been loaded. */
  readonly element: string;
  readonly load: () => Promise<unknown>;
  readonly render: (context: PanelContext) => TemplateResult;
}

/** In the order of the tabs. An element calls its property `traceFocus`, because `focus` is a method of every element. */
export const PANELS: readonly Panel[] = [
  {
    id: 'events',
    label: TRACE_TABS.events,
    element: 'event-table',
    load: () => import('./events/event-table.ts'),
    render: ({ trace, revision, nowMs, focus }) =>
      html`<event-table
        .trace=${trace}
        revision=${revision}
        .nowMs=${nowMs}
        .traceFocus=${focus}
      ></event-table>`,
  },
  {
    id: 'audit',
    label: TRACE_TABS.audit,
    element: 'audit-panel',
    load: () => import('./audit/audit-panel.ts'),
    render: ({ trace, revision, live, nowMs, focus }) =>
      html`<audit-panel
        .trace=${trace}
        revision=${revision}
        ?live=${live}
        .nowMs=${nowMs}
        .traceFocus=${focus}
      ></audit-panel>`,
  },
  {
    id: 'clocks',
    label: TRACE_TABS.clocks,
    element: 'clocks-panel',
    load: () => import('./clocks/clocks-panel.ts'),
    render: ({ trace, revision, focus, lens }) =>
      html`<clocks-panel
        .trace=${trace}
        revision=${revision}
        .traceFocus=${focus}
        .lens=${lens}
      ></clocks-panel>`,
  },
  {
    id: 'jumps',
    label: TRACE_TABS.jumps,
    element: 'jumps-panel',
    load: () => import('./clocks/jumps-panel.ts'),
    render: ({ trace, revision, focus }) =>
      html`<jumps-panel .trace=${trace} revision=${revision} .traceFocus=${focus}></jumps-panel>`,
  },
];
