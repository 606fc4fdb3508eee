// Messages that get lost in a live run: they are part of its trace, and stop neither a machine nor the run.
import { describe, expect, test } from 'vitest';
import type { Message } from '../core/message.ts';
import type { TrialInput } from '../core/trial.ts';
import { LinkClosedError, type Link } from '../network/link.ts';
import { ended, makeRoom, openMesh, settingsOf } from '../testing/laboratory-room.ts';
import { missingInShort } from '../words/losses.ts';
import { runHeadline, runProblems } from '../words/run-status.ts';
import type { LaboratoryState } from './laboratory-state.ts';
import type { OpenMesh } from './machine-page.ts';

/** Opens links that do something else with what is sent. */
function meshThat(send: (link: Link, message: Message) => void): OpenMesh {
  return async options => {
    const mesh = await openMesh(options);
    const links = new Map(
      [...mesh.links].map(([remote, link]): [number, Link] => [
        remote,
        {
          remote,
          kind: link.kind,
          rejected: 0,
          isFull: false,
          send: message => send(link, message),
          subscribe: listener => link.subscribe(listener),
          close: () => link.close(),
        },
      ]),
    );
    return { ...mesh, links };
  };
}

describe('messages that get lost', () => {
  const trial: TrialInput = { rates: [20, 20], durationSeconds: 2, dieSides: 3 };
  const sentBy = (state: LaboratoryState, machine: number) => state.trace!.logOf(machine).messageCount;

  test('those that a link does not take, and those that never arrive, are part of the trace and of what is said', async () => {
    const { room, openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(
      1,
      'tab',
      meshThat(() => {
        throw new LinkClosedError('The link to machine 2 is closed.');
      }),
    );
    openPage(
      2,
      'tab',
      meshThat(() => undefined),
    );
    laboratory.run(settingsOf(room, trial));
    await until(laboratory, ({ trace }) => (trace?.losses.length ?? 0) > 0); // said while the run goes on
    const state = await until(laboratory, ended);
    expect(state.phase).toBe('finished');
    expect(state.trace!.losses).toEqual([
      {
        from: 1,
        to: 2,
        count: sentBy(state, 1),
        kind: 'not-sent',
        reason: 'The link to machine 2 is closed.',
      },
      { from: 2, to: 1, count: sentBy(state, 2), kind: 'never-arrived' },
    ]);
    expect(runProblems(state)).toHaveLength(2);
    expect(runHeadline(state)).toContain('but the record is incomplete');
    expect(missingInShort(state.trace!)).toEqual([`${sentBy(state, 1) + sentBy(state, 2)} messages lost`]);
  });

  test('a run that is stopped was stopped when it was, however long messages in flight are waited for', async () => {
    const { room, scheduler, openLaboratory, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    [1, 2].forEach(machine =>
      openPage(
        machine,
        'tab',
        meshThat(() => undefined),
      ),
    );
    laboratory.run(settingsOf(room, { ...trial, durationSeconds: 60 }));
    await until(laboratory, ({ elapsedMs }) => elapsedMs >= 2000);
    const stoppedMs = scheduler.nowMs();
    laboratory.stop();
    const state = await until(laboratory, ended);
    expect(scheduler.nowMs() - stoppedMs).toBeGreaterThan(4000); // messages were waited for
    expect(runHeadline(state)).toMatch(/^Stopped after 2\.0 s: /);
  });

  test('an error of no link ends neither the beat of a machine nor its log', async () => {
    const { room, openLaboratory, openMortal, openPage, until } = makeRoom();
    const laboratory = openLaboratory();
    openPage(1);
    const errors: unknown[] = [];
    const { page } = openMortal(
      2,
      'tab',
      meshThat(() => {
        throw new RangeError('a bug');
      }),
      error => errors.push(error),
    );
    laboratory.run(settingsOf(room, trial));
    const state = await until(laboratory, ended);
    expect(state.trace!.logs.map(({ eventCount }) => eventCount)).toEqual([40, 40]);
    expect(page.state.fact).toEqual({ kind: 'done', ticks: 40 });
    expect(errors.length).toBeGreaterThan(0);
    expect(state.trace!.losses).toEqual([
      { from: 2, to: 1, count: sentBy(state, 2), kind: 'not-sent', reason: 'a bug' },
    ]);
  });
});
