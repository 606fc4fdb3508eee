// Which messages a log with vector clocks shows. Messages are not named there: an event whose vector takes over another
// host's entry heard of it through a message, and where no other message can have brought it, it came from that host's own
// event.
import { NONE } from '../../core/machine-log.ts';

/** The vectors of one host's events, row by row; an entry for each host. */
export interface HostVectors {
  readonly count: number;
  /** `count` rows of as many entries as there are hosts. */
  readonly vectors: Uint32Array;
}

export interface VectorMessage {
  /** Hosts from 0, events from 0. */
  readonly from: number;
  readonly sentIndex: number;
  readonly to: number;
  readonly receivedIndex: number;
  /** Whether nothing that is missing from the log can have brought it instead, or to an earlier event. */
  readonly isCertain: boolean;
}

export interface VectorMessages {
  readonly messages: readonly VectorMessage[];
  /** Entries that were taken over from an event that is not on record. */
  readonly withoutSend: number;
  /** Entries that more than one message may have brought: no message is claimed for them. */
  readonly brought: number;
}

/** The index of the event with an own entry; NONE where none has it. */
export type IndexOfEntry = (host: number, entry: number) => number;

/** Time and space in proportion to the events, times the hosts; times the hosts again where an event takes over several. */
export function messagesOf(hosts: readonly HostVectors[], indexOfEntry: IndexOfEntry): VectorMessages {
  const width = hosts.length;
  const messages: VectorMessage[] = [];
  let withoutSend = 0;
  let brought = 0;
  const taken: { readonly host: number; readonly entry: number; readonly index: number }[] = [];
  for (const [to, { count, vectors }] of hosts.entries())
    for (let row = 0; row < count; row++) {
      taken.length = 0;
      for (let host = 0; host < width; host++) {
        if (host === to) continue;
        const entry = vectors[row * width + host]!;
        const before = row === 0 ? 0 : vectors[(row - 1) * width + host]!;
        if (entry > before) taken.push({ host, entry, index: indexOfEntry(host, entry) });
      }
      const own = vectors[row * width + to]!;
      const follows = own > 0 && own === (row === 0 ? 0 : vectors[(row - 1) * width + to]!) + 1;
      for (const { host, entry, index } of taken) {
        // Somebody else's event, taken over by this one too, may have brought it.
        const isBrought = taken.some(
          other =>
            other.host !== host &&
            other.index !== NONE &&
            hosts[other.host]!.vectors[other.index * width + host]! >= entry,
        );
        if (isBrought) brought += 1;
        else if (index === NONE) withoutSend += 1;
        else {
          const isCertain = follows && taken.every(other => other.index !== NONE);
          messages.push({ from: host, sentIndex: index, to, receivedIndex: row, isCertain });
        }
      }
    }
  return { messages, withoutSend, brought };
}
