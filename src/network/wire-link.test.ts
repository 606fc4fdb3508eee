// The link that all kinds share, where the laws of transports cannot reach: listeners that close, subscribe or throw.
import { describe, expect, it } from 'vitest';
import { encodeFrame, messageCodec } from './frame.ts';
import type { LinkEvent } from './link.ts';
import { WireLink } from './wire-link.ts';

function makeLink(bufferMax = 10) {
  const posted: string[] = [];
  let hangUps = 0;
  const wire = { post: (frame: string) => void posted.push(frame), hangUp: () => void (hangUps += 1) };
  const link = new WireLink({
    run: 'run',
    self: 1,
    remote: 2,
    kind: 'memory',
    codec: messageCodec,
    wire,
    bufferMax,
  });
  const arrive = (number: number): void =>
    link.receive(encodeFrame('run', { from: 2, to: 1, number, timestamp: number }));
  return { link, arrive, posted, hangUps: () => hangUps };
}

function short(event: LinkEvent): string {
  if (event.kind === 'message') return String(event.message.number);
  if (event.kind === 'closed') return `closed: ${event.reason}`;
  return event.kind === 'rejected' ? event.reason : event.kind;
}

describe('a link', () => {
  it('tells what happens while a listener is told after it, to all', () => {
    const { link, arrive } = makeLink();
    const heard: string[] = [];
    link.subscribe(event => {
      heard.push(`a ${short(event)}`);
      if (short(event) === '1') arrive(2);
    });
    link.subscribe(event => heard.push(`b ${short(event)}`));
    arrive(1);
    expect(heard).toEqual(['a 1', 'b 1', 'a 2', 'b 2']);
  });

  it('tells nothing but its closing once a listener has closed it', () => {
    const { link, arrive, hangUps } = makeLink();
    for (const number of [1, 2, 3]) arrive(number);
    const heard: string[] = [];
    link.subscribe(event => {
      heard.push(short(event));
      link.close();
    });
    arrive(4);
    expect(heard).toEqual(['1', 'closed: undefined']);
    expect(hangUps()).toBe(1);
  });

  it('goes on after a listener that throws', () => {
    const { link, arrive } = makeLink();
    const heard: string[] = [];
    link.subscribe(event => {
      heard.push(short(event));
      if (short(event) === '1') throw new Error('a bug of the listener');
    });
    expect(() => arrive(1)).toThrow('a bug of the listener');
    arrive(2);
    expect(heard).toEqual(['1', '2']);
  });

  it('keeps as much as its bound for the first listener, and then closes and says so', () => {
    const { link, arrive, hangUps } = makeLink(3);
    for (const number of [1, 2, 3]) arrive(number);
    expect(hangUps()).toBe(0);
    arrive(4);
    expect(hangUps()).toBe(1);
    const heard: string[] = [];
    link.subscribe(event => heard.push(short(event)));
    expect(heard).toEqual(['1', '2', '3', 'closed: Nobody took what machine 2 sent: 3 events are waiting.']);
  });

  it('is not ended by junk that comes before the first listener: it is counted, and what was sent arrives', () => {
    const { link, arrive, hangUps } = makeLink(10);
    for (let i = 0; i < 100_000; i++) link.receive({ junk: i });
    for (const number of [1, 2, 3]) arrive(number);
    expect(hangUps()).toBe(0);
    expect(link.rejected).toBe(100_000);
    const messages: string[] = [];
    link.subscribe(event => {
      if (event.kind === 'message') messages.push(short(event));
    });
    expect(messages).toEqual(['1', '2', '3']);
  });

  it('refuses to carry what is not for its pair: that is a bug', () => {
    const { link, posted } = makeLink();
    expect(() => link.send({ from: 1, to: 3, number: 1, timestamp: 1 })).toThrow('bug');
    expect(posted).toEqual([]);
  });
});
