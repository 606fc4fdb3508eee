// Prose in blocks: a sentence with the time, the queue length after a receive, the logical clock, a blank line. Receives
// tell neither sender nor value; the machine is the port in the name of the file.
import type { EventKind } from '../../../core/event.ts';
import { COUNT_PROBLEM, countOf } from '../line-words.ts';
import type { LineReader, LineSink, LineTerms, LogFamily, Recipients } from '../log-record.ts';
import type { ReadTime } from '../read-time.ts';

const SENTENCE =
  /^\s*(Message received|Message sent(?: to (.+?))?|Internal event[^!]*)!\s*Global time:\s*(.*)$/i;
const QUEUE = /^\s*Message queue length:\s*(.*)$/i;
const CLOCK = /^\s*Logical clock time:\s*(.*)$/i;
const RATE = /^\s*(?:Clock|Tick) ?(?:rate|speed)\b\D*(\d+(?:\.\d+)?)/i;

export const proseBlocks: LogFamily = {
  name: 'Prose in blocks',
  machineWord: 'port',
  followsAssignment: true,
  fits: text => SENTENCE.test(text) || QUEUE.test(text) || CLOCK.test(text),
  open: terms => new BlockReader(terms),
};

/** A block of which the clock has not come yet. */
interface Block {
  readonly kind: EventKind;
  readonly to: Recipients;
  readonly time: ReadTime | undefined;
  readonly lines: { readonly line: number; readonly text: string }[];
  queue: number | undefined;
}

class BlockReader implements LineReader {
  #block: Block | undefined;

  constructor(private readonly terms: LineTerms) {}

  read(text: string, line: number, sink: LineSink): void {
    const sentence = SENTENCE.exec(text);
    if (sentence) {
      this.#give(sink, UNFINISHED);
      const [, what = '', to, time = ''] = sentence;
      this.#block = {
        kind: /received/i.test(what) ? 'receive' : /sent/i.test(what) ? 'send' : 'internal',
        to: to === undefined ? undefined : this.terms.recipientsOf(to),
        time: this.terms.readTime(time),
        lines: [{ line, text }],
        queue: undefined,
      };
      return;
    }
    const queue = QUEUE.exec(text)?.[1];
    if (queue !== undefined) return this.#queue(queue, text, line, sink);
    const clock = CLOCK.exec(text)?.[1];
    if (clock !== undefined) return this.#clock(clock, text, line, sink);
    const rate = RATE.exec(text)?.[1];
    if (rate !== undefined) return sink.header({ rate: Number(rate) });
    sink.skip(line, text, 'It is not part of a block: it has no event, queue length or logical clock.');
  }

  end(sink: LineSink): void {
    this.#give(sink, 'The file ends before the logical clock of this event.');
  }

  #queue(written: string, text: string, line: number, sink: LineSink): void {
    const queue = countOf(written);
    if (!this.#block) return sink.skip(line, text, STRAY);
    if (queue === undefined || this.#block.queue !== undefined)
      return sink.skip(
        line,
        text,
        'The queue length is not a whole number, or is given twice for this event.',
      );
    this.#block.queue = queue;
    this.#block.lines.push({ line, text });
  }

  #clock(written: string, text: string, line: number, sink: LineSink): void {
    const block = this.#block;
    if (!block) return sink.skip(line, text, STRAY);
    const clock = countOf(written);
    if (clock === undefined) {
      sink.skip(line, text, COUNT_PROBLEM);
      return this.#give(sink, UNFINISHED);
    }
    this.#block = undefined;
    const { kind, to, time, queue, lines } = block;
    const count = lines.length + 1;
    sink.event({ kind, clock, queue, time, to, line: lines[0]!.line, lines: count }, count);
  }

  /** The lines of a block that will not be finished. */
  #give(sink: LineSink, reason: string): void {
    for (const { line, text } of this.#block?.lines ?? []) sink.skip(line, text, reason);
    this.#block = undefined;
  }
}

const UNFINISHED = 'The event has no logical clock: the next event begins first.';
const STRAY = 'No event before it that it could belong to.';
