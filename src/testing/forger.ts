// A page of the same origin that hears everything on a room's channels and writes there what it likes, in anybody's name.
import fc from 'fast-check';
import { pageChannelName, roomChannelName } from '../laboratory/control-channel.ts';
import { pairChannelName } from '../network/pair-channel.ts';
import { change, changed, type Change } from './changed.ts';

export interface Forgery {
  /** Counted over all that is heard, without chatter. */
  readonly after: number;
  readonly change: Change;
}

export const anyForgeries = fc.array(
  fc.record({
    after: fc.noBias(fc.integer({ min: 0, max: 300 })),
    change: fc.oneof(
      change,
      // Numbers that are nearly right do the most harm.
      fc.record({
        place: fc.array(fc.nat(1000), { minLength: 1, maxLength: 5 }),
        how: fc.constant('other' as const),
        other: fc.integer({ min: 0, max: 60 }),
      }),
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

export class Forger {
  readonly #room: string;
  readonly #forgeries: readonly Forgery[];
  readonly #channels = new Map<string, BroadcastChannel>();
  #heard = 0;
  posted = 0;

  constructor(room: string, forgeries: readonly Forgery[]) {
    this.#room = room;
    this.#forgeries = forgeries;
    this.#listen(roomChannelName(room));
  }

  close(): void {
    for (const channel of this.#channels.values()) channel.close();
  }

  #listen(name: string): void {
    if (this.#channels.has(name)) return;
    const channel = new BroadcastChannel(name);
    this.#channels.set(name, channel);
    channel.onmessage = ({ data }: { readonly data: unknown }) => this.#hear(channel, data);
  }

  #hear(channel: BroadcastChannel, data: unknown): void {
    this.#learn(data);
    if (isChatter(data)) return;
    this.#heard += 1;
    for (const { after, change } of this.#forgeries) {
      if (after !== this.#heard) continue;
      this.posted += 1;
      if (typeof data !== 'string') channel.postMessage(plain(changed(data, change)));
      else channel.postMessage(JSON.stringify(changed(JSON.parse(data) as unknown, change)));
    }
  }

  /** Names that are said aloud lead to further channels. */
  #learn(data: unknown): void {
    const { kind, page, run } = (data ?? {}) as { kind?: unknown; page?: unknown; run?: unknown };
    if (kind === 'hello' && typeof page === 'string') this.#listen(pageChannelName(this.#room, page));
    if (kind !== 'configure' || typeof run !== 'string') return;
    for (const [self, remote] of [
      [1, 2],
      [1, 3],
      [2, 3],
    ] as const)
      for (const purpose of ['link', 'signal'] as const)
        this.#listen(pairChannelName({ room: this.#room, run, self }, purpose, remote));
  }
}

/** Half of what is said, and worth no forgery. */
function isChatter(data: unknown): boolean {
  const { kind } = (data ?? {}) as { kind?: unknown };
  return kind === 'beat' || kind === 'clock-ask' || kind === 'clock-answer';
}

/** What a channel can carry. */
function plain(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return 'nothing that could be posted';
  }
}
