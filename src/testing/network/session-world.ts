// Two ends of one session in virtual time, over carriers of a memory network that can lose, double and reorder what they
// carry, and that can be cut on either side at any moment.
import { assert } from '../../core/assert.ts';
import type { LinkEvent } from '../../network/link.ts';
import { MemoryNetwork, type Faults } from '../../network/memory/memory-network.ts';
import { sessionCodec, type SessionFrame } from '../../network/session/session-frame.ts';
import { SessionLink, type Carrier, type SessionLinkOptions } from '../../network/session/session-link.ts';
import { WireLink } from '../../network/wire-link.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';
import { messageOf } from './laws.ts';

export const RUN = '0123456789abcdef';

/** One end, and what it has sent and heard. */
export class End {
  readonly sent: number[] = [];
  readonly events: LinkEvent[] = [];
  readonly lost: string[] = [];
  readonly session: SessionLink;
  carrier: WireLink<SessionFrame> | undefined;
  isOpen = false;
  #number = 0;

  constructor(
    readonly self: number,
    scheduler: VirtualScheduler,
    options: Partial<SessionLinkOptions>,
  ) {
    this.session = new SessionLink({
      run: RUN,
      self,
      remote: 3 - self,
      scheduler,
      onOpen: () => {
        assert(!this.isOpen, 'a session opens once');
        this.isOpen = true;
      },
      onCarrierLost: reason => this.lost.push(reason),
      ...options,
    });
  }

  listen(): void {
    this.session.subscribe(event => this.events.push(event));
  }

  /** Whether the link took it. Numbers have gaps, as they count what goes to others too. */
  send(): boolean {
    if (this.session.isFull) return false;
    this.#number += 1 + (this.#number % 3);
    this.session.send(messageOf(this.self, 3 - this.self, this.#number));
    this.sent.push(this.#number);
    return true;
  }

  get heard(): number[] {
    return this.events.flatMap(event => (event.kind === 'message' ? [event.message.number] : []));
  }

  get closings(): (string | undefined)[] {
    return this.events.flatMap(event => (event.kind === 'closed' ? [event.reason] : []));
  }

  attach(carrier: WireLink<SessionFrame>): void {
    this.carrier = carrier;
    this.session.attach(carrier);
  }

  /** The carrier breaks on this side, without a goodbye to the other. */
  cut(): void {
    this.carrier?.end('It was cut.');
  }
}

export class SessionWorld {
  readonly scheduler = new VirtualScheduler();
  readonly network: MemoryNetwork;
  readonly ends: readonly [End, End];
  /** All that was posted, in its order. */
  readonly frames: string[] = [];
  #carriers = 0;

  constructor(options: Partial<SessionLinkOptions> = {}, faults?: Faults, latencyMs = 1) {
    this.network = new MemoryNetwork({
      schedule: (task, delayMs) => void this.scheduler.at(this.scheduler.nowMs() + latencyMs + delayMs, task),
      ...(faults && { faults }),
    });
    this.ends = [new End(1, this.scheduler, options), new End(2, this.scheduler, options)];
  }

  /** Both ends of a fresh carrier. */
  carriers(): readonly [WireLink<SessionFrame>, WireLink<SessionFrame>] {
    this.#carriers += 1;
    const name = `carrier ${this.#carriers}`;
    return [this.#open(name, 1), this.#open(name, 2)];
  }

  attach(): void {
    const [one, two] = this.carriers();
    this.ends[0].attach(one);
    this.ends[1].attach(two);
  }

  /** Lets time pass until nothing but what is asked for later is left to do. */
  pass(milliseconds: number): void {
    this.scheduler.runUntil(this.scheduler.nowMs() + milliseconds);
  }

  /** Puts anything onto what carries the session, as if it had come for this end. */
  inject(end: End, raw: unknown): void {
    end.carrier!.receive(raw);
  }

  #open(name: string, self: number): WireLink<SessionFrame> {
    const channel = this.network.open(name, data => link.receive(data));
    const wire = {
      post: (frame: string) => {
        this.frames.push(frame);
        channel.post(frame);
      },
      hangUp: () => channel.close(),
    };
    const link: WireLink<SessionFrame> = new WireLink({
      run: RUN,
      self,
      remote: 3 - self,
      kind: 'memory',
      codec: sessionCodec,
      wire,
    });
    return link;
  }
}

export type { Carrier };
