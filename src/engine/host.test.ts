// A machine whose link takes no more: it is held back until there is room, and then makes up for every tick.
import { describe, expect, it } from 'vitest';
import type { Message } from '../core/message.ts';
import { Trace } from '../core/trace.ts';
import { trialFrom } from '../core/trial.ts';
import { LinkClosedError, LinkOverflowError, type Link, type LinkEvent } from '../network/link.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { Host } from './host.ts';

/** A link that takes so many messages, and then none until it is drained. */
class NarrowLink implements Link {
  readonly kind = 'memory';
  readonly rejected = 0;
  readonly sent: Message[] = [];
  room: number;
  isClosed = false;
  #tell: (event: LinkEvent) => void = () => undefined;

  constructor(
    readonly remote: number,
    room: number,
  ) {
    this.room = room;
  }

  get isFull(): boolean {
    return this.room === 0 && !this.isClosed;
  }

  send(message: Message): void {
    if (this.isClosed) throw new LinkClosedError('It is closed.');
    if (this.room === 0) throw new LinkOverflowError('It is full.');
    this.room -= 1;
    this.sent.push(message);
  }

  drain(room: number): void {
    this.room = room;
    this.#tell({ kind: 'drained' });
  }

  subscribe(listener: (event: LinkEvent) => void): () => void {
    this.#tell = listener;
    return () => undefined;
  }

  close(): void {
    this.isClosed = true;
    this.#tell({ kind: 'closed', reason: 'It broke.' });
  }
}

function hostOver(room: number) {
  const trial = trialFrom({ rates: [10, 1, 1], dieSides: 3, durationSeconds: 10 });
  const scheduler = new VirtualScheduler();
  const trace = new Trace(trial, 'live');
  const links = [new NarrowLink(2, room), new NarrowLink(3, 1_000_000)] as const;
  const undeliverable: Message[] = [];
  let ends = 0;
  const host = new Host({
    machine: 1,
    trial,
    scheduler,
    links,
    recorder: trace.recorderOf(1),
    onUndeliverable: message => undeliverable.push(message),
  });
  host.start(0, () => (ends += 1));
  return { host, scheduler, links, undeliverable, log: trace.logOf(1), ends: () => ends };
}

describe('a machine whose link is full', () => {
  it('does not tick, and then does every tick that was due, at once', () => {
    const { scheduler, links, undeliverable, log, ends } = hostOver(5);
    scheduler.runUntil(5000);
    const held = log.eventCount;
    expect(held).toBeLessThan(50);
    expect(links[0].sent).toHaveLength(5);
    links[0].drain(1_000_000);
    expect(log.eventCount).toBe(50);
    expect(log.atMs[held]).toBe(5000);
    scheduler.runUntil(10_000);
    expect([log.eventCount, ends()]).toEqual([100, 1]);
    expect(undeliverable).toEqual([]);
    const numbers = links.flatMap(({ sent }) => sent.map(({ number }) => number)).sort((a, b) => a - b);
    expect(numbers).toEqual(Array.from({ length: log.messageCount }, (_, i) => i + 1));
  });

  it('ends when it has made up for the ticks that were still due at the end', () => {
    const { scheduler, links, log, ends } = hostOver(5);
    scheduler.runUntil(20_000);
    expect(ends()).toBe(0);
    links[0].drain(3);
    expect(ends()).toBe(0);
    links[0].drain(1_000_000);
    expect([log.eventCount, ends()]).toEqual([100, 1]);
  });

  it('goes on where the link ends: what it sends there is undeliverable', () => {
    const { scheduler, links, undeliverable, log, ends } = hostOver(5);
    scheduler.runUntil(20_000);
    links[0].close();
    expect([log.eventCount, ends()]).toEqual([100, 1]);
    expect(undeliverable.length).toBeGreaterThan(0);
    expect(undeliverable.every(({ to }) => to === 2)).toBe(true);
  });

  it('does nothing more once it is stopped', () => {
    const { host, scheduler, links, log, ends } = hostOver(5);
    scheduler.runUntil(5000);
    const held = log.eventCount;
    host.stop();
    links[0].drain(1_000_000);
    scheduler.runUntil(20_000);
    expect([log.eventCount, ends()]).toEqual([held, 0]);
  });
});
