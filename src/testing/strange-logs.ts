// For tests: the logs of a program whose form and words are its own, with lines before the first event, from a simulated run.
import type { Event } from '../core/event.ts';
import type { Trace } from '../core/trace.ts';
import type { InputFile } from '../formats/read-result.ts';

export interface StrangeWords {
  readonly send: string;
  readonly receive: string;
  readonly internal: string;
}

export const STRANGE_WORDS: StrangeWords = {
  send: 'Sent message to machine',
  receive: 'Processed message',
  internal: 'Internal event',
};

/** Words of no language: what they mean only the clocks tell. */
export const MADE_UP_WORDS: StrangeWords = { send: 'quavdru', receive: 'flimbex', internal: 'zormor' };

/** `1> Event: Processed message | System Time: 2026-02-28 17:42:04 | Logical Clock: 4 | Queue Length: 1`, a file for each machine. */
export function strangeLogs(trace: Trace, words: StrangeWords = STRANGE_WORDS): InputFile[] {
  return trace.logs.map(({ machine, eventCount }) => {
    const lines = Array.from({ length: eventCount }, (_, index) => {
      const event = trace.event(machine, index);
      return lineOf(machine, whatHappened(event, words), event.atMs, event.clock, event.queue ?? 0);
    });
    const others = trace.logs.flatMap(log => (log.machine === machine ? [] : [log.machine]));
    const chatter = others.map(other =>
      lineOf(machine, `Connected to machine ${other} on port ${54_320 + other}`, 0, 0, 0),
    );
    return { name: `machine_${machine}.log`, text: `${[...chatter, ...lines].join('\n')}\n` };
  });
}

function whatHappened(event: Event, words: StrangeWords): string {
  return event.kind === 'send'
    ? `${words.send} ${event.messages.map(({ to }) => to).join(', ')}`
    : words[event.kind];
}

const START_MS = Date.UTC(2026, 1, 28, 17, 42, 4);

function lineOf(machine: number, what: string, atMs: number, clock: number, queue: number): string {
  const time = new Date(START_MS + atMs).toISOString();
  return `${machine}> Event: ${what} | System Time: ${time.slice(0, 10)} ${time.slice(11, 19)} | Logical Clock: ${clock} | Queue Length: ${queue}`;
}
