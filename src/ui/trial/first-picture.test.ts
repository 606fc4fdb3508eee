// The picture in index.html is of the trial itself: what each machine has at that moment, each event and message in view, and small.
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { DEFAULT_TRIAL_DRAFT, parseTrialDraft } from '../../address/trial.ts';
import { Moments } from '../../analysis/moments.ts';
import { simulate } from '../../engine/simulate.ts';
import { sentenceOf } from '../../words/machines.ts';
import { FIRST_SIGHT } from '../../words/trial.ts';
import { DiagramModel } from '../trace/diagram/diagram-model.ts';
import { firstPicture } from './first-picture.ts';
import { FIRST_MOMENT_MS } from './first-sight.ts';

const { trial } = parseTrialDraft(DEFAULT_TRIAL_DRAFT).settings!;
const trace = simulate(trial);
const moment = new Moments(trace).at(FIRST_MOMENT_MS);
const followedMs = new DiagramModel(trace, 0).followedMs('wide');
const picture = firstPicture();
const [figure = ''] = /<figure.*<\/figure>/s.exec(picture) ?? [];
const [wide = ''] = /<svg class="wide".*?<\/svg><\/svg>/s.exec(picture) ?? [];

test('says the sentence of first sight, and of each machine what its card says at that moment', () => {
  expect(picture).toContain(FIRST_SIGHT.what);
  expect(moment.machines).toHaveLength(3);
  for (const { machine, clock, queue, last } of moment.machines) {
    const [card = ''] = new RegExp(`Machine ${machine} .*?</div>`, 's').exec(figure) ?? [];
    const { what, arithmetic } = sentenceOf(last!, 3);
    for (const text of [`<b>${clock}</b>`, `<b>${queue}</b>`, what, arithmetic]) expect(card).toContain(text);
  }
  expect(moment.machines[1]!.fallingBehind).toBe(true);
});

test('has a mark for each event of the last ten seconds, and a token for each message on its way or waiting', () => {
  const shown = trace.logs.map(
    log =>
      [...log.atMs.subarray(0, log.eventCount)].filter(
        atMs => atMs <= FIRST_MOMENT_MS && atMs >= FIRST_MOMENT_MS - followedMs,
      ).length,
  );
  const marks = [...wide.matchAll(/<use href="#wide-(internal|send|receive)/g)];
  expect(marks).toHaveLength(shown.reduce((sum, count) => sum + count, 0));
  const waiting = moment.waiting.flat().map(({ timestamp }) => `>${timestamp}</text>`);
  expect(waiting.length).toBeGreaterThan(3);
  for (const text of [...waiting, ...moment.flying.map(({ timestamp }) => `>${timestamp}</text>`)])
    expect(wide).toContain(text);
});

test('takes little room, and nothing that the content policy forbids', () => {
  expect(gzipSync(figure, { level: 9 }).length).toBeLessThan(4096);
  expect(picture).not.toMatch(/\sstyle=|\son\w+=|<script|url\(|#[0-9a-f]{6}/);
});
