// Bar-separated: the machine in square brackets, the time, what happened and with whom, then named values between bars.
import { COUNT_PROBLEM, countOf } from '../line-words.ts';
import { type LineSink, type LineTerms, type LogFamily, NO_EVENT } from '../log-record.ts';

const PREFIX = /^\s*(?:\[\s*(?:machine|vm|process|node|server)\s*#?(\w+)\s*\])?\s*(.*)$/i;
const DATE = /^(\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?)\s+(.*)$/;
const RATE = /clock rate:?\s*(\d+(?:\.\d+)?)/i;
const CLOCK = /\|\s*logical clock(?: time)?:/i;

export const barSeparated: LogFamily = {
  name: 'Bar-separated log',
  machineWord: 'machine',
  followsAssignment: true,
  fits: text => CLOCK.test(text) && !/^\s*System time:/i.test(text),
  open: terms => ({ read: (text, line, sink) => read(terms, text, line, sink) }),
};

function read(terms: LineTerms, text: string, line: number, sink: LineSink): void {
  const [, machine, afterMachine = ''] = PREFIX.exec(text) ?? [];
  const [, written, rest = afterMachine] = DATE.exec(afterMachine) ?? [];
  const [what = '', ...fields] = rest.split('|').map(part => part.trim());
  const values = new Map(fields.map(field => named(terms, field)));
  const time = terms.readTime(written ?? values.get('system time') ?? '');
  if (fields.length === 0) {
    const rate = RATE.exec(what)?.[1];
    if (rate === undefined) return sink.skip(line, text, NO_EVENT);
    return sink.header({ machine, time, rate: Number(rate) });
  }
  const kind = terms.kindOf(what);
  if (!kind) return sink.skip(line, text, NO_EVENT);
  const clock = countOf(values.get('logical clock') ?? values.get('logical clock time'));
  if (clock === undefined) return sink.skip(line, text, COUNT_PROBLEM);
  sink.event(
    {
      kind,
      clock,
      line,
      time,
      machine,
      queue: countOf(values.get('queue length')),
      from: kind === 'receive' ? terms.machineNameIn(/\bfrom\b(.*)$/i.exec(what)?.[1] ?? '') : undefined,
      to: kind === 'send' ? terms.recipientsIn(what) : undefined,
    },
    1,
  );
}

function named(terms: LineTerms, field: string): [string, string] {
  const colon = field.indexOf(':');
  return [terms.plainName(field.slice(0, colon)), field.slice(colon + 1).trim()];
}
