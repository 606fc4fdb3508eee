// Whatever is in a lesson's file, its reader does not throw; it explains each refusal, with a line that the file has, and what
// it lets through has no markup and no links but those that it may have.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readLesson } from './read-lesson.ts';
import { SHELF } from './shelf.ts';

const TAGS = new Set('p h2 h3 h4 h5 h6 ul ol li a em strong code pre blockquote hr br'.split(' '));

/** Pieces that matter to the reader, Markdown or a browser. */
const PIECES = [
  '```',
  '```lamplight\n',
  '```question\n',
  '# ',
  '( ) ',
  '(x) ',
  '> ',
  '{',
  '}',
  '{5: events}',
  ' in run 9',
  '\\',
  '[x](',
  ')',
  '](javascript:alert(1))',
  '](data:text/html,x)',
  '](&#106;avascript:x)',
  '![i](https://x.org/i.png)',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<a href="javascript:x">',
  '<javascript:alert(1)>',
  '<!-- ',
  '[y]: javascript:x\n\n[y]\n',
  '&lt;b&gt;',
  '\n',
  '\r',
  '\u0000',
  '\u2028',
  '\uFEFF',
  'event: 9999 of machine 7\n',
  'cut: 1,\n',
  '#/trial?rates=1e9&engine=virtual\n',
  '#/trial?__proto__=1&engine=virtual\n',
  'constructor: x\n',
];

const WINDOW = 1200; // characters of a lesson that are mangled; all of it takes ten times as long

/** Some of a lesson, with places of it cut out or written over. */
const mangled = fc
  .tuple(
    fc.constantFrom(...SHELF.map(({ text }) => text)),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        drop: fc.nat(40),
        put: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 12, unit: 'binary' })),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  )
  .map(([text, from, changes]) => {
    const start = Math.floor(from * (text.length - WINDOW));
    const some = `${text.slice(0, text.indexOf('\n'))}\n${text.slice(start, start + WINDOW)}`;
    return changes.reduce((changed, { at, drop, put }) => {
      const place = Math.floor(at * changed.length);
      return changed.slice(0, place) + put + changed.slice(place + drop);
    }, some);
  });

const made = fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 20 })), { maxLength: 40 });

function check(text: string): void {
  const lines = text.split(/\r\n|\r|\n/).length;
  const read = readLesson('mangled.md', text);
  if (read.kind === 'problems') {
    expect(read.problems.length).toBeGreaterThan(0);
    for (const { line, message } of read.problems) {
      expect(line).toBeGreaterThanOrEqual(1);
      expect(line).toBeLessThanOrEqual(lines);
      expect(message).toMatch(/^[“\dA-Z].*\.$/su);
    }
    return;
  }
  for (const block of read.lesson.blocks) {
    if (block.kind !== 'prose') continue;
    for (const [, close, tag, attributes] of block.html.matchAll(/<(\/?)([a-zA-Z!][^\s>/]*)([^>]*)>/g)) {
      expect(TAGS, block.html).toContain(tag);
      if (close === '')
        expect(attributes).toMatch(
          /^( href="(#\/|https:\/\/)[^"]*"( title="[^"]*")?| class="language-[^"]*"| start="\d+")?( \/)?$/,
        );
    }
  }
}

test('a mangled lesson is read or refused, and never throws', () => {
  fc.assert(fc.property(mangled, check), { numRuns: 2000 });
});

test('so is any other text', () => {
  fc.assert(
    fc.property(made, pieces => check(`# T\n${pieces.join('')}`)),
    { numRuns: 2000 },
  );
});
