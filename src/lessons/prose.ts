// Markdown of a lesson as HTML: everything that looks like markup in it is text, links lead to this site's own addresses or to
// https, and pictures are refused, because the page loads nothing from elsewhere.
import { micromark, parse, postprocess, preprocess } from 'micromark';
import { READER_PROBLEMS } from '../words/lessons.ts';
import type { LessonProblem } from './lesson.ts';

/** What a link may begin with; it is compared as it is written, so that nothing encoded slips through. */
const TARGET = /^(#\/|https:\/\/)/;

/** Each of the kinds of tokens that hold the target of a link. */
const TARGETS = new Set([
  'resourceDestinationString',
  'definitionDestinationString',
  'autolinkProtocol',
  'autolinkEmail',
]);

export interface Prose {
  readonly html: string;
  readonly problems: readonly LessonProblem[];
}

/** `line` is the file's line of the first one. Never throws. */
export function readProse(text: string, line: number): Prose {
  const problems: LessonProblem[] = [];
  const seen = new Set<string>();
  const complain = (at: number, message: string): void => {
    const key = `${at} ${message}`;
    if (!seen.has(key)) problems.push({ line: line + at - 1, message });
    seen.add(key);
  };
  const events = postprocess(
    parse()
      .document()
      .write(preprocess()(text, undefined, true)),
  );
  for (const [way, token, context] of events) {
    if (way === 'exit') continue;
    const at = token.start.line;
    if (token.type === 'image') complain(at, READER_PROBLEMS.image);
    const written = (): string => context.sliceSerialize(token);
    if (TARGETS.has(token.type) && !TARGET.test(written())) complain(at, READER_PROBLEMS.link(written()));
    // An empty target has no string of its own: the link would lead to the page itself.
    if (token.type === 'resource' && /^\(\s*(<>)?\s*\)$/.test(written()))
      complain(at, READER_PROBLEMS.link(''));
    if (token.type === 'atxHeadingSequence' && written() === '#') complain(at, READER_PROBLEMS.secondTitle);
    if (token.type === 'setextHeadingLineSequence' && written().startsWith('='))
      complain(at, READER_PROBLEMS.secondTitle);
  }
  return { html: micromark(text), problems };
}

/** The first paragraph without its markup. */
export function firstParagraph(html: string): string {
  const [, inside = ''] = /<p>([\s\S]*?)<\/p>/.exec(html) ?? [];
  return inside
    .replace(/<[^>]*>/g, '')
    .replace(/\s+/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
}
