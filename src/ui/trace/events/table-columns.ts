// The columns of the table of events: what stands in their heads and in their cells.
import { html, nothing, type TemplateResult } from 'lit';
import { relationOf, type Cones } from '../../../analysis/cones.ts';
import { jumpOf, messageNamesOf, type EventColumn } from '../../../analysis/event-list.ts';
import { KINDS, NONE, RECEIVE, type MachineLog } from '../../../core/machine-log.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import { placeOf } from '../../../core/trace-origin.ts';
import type { Trace } from '../../../core/trace.ts';
import '../../parts/machine-mark.ts';
import { listing } from '../../../words/numbers.ts';
import { eventNumber } from '../../../words/event-words.ts';
import { machineName } from '../../../words/machine-name.ts';

const NAMED_MAX = 3; // messages of one event

export interface TableColumn {
  readonly column: EventColumn;
  readonly head: string;
  readonly unit?: string;
  /** Text and not a number. */
  readonly words?: boolean;
  readonly cell: (context: CellContext) => unknown;
}

export interface CellContext {
  readonly trace: Trace;
  readonly log: MachineLog;
  readonly place: EventPlace;
  /** Of the chosen event. */
  readonly cones: Cones | undefined;
}

const ALWAYS: readonly TableColumn[] = [
  {
    column: 'time',
    head: 'time',
    unit: 's',
    cell: ({ log, place }) => (log.atMs[place.index]! / 1000).toFixed(3),
  },
  {
    column: 'machine',
    head: 'machine',
    words: true,
    cell: ({ trace, place }) =>
      html`<machine-mark machine=${place.machine}></machine-mark> ${machineName(trace, place.machine)}`,
  },
  { column: 'event', head: 'event', cell: ({ place }) => eventNumber(place) },
  { column: 'kind', head: 'kind', words: true, cell: ({ log, place }) => KINDS[log.kinds[place.index]!] },
  {
    column: 'timestamp',
    head: 'timestamp',
    cell: ({ log, place }) => html`<b>${log.clocks[place.index]}</b>`,
  },
  {
    column: 'jump',
    head: 'jump',
    cell: ({ log, place }) => {
      const jump = jumpOf(log, place.index);
      return jump < 0 ? `−${-jump}` : `+${jump}`;
    },
  },
  {
    column: 'queue',
    head: 'queue',
    cell: ({ log, place }) => (log.queues[place.index] === NONE ? '–' : log.queues[place.index]),
  },
  { column: 'message', head: 'message', words: true, cell: messageCell },
];

const LINE: TableColumn = {
  column: 'line',
  head: 'file and line',
  words: true,
  cell: ({ trace, place }) => {
    const at = trace.origin && placeOf(trace.origin, place.machine, place.index);
    return at ? `${at.file}:${at.line}` : '–';
  },
};

const RELATION: TableColumn = {
  column: 'relation',
  head: 'relation',
  words: true,
  cell: ({ cones, place }) => (cones ? relationOf(cones, place) : nothing),
};

/** Files only where the trace came from some, relations only where an event is chosen. */
export function columnsOf(trace: Trace, cones: Cones | undefined): TableColumn[] {
  return [...ALWAYS, ...(trace.origin ? [LINE] : []), ...(cones ? [RELATION] : [])];
}

function messageCell({ trace, log, place: { index } }: CellContext): TemplateResult | string {
  const names = messageNamesOf(trace, log, index);
  if (names.length === 0) return log.kinds[index] === RECEIVE ? 'unknown' : '';
  if (log.kinds[index] === RECEIVE) return html`${names[0]} from ${trace.nameOf(log.peers[index]!)}`;
  const first = log.messageNumbers[index]! - 1;
  const recipients = names.map((_, i) => trace.nameOf(log.recipients[first + i]!));
  if (names.length > NAMED_MAX) return html`${names[0]} … ${names.at(-1)} to ${names.length} machines`;
  return html`${listing(names)} to ${listing(recipients)}`;
}
