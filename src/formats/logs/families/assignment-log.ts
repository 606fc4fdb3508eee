// The assignment's log as Lamplight writes it (write-logs.ts): senders, recipients and timestamps are all stated.
import type { LossCause } from '../../../core/trace.ts';
import { TIMESTAMP_RULES } from '../../../core/trial.ts';
import { COUNT_PROBLEM, countOf } from '../line-words.ts';
import { type HeaderFacts, type LineSink, type LineTerms, type LogFamily, NO_EVENT } from '../log-record.ts';

const HEADER = /^Machine (\d+)(?: \(.*\))? \| Clock rate: (about )?(\d+(?:\.\d+)?) ticks per second\b(.*)$/;
const EVENT =
  /^System time: (.+?) \| (INTERNAL|SEND|RECEIVE)\b(.*?) \| Queue length: (\d+|not known|not told) \| Logical clock: (.*)$/;
const GAP = /^Incomplete: (.*)$/;
const LOSS = /^Lost: (\d{1,9}) to (\d+), (?:(never arrived)|not sent: (.*))$/;
const STRETCH = /^Only (from .*)$/;

export const assignmentLog: LogFamily = {
  name: 'The assignment’s log, as Lamplight writes it',
  machineWord: 'machine',
  followsAssignment: false,
  fits: text => HEADER.test(text) || EVENT.test(text),
  open: terms => ({ read: (text, line, sink) => read(terms, text, line, sink) }),
};

function read(terms: LineTerms, text: string, line: number, sink: LineSink): void {
  const header = HEADER.exec(text);
  if (header) return sink.header(headerFacts(header));
  const gap = GAP.exec(text)?.[1];
  if (gap !== undefined) return sink.header({ gap });
  const loss = LOSS.exec(text);
  if (loss) return sink.header(lossFacts(loss));
  const stretch = STRETCH.exec(text)?.[1];
  if (stretch !== undefined) return sink.header({ gap: `The file holds a stretch of the run, ${stretch}.` });
  const [, time = '', what, details = '', queue, clockWritten] = EVENT.exec(text) ?? [];
  if (what === undefined) return sink.skip(line, text, NO_EVENT);
  const clock = countOf(clockWritten);
  if (clock === undefined) return sink.skip(line, text, COUNT_PROBLEM);
  const isInternal = what === 'INTERNAL';
  const isSend = what === 'SEND';
  sink.event(
    {
      kind: isInternal ? 'internal' : isSend ? 'send' : 'receive',
      clock,
      line,
      queue: countOf(queue),
      time: terms.readTime(time),
      roll: countOf(/\brolled (\d+)/.exec(details)?.[1]),
      timestamp: isInternal ? undefined : countOf(/\btimestamp (\d+)/.exec(details)?.[1]),
      to: isSend ? terms.recipientsOf(/^ to ([\d and]+)/.exec(details)?.[1] ?? '') : undefined,
      from: isInternal || isSend ? undefined : /^ from (\d+)/.exec(details)?.[1],
    },
    1,
  );
}

function headerFacts([, machine, about, rate, rest = '']: RegExpExecArray): HeaderFacts {
  const durationSeconds = Number(/\| Length: ([\d.]+) s/.exec(rest)?.[1] ?? NaN);
  const rule = TIMESTAMP_RULES.find(one => rest.includes(`| Timestamp rule: ${one}`));
  return {
    machine,
    ...(about === undefined && { rate: Number(rate) }),
    ...(durationSeconds > 0 && { durationSeconds }),
    ...(rule && { rule }),
  };
}

function lossFacts([, count, to = '', arrived, reason = '']: RegExpExecArray): HeaderFacts {
  const cause: LossCause = arrived ? { kind: 'never-arrived' } : { kind: 'not-sent', reason };
  return { loss: { to, count: Math.max(1, Number(count)), cause } };
}
