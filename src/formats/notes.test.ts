// Notes go into a file of their run and come back; a note that is not right, or has nothing to be pinned to, is said.
import { expect, test } from 'vitest';
import type { Note } from '../core/note.ts';
import { NOTES_MAX } from '../core/note.ts';
import { digestOf } from '../core/trace-digest.ts';
import { trialFrom } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { bytesOfTrace, traceOfBytes } from '../history/trace-bytes.ts';
import { packRun, unpackRun } from '../history/link-trace.ts';
import { readJsonl } from './read-jsonl.ts';
import { writeJsonl } from './write-jsonl.ts';

const NOTES: readonly Note[] = [
  { at: { kind: 'event', place: { machine: 2, index: 1 } }, text: 'Why, <b>here</b>: 100 %?' },
  { at: { kind: 'stretch', fromMs: 500, toMs: 1500.5 }, text: 'slow\nhere' },
];

function noted() {
  const trace = simulate(trialFrom({ rates: [2, 3], durationSeconds: 2 }));
  trace.notes = NOTES;
  return trace;
}

test('notes come back from a file, from the stored bytes and from a link, beside the same run', async () => {
  const trace = noted();
  const { runs, files } = readJsonl({ name: 'a.jsonl', text: writeJsonl(trace) });
  expect(files[0]).toMatchObject({ headerLines: 3, skippedLines: 0 });
  const linked = await unpackRun(await packRun({ name: '', trace }));
  for (const read of [
    runs[0]!.trace,
    traceOfBytes(bytesOfTrace(trace)),
    linked.kind === 'run' ? linked.run.trace : undefined,
  ]) {
    expect(read?.notes).toEqual(NOTES);
    expect(read && digestOf(read)).toBe(digestOf(trace));
  }
});

test('a note that is not right is skipped, and one about an event that is not there is told of', () => {
  const [header, , , ...events] = writeJsonl(noted()).split('\n');
  const read = (...lines: readonly object[]) =>
    readJsonl({
      name: 'a.jsonl',
      text: [header, ...lines.map(line => JSON.stringify(line)), ...events].join('\n'),
    });
  for (const bad of [
    { note: '', machine: 1, index: 0 },
    { note: 'x'.repeat(501), machine: 1, index: 0 },
    { note: 'x' },
    { note: 'x', machine: 0, index: 0 },
    { note: 'x', fromMs: 2, toMs: 1 },
    { note: 'x', machine: 1, index: 0, more: 1 },
  ]) {
    const { runs, skipped } = read(bad);
    expect(skipped, JSON.stringify(bad)).toHaveLength(1);
    expect(runs[0]!.trace.notes).toEqual([]);
    expect(runs[0]!.trace.eventCount).toBe(10);
  }
  const lost = read({ note: 'x', machine: 1, index: 99 });
  expect(lost.runs[0]!.trace.notes).toEqual([]);
  expect(lost.runs[0]!.trace.origin?.notes.join(' ')).toContain(
    'Notes about events that are not in the file',
  );
  const many = read(...Array.from({ length: NOTES_MAX + 1 }, () => ({ note: 'x', fromMs: 0, toMs: 1 })));
  expect(many.runs[0]!.trace.notes).toHaveLength(NOTES_MAX);
  expect(many.skipped).toHaveLength(1);
});
