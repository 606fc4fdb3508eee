// A channel that two machines share: what the memory and broadcast transports and signalings stand on. One for each
// pair, because every holder of a channel gets everything: with one for all, n machines would read n² copies.
import type { MachineId } from '../core/message.ts';

/** Carries plain data to all other holders of a channel of the same name, in order, and to those only that hold it now. */
export interface PairChannel {
  /** May throw LinkOverflowError. */
  post(data: unknown): void;
  /** Idempotent. What was posted before still arrives; nothing is heard any more. */
  close(): void;
}

export type OpenPairChannel = (name: string, onData: (data: unknown) => void) => PairChannel;
/** The same where the way to a machine must be known, and not the name alone. */
export type OpenMachineChannel = (
  name: string,
  onData: (data: unknown) => void,
  remote: MachineId,
) => PairChannel;

/** Which room, which run and which machine of it this is. */
export interface Place {
  /** Two rooms never hear each other. */
  readonly room: string;
  readonly run: string;
  readonly self: MachineId;
}

/** `lamplight/<room>/<run>/<purpose>/<lower>-<higher>`; a slash within a name is escaped. */
export function pairChannelName(
  { room, run, self }: Place,
  purpose: 'signal' | 'link',
  remote: MachineId,
): string {
  const pair = `${Math.min(self, remote)}-${Math.max(self, remote)}`;
  return ['lamplight', encodeURIComponent(room), encodeURIComponent(run), purpose, pair].join('/');
}
