// A call over a peer that does what it is told to: the orders of events that a browser seldom produces.
import { EventEmitter } from 'node:events';
import type Peer from 'simple-peer';
import { describe, expect, it } from 'vitest';
import { encodeFrame, messageCodec } from '../frame.ts';
import { LinkClosedError, LinkOverflowError, type Link } from '../link.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { LEAVE_MAX_MS, WEBRTC_BUFFERED_MAX_BYTES, WebRtcCall } from './webrtc-call.ts';

class FakePeer extends EventEmitter {
  bufferSize = 0;
  destroyed = false;
  /** What a send throws. */
  refusal: Error | undefined;
  readonly sent: unknown[] = [];

  send(data: unknown): void {
    if (this.refusal) throw this.refusal;
    this.sent.push(data);
  }

  signal(): void {
    this.sent.push('a signal');
  }

  destroy(): void {
    this.destroyed = true;
  }
}

function call() {
  const peer = new FakePeer();
  const told: string[] = [];
  const links: Link[] = [];
  const scheduler = new VirtualScheduler();
  const made = new WebRtcCall({
    run: 'run',
    self: 1,
    remote: 2,
    codec: messageCodec,
    scheduler,
    peer: peer as unknown as Peer.Instance,
    outcome: {
      signal: () => told.push('signal'),
      opened: link => {
        told.push('opened');
        links.push(link);
        link.subscribe(event =>
          told.push(
            event.kind === 'message'
              ? String(event.message.number)
              : `${event.kind}: ${'reason' in event ? event.reason : ''}`,
          ),
        );
      },
      failed: error => told.push(`failed: ${error.message}`),
      ended: framesSent => told.push(`ended after ${framesSent}`),
    },
  });
  const frame = (number: number) =>
    peer.emit('data', encodeFrame('run', { from: 2, to: 1, number, timestamp: 1 }));
  return { peer, scheduler, call: made, told, link: () => links[0]!, frame };
}

const CLOSED = 'closed: Machine 2 closed the link.';

describe('a call', () => {
  it('keeps the data that comes before it is connected', () => {
    const { peer, told, frame } = call();
    frame(1);
    expect(told).toEqual([]);
    peer.emit('connect');
    expect(told).toEqual(['opened', '1']);
  });

  it('fails with the reason where the peer goes before it is connected', () => {
    const { peer, told } = call();
    peer.emit('error', new Error('Ice connection failed.'));
    peer.emit('close');
    expect(told).toEqual(['failed: Ice connection failed.']);
  });

  it('ends with the reason where the connection breaks', () => {
    const { peer, told } = call();
    peer.emit('connect');
    peer.emit('error', new Error('Connection failed.'));
    peer.emit('close');
    expect(told.slice(1)).toEqual([
      'ended after 0',
      'closed: The connection to machine 2 broke: Connection failed.',
    ]);
  });

  it('says goodbye and waits for the other side to hang up', () => {
    const { peer, told, link } = call();
    peer.emit('connect');
    link().send({ from: 1, to: 2, number: 1, timestamp: 1 });
    link().close();
    expect(peer.sent.at(-1)).toBe('goodbye');
    expect(peer.destroyed).toBe(false);
    peer.emit('close');
    expect(told.slice(1)).toEqual(['ended after 1', 'closed: undefined']);
  });

  it('waits for that no longer than a page needs that lives', () => {
    const { peer, scheduler, link } = call();
    peer.emit('connect');
    link().close();
    scheduler.runUntil(LEAVE_MAX_MS - 1);
    expect(peer.destroyed).toBe(false);
    scheduler.runUntil(LEAVE_MAX_MS);
    expect(peer.destroyed).toBe(true);
  });

  it('hangs up where both say goodbye at once', () => {
    const { peer, link } = call();
    peer.emit('connect');
    link().close();
    peer.emit('data', 'goodbye');
    expect(peer.destroyed).toBe(true);
  });

  it('hears all that was sent before a goodbye that overtook it', () => {
    const { peer, told, call: made, frame } = call();
    peer.emit('connect');
    frame(1);
    made.leave(3);
    frame(2);
    expect(peer.destroyed).toBe(false);
    frame(3);
    expect(told.slice(1)).toEqual(['1', '2', '3', 'ended after 0', CLOSED]);
    expect(peer.destroyed).toBe(true);
  });

  it('opens, tells all and ends where the goodbye comes before the connection', () => {
    const { peer, told, call: made, frame } = call();
    frame(1);
    made.leave(1);
    peer.emit('connect');
    expect(told).toEqual(['opened', '1', 'ended after 0', CLOSED]);
  });

  it('is silent once it is destroyed', () => {
    const { peer, told, call: made } = call();
    made.destroy();
    peer.emit('signal', {});
    peer.emit('connect');
    peer.emit('close');
    expect(told).toEqual([]);
    made.signal({ type: 'offer' });
    expect(peer.sent).toEqual([]);
  });

  it.each([
    ['a closing channel', new DOMException('The channel is closing.', 'InvalidStateError')],
    ['a peer that is gone', Object.assign(new Error('it is destroyed'), { code: 'ERR_DESTROYED' })],
  ])('says of %s that it is closed, and still hears what comes', (_, refusal) => {
    const { peer, told, link, frame } = call();
    peer.emit('connect');
    peer.refusal = refusal;
    expect(() => link().send({ from: 1, to: 2, number: 1, timestamp: 1 })).toThrow(LinkClosedError);
    frame(1);
    peer.emit('close');
    expect(told.slice(1)).toEqual(['1', 'ended after 0', 'closed: The connection to machine 2 was closed.']);
  });

  it('hides no error that has another cause', () => {
    const { peer, link } = call();
    peer.emit('connect');
    peer.refusal = new RangeError('a bug');
    expect(() => link().send({ from: 1, to: 2, number: 1, timestamp: 1 })).toThrow(RangeError);
  });

  it('throws rather than let its outgoing buffer grow beyond the bound', () => {
    const { peer, link } = call();
    peer.emit('connect');
    peer.bufferSize = WEBRTC_BUFFERED_MAX_BYTES;
    expect(() => link().send({ from: 1, to: 2, number: 1, timestamp: 1 })).toThrow(LinkOverflowError);
    expect(peer.sent).toEqual([]);
    peer.bufferSize = 0;
    link().send({ from: 1, to: 2, number: 2, timestamp: 1 });
    expect(peer.sent).toHaveLength(1);
  });
});
