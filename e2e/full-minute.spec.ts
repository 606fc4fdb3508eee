// A trial of the usual length, in tabs. In a file of its own, so that other tests run beside it.
import { replay } from '../src/engine/replay.ts';
import { readTrace } from '../src/formats/read.ts';
import { writeTrace } from '../src/formats/write.ts';
import { expect, test, timeoutFor } from './support/laboratory.ts';

test('a full trial of sixty seconds in three tabs', async ({ laboratory }) => {
  test.setTimeout(timeoutFor(90));
  await laboratory.open('rates=5,1,5&seconds=60&seed=7&place=tabs');
  await laboratory.openTabs([1, 2, 3]);
  await laboratory.page.bringToFront();
  await laboratory.button('Run').click();
  await laboratory.finished(60);
  expect(await laboratory.column('ticks')).toEqual([300, 60, 300]);
  await expect(laboratory.status).toContainText('660 events in 60 s. Every message arrived');
  const file = await laboratory.download(/JSONL/);
  const [run] = readTrace([file]).runs;
  expect(writeTrace(replay(run!.trace), 'jsonl')[0]!.text).toBe(file.text);
});
