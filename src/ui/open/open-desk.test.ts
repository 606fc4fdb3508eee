import { INFERRED_NAME } from '../../formats/infer/reading.ts';
import { describe, expect, test } from 'vitest';
import { digestOf } from '../../core/trace-digest.ts';
import { simulate } from '../../engine/simulate.ts';
import type { LookedResult } from '../../jobs/reading-work.ts';
import { writeTrace } from '../../formats/write.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { PREVIEW_LIMIT_MS } from '../../jobs/pattern-preview.ts';
import type { TaskMessage, TaskPort, TaskReply } from '../../jobs/task.ts';
import { startReaderThread } from '../../testing/reader-thread.ts';
import { deskWith, isRead, reached } from '../../testing/reading-desk.ts';

/** A worker that begins each task and never says another word. */
function silentReader(onEnd: () => void = () => undefined): TaskPort {
  let reply: (reply: TaskReply) => void = () => undefined;
  return {
    post: (message: TaskMessage) => {
      if (message.kind === 'ask') reply({ kind: 'progress', id: message.id, progress: null });
    },
    onReply: listener => {
      reply = listener;
    },
    onError: () => undefined,
    terminate: onEnd,
  };
}

function jsonlOf(seed: number): { file: File; digest: string } {
  const trace = simulate({ rates: [5, 1, 5], durationSeconds: 10, seed });
  const [file] = writeTrace(trace, 'jsonl');
  return { file: new File([file!.text], file!.name), digest: digestOf(trace) };
}

const ODD_LINES = ['12:00:01 SEND lc=1', '12:00:02 nothing at all', '12:00:03 INTERNAL lc=2'];
const oddFile = (): File => new File([`${ODD_LINES.join('\n')}\n`], 'vm_1.txt');
const ODD_PATTERN = String.raw`(?<time>\S+) (?<event>\w+) lc=(?<clock>\d+)`;

describe('opening', () => {
  test('a trace of Lamplight is the same as when it was saved, and its trial can be run again', async () => {
    const desk = deskWith();
    const { file, digest } = jsonlOf(7);
    desk.open([file]);
    expect(desk.state.phase).toBe('reading');
    const { opened } = await reached(desk, isRead);
    const [run] = opened!.runs;
    expect(digestOf(run!.trace)).toBe(digest);
    expect(run).toMatchObject({ tellsQueues: true, events: 110, spanMs: 9800 });
    expect(run!.address).toMatch(/^#\/trial\?rates=5,1,5&seconds=10/);
  });

  test('the sample is read like any log of another program, with nothing skipped', async () => {
    const desk = deskWith();
    desk.openSample();
    const { opened } = await reached(desk, isRead);
    expect(opened!.files.map(({ skippedLines }) => skippedLines)).toEqual([0, 0, 0]);
    expect(opened!.runs).toHaveLength(1);
    expect(opened!.runs[0]!.machines.map(({ rate, events }) => [rate, events])).toEqual([
      [5, 300],
      [1, 60],
      [5, 300],
    ]);
    expect(opened!.runs[0]!.address).toBeUndefined();
  });

  test('a log that needs no pattern is not looked at for one before somebody asks', async () => {
    const desk = deskWith();
    desk.open([jsonlOf(7).file]);
    await reached(desk, isRead);
    expect(desk.state.pattern).toMatchObject({ lines: [], suggestion: undefined });
    desk.choosePatternFile(0);
    const { pattern } = await reached(desk, ({ pattern }) => pattern.lines.length > 0);
    expect(pattern.lines[0]).toContain('"lamplight-trace"');
  });

  test('several runs: one is shown, and another can be chosen', async () => {
    const desk = deskWith();
    desk.open([jsonlOf(7).file, jsonlOf(8).file]);
    const { opened, chosen } = await reached(desk, isRead);
    expect([opened!.runs.length, chosen]).toEqual([2, 0]);
    desk.chooseRun(1);
    expect(desk.state.chosen).toBe(1);
    desk.chooseRun(2);
    expect(desk.state.chosen).toBe(1);
  });

  test('a machine whose log is missing is named', async () => {
    const trace = simulate({ rates: [4, 2, 4], durationSeconds: 20, seed: 3 });
    const files = writeTrace(trace, 'log').map(({ name, text }) => new File([text], name));
    const desk = deskWith();
    desk.open([files[0]!, files[2]!]);
    const { opened } = await reached(desk, isRead);
    const gaps = opened!.runs[0]!.machines.map(({ gap }) => gap);
    expect(gaps[0]).toBe('');
    expect(gaps[1]).toMatch(/There is no log of/);
  });
});

describe('what is shown stays until something else has been read', () => {
  test('nothing came, and a sentence says so', async () => {
    const desk = deskWith();
    desk.open([jsonlOf(7).file]);
    const { opened } = await reached(desk, isRead);
    desk.open([], ['3 hidden files left out.']);
    expect(desk.state).toMatchObject({ phase: 'failed', opened });
    expect(desk.state.problem).toMatch(/^3 hidden files left out\. There was no file/);
  });

  test('stopped by a person; and what comes of it after all is not taken', async () => {
    let finish: (result: LookedResult) => void = () => undefined;
    let signal: AbortSignal | undefined;
    const desk = deskWith({
      readFiles: (_, options) => {
        signal = options.signal;
        options.onProgress?.(0.5, { file: undefined, portion: 0.5 });
        return new Promise(resolve => {
          finish = resolve;
        });
      },
    });
    desk.open([oddFile()]);
    expect(desk.state.progress).toMatchObject({ files: 1, portion: 0.5 });
    desk.stop();
    expect(signal!.aborted).toBe(true);
    expect(desk.state).toMatchObject({ phase: 'failed', opened: undefined, progress: undefined });
    expect(desk.state.problem).toMatch(/^Stopped/);
    finish({ runs: [], files: [], skipped: [], looked: undefined });
    await reached(desk, ({ pattern }) => pattern.lines.length > 0);
    expect(desk.state.phase).toBe('failed');
  });

  test('what comes later takes the place of what is still being read', async () => {
    const desk = deskWith();
    desk.open([jsonlOf(7).file]);
    desk.open([jsonlOf(8).file]);
    const { opened } = await reached(desk, isRead);
    expect(opened!.runs[0]!.trace.trial.seed).toBe(8);
  });

  test('a worker that fails', async () => {
    const desk = deskWith({
      readFiles: () => Promise.reject(new Error('The files could not be read: no room.')),
    });
    desk.open([oddFile()]);
    const { problem } = await reached(desk, ({ phase }) => phase === 'failed');
    expect(problem).toBe('The files could not be read: no room.');
  });
});

describe('a pattern', () => {
  test('shows what the first lines become, and reads the files anew', async () => {
    const desk = deskWith();
    desk.open([oddFile()]);
    const first = await reached(desk, ({ pattern }) => pattern.lines.length > 0);
    expect(first.opened).toMatchObject({ runs: [{ events: 2 }], files: [{ family: INFERRED_NAME }] });
    expect(first.opened!.wantsPattern).toBe(true);
    expect(first.pattern.lines).toEqual(ODD_LINES);

    desk.writePattern(ODD_PATTERN);
    const { pattern } = await reached(desk, ({ pattern }) => pattern.preview.phase === 'matched');
    expect(
      pattern.preview.rows.map(({ isEvent, fields }) => isEvent && [fields.event, fields.clock]),
    ).toEqual([['send', '1'], false, ['internal', '2']]);

    desk.readWithPattern();
    const { opened } = await reached(desk, ({ opened }) => opened !== first.opened);
    expect(opened!.runs[0]!.events).toBe(2);
    expect(opened!.pattern).toBe(ODD_PATTERN);
    expect(opened!.skipped).toMatchObject([{ line: 2, text: ODD_LINES[1] }]);
  });

  test('from the address is used at once', async () => {
    const desk = deskWith({ pattern: ODD_PATTERN });
    desk.open([oddFile()]);
    const { opened } = await reached(desk, isRead);
    expect(opened!.runs).toHaveLength(1);
  });

  test('that is not a regular expression is told to be none', async () => {
    const desk = deskWith();
    desk.open([oddFile()]);
    await reached(desk, ({ pattern }) => pattern.lines.length > 0);
    desk.writePattern('(?<event>[');
    const { pattern } = await reached(desk, ({ pattern }) => pattern.preview.phase === 'problem');
    expect(pattern.preview.message).toMatch(/not a regular expression/);
    desk.writePattern('');
    expect(desk.state.pattern.preview.phase).toBe('idle');
  });

  test('that never ends is ended, with its worker, and the next one gets another', async () => {
    const scheduler = new VirtualScheduler();
    const workers: { ended: boolean }[] = [];
    const startPreviewWorker = (): TaskPort => {
      const worker = { ended: false };
      workers.push(worker);
      if (workers.length > 1) return startReaderThread();
      return silentReader(() => {
        worker.ended = true;
      });
    };
    const desk = deskWith({ startPreviewWorker, scheduler });
    desk.open([oddFile()]);
    await reached(desk, ({ pattern }) => pattern.lines.length > 0);
    desk.writePattern('(?<event>(a+)+)$');
    expect(desk.state.pattern.preview.phase).toBe('matching');
    scheduler.runUntil(scheduler.nowMs() + PREVIEW_LIMIT_MS - 1);
    expect(desk.state.pattern.preview.phase).toBe('matching');
    scheduler.runUntil(scheduler.nowMs() + 1);
    expect(desk.state.pattern.preview).toMatchObject({ phase: 'endless', rows: [] });
    expect(workers).toEqual([{ ended: true }]);

    desk.writePattern(ODD_PATTERN);
    await reached(desk, ({ pattern }) => pattern.preview.phase === 'matched');
    expect(workers).toHaveLength(2);
  });

  test('can be stopped by a person', async () => {
    const scheduler = new VirtualScheduler();
    const desk = deskWith({ startPreviewWorker: () => silentReader(), scheduler });
    desk.open([oddFile()]);
    await reached(desk, ({ pattern }) => pattern.lines.length > 0);
    desk.writePattern(ODD_PATTERN);
    desk.stopPreview();
    expect(desk.state.pattern.preview.phase).toBe('stopped');
    scheduler.runUntil(scheduler.nowMs() + 2 * PREVIEW_LIMIT_MS);
    expect(desk.state.pattern.preview.phase).toBe('stopped');
  });
});
