import { describe, expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { digestOf } from '../core/trace-digest.ts';
import { simulate } from '../engine/simulate.ts';
import { StudyFailedError, type StudyRequest } from './study.ts';
import { StudyDesk } from './study-desk.ts';
import { StudyServant, type StudyMessage, type StudyReply } from './study-messages.ts';
import { startStudyThread, type StudyWorker } from './study-workers.ts';

const trial = { rates: [5, 1, 5], durationSeconds: 20, seed: 7 };
const audited: StudyRequest = { kind: 'audit' };
const goesOn = () => ({ signal: new AbortController().signal });

/** Threads that note what they are told. */
function notingThreads() {
  const told: StudyMessage['kind'][] = [];
  let ended = 0;
  const start = (): StudyWorker => {
    const thread = startStudyThread();
    return {
      ...thread,
      post: (message, transfer) => {
        told.push(message.kind);
        thread.post(message, transfer);
      },
      terminate: () => {
        ended += 1;
        thread.terminate();
      },
    };
  };
  return { start, told, ended: () => ended };
}

describe('a study', () => {
  test('says of a copy what the analysis says of the trace, and leaves the trace whole', async () => {
    const trace = simulate(trial);
    const digest = digestOf(trace);
    const desk = new StudyDesk(startStudyThread);
    expect(await desk.study(trace, audited, goesOn())).toEqual(audit(trace));
    expect(digestOf(trace)).toBe(digest);
    expect(trace.logs[0]!.clocks.length).toBeGreaterThan(0);
  });

  test('copies a trace once, and again when it has grown or is another', async () => {
    const { start, told } = notingThreads();
    const desk = new StudyDesk(start);
    const trace = simulate(trial);
    await desk.study(trace, audited, goesOn());
    await desk.study(trace, audited, goesOn());
    await desk.study(trace, audited, { ...goesOn(), revision: 1 });
    await desk.study(simulate(trial), audited, { ...goesOn(), revision: 1 });
    expect(told).toEqual(['hold', 'study', 'study', 'hold', 'study', 'hold', 'study']);
  });

  test('that is given up ends the worker, and what else was asked is answered all the same', async () => {
    const { start, told, ended } = notingThreads();
    const desk = new StudyDesk(start);
    const trace = simulate(trial);
    const controller = new AbortController();
    const first = desk.study(trace, audited, { signal: controller.signal });
    const second = desk.study(trace, audited, goesOn());
    controller.abort(new Error('enough'));
    await expect(first).rejects.toThrow('enough');
    expect(await second).toEqual(audit(trace));
    expect(ended()).toBe(1);
    expect(told).toEqual(['hold', 'study', 'study', 'hold', 'study']);
  });

  test('is not begun under a signal that is aborted already', async () => {
    const { start, told } = notingThreads();
    const signal = AbortSignal.abort(new Error('too late'));
    await expect(new StudyDesk(start).study(simulate(trial), audited, { signal })).rejects.toThrow(
      'too late',
    );
    expect(told).toEqual([]);
  });

  test('that fails says why, as does one whose worker breaks or whose desk is cleared', async () => {
    const desk = new StudyDesk(startStudyThread);
    const trace = simulate(trial);
    const broken = new StudyDesk(() => ({
      post: () => undefined,
      onReply: () => undefined,
      onError: listener => void Promise.resolve().then(() => listener('The worker did not start.')),
      terminate: () => undefined,
    }));
    await expect(broken.study(trace, audited, goesOn())).rejects.toThrow(
      new StudyFailedError('The worker did not start.'),
    );
    const replies: StudyReply[] = [];
    new StudyServant(reply => replies.push(reply)).take({ kind: 'study', id: 3, request: audited });
    expect(replies).toEqual([{ kind: 'failed', id: 3, reason: 'There is no trace to study.' }]);
    const cleared = desk.study(trace, audited, goesOn());
    desk.dispose();
    await expect(cleared).rejects.toBeInstanceOf(StudyFailedError);
    expect(await desk.study(trace, audited, goesOn())).toEqual(audit(trace));
  });
});
