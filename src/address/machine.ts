// The address of a machine's own page: its room, the seat it asks for, whether it lives in a frame, in a tab or on another device,
// and what that device joins by.
import { DEFAULT_ROOM, SEATS_MAX } from '../engine/settings.ts';
import { FIELD_LABELS } from '../words/fields.ts';
import { roomProblem, seatProblem } from '../words/problems.ts';
import {
  oneOf,
  optionalField,
  parseFields,
  problem,
  Problems,
  readFields,
  textField,
  value,
  writeFields,
  type NameIn,
} from './fields.ts';

/** Of a trial's address too. */
export const ROOM_FIELD = textField(
  DEFAULT_ROOM,
  room => (/^[\w-]{1,40}$/.test(room) ? value(room) : problem(roomProblem(room))),
  { label: FIELD_LABELS.room },
);

const MACHINE_PLACES = ['tab', 'frame', 'device'] as const;

export const MACHINE_FIELDS = {
  room: ROOM_FIELD,
  /** Undefined: any that is free. */
  seat: optionalField(text => {
    const isSeat = /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= SEATS_MAX;
    return isSeat ? value(Number(text)) : problem(seatProblem(text, SEATS_MAX));
  }),
  place: oneOf('place', 'tab', MACHINE_PLACES),
  /** Of a page that comes into a run that goes on: whether its machine goes on from its memory, or with clock 0 and an empty queue. */
  memory: oneOf('memory', 'kept', ['kept', 'lost'] as const),
  /** Of a page on another device: the code of the trial's page. What is wrong with it is said where it is read. */
  join: optionalField(value),
  /** Or of an invitation: the addresses of brokers, with commas between them, and the room's key. A fragment never reaches a server. */
  broker: optionalField(value),
  key: optionalField(value),
};

export interface MachineAddress {
  readonly room: string;
  /** Undefined: any that is free. */
  readonly seat: number | undefined;
  readonly place: (typeof MACHINE_PLACES)[number];
  readonly memory: 'kept' | 'lost';
  /** Undefined where it comes without one. */
  readonly join: string | undefined;
  readonly broker: string | undefined;
  readonly key: string | undefined;
}

export type ParsedMachineAddress =
  | { readonly kind: 'address'; readonly address: MachineAddress }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** `query` is what follows `#/machine?`. Never throws: what is wrong is said, one sentence for each field. */
export function readMachineAddress(query: string): ParsedMachineAddress {
  const { draft, problems } = readFields(MACHINE_FIELDS, query);
  const found = new Problems<NameIn<typeof MACHINE_FIELDS>>();
  const { room, seat, place, memory, join, broker, key } = parseFields(MACHINE_FIELDS, draft, found.complain);
  const messages = [...problems, ...found.list].map(({ message }) => message);
  return room === undefined || place === undefined || memory === undefined || messages.length > 0
    ? { kind: 'problems', problems: messages }
    : { kind: 'address', address: { room, seat, place, memory, join, broker, key } };
}

export function writeMachineAddress({
  room,
  seat,
  place,
  memory = 'kept',
  join,
  broker,
  key,
}: Omit<MachineAddress, 'memory' | 'join' | 'broker' | 'key'> & Partial<MachineAddress>): string {
  return writeFields(MACHINE_FIELDS, {
    room,
    place,
    memory,
    join,
    broker,
    key,
    seat: seat === undefined ? undefined : String(seat),
  });
}

const LINK_MAX = 16 * 1024;

/**
 * The address, on this site, of a link to join that somebody pasted or scanned, wherever its site is: one of an invitation, or one with a code
 * of another room than `room`. Undefined for everything else; a code of this room is read where the page is. Never throws.
 */
export function joiningAddressIn(text: string, room: string): string | undefined {
  const [, query] = /#\/machine\?(\S+)/.exec(text.slice(0, LINK_MAX)) ?? [];
  const read = query === undefined ? undefined : readMachineAddress(query);
  if (read?.kind !== 'address') return undefined;
  const { join, broker, key } = read.address;
  const isInvitation = broker !== undefined && key !== undefined;
  if (!isInvitation && (join === undefined || read.address.room === room)) return undefined;
  return `#/machine?${writeMachineAddress({ ...read.address, place: 'device' })}`;
}
