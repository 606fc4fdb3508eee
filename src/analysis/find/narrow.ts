// The terms of a query, each as one loop over a stretch of a machine's columns: what does not match goes out of the mask.
// Loops over columns, not an object for each event, are what makes a search over a million events take milliseconds.
import { assert } from '../../core/assert.ts';
import { KINDS, NONE, RECEIVE, SEND, type MachineLog } from '../../core/machine-log.ts';
import { STEP_MS } from '../../core/program/program-record.ts';
import type { Trace } from '../../core/trace.ts';
import type { Comparison, Query, QueryField } from './query.ts';
import { machinesNamed, messagesNamed, placeNamed } from './query-names.ts';
import type { SearchIndex, Stretch } from './search-index.ts';
import { narrowByPart } from './narrow-by-part.ts';
import { narrowByText } from './narrow-by-text.ts';

/** Takes out of the mask what does not match. Time: the stretch for each term, less what other terms took out. */
export function narrow(index: SearchIndex, query: Query, stretch: Stretch): void {
  switch (query.kind) {
    case 'and':
      for (const term of query.terms) narrow(index, term, stretch);
      return;
    case 'or':
      return narrowByAny(index, query.terms, stretch);
    case 'not':
      return narrowByNot(index, query.term, stretch);
    case 'event-kind':
      return keepWhere(stretch, codeIs(stretch.log.kinds, KINDS.indexOf(query.is)));
    case 'compare':
      if (query.by === '!=') return narrowByNot(index, { ...query, by: '=' }, stretch);
      return narrowByNumber(index, query.field, boundsOf(query.field, query.by, query.value), stretch);
    case 'range': {
      const { min } = boundsOf(query.field, '>=', query.from);
      const { max } = boundsOf(query.field, '<=', query.to);
      return narrowByNumber(index, query.field, { min, max, open: false }, stretch);
    }
    case 'machine':
      return keepAll(stretch, machinesNamed(index.trace, query.name).includes(stretch.log.machine));
    case 'message':
      return narrowByMessage(index, query.name, stretch);
    case 'relation':
      return narrowByRelation(index, query, stretch);
    case 'mark':
      return narrowByMark(index, query.is, stretch);
    case 'part':
      return narrowByPart(index, query, stretch);
    case 'text':
      return narrowByText(index, query.text, stretch);
  }
}

export function keepAll({ mask }: Stretch, holds: boolean): void {
  if (!holds) mask.fill(0);
}

function keepWhere({ first, end, mask }: Stretch, holds: (at: number) => boolean): void {
  for (let at = first; at < end; at++) if (mask[at - first] === 1 && !holds(at)) mask[at - first] = 0;
}

function codeIs(codes: Uint8Array, code: number): (at: number) => boolean {
  return at => codes[at] === code;
}

function narrowByAny(index: SearchIndex, terms: readonly Query[], stretch: Stretch): void {
  const before = stretch.mask.slice();
  const found = new Uint8Array(before.length);
  for (const term of terms) {
    // What one term has found the next ones need not look at.
    const mask = before.map((isIn, at) => (found[at] === 1 ? 0 : isIn));
    narrow(index, term, { ...stretch, mask });
    for (let at = 0; at < mask.length; at++) if (mask[at] === 1) found[at] = 1;
  }
  stretch.mask.set(found);
}

function narrowByNot(index: SearchIndex, term: Query, stretch: Stretch): void {
  const mask = stretch.mask.slice();
  narrow(index, term, { ...stretch, mask });
  for (let at = 0; at < mask.length; at++) if (mask[at] === 1) stretch.mask[at] = 0;
}

interface Bounds {
  readonly min: number;
  readonly max: number;
  /** Whether the bounds themselves do not belong to it. */
  readonly open: boolean;
}

/** Times are asked in seconds and kept in milliseconds: by shifting the point, so that no digit changes. */
function boundsOf(field: QueryField, by: Comparison, value: number): Bounds {
  const bound = field === 'time' ? Number(`${value}e3`) : value;
  return {
    min: by === '<' || by === '<=' ? -Infinity : bound,
    max: by === '>' || by === '>=' ? Infinity : bound,
    open: by === '<' || by === '>',
  };
}

/** What is not known matches nothing. */
function narrowByNumber(
  index: SearchIndex,
  field: QueryField,
  { min, max, open }: Bounds,
  { log, first, end, mask }: Stretch,
): void {
  const column = columnOf(index, field, log);
  const isJump = field === 'jump';
  const isStep = field === 'step';
  const shift = field === 'event' ? 1 : 0;
  for (let at = first; at < end; at++) {
    if (mask[at - first] !== 1) continue;
    let value = column ? column[at]! : at + shift;
    if (isStep) value = stepAt(index.trace, value);
    if (isJump && at > 0) value -= column![at - 1]!;
    const isIn = open ? value > min && value < max : value >= min && value <= max;
    if (!isIn || (value === NONE && !isJump)) mask[at - first] = 0;
  }
}

type Column = Uint32Array | Float64Array;

/** Undefined where the number is the place itself. */
function columnOf({ trace }: SearchIndex, field: QueryField, log: MachineLog): Column | undefined {
  switch (field) {
    case 'clock':
    case 'jump':
      return log.clocks;
    case 'queue':
      return log.queues;
    case 'time':
    case 'step':
      return log.atMs;
    case 'line':
      return trace.origin?.machines[log.machine - 1]?.lines ?? new Uint32Array(log.eventCount).fill(NONE);
    case 'event':
      return undefined;
  }
}

/** Only where time has no length do steps have numbers of their own. */
function stepAt({ engine }: Trace, atMs: number): number {
  return engine === 'stepped' ? Math.floor(atMs / STEP_MS) : NONE;
}

function narrowByMessage({ trace }: SearchIndex, name: string, stretch: Stretch): void {
  const { log } = stretch;
  const messages = messagesNamed(trace, name);
  keepWhere(stretch, at => {
    const kind = log.kinds[at];
    const first = log.messageNumbers[at]!;
    if (kind === RECEIVE)
      return messages.some(({ from, number }) => log.peers[at] === from && first === number);
    return (
      kind === SEND &&
      messages.some(
        ({ from, number }) => from === log.machine && number >= first && number < first + log.peers[at]!,
      )
    );
  });
}

function narrowByRelation(
  index: SearchIndex,
  { relation, to }: Extract<Query, { kind: 'relation' }>,
  { log, first, end, mask }: Stretch,
): void {
  const place = placeNamed(index.trace, to);
  if (!place) {
    mask.fill(0);
    return;
  }
  const { past, future } = index.conesOf(place);
  const before = past[log.machine - 1]!;
  const after = future[log.machine - 1]!;
  const own = log.machine === place.machine ? place.index : -1;
  for (let at = first; at < end; at++) {
    const isIn =
      relation === 'before' ? at < before : relation === 'after' ? at >= after : at >= before && at < after;
    if (!isIn || at === own) mask[at - first] = 0;
  }
}

function narrowByMark(
  index: SearchIndex,
  mark: Extract<Query, { kind: 'mark' }>['is'],
  stretch: Stretch,
): void {
  const { log } = stretch;
  const { machine, kinds, messageNumbers, peers, receivedIndices } = log;
  if (mark === 'fault') {
    const audited = index.auditedOf(machine);
    assert(audited, 'an audit is needed before its findings are searched');
    return keepWhere(stretch, at => audited[at] === 1);
  }
  if (mark === 'lost' && !index.canLose) return keepAll(stretch, false);
  const isMeant =
    mark === 'lost'
      ? (row: number) => index.isLost(machine, row)
      : (row: number) => receivedIndices[row] === NONE;
  keepWhere(stretch, at => {
    if (kinds[at] !== SEND || messageNumbers[at] === NONE) return false;
    const first = messageNumbers[at]! - 1;
    for (let row = first; row < first + peers[at]!; row++) if (isMeant(row)) return true;
    return false;
  });
}
