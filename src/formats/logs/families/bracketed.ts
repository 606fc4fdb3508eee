// Bracketed: what happened in square brackets, then name=value; the first line names the rank and its clock rate.
import { COUNT_PROBLEM, countOf } from '../line-words.ts';
import { type LineSink, type LineTerms, type LogFamily, NO_EVENT } from '../log-record.ts';

const LINE = /^\s*\[([^\]]*)\]:?\s*(.*)$/;
const VALUES = /(\w+)\s*=\s*(.*?)\s*(?=[,;]?\s+\w+\s*=|$)/g;

export const bracketed: LogFamily = {
  name: 'Bracketed log',
  machineWord: 'rank',
  followsAssignment: true,
  fits: text => /^\s*\[[^\]]+\]:?\s.*\b(?:LogicalClock|ClockRate)\s*=\s*\d/i.test(text),
  open: terms => ({ read: (text, line, sink) => read(terms, text, line, sink) }),
};

function read(terms: LineTerms, text: string, line: number, sink: LineSink): void {
  const [, what = '', rest = ''] = LINE.exec(text) ?? [];
  const values = new Map(
    [...rest.matchAll(VALUES)].map(([, name, value]) => [name!.toLowerCase(), value!] as const),
  );
  // More than one word is a value with whose end something is wrong.
  const name = values.get('rank') ?? values.get('node') ?? '';
  const machine = /\s/.test(name) ? undefined : terms.machineNameIn(name);
  const time = terms.readTime(values.get('systime') ?? values.get('time') ?? '');
  const rate = Number(values.get('clockrate'));
  if (values.has('clockrate') && Number.isFinite(rate)) return sink.header({ machine, rate, time });
  const kind = terms.kindOf(what);
  if (!kind) return sink.skip(line, text, NO_EVENT);
  const clock = countOf(values.get('logicalclock'));
  if (clock === undefined) return sink.skip(line, text, COUNT_PROBLEM);
  sink.event(
    {
      kind,
      clock,
      line,
      time,
      machine,
      queue: countOf(values.get('queuelen') ?? values.get('queuelength')),
      from: kind === 'receive' ? terms.machineNameIn(values.get('from') ?? '') : undefined,
      to:
        kind === 'send'
          ? (terms.recipientsOf(what) ?? terms.recipientsOf(values.get('to') ?? ''))
          : undefined,
    },
    1,
  );
}
