// A notebook on its way out: figures as SVG, and whole documents as HTML and as Markdown that need nothing else.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { NotebookDocument } from './document.ts';
import { steppedAxis } from '../../formats/figure/axis.ts';
import { figureSvg } from '../../formats/figure/figure-svg.ts';
import type { Figure, Stroke } from '../../formats/figure/figure.ts';
import { writeNotebookHtml } from './html.ts';
import { writeNotebookMarkdown } from './markdown.ts';

const STROKE: Stroke = { color: '--machine-1', widthPixels: 2, dash: [4, 2], opacity: 1 };
const FIGURE: Figure = {
  id: 'trial-1-queue',
  title: 'Queue <length>',
  description: 'It grows & grows.',
  x: steppedAxis({ label: 'seconds since the start', min: 0, max: 60, step: 10 }),
  y: steppedAxis({ label: 'messages waiting', min: 0, max: 20, step: 5 }),
  legend: [
    {
      label: 'Machine 1, 5/s',
      stroke: STROKE,
      mark: { color: '--machine-1', path: 'M0 0h16v16z' },
    },
  ],
  layers: [
    { kind: 'band', color: '--machine-1', low: [0, 0, 0], high: [0, 15, 20] },
    {
      kind: 'line',
      stroke: STROKE,
      points: [
        { x: 0, y: 0 },
        { x: 30, y: 10 },
        { x: 60, y: 20 },
      ],
    },
  ],
};

const DOCUMENT: NotebookDocument = {
  title: 'Trials & errors',
  byline: 'Ada <Lovelace> · CS 262',
  fileTitle: 'Ada: Trials & errors',
  subtitle: 'By hand',
  sections: [
    {
      id: 'one',
      level: 2,
      title: 'One',
      note: 'a note',
      blocks: [
        { kind: 'paragraph', lead: 'Lead.', text: '2 * 3 < 7' },
        { kind: 'list', items: ['first', 'second'] },
        {
          kind: 'figures',
          figures: [
            {
              figure: FIGURE,
              table: {
                caption: 'Numbers',
                columns: ['seconds', 'machine 1'],
                groups: [{ title: '', rows: [{ head: '60', cells: ['20'] }] }],
              },
            },
          ],
          caption: 'One run.',
        },
        {
          kind: 'table',
          table: {
            caption: 'Two groups',
            columns: ['machine', 'a|b'],
            groups: [
              { title: 'This run', rows: [{ head: 'Machine 1', cells: ['1'] }] },
              { title: 'All runs', rows: [{ head: 'Machine 1', cells: ['2'] }] },
            ],
          },
        },
        {
          kind: 'remark',
          title: 'Remark',
          text: '<script>alert(1)</script>\nsecond line\n\nsecond paragraph',
        },
      ],
    },
  ],
};
const TOKENS = ':root { --ink: #000; }\n@media (prefers-color-scheme: dark) { :root { --ink: #fff; } }';

const withRemark = (text: string): NotebookDocument => ({
  title: 'T',
  byline: '',
  fileTitle: 'T',
  subtitle: 'S',
  sections: [
    { id: 'a', level: 2, title: 'A', note: '', blocks: [{ kind: 'remark', title: 'Remark', text }] },
  ],
});

describe('a figure', () => {
  const svg = figureSvg(FIGURE);

  test('says what it is, and names its axes with units', () => {
    expect(svg).toContain('role="img" aria-labelledby="trial-1-queue-title trial-1-queue-description"');
    expect(svg).toContain('<title id="trial-1-queue-title">Queue &lt;length&gt;</title>');
    expect(svg).toContain('It grows &amp; grows.');
    for (const words of ['seconds since the start', 'messages waiting', 'Machine 1, 5/s'])
      expect(svg).toContain(words);
  });

  test('draws each line once over its band, from edge to edge', () => {
    expect(svg.match(/class="band"/g)).toHaveLength(1);
    const lines = [...svg.matchAll(/class="line"[^>]*d="(M[^"]+)"/g)].map(match => match[1]!);
    const [x0, y0, , , x2, y2] = lines
      .at(-1)!
      .match(/[\d.]+/g)!
      .map(Number);
    expect([x0, x2]).toEqual([46, 508]);
    expect(y0! - y2!).toBe(196);
  });

  test('labels every step of both axes', () => {
    for (const value of [0, 5, 10, 15, 20, 30, 40, 50, 60]) expect(svg).toContain(`>${value}</text>`);
  });

  test('as a file of its own carries its style and its name space', () => {
    const alone = figureSvg(FIGURE, { styles: 'text { fill: red }' });
    expect(alone).toContain('xmlns="http://www.w3.org/2000/svg"');
    expect(alone).toContain('<style>text { fill: red }</style>');
  });
});

describe('as HTML', () => {
  const html = writeNotebookHtml(DOCUMENT, { tokens: TOKENS });

  test('a notebook asks for nothing from outside and runs nothing', () => {
    expect(html).not.toMatch(/<script|<link|<img|url\(http|@import|src=/i);
    expect(html).toContain(TOKENS);
  });

  test('has its figures inline and their numbers beside them', () => {
    expect(html).toContain(figureSvg(FIGURE));
    expect(html).toContain('<th scope="row">60</th><td>20</td>');
  });

  test('leaves nobody’s words unescaped, and keeps their paragraphs', () => {
    expect(html).toContain('<title>Ada: Trials &amp; errors</title>');
    expect(html).toContain(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt;<br>second line</p><p>second paragraph</p>',
    );
  });

  test('says whose it is, and its contents lead to its sections', () => {
    expect(html).toContain('<p class="byline">Ada &lt;Lovelace&gt; · CS 262</p>');
    expect(html).toContain('<li><a href="#one">One</a></li>');
  });

  test('names the groups of a table', () => {
    expect(html.match(/scope="rowgroup"/g)).toHaveLength(2);
  });
});

describe('as Markdown', () => {
  const files = writeNotebookMarkdown(DOCUMENT, { tokens: TOKENS, folder: 'ada' });
  const markdown = files[0]!.text;

  test('a notebook is text with pictures beside it', () => {
    expect(files.map(({ name }) => name)).toEqual(['ada/README.md', 'ada/figures/trial-1-queue.svg']);
    expect(markdown).toContain('![It grows & grows.](figures/trial-1-queue.svg)');
    expect(markdown).not.toContain('data:');
    const svg = files[1]!.text;
    expect(svg).toContain('<title id="trial-1-queue-title">');
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  test('says whose it is, and its contents lead to its sections', () => {
    expect(markdown).toContain('**Ada \\<Lovelace\\> · CS 262**');
    expect(markdown).toContain('## Contents\n\n- [One](#one)\n');
  });

  test('keeps signs that mean something to Markdown as they are meant', () => {
    expect(markdown).toContain('**Lead.** 2 \\* 3 \\< 7');
    expect(markdown).toContain('| machine | a\\|b |');
  });

  test('quotes remarks as they were written', () => {
    expect(markdown).toContain('alert(1)\\</script\\>\\\n> second line\n>\n> second paragraph');
    const quoted = (text: string): string =>
      writeNotebookMarkdown(withRemark(text), { tokens: '', folder: 'n' })[0]!.text.split(
        '> **Remark**\n>\n',
      )[1]!;
    expect(quoted('- a\n    b\n1. c\n~~~\n===\n&lt;d')).toBe(
      '> \\- a\\\n> &nbsp;&nbsp;&nbsp;&nbsp;b\\\n> 1\\. c\\\n> \\~\\~\\~\\\n> \\===\\\n> \\&lt;d\n',
    );
  });

  test('has a heading for each section and a row for each group', () => {
    expect(markdown).toContain('# Trials & errors\n');
    expect(markdown).toContain('## One\n');
    expect(markdown).toContain('| This run |  |');
  });
});

test('no remark becomes markup, in Markdown or in HTML', () => {
  const hostile = fc.stringMatching(/^[ \w<>/&"'`*_[\]()!#|\\-]{1,40}$/);
  fc.assert(
    fc.property(hostile, text => {
      const markdown = writeNotebookMarkdown(withRemark(`<script>${text}</script>`), {
        tokens: '',
        folder: 'n',
      })[0]!.text;
      const quoted = markdown.split('\n').filter(line => line.startsWith('> ') && line !== '> **Remark**');
      // Each sign that opens something in Markdown or HTML is escaped.
      for (const line of quoted)
        expect(line.slice(2).replace(/\\[\\`*_[\]<>#~&$|=+-]/g, '')).not.toMatch(/[<>`*_[\]]/);
      const html = writeNotebookHtml(withRemark(`<script>${text}</script>`), { tokens: '' });
      expect(html).not.toContain(`<script>${text}</script>`);
    }),
  );
});
