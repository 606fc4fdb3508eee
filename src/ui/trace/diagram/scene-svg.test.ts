// The SVG file of a diagram: whole by itself, well-formed, and with the same marks as the scene.
import { expect, test } from 'vitest';
import { conesOf } from '../../../analysis/cones.ts';
import { simulate } from '../../../engine/simulate.ts';
import { DiagramModel } from './diagram-model.ts';
import { pictureOf } from './take-picture.ts';
import { viewHeight } from './layout.ts';
import { sceneSvg } from './scene-svg.ts';

const INKS = {
  ink: '#111111',
  soft: '#555555',
  sheet: '#ffffff',
  hairline: '#dddddd',
  amber: '#f59e0b',
  amberText: '#f59e0b',
  problem: '#b42318',
  font: "system-ui, 'Segoe UI'",
  machines: ['#2563c9', '#c2410c', '#0b7a5c'],
};
const model = new DiagramModel(simulate({ rates: [5, 1, 5], seed: 7 }), 0);
const cut = Uint32Array.from([55, 14, 65]);
const view = { fromMs: 8000, toMs: 17_000, width: 1200, height: viewHeight(3), scrollTop: 0, machines: 3 };
const cones = conesOf(model.trace, { machine: 2, index: 13 });
const { scene, words } = pictureOf(model, view, { cones, cut: model.sceneCut(cut) }, INKS);
const svg = sceneSvg(scene, INKS, words);

test('says what it is and needs nothing from outside', () => {
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="1200"/);
  expect(svg).toContain('<title id="title">Space–time diagram</title>');
  expect(svg).toContain('Space–time diagram of 3 machines from 8 to 17 s.');
  expect(svg).toContain('class="background"');
  expect(svg).not.toMatch(/var\(|url\((?!#)|href=/);
  expect(svg).toContain('font-family="system-ui, &#39;Segoe UI&#39;"');
});

test('is well-formed: each element that opens closes, and no number is missing', () => {
  const open: string[] = [];
  for (const [, close, name, alone] of svg.matchAll(/<(\/?)([a-zA-Z]+)[^>]*?(\/?)>/g)) {
    if (close) expect(open.pop()).toBe(name);
    else if (!alone) open.push(name!);
  }
  expect(open).toEqual([]);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
});

test('has an element for each mark, by kind and standing, the legend’s own included', () => {
  const inScene = scene.layers
    .flatMap(({ groups }) => groups)
    .reduce((sum, group) => sum + (group.kind === 'marks' ? group.coordinates.length / 2 : 0), 0);
  const written = [...svg.matchAll(/<g class="marks [^>]*>(.*?)<\/g>/g)].reduce(
    (sum, [, content]) => sum + content!.split('/>').length - 1,
    0,
  );
  expect(written).toBe(inScene);
  expect(written).toBeGreaterThan(100);
  for (const standing of ['past', 'future', 'concurrent'])
    expect(svg).toMatch(new RegExp(`marks receive ${standing}`));
});

test('carries its legend and caption', () => {
  for (const text of [
    'waits in the queue',
    'concurrent',
    'received before the cut, sent after it',
    'in view',
  ])
    expect(svg).toContain(text);
});
