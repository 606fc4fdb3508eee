// The names that a query can have, resolved in a trace: machines, messages and events, as they are shown. A name that the
// trace does not have is said before anything is searched.
import { NONE } from '../../core/machine-log.ts';
import type { MachineId } from '../../core/message.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import type { Trace } from '../../core/trace.ts';
import { programNames } from '../program-events.ts';
import { NAMED_PARTS, type NamedPart, type Query, type QueryField, type QueryPlace } from './query.ts';

/** The trace has no such thing. */
export type UnknownName =
  | { readonly of: 'machine' | 'message' | 'event'; readonly name: string }
  /** `known` are those that it has. */
  | { readonly of: NamedPart; readonly name: string; readonly known: readonly string[] }
  /** Time has no length, or it has one. */
  | { readonly of: 'time' | 'step' };

/** By machine: what stands before the hyphen in the names of its messages. */
export function prefixesOf(trace: Trace): string[] {
  return trace.logs.map(({ machine }) => trace.messageNameOf(machine, 1).slice(0, -'-1'.length));
}

/** The machines of that name, of a person of that name, or whose messages begin with it; in a trace of our own `2` is machine 2. */
export function machinesNamed(trace: Trace, name: string): MachineId[] {
  const wanted = name.toLowerCase();
  const prefixes = prefixesOf(trace);
  return trace.logs
    .map(({ machine }) => machine)
    .filter(machine =>
      [
        prefixes[machine - 1]!,
        trace.nameOf(machine),
        trace.plainNameOf(machine),
        trace.seatNameOf(machine),
      ].some(name => name?.toLowerCase() === wanted),
    );
}

export interface MessagePlace {
  readonly from: MachineId;
  readonly number: number;
}

/** The messages of that name: several where machines have one name. */
export function messagesNamed(trace: Trace, name: string): MessagePlace[] {
  const hyphen = name.lastIndexOf('-');
  const number = Number(name.slice(hyphen + 1));
  if (hyphen < 0 || !/^\d+$/.test(name.slice(hyphen + 1))) return [];
  return machinesNamed(trace, name.slice(0, hyphen)).flatMap(from => {
    const { messageCount, recipients } = trace.logOf(from);
    return number >= 1 && number <= messageCount && recipients[number - 1] !== 0 ? [{ from, number }] : [];
  });
}

/** The event that it names: of a message its send, and where that is not known its receive. */
export function placeNamed(trace: Trace, { kind, name }: QueryPlace): EventPlace | undefined {
  if (kind === 'message') {
    const [message] = messagesNamed(trace, name);
    if (!message) return undefined;
    const { from, number } = message;
    const log = trace.logOf(from);
    const sentIndex = log.sentIndices[number - 1]!;
    if (sentIndex < log.eventCount) return { machine: from, index: sentIndex };
    const index = log.receivedIndices[number - 1]!;
    return index === NONE ? undefined : { machine: log.recipients[number - 1]!, index };
  }
  const dot = name.lastIndexOf('.');
  const index = Number(name.slice(dot + 1)) - 1;
  if (dot < 0 || !/^\d+$/.test(name.slice(dot + 1))) return undefined;
  const machine = machinesNamed(trace, name.slice(0, dot)).find(
    each => index >= 0 && index < trace.logOf(each).eventCount,
  );
  return machine === undefined ? undefined : { machine, index };
}

/** The first name of the query that the trace does not have. */
export function unknownNameIn(trace: Trace, query: Query): UnknownName | undefined {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.terms
        .map(term => unknownNameIn(trace, term))
        .find((unknown): unknown is UnknownName => unknown !== undefined);
    case 'not':
      return unknownNameIn(trace, query.term);
    case 'machine':
      return machinesNamed(trace, query.name).length > 0 ? undefined : { of: 'machine', name: query.name };
    case 'message':
      return messagesNamed(trace, query.name).length > 0 ? undefined : { of: 'message', name: query.name };
    case 'compare':
    case 'range':
      return isOfAnotherTime(trace, query.field) ? { of: query.field } : undefined;
    case 'part':
      return unknownPart(trace, query);
    case 'relation':
      return placeNamed(trace, query.to) ? undefined : { of: query.to.kind, name: query.to.name };
    default:
      return undefined;
  }
}

function isOfAnotherTime({ engine }: Trace, field: QueryField): field is 'time' | 'step' {
  return field === (engine === 'stepped' ? 'time' : 'step');
}

function unknownPart(
  { program }: Trace,
  { part, text }: Extract<Query, { kind: 'part' }>,
): UnknownName | undefined {
  const of = NAMED_PARTS.find(each => each === part);
  if (!program || of === undefined || text === undefined) return undefined;
  const known = programNames(program)[of];
  return known.some(name => name.toLowerCase() === text) ? undefined : { of, name: text, known };
}
