// Firefox shows the view of programs too: the text is checked in its box, a run by seed is made and looked at, and every order is
// searched.
import { expect, test } from '@playwright/test';
import { findFirefox } from '../scripts/find-browser.mjs';
import { PROGRAM_BUTTONS } from '../src/words/program-view.ts';
import { inFirefox } from './support/firefox.ts';

const firefox = findFirefox();

if (firefox)
  test('in Firefox a program is loaded, run and searched', async () => {
    test.slow();
    const told = (await inFirefox(
      firefox,
      `const words = ${JSON.stringify(PROGRAM_BUTTONS)};
       const page = open('#/programs?program=echo&losses=1&runs=20&seconds=5');
       const within = (root, selector) => {
         for (const each of root.querySelectorAll('*')) {
           if (each.matches(selector)) return each;
           const inside = each.shadowRoot && within(each.shadowRoot, selector);
           if (inside) return inside;
         }
         return undefined;
       };
       const view = await until(() => page.document?.querySelector('programs-view')?.renderRoot, 'the view');
       const button = name => [...view.querySelectorAll('button')].find(each => each.textContent.trim() === name);
       const ready = name => until(() => { const found = button(name); return found && !found.disabled ? found : undefined; }, name);
       const editor = await until(() => within(view, '.cm-content'), 'the editor');
       (await ready(words.run)).click();
       const laws = await until(() => within(view, 'program-laws')?.renderRoot.textContent.match(/\\b20 virtual runs?|\\bof 20 runs?/)?.[0], 'runs by seed');
       const diagram = await until(() => within(view, 'program-run canvas') ?? within(view, 'canvas'), 'the diagram');
       const rows = await until(() => within(view, 'event-table')?.renderRoot.querySelectorAll('tbody tr').length, 'the table of events');
       (await ready(words.search)).click();
       const headline = await until(() => within(view, 'program-result')?.renderRoot.querySelector('h2 span')?.textContent, 'the search');
       return { text: editor.textContent.includes('program({'), laws, hasDiagram: diagram.width > 0, rows, headline };`,
    )) as { text: boolean; laws: string; hasDiagram: boolean; rows: number; headline: string };
    expect(told).toMatchObject({ text: true, hasDiagram: true });
    expect(told.rows).toBeGreaterThan(3);
    expect(told.headline).toMatch(/everybody is heard once/i);
  });
