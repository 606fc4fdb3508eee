// Timestamped prose: each line is a local time, the logical clock in brackets and a sentence. Receives tell the value of
// their message but not who sent it; the machine's number is in the name of the file.
import { COUNT_PROBLEM, countOf } from '../line-words.ts';
import { type LineSink, type LineTerms, type LogFamily, NO_EVENT } from '../log-record.ts';

const LINE = /^(\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?)\s*:\s*(.*)$/;
const EVENT = /^\(Logical Clock Time (\d+)\)\s*(.*)$/i;
const RECEIVED = /^Received a message with logical time (\d+)\.(?:\s*Current queue length is (\d+)\.)?$/i;
const SENT = /^Sent a message to (.+?)\.$/i;
const INTERNAL = /^Internal event(?: occurred)?\.$/i;
const RATE = /^Clock rate:\s*(\d+(?:\.\d+)?)/i;

export const timestampedProse: LogFamily = {
  name: 'Timestamped prose',
  machineWord: 'machine',
  followsAssignment: true,
  fits: text => /\(Logical Clock Time \d+\)/i.test(text) && LINE.test(text),
  open: terms => ({ read: (text, line, sink) => read(terms, text, line, sink) }),
};

function read(terms: LineTerms, text: string, line: number, sink: LineSink): void {
  const [, written, rest = ''] = LINE.exec(text) ?? [];
  const time = written === undefined ? undefined : terms.readTime(written);
  if (!time) return sink.skip(line, text, 'It does not begin with a date and a time.');
  const rate = RATE.exec(rest)?.[1];
  if (rate !== undefined) return sink.header({ rate: Number(rate), time });
  const [, clockWritten, sentence = ''] = EVENT.exec(rest) ?? [];
  if (clockWritten === undefined) return sink.skip(line, text, NO_EVENT);
  const clock = countOf(clockWritten);
  if (clock === undefined) return sink.skip(line, text, COUNT_PROBLEM);
  const received = RECEIVED.exec(sentence);
  if (received)
    return sink.event(
      { kind: 'receive', clock, time, line, timestamp: countOf(received[1]), queue: countOf(received[2]) },
      1,
    );
  const to = SENT.exec(sentence)?.[1];
  if (to !== undefined) return sink.event({ kind: 'send', clock, time, line, to: terms.recipientsOf(to) }, 1);
  if (INTERNAL.test(sentence)) return sink.event({ kind: 'internal', clock, time, line }, 1);
  sink.skip(line, text, 'What happened is neither a send, a receive nor an internal event.');
}
