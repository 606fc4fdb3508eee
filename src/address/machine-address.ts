// The address of a machine's own page: its room, the seat it asks for, and whether it lives in a frame or in a tab.
import { DEFAULT_ROOM, SEATS_MAX } from '../engine/settings.ts';
import { placeProblem, roomProblem, seatProblem } from '../words/frame.ts';

export interface MachineAddress {
  readonly room: string;
  /** Undefined: any that is free. */
  readonly seat: number | undefined;
  readonly place: 'frame' | 'tab';
}

export type ParsedMachineAddress =
  | { readonly kind: 'address'; readonly address: MachineAddress }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/** `query` is what follows `#/machine?`. Never throws: what is wrong is said, one sentence for each field. */
export function readMachineAddress(query: string): ParsedMachineAddress {
  const parameters = new URLSearchParams(query);
  const room = parameters.get('room') ?? DEFAULT_ROOM;
  const seat = parameters.get('seat') ?? undefined;
  const place = parameters.get('place') ?? 'tab';
  const problems: string[] = [];
  if (!/^[\w-]{1,40}$/.test(room)) problems.push(roomProblem(room));
  const isSeat =
    seat === undefined || (/^\d{1,4}$/.test(seat) && Number(seat) >= 1 && Number(seat) <= SEATS_MAX);
  if (!isSeat) problems.push(seatProblem(seat, SEATS_MAX));
  if (place !== 'frame' && place !== 'tab')
    return { kind: 'problems', problems: [...problems, placeProblem(place)] };
  return problems.length > 0
    ? { kind: 'problems', problems }
    : { kind: 'address', address: { room, seat: seat === undefined ? undefined : Number(seat), place } };
}

export function writeMachineAddress({ room, seat, place }: MachineAddress): string {
  return new URLSearchParams({
    room,
    ...(seat !== undefined && { seat: String(seat) }),
    ...(place === 'frame' && { place }),
  }).toString();
}
