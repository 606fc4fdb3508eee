// Tabbed: "name: value" between tabs; the first line is the clock speed, the machine's number is in the name of the file.
import { COUNT_PROBLEM, countOf } from '../line-words.ts';
import { type LineSink, type LineTerms, type LogFamily, NO_EVENT } from '../log-record.ts';

const RATE = /^\s*Clock (?:Speed|Rate):\s*(\d+(?:\.\d+)?)/i;

export const tabbed: LogFamily = {
  name: 'Tabbed log',
  machineWord: 'VM',
  followsAssignment: true,
  fits: text => /^\s*Event:[^\t]*\t.*\bLC:/i.test(text),
  open: terms => ({ read: (text, line, sink) => read(terms, text, line, sink) }),
};

function read(terms: LineTerms, text: string, line: number, sink: LineSink): void {
  const rate = RATE.exec(text)?.[1];
  if (rate !== undefined) return sink.header({ rate: Number(rate) });
  const values = new Map(text.split('\t').map(field => named(terms, field)));
  const what = values.get('event');
  const kind = what === undefined ? undefined : terms.kindOf(what);
  if (what === undefined || !kind) return sink.skip(line, text, NO_EVENT);
  const clock = countOf(values.get('lc') ?? values.get('logical clock'));
  if (clock === undefined) return sink.skip(line, text, COUNT_PROBLEM);
  sink.event(
    {
      kind,
      clock,
      line,
      time: terms.readTime(values.get('global time') ?? values.get('system time') ?? ''),
      queue: countOf(values.get('msgqueue length') ?? values.get('queue length')),
      from: kind === 'receive' ? terms.machineNameIn(/\bfrom\b(.*)$/i.exec(what)?.[1] ?? '') : undefined,
      to: kind === 'send' ? terms.recipientsOf(what) : undefined,
    },
    1,
  );
}

function named(terms: LineTerms, field: string): [string, string] {
  const colon = field.indexOf(':');
  return [terms.plainName(field.slice(0, colon)), field.slice(colon + 1).trim()];
}
