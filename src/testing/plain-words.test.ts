// Every text that a person can read is in plain modern English: each string literal and each template of the production
// code is searched for words and turns of phrase that make a reader stop.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  createSourceFile,
  forEachChild,
  isExportDeclaration,
  isImportDeclaration,
  isLiteralTypeNode,
  isNoSubstitutionTemplateLiteral,
  isStringLiteral,
  isTaggedTemplateExpression,
  isTemplateExpression,
  ScriptTarget,
  type Node,
} from 'typescript';
import { expect, test } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '..');

/** Each with what to write instead. */
const AVOIDED: readonly (readonly [pattern: RegExp, instead: string])[] = [
  [/\b(stands?|stood)\b/i, 'is, says'],
  [/\b(bears?|bore|borne)\b/i, 'has, carries'],
  [/\b(mends?|mended)\b/i, 'fix'],
  [/\b(tells|told)\b/i, 'says, gives, shows, contains'],
  [/\b(whence|thence|hence|thereby|whereby|thereof|anew|amid|lest|deeds?)\b/i, 'from where, so, again'],
  [/\bof (its|their|his|her|our) own\b/i, 'its own, separate, itself'],
  [/\ball the same\b(?! time)/i, 'still'],
  [/\bw(as|ere) due\b/i, 'should have been'],
  [/\bat hand\b/i, 'available'],
  [/\blet go\b/i, 'drop, release'],
  [/(?<!there )\b(is|are|was|were) no (?!longer|more|fewer|later|higher|lower)/i, 'is not a, has no'],
  [/\b(of no|no whole|speaks?)\b/i, 'not a'],
  [/\b(un)?account(s|ed)? for\b|\bunaccounted\b/i, 'explain'],
  [/\bfor good\b/i, 'further and further'],
  [/\bL78\b/, 'Lamport (1978)'],
  [/\b(gone|goes|go|going) on\b/i, 'continue, is running, happens'],
  [/\b(coordinators?|coordinates?)\b/i, 'trial page, runs'],
  [/\b(remembers?|remembered|remembering)\b/i, 'saved'],
  [/\bget lost|got lost\b/i, 'was lost'],
  [/\b(lies?|lay)\b/i, 'is'],
  [/\bcomes? (about|to naught|out right)\b|\bbecomes? of\b|\bbecame of\b/i, 'happens'],
];

interface Text {
  readonly place: string;
  readonly text: string;
}

/** What a template of markup says: what is between its tags, and the attributes that are read aloud or shown. */
function readable(markup: string): string {
  const said = [...markup.matchAll(/\b(?:aria-label|label|title|placeholder|note|name|alt)="([^"]*)"/g)];
  return [markup.replace(/<[^>]*>/g, ' '), ...said.map(([, words]) => words)].join(' ');
}

/** The texts of a file with more than one word. Styles and the names of modules are none. */
function textsOf(file: string, content: string): readonly Text[] {
  const source = createSourceFile(file, content, ScriptTarget.Latest, true);
  const texts: Text[] = [];
  const add = (node: Node, text: string): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    const words = text.replace(/\s+/g, ' ').trim();
    if (words.includes(' ')) texts.push({ place: `${file}:${line}`, text: words });
  };
  const visit = (node: Node): void => {
    if (isImportDeclaration(node) || isExportDeclaration(node) || isLiteralTypeNode(node)) return;
    if (isTaggedTemplateExpression(node) && node.tag.getText() === 'css') return;
    if (isStringLiteral(node)) add(node, node.text);
    if (isNoSubstitutionTemplateLiteral(node) || isTemplateExpression(node)) {
      const whole = isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' … ')
        : node.text;
      add(node, isTaggedTemplateExpression(node.parent) ? readable(whole) : whole);
    }
    forEachChild(node, visit);
  };
  visit(source);
  return texts;
}

function complaints({ place, text }: Text): readonly string[] {
  return AVOIDED.flatMap(([pattern, instead]) => {
    const found = pattern.exec(text);
    return found ? [`${place} “${found[0]}” (${instead}): ${text.slice(0, 160)}`] : [];
  });
}

const texts = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !/\.(test|properties|conformance)\.ts$/.test(file))
  .filter(file => !file.startsWith('testing/'))
  .flatMap(file => textsOf(file, readFileSync(join(SOURCE, file), 'utf8')));

test('a turn of phrase that is avoided is found in a string and in a template', () => {
  const content =
    'const one = \'Nothing of its own.\'; const two = html`<p class="stands" title="It bears ${name}">Set by ${hand}</p>`;';
  const found = textsOf('some.ts', content).flatMap(complaints);
  expect(found).toHaveLength(2);
  expect(found[0]).toContain('“of its own”');
  expect(found[1]).toContain('“bears”');
});

test('every text is plain', () => {
  expect(texts.length).toBeGreaterThan(1000);
  expect(texts.flatMap(complaints).join('\n')).toBe('');
});

/** The title of a lesson: that cut does lie. */
const LESSON_TITLE = 'A cut that lies';

/** What somebody new reads, paragraph by paragraph. */
const FOR_NEWCOMERS = [
  'README.md',
  'docs/class.md',
  'docs/embed.md',
  'docs/lessons.md',
  'examples/README.md',
  ...['bug', 'lesson', 'log-read-wrong'].map(form => `.github/ISSUE_TEMPLATE/${form}.yml`),
];

test('what somebody new reads is as plain as the page', () => {
  const lines = FOR_NEWCOMERS.flatMap(file =>
    readFileSync(file, 'utf8')
      .split('\n')
      .map((text, i) => ({
        place: `${file}:${i + 1}`,
        text: text.replace(/\(http[^)]*\)/g, '').replaceAll(LESSON_TITLE, ''),
      })),
  );
  expect(lines.flatMap(complaints).join('\n')).toBe('');
});
