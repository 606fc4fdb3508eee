// Links that break in mid-run: the run loses nothing, and its record says what it took.
import { expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { replay } from '../engine/replay.ts';
import { writeTrace } from '../formats/write.ts';
import { openBroadcastChannel } from '../network/broadcast/broadcast-channels.ts';
import { pairChannelName, type Place } from '../network/pair-channel.ts';
import { ended, makeRoom, openMesh, settingsOf } from '../testing/laboratory-room.ts';
import { runHeadline } from '../words/run-status.ts';
import type { LaboratoryState } from './laboratory-state.ts';

/** A run of two machines, and the place of machine 1 in it, once its links open. */
function runOfTwo(seconds: number) {
  const made = makeRoom();
  const laboratory = made.openLaboratory();
  let place: Place | undefined;
  const page = made.openPage(1, 'tab', options => {
    const { room, run, self } = options;
    place = { room, run, self };
    return openMesh(options);
  });
  made.openPage(2);
  laboratory.run(settingsOf(made.room, { rates: [40, 30], durationSeconds: seconds, dieSides: 3, seed: 3 }));
  return { ...made, laboratory, page, placeOfOne: () => place! };
}

/** Both ends take the other one for a page that began anew, and let go of the channel. */
function breakLink(place: Place, meeting: number): void {
  const channel = openBroadcastChannel(pairChannelName(place, 'link', 2), () => undefined);
  channel.post({ kind: 'hello', attempt: 'another', meeting });
  channel.close();
}

const endsOf = ({ seats }: LaboratoryState) => seats.flatMap(({ links }) => [...links]);

test('what carries a link breaks three times: every message arrives, once and in order, and each break is on record', async () => {
  const { laboratory, placeOfOne, until } = runOfTwo(6);
  await until(laboratory, ({ elapsedMs }) => elapsedMs >= 500);
  for (let count = 1; count <= 3; count++) {
    breakLink(placeOfOne(), count); // one for each time that it was opened
    await until(laboratory, state => endsOf(state).every(link => link.changes === count));
  }
  expect(laboratory.state.phase).toBe('running');
  const state = await until(laboratory, ended);
  expect(runHeadline(state)).toBe('Finished: 420 events in 6 s. Every message arrived');
  const trace = state.trace!;
  expect(trace.messageCount).toBeGreaterThan(100);
  expect(audit(trace)).toMatchObject({ faults: 0, diagnoses: [] });
  expect(writeTrace(replay(trace), 'jsonl')[0]!.text).toBe(writeTrace(trace, 'jsonl')[0]!.text);
  for (const link of endsOf(state)) {
    expect(link).toMatchObject({ state: 'open', kind: 'broadcast', changes: 3, rejected: 0, heldMs: 0 });
  }
});

test('frames that are sent again and dropped when they come twice are counted by the end of the run', async () => {
  const { laboratory, placeOfOne, until } = runOfTwo(4);
  await until(laboratory, ({ elapsedMs }) => elapsedMs >= 1000);
  // The last word of a run's counts must not be lost: this one is a moment before its end.
  const frames: string[] = [];
  const tap = openBroadcastChannel(pairChannelName(placeOfOne(), 'link', 2), data => {
    if (typeof data === 'string' && data.includes('"message"')) frames.push(data);
  });
  await until(laboratory, ({ elapsedMs }) => elapsedMs >= 3940);
  tap.post(frames.find(frame => frame.includes('"from":1'))!);
  tap.post('junk');
  tap.close();
  const state = await until(laboratory, ended);
  expect(runHeadline(state)).toContain('Every message arrived');
  const counts = endsOf(state).map(({ duplicates, rejected }) => ({ duplicates, rejected }));
  expect(counts).toEqual([
    { duplicates: 0, rejected: 2 }, // a frame of its own, and junk
    { duplicates: 1, rejected: 1 },
  ]);
});
