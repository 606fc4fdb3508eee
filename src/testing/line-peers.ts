// Connections between devices within one program: an offer and an answer each name one end, and whoever has both has a carrier.
// They can be cut, as when a device leaves the network.
import type { LinePeerOptions, OpenLinePeer } from '../network/webrtc/line-peer.ts';
import type { LineCarrier } from '../network/line/line.ts';
import { LinkClosedError } from '../network/link.ts';

interface End {
  readonly options: LinePeerOptions;
  other: End | undefined;
  isOver: boolean;
}

export class Air {
  readonly #ends: End[] = [];
  /** Whether devices see each other now. */
  isClear = true;

  readonly open: OpenLinePeer = options => {
    const end: End = { options, other: undefined, isOver: false };
    const number = this.#ends.push(end) - 1;
    queueMicrotask(() => {
      if (!end.isOver) options.onDescription(`end ${number}`);
    });
    return {
      answer: description => {
        const other = this.#ends[Number(/^end (\d+)$/.exec(description)?.[1] ?? NaN)];
        if (end.isOver) return;
        if (!other) this.#lose(end, 'refused');
        else if (!this.isClear || other.isOver) this.#lose(end, 'unreachable');
        else this.#join(end, other);
      },
      close: () => this.#close(end),
    };
  };

  /** Every connection breaks, on both sides. */
  cut(): void {
    for (const end of this.#ends) if (end.other && !end.isOver) this.#lose(end, 'broken');
  }

  #join(one: End, two: End): void {
    one.other = two;
    two.other = one;
    for (const end of [one, two]) end.options.onOpen(this.#carrierOf(end));
  }

  #carrierOf(end: End): LineCarrier {
    return {
      post: frame => {
        const { other } = end;
        if (end.isOver || !other) throw new LinkClosedError('The connection is closing.');
        queueMicrotask(() => {
          if (!other.isOver) other.options.onFrame(frame);
        });
      },
      close: () => this.#close(end),
    };
  }

  #close(end: End): void {
    if (end.isOver) return;
    end.isOver = true;
    const { other } = end;
    // After what was posted before.
    if (other) queueMicrotask(() => this.#lose(other, 'broken'));
  }

  #lose(end: End, kind: 'broken' | 'unreachable' | 'refused'): void {
    if (end.isOver) return;
    end.isOver = true;
    end.options.onLost({ kind, reason: 'Somebody cut it.' });
  }
}
