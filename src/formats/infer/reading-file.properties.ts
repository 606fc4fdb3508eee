import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { generateLogs } from '../../testing/log-generator.ts';
import { readTrace } from '../read.ts';
import { inferReading } from './infer.ts';
import {
  looksLikeReading,
  packReading,
  parseReading,
  readingFile,
  unpackReading,
  writeReading,
} from './reading-file.ts';
import { withPlace } from './said.ts';

const seeds = fc.integer({ min: 0, max: 5000 });

describe('a reading that is saved', () => {
  test('reads the same files, and others of their form, to the same runs', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async seed => {
        const { files } = generateLogs(seed);
        const reading = inferReading(files);
        fc.pre(reading !== undefined);
        const packed = await unpackReading(await packReading(reading));
        const saved = parseReading(readingFile(reading).text);
        expect(packed).toEqual(saved);
        if (saved.kind !== 'reading') throw new Error(saved.reason);
        const [first, again] = [reading, saved.reading].map(one => readTrace(files, { reading: one }));
        expect(again!.files).toEqual(first!.files);
        expect(again!.wordings).toEqual(first!.wordings);
        expect(again!.runs.map(({ trace }) => trace.eventCount)).toEqual(
          first!.runs.map(({ trace }) => trace.eventCount),
        );
      }),
      { numRuns: 25 },
    );
  });

  test('has no line of the logs in it', () => {
    const { files } = generateLogs(7);
    const source = writeReading(inferReading(files)!);
    for (const { text } of files)
      for (const line of text.split('\n').filter(each => each.length > 30))
        expect(source).not.toContain(line);
  });

  test('keeps the machines and runs that a person named, and no others', () => {
    const { files } = generateLogs(7);
    const reading = inferReading(files)!;
    const said = withPlace(reading, { file: files[0]!.name, machine: '__proto__', run: '<b>' });
    expect(parseReading(writeReading(said))).toMatchObject({
      reading: { places: [{ file: files[0]!.name, machine: '__proto__', run: '<b>', by: 'person' }] },
    });
  });

  test('that is cut off, changed or something else gives a sentence, and nothing else', async () => {
    const source = writeReading(inferReading(generateLogs(7).files)!);
    const packed = await packReading(inferReading(generateLogs(7).files)!);
    expect(looksLikeReading(source)).toBe(true);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(source.length - 1),
        fc.nat(packed.length - 1),
        fc.string(),
        async (cut, cutPacked, odd) => {
          expect(parseReading(source.slice(0, cut))).toMatchObject({ kind: 'problem' });
          expect(await unpackReading(packed.slice(0, cutPacked))).toMatchObject({ kind: 'problem' });
          expect(await unpackReading(odd)).toMatchObject({ kind: 'problem' });
        },
      ),
      { numRuns: 60 },
    );
    const value = JSON.parse(source) as Record<string, unknown>;
    for (const key of Object.keys(value))
      for (const wrong of [null, 'x', 17, [{}], {}]) {
        if (key === 'kept' || JSON.stringify(value[key]) === JSON.stringify(wrong)) continue;
        const parsed = parseReading(JSON.stringify({ ...value, [key]: wrong }));
        expect(parsed, `${key} ${JSON.stringify(wrong)}`).toMatchObject({ kind: 'problem' });
      }
  });

  test('that unpacks to very much is not unpacked', async () => {
    const stream = new Blob([' '.repeat(2 ** 24)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    const packed = btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_');
    expect(await unpackReading(packed)).toEqual({ kind: 'problem', reason: 'It is too long for a reading.' });
  });
});
