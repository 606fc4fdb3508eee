// Proposes a pattern for a log of no known family, from the words that its lines have in common with others; a person
// takes it from there.
import { compilePattern } from './pattern.ts';
import { previewPattern } from './preview-pattern.ts';

interface Piece {
  readonly source: string;
  /** At the beginning of the line only. */
  readonly first?: true;
}

const EVENT: Piece = {
  source:
    '\\b(?<event>rece\\w*|recv\\w*|got|sen[dt]\\w*|multi-?cast\\w*|broadcast\\w*|internal\\w*|local event)\\b',
};

const CLOCKS: readonly Piece[] = [
  { source: '\\b(?:logical|lamport)\\w*(?:[ _-]?(?:clock|time)\\w*)*(?: value)?\\W{1,4}(?<clock>\\d+)' },
  {
    source: '\\b(?:clock|LC|L)(?:[ _-]?(?:time|value|count(?:er)?))*\\W{1,4}(?<clock>\\d+)',
  },
];

/** Of each group, the first that fits any line. */
const OTHERS: readonly (readonly Piece[])[] = [
  [{ source: '\\bq(?:ueue)?(?:[ _-]?\\w+)?\\W{1,4}(?<queue>\\d+)' }],
  [
    {
      source:
        '(?<time>\\d{4}[-/]\\d\\d[-/]\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?)',
    },
    { source: '(?<time>\\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d+)?)' },
    { source: '\\b(?<time>1\\d{9}(?:\\.\\d+|\\d{3}|\\d{6}|\\d{9})?)\\b' },
    { source: '\\btime\\W{1,4}(?<time>\\d+(?:\\.\\d+)?)' },
    { source: '^\\W*(?<time>\\d+\\.\\d+)', first: true },
  ],
  [
    {
      source: '^\\W*(?:machine|vm|process|node|server|P|M)[ _#:-]*(?<machine>\\d+)',
      first: true,
    },
  ],
  [{ source: '\\bfrom\\W+(?:\\w*[a-z]\\w*\\W+)?(?<from>\\w*\\d+)' }],
  [{ source: '\\bto\\W+(?<to>both|all|(?:[a-z]+ )?\\w*\\d+(?:(?:, ?| and | & )(?:[a-z]+ )?\\w*\\d+)*)' }],
];

/** Undefined where too few lines tell of an event in words that are known. */
export function suggestPattern(lines: readonly string[]): string | undefined {
  const events = lines.filter(text => fits(EVENT, text));
  if (events.length * 3 < lines.length || events.length === 0) return undefined;
  const clock = CLOCKS.find(piece => events.filter(text => fits(piece, text)).length * 2 > events.length);
  const others = OTHERS.flatMap(pieces => pieces.find(piece => events.some(text => fits(piece, text))) ?? []);
  const musts = [EVENT, ...(clock ? [clock] : [])].map(piece => `(?=${ahead(piece)})`);
  const source = `/^${[...musts, ...others.map(piece => `(?=${ahead(piece)}|)`)].join('')}/i`;
  const pattern = compilePattern(source);
  const helps = pattern.kind === 'pattern' && previewPattern(pattern, events).some(({ isEvent }) => isEvent);
  return helps ? source : undefined;
}

function ahead({ source, first }: Piece): string {
  return first ? source.slice(1) : `.*?${source}`;
}

function fits({ source }: Piece, text: string): boolean {
  return new RegExp(source, 'i').test(text);
}
