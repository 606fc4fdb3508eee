// Firefox, where there is one: the library's traces, a live run over WebRTC whose machine is reloaded in mid-run, and every view.
import { expect, test } from '@playwright/test';
import { findFirefox } from '../../scripts/find-browser.mjs';
import { digestOf } from '../../src/core/trace-digest.ts';
import { simulate } from '../../src/engine/simulate.ts';
import { REFERENCE_RUNS } from '../../src/testing/reference-runs.ts';
import { inFirefox } from '../support/firefox.ts';

const firefox = findFirefox();
const kept = REFERENCE_RUNS.map(({ digest }) => digest);
const trials = REFERENCE_RUNS.map(({ trial }) => trial);

test(`Firefox comes to the same traces${firefox ? '' : ' (there is none here, so Node stands in)'}`, async () => {
  if (firefox) {
    const digests = await inFirefox(
      firefox,
      `const { digestOf, simulate } = await import(library);
       return ${JSON.stringify(trials)}.map(trial => digestOf(simulate(trial)));`,
    );
    expect(digests).toEqual(kept);
  } else {
    expect(trials.map(trial => digestOf(simulate(trial)))).toEqual(kept);
  }
});

if (firefox) {
  test('Firefox runs three machines over WebRTC, one of them reloaded in mid-run, and nothing is lost', async () => {
    const seen = await inFirefox(
      firefox,
      `const { audit } = await import(library);
       const query = 'rates=12,10,7&die=4&seconds=8&place=tabs&link=webrtc&room=firefox&run=now';
       const trial = open('#/trial?' + query);
       const tabs = [1, 2, 3].map(machine => open('#/machine?room=firefox&seat=' + machine));
       const state = () => trial.document.querySelector('trial-view')?.laboratory?.state;
       await until(() => state()?.phase === 'running' && state().elapsedMs > 2000, 'two seconds of a run');
       const kinds = state().seats.flatMap(({ links }) => links.map(({ kind, state }) => kind + ' ' + state));
       tabs[1].location.reload();
       await until(() => ['finished', 'failed'].includes(state().phase), 'the end of the run');
       const { trace, phase } = state();
       const { losses, gaps, certificate } = trace;
       return {
         phase, losses, gaps, kinds, problems,
         events: trace.logs.map(({ eventCount }) => eventCount),
         messages: trace.messageCount > 50,
         faults: audit(trace).faults,
         absent: certificate.machines.map(({ spells }) => spells.some(({ kind }) => kind === 'closed')),
       };`,
    );
    expect(seen).toEqual({
      phase: 'finished',
      losses: [],
      gaps: [],
      kinds: Array.from({ length: 6 }, () => 'webrtc open'),
      problems: [],
      events: [96, 80, 56],
      messages: true,
      faults: 0,
      absent: [false, true, false],
    });
  });

  test('Firefox shows every view, and no error comes of it', async () => {
    const views = [
      'trial',
      'sweep',
      'notebook',
      'open',
      'history',
      'machine?room=alone&seat=1',
      'no-such-view',
    ];
    const seen = await inFirefox(
      firefox,
      `const all = root => [...root.querySelectorAll('*')].flatMap(element =>
         [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])]);
       const seen = [];
       for (const view of ${JSON.stringify(views)}) {
         const page = open('#/' + view);
         const heading = () => page.document.body && all(page.document).find(({ localName, textContent, checkVisibility }) =>
           ['h1', 'h2'].includes(localName) && textContent.trim() !== '');
         await until(heading, 'a heading of ' + view);
         seen.push(view);
         page.close();
       }
       return { seen, problems };`,
    );
    expect(seen).toEqual({ seen: views, problems: [] });
  });
}
