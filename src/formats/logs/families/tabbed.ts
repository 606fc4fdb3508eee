// Tabbed: "name: value" between tabs; the first line is the clock speed, the machine's number is in the name of the file.
import { COUNT_PROBLEM, countOf, kindOf, machineNameIn, recipientsOf } from '../line-words.ts';
import { type LineReader, type LineSink, type LogFamily, NO_EVENT } from '../log-record.ts';
import { readTime } from '../read-time.ts';

const RATE = /^\s*Clock (?:Speed|Rate):\s*(\d+(?:\.\d+)?)/i;

export const tabbed: LogFamily = {
  name: 'Tabbed log',
  machineWord: 'VM',
  followsAssignment: true,
  fits: text => /^\s*Event:[^\t]*\t.*\bLC:/i.test(text),
  open: () => ({ read }),
};

const read: LineReader['read'] = (text: string, line: number, sink: LineSink): void => {
  const rate = RATE.exec(text)?.[1];
  if (rate !== undefined) return sink.header({ rate: Number(rate) });
  const values = new Map(text.split('\t').map(named));
  const what = values.get('event');
  const kind = what === undefined ? undefined : kindOf(what);
  if (what === undefined || !kind) return sink.skip(line, text, NO_EVENT);
  const clock = countOf(values.get('lc') ?? values.get('logical clock'));
  if (clock === undefined) return sink.skip(line, text, COUNT_PROBLEM);
  sink.event(
    {
      kind,
      clock,
      line,
      time: readTime(values.get('global time') ?? values.get('system time') ?? ''),
      queue: countOf(values.get('msgqueue length') ?? values.get('queue length')),
      ...(kind === 'receive' && { from: machineNameIn(/\bfrom\b(.*)$/i.exec(what)?.[1] ?? '') }),
      ...(kind === 'send' && { to: recipientsOf(what) }),
    },
    1,
  );
};

function named(field: string): [string, string] {
  const colon = field.indexOf(':');
  return [field.slice(0, colon).trim().toLowerCase(), field.slice(colon + 1).trim()];
}
