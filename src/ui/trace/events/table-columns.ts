// The columns of the table of events: what is in their cells.
import { html, nothing } from 'lit';
import { relationOf, type Cones } from '../../../analysis/cones.ts';
import { messageNamesOf, type EventColumn } from '../../../analysis/event-list.ts';
import { programEvent, type ProgramEvent } from '../../../analysis/program-events.ts';
import { grouped } from '../../../core/counted.ts';
import { jumpOf, KINDS, NONE, RECEIVE, type MachineLog } from '../../../core/machine-log.ts';
import type { EventPlace } from '../../../core/trace-order.ts';
import { placeOf } from '../../../core/trace-origin.ts';
import type { Trace } from '../../../core/trace.ts';
import '../../parts/machine-mark.ts';
import {
  filePosition,
  receivedFrom,
  sentTo,
  sentToMany,
  UNKNOWN_MESSAGE,
} from '../../../words/event-table.ts';
import { secondsFigure } from '../../../words/numbers.ts';
import { bodyWords, didWords } from '../../../words/program-steps.ts';
import { eventNumber } from '../../../words/event-words.ts';
import { machineName } from '../../../words/machine-name.ts';

const NAMED_MAX = 3; // messages of one event

export interface TableColumn {
  readonly column: EventColumn;
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

const FIRST: readonly TableColumn[] = [
  {
    column: 'time',
    unit: 's',
    cell: ({ trace, log, place }) =>
      trace.engine === 'stepped'
        ? `${trace.tickOf(place.machine, place.index)}`
        : secondsFigure(log.atMs[place.index]!),
  },
  {
    column: 'machine',
    words: true,
    cell: ({ trace, place }) =>
      html`<machine-mark machine=${place.machine}></machine-mark> ${machineName(trace, place.machine)}`,
  },
  { column: 'event', cell: ({ place }) => eventNumber(place) },
  { column: 'kind', words: true, cell: ({ log, place }) => KINDS[log.kinds[place.index]!] },
];

const PROGRAM: readonly TableColumn[] = [
  {
    column: 'says',
    words: true,
    cell: context => {
      const letter = programAt(context)?.letter;
      return letter ? html`<b>${letter.kind}</b> ${bodyWords(letter)}` : nothing;
    },
  },
  {
    column: 'did',
    words: true,
    cell: context => {
      const said = programAt(context);
      return said ? didWords(said) : nothing;
    },
  },
  { column: 'shows', words: true, cell: context => programAt(context)?.shown?.text ?? nothing },
];

const ALWAYS: readonly TableColumn[] = [
  {
    column: 'timestamp',
    cell: ({ log, place }) => html`<b>${log.clocks[place.index]}</b>`,
  },
  {
    column: 'jump',
    cell: ({ log, place }) => {
      const jump = jumpOf(log, place.index);
      return jump < 0 ? `−${grouped(-jump)}` : `+${grouped(jump)}`;
    },
  },
  {
    column: 'queue',
    cell: ({ log, place }) => (log.queues[place.index] === NONE ? '–' : grouped(log.queues[place.index]!)),
  },
  { column: 'message', words: true, cell: messageCell },
];

const LINE: TableColumn = {
  column: 'line',

  words: true,
  cell: ({ trace, place }) => {
    const at = trace.origin && placeOf(trace.origin, place.machine, place.index);
    return at ? filePosition(at) : '–';
  },
};

const RELATION: TableColumn = {
  column: 'relation',

  words: true,
  cell: ({ cones, place }) => (cones ? relationOf(cones, place) : nothing),
};

/** Files only where the trace came from some, relations only where an event is chosen, and what only programs say only there. */
export function columnsOf(trace: Trace, cones: Cones | undefined): TableColumn[] {
  // Where time has no length, nobody counts what waits.
  const always = trace.engine === 'stepped' ? ALWAYS.filter(({ column }) => column !== 'queue') : ALWAYS;
  return [
    ...FIRST,
    ...(trace.program ? PROGRAM : []),
    ...always,
    ...(trace.origin ? [LINE] : []),
    ...(cones ? [RELATION] : []),
  ];
}

function programAt({ trace, place: { machine, index } }: CellContext): ProgramEvent | undefined {
  return trace.program && programEvent(trace, trace.program, machine, index);
}

function messageCell({ trace, log, place: { index } }: CellContext): string {
  const names = messageNamesOf(trace, log, index);
  if (names.length === 0) return log.kinds[index] === RECEIVE ? UNKNOWN_MESSAGE : '';
  if (log.kinds[index] === RECEIVE) return receivedFrom(names[0]!, trace.nameOf(log.peers[index]!));
  if (names.length > NAMED_MAX) return sentToMany(names);
  const first = log.messageNumbers[index]! - 1;
  return sentTo(
    names,
    names.map((_, i) => trace.nameOf(log.recipients[first + i]!)),
  );
}
