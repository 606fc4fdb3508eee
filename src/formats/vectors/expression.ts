// The regular expressions by which ShiViz and its relatives read a log: one for a record, which may span lines, with the
// groups host, clock and event and any others as fields; and one that stands between executions.

export interface VectorExpression {
  readonly kind: 'expression';
  readonly source: string;
  readonly record: RegExp;
  /** Between executions, with an optional group `trace` for the name; undefined where the file is one execution. */
  readonly delimiter: RegExp | undefined;
}

export interface ExpressionProblem {
  readonly kind: 'problem';
  readonly message: string;
}

/** Whether a regular expression is meant for a log with vector clocks: it names a host and its clock. */
export function namesHostAndClock(source: string): boolean {
  return /\(\?P?<host>/.test(source) && /\(\?P?<clock>/.test(source);
}

/** `/…/i` is read with its flags, and Python's `(?P<name>…)` as what it means. Never throws. */
export function compileExpression(source: string, delimiter = ''): VectorExpression | ExpressionProblem {
  try {
    return {
      kind: 'expression',
      source,
      record: expressionOf(source),
      delimiter: delimiter.trim() === '' ? undefined : expressionOf(delimiter),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { kind: 'problem', message: `This is not a regular expression: ${reason}` };
  }
}

function expressionOf(source: string): RegExp {
  const [, inside, flags = ''] = /^\s*\/(.*)\/([a-z]*)\s*$/s.exec(source) ?? [];
  const own = flags.replace(/[^isu]/g, '');
  return new RegExp((inside ?? source).replaceAll('(?P<', '(?<'), `gm${own}`);
}

/** The expression that a log carries in its own first two lines, as ShiViz writes and reads them. */
export function ownExpression(
  text: string,
): { readonly expression: VectorExpression; readonly length: number } | undefined {
  const firstEnd = lineEnd(text, 0);
  const first = text.slice(0, firstEnd).trim();
  if (!namesHostAndClock(first)) return undefined;
  const secondEnd = lineEnd(text, firstEnd + 1);
  const second = text.slice(firstEnd + 1, secondEnd).trim();
  // Without a delimiter some programs leave the second line out altogether.
  const expression = compileExpression(first, looksLikeDelimiter(second) ? second : '');
  if (expression.kind === 'problem') return undefined;
  const isRecordLine = second !== '' && !looksLikeDelimiter(second);
  return { expression, length: Math.min(text.length, (isRecordLine ? firstEnd : secondEnd) + 1) };
}

function looksLikeDelimiter(line: string): boolean {
  return /\(\?P?<trace>/.test(line) || /^\^?[=#*-]{2,}/.test(line);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The usual forms, for logs that come without an expression: the first that reads most of a file counts. */
export const USUAL_EXPRESSIONS: readonly string[] = [
  // GoVector, and what most users of ShiViz have.
  String.raw`^(?<host>\S+) (?<clock>\{.*\})\r?\n(?<event>.*)$`,
  // TSViz's, with a date before the text.
  String.raw`^(?<date>\d\S*(?: \d\S*)?) (?<event>.*)\r?\n(?<host>\S+) (?<clock>\{.*\})$`,
  String.raw`^(?<event>.*)\r?\n(?<host>\S+) (?<clock>\{.*\})$`,
  String.raw`^(?<host>\S+) (?<clock>\{[^}]*\}) (?<event>.*)$`,
  String.raw`^(?<date>\d\S*(?: \d\S*)?) (?<host>\S+) (?<clock>\{[^}]*\}) (?<event>.*)$`,
  String.raw`^(?<host>\S+) (?<event>.*?) (?<clock>\{[^}]*\})$`,
  String.raw`^(?<event>.*?) (?<host>\S+) (?<clock>\{[^}]*\})$`,
];

/** What usually stands between executions where no expression says it: `=== second run ===`. */
export const USUAL_DELIMITER = String.raw`^[=#*-]{2,}[ \t]*(?<trace>[^\s=#*-].*?)[ \t]*[=#*-]*\r?$`;
