// Two ends of one line in virtual time, over carriers of a memory network that can lose, double and reorder what they carry, and
// that can be cut on either side at any moment.
import {
  Line,
  type Carried,
  type LineCarrier,
  type LineEnd,
  type LineOptions,
} from '../../network/line/line.ts';
import { MemoryNetwork, type Faults } from '../../network/memory/memory-network.ts';
import { VirtualScheduler } from '../../time/virtual-scheduler.ts';

export class LineSide {
  readonly sent: string[] = [];
  readonly heard: string[] = [];
  readonly ends: LineEnd[] = [];
  /** How often nothing carried it any more. */
  losses = 0;
  readonly line: Line;
  #carried: Carried | undefined;

  constructor(scheduler: VirtualScheduler, options: Partial<LineOptions>) {
    this.line = new Line({
      scheduler,
      onText: text => this.heard.push(text),
      onCarried: () => undefined,
      onLost: () => {
        this.losses += 1;
      },
      onEnded: end => this.ends.push(end),
      ...options,
    });
  }

  send(text: string): void {
    this.sent.push(text);
    this.line.send(text);
  }

  attach(open: (hear: (frame: unknown) => void) => LineCarrier): void {
    const early: unknown[] = [];
    const ready: { carried?: Carried } = {};
    const carrier = open(frame => (ready.carried ? ready.carried.hear(frame) : early.push(frame)));
    ready.carried = this.line.attach(carrier);
    this.#carried = ready.carried;
    for (const frame of early) ready.carried.hear(frame);
  }

  cut(): void {
    this.#carried?.lost('It was cut.');
  }
}

export class LineWorld {
  readonly scheduler = new VirtualScheduler();
  readonly sides: readonly [LineSide, LineSide];
  /** All that was posted. */
  readonly frames: string[] = [];
  readonly #network: MemoryNetwork;
  #carriers = 0;

  constructor(faults?: Faults, options: Partial<LineOptions> = {}) {
    const { scheduler } = this;
    this.#network = new MemoryNetwork({
      schedule: (task, delayMs) => scheduler.at(scheduler.nowMs() + delayMs, task),
      ...(faults && { faults }),
    });
    this.sides = [new LineSide(scheduler, options), new LineSide(scheduler, options)];
  }

  /** What opens either end of a fresh carrier. */
  carrier(): (hear: (frame: unknown) => void) => LineCarrier {
    this.#carriers += 1;
    const name = `carrier-${this.#carriers}`;
    return hear => {
      const channel = this.#network.open(name, hear);
      return {
        post: frame => {
          this.frames.push(frame);
          channel.post(frame);
        },
        close: () => channel.close(),
      };
    };
  }

  attach(): void {
    const open = this.carrier();
    for (const side of this.sides) side.attach(open);
  }

  pass(milliseconds: number): void {
    this.scheduler.runUntil(this.scheduler.nowMs() + milliseconds);
  }
}
