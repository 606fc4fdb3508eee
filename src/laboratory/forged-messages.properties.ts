// A page of the same origin that hears everything on a room's channels and writes there what it likes, in anybody's name: the run
// ends, and its record is whole and true, or says that it is not.
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { replay } from '../engine/replay.ts';
import { digestOf } from '../core/trace-digest.ts';
import { pairChannelName } from '../network/pair-channel.ts';
import { changed, change, type Change } from '../testing/changed.ts';
import { ended, makeRoom, settingsOf } from '../testing/laboratory-room.ts';
import { runHeadline } from '../words/run-status.ts';
import { pageChannelName, roomChannelName } from './control-channel.ts';

/** `LAMPLIGHT_CASES=1000` for a long run. */
const RUNS = Number(process.env['LAMPLIGHT_CASES'] ?? 40);
const RATES = [20, 5, 20];
/** After so much virtual time without an end, there is none. */
const STEPS_MAX = 6000;

interface Forgery {
  /** Counted over all that is heard, without chatter. */
  readonly after: number;
  readonly change: Change;
}

const forgeries = fc.array(
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

class Forger {
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

test('whatever another page writes, the run ends, and says that every message arrived only where its record is true', async () => {
  const seen = { whole: 0, told: 0, posted: 0 };
  await fc.assert(
    fc.asyncProperty(forgeries, async all => {
      const { room, openLaboratory, openPage, pass, close } = makeRoom();
      const forger = new Forger(room, all);
      onTestFinished(() => forger.close());
      const laboratory = openLaboratory();
      [1, 2, 3].forEach(machine => openPage(machine));
      laboratory.run(settingsOf(room, { rates: RATES, durationSeconds: 2, dieSides: 4, seed: 5 }));
      for (let steps = 0; !ended(laboratory.state); steps++) {
        expect(steps, 'the run does not end').toBeLessThan(STEPS_MAX);
        await pass(20);
      }
      const { state } = laboratory;
      seen.posted += forger.posted;
      if (runHeadline(state).endsWith('Every message arrived')) {
        seen.whole += 1;
        const trace = state.trace!;
        expect(trace.logs.map(log => log.eventCount)).toEqual(RATES.map(rate => 2 * rate));
        expect(digestOf(replay(trace))).toBe(digestOf(trace));
        expect(audit(trace).faults).toBe(0);
      } else seen.told += 1;
      forger.close();
      close();
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
  expect(seen.posted).toBeGreaterThan(RUNS / 2);
  expect(seen.whole).toBeGreaterThan(0);
});
