// Everything a person reads is in src/words, so that a sentence is found, read and changed in one place: the templates of
// the elements hold none. Each html and svg template is read for text between its tags, for the attributes that are
// read aloud or shown, and for the texts that an expression in either place chooses between; then the rest of the code is
// read for sentences, and for numbers that are not written as everywhere else.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  createSourceFile,
  forEachChild,
  isBinaryExpression,
  isCallExpression,
  isConditionalExpression,
  isExportDeclaration,
  isImportDeclaration,
  isLiteralTypeNode,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isParenthesizedExpression,
  isStringLiteral,
  isTaggedTemplateExpression,
  isTemplateExpression,
  ScriptTarget,
  type Expression,
  type Node,
  type TaggedTemplateExpression,
} from 'typescript';
import { expect, test } from 'vitest';

const SOURCE = resolve(import.meta.dirname, '..');

/** Where elements are. */
const ROOMS = ['app/', 'ui/'];

/** The attributes and properties whose value a person reads or hears. */
const SAID =
  /^[.]?(aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label|labels|heading|note|hint|caption|summary)$/i;

/** A tag of markup with its attributes, or a comment. An expression is a private-use character with its number. */
const TAG =
  /<!--[\s\S]*?-->|<\/?[a-z\uE000][^\s>/]*((?:\s+[^\s=>/]+(?:=(?:"[^"]*"|'[^']*'|[^\s>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s=>/"']+)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/g;
const EXPRESSION = /\uE000(\d+)\uE001/g;

/** Two letters next to each other are a word; one is a unit, a name of a variable or a sign. */
const WORD = /\p{L}{2,}/u;

/** The texts that an expression chooses between, or that it puts together; what it calls or names is elsewhere. */
function chosenTexts(expression: Expression): readonly string[] {
  if (isStringLiteral(expression) || isNoSubstitutionTemplateLiteral(expression)) return [expression.text];
  if (isParenthesizedExpression(expression)) return chosenTexts(expression.expression);
  if (isConditionalExpression(expression)) {
    return [...chosenTexts(expression.whenTrue), ...chosenTexts(expression.whenFalse)];
  }
  if (isBinaryExpression(expression)) {
    return [...chosenTexts(expression.left), ...chosenTexts(expression.right)];
  }
  if (isTemplateExpression(expression)) {
    return [
      expression.head.text,
      ...expression.templateSpans.flatMap(span => [...chosenTexts(span.expression), span.literal.text]),
    ];
  }
  return [];
}

/** The words that a template itself says. */
function proseOf(tagged: TaggedTemplateExpression): readonly string[] {
  const { template } = tagged;
  const spans = isTemplateExpression(template) ? template.templateSpans : [];
  const markup = isTemplateExpression(template)
    ? template.head.text + spans.map(({ literal }, place) => `\uE000${place}\uE001${literal.text}`).join('')
    : template.text;
  const saidIn = (text: string): readonly string[] => [
    ...text.split(EXPRESSION).filter((_, place) => place % 2 === 0),
    ...[...text.matchAll(EXPRESSION)].flatMap(([, place]) => {
      const span = spans[Number(place)];
      return span ? chosenTexts(span.expression) : [];
    }),
  ];
  const attributes = [...markup.matchAll(TAG)].flatMap(([, attributes = '']) =>
    [...attributes.matchAll(ATTRIBUTE)].flatMap(([, name = '', double, single, bare]) =>
      SAID.test(name) ? saidIn(double ?? single ?? bare ?? '') : [],
    ),
  );
  return [...saidIn(markup.replace(TAG, ' ')), ...attributes]
    .map(text =>
      text
        .replace(/&#?\w+;/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(text => WORD.test(text));
}

/**
 * Texts outside templates: what starts as a sentence does, or has three words with blanks between. Not what a developer
 * reads, and not markup or styles.
 */
function sentencesIn(file: string, content: string): readonly string[] {
  const source = createSourceFile(file, content, ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (isImportDeclaration(node) || isExportDeclaration(node) || isLiteralTypeNode(node)) return;
    if (isNewExpression(node) && /Error$/.test(node.expression.getText())) return;
    if (isCallExpression(node) && node.expression.getText() === 'assert') return;
    const isMarkup = isTaggedTemplateExpression(node.parent) && node === node.parent.template;
    const text = isMarkup ? '' : textOf(node);
    if (!text.includes('<') && SENTENCE.test(text)) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(`${file}:${line} ${text}`);
    }
    forEachChild(node, visit);
  };
  forEachChild(source, visit);
  return found;
}

const SENTENCE = /^\p{Lu}\p{Ll}*[,:]? [\p{L}…]|(\p{L}+’?\p{L}* ){2}\p{L}/u;

/** Of a literal, with dots for what is put in; empty of anything else. */
function textOf(node: Node): string {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!isTemplateExpression(node)) return '';
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('…');
}

/** What writes a number by its own rules; src/words/numbers.ts does, so that one fact has one text. */
const NUMBER_FORMATS = /\.(toFixed|toLocaleString|toPrecision)\(|\bIntl\./;

function proseIn(file: string, content: string): readonly string[] {
  const source = createSourceFile(file, content, ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (isTaggedTemplateExpression(node) && /^(html|svg)$/.test(node.tag.getText())) {
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push(...proseOf(node).map(text => `${file}:${line} ${text}`));
    }
    forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts') && !/\.(test|properties|conformance)\.ts$/.test(file))
  .filter(file => ROOMS.some(room => file.startsWith(room)));

test('what a template says is found between its tags, in its attributes, and in what it chooses between', () => {
  const said = (template: string) => proseIn('some.ts', template).map(text => text.replace('some.ts:1 ', ''));
  expect(said('html`<p class="wide note">${one} of ${two}</p>`')).toEqual(['of']);
  expect(said('html`<b title="Whole run" .label=${`Tick ${n}`}></b>`')).toEqual(['Whole run', 'Tick']);
  expect(said("html`<p>${open ? 'Close' : html`<i>Open</i>`}</p>`")).toEqual(['Close', 'Open']);
  expect(said('html`<i aria-label=${name ?? \'a file\'}>${words("key")}</i>`')).toEqual(['a file']);
  expect(said('svg`<text x=${x > 3 ? 4 : 5}>Time</text>`')).toEqual(['Time']);
  expect(
    said("html`<!-- said to nobody --><p class=${on ? 'on' : 'off'} role=\"list\">${x} s &amp; ${y} →</p>`"),
  ).toEqual([]);
});

test('a sentence is found outside of templates too', () => {
  const said = (code: string) => sentencesIn('some.ts', code).map(text => text.replace('some.ts:1 ', ''));
  expect(
    said("const one = 'Saved now'; const two = `${n} of the rest are`; show(x ? 'Nothing yet.' : '');"),
  ).toEqual(['Saved now', '… of the rest are', 'Nothing yet.']);
  expect(said('return `Log ${name}`;')).toEqual(['Log …']);
  expect(
    said("throw new RangeError('This is a bug'); assert(x, 'there is one here'); type A = 'One two';"),
  ).toEqual([]);
  expect(said("const shape = 'M 0 4 L 5 5'; query('input, select, textarea'); press('Enter');")).toEqual([]);
});

test('no element holds a sentence outside of its templates, or writes a number by itself', () => {
  const found = files.flatMap(file => {
    const content = readFileSync(join(SOURCE, file), 'utf8');
    return [
      ...sentencesIn(file, content),
      ...(NUMBER_FORMATS.test(content) ? [`${file} formats a number`] : []),
    ];
  });
  expect(found.join('\n')).toBe('');
});

test('no template of an element holds prose', () => {
  expect(files.length).toBeGreaterThan(150);
  expect(files.flatMap(file => proseIn(file, readFileSync(join(SOURCE, file), 'utf8'))).join('\n')).toBe('');
});
