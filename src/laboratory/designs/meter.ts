// Counts what goes over carriers, by party and by hop, where it is given to them and where it comes from them; and knows who
// is dead: nothing passes a dead party any more, in either direction, and nobody is told.
import { SERVER, type PartyLoad, type Traffic } from '../../core/design-facts.ts';

interface Count {
  frames: number;
  bytes: number;
}

const nothing = (): Count => ({ frames: 0, bytes: 0 });

export class Meter {
  readonly #parties: number;
  readonly #connections = new Set<number>();
  readonly #directions = new Set<number>();
  readonly #dead = new Set<number>();
  #in: Count[] = [];
  #out: Count[] = [];
  #between = nothing();
  #toServer = nothing();
  #fromServer = nothing();

  /** The machines are 1 to this. */
  constructor(machines: number) {
    this.#parties = machines + 1;
    this.begin();
  }

  /** Frames are counted from here; connections stay. */
  begin(): void {
    this.#in = Array.from({ length: this.#parties }, nothing);
    this.#out = Array.from({ length: this.#parties }, nothing);
    this.#between = nothing();
    this.#toServer = nothing();
    this.#fromServer = nothing();
  }

  /** Two parties have a connection; each pair counts once. */
  connected(one: number, other: number): void {
    this.#connections.add(this.#pair(Math.min(one, other), Math.max(one, other)));
  }

  /** A party has given a frame to its carrier. */
  sent(from: number, to: number, bytes: number): void {
    add(this.#out[from]!, bytes);
    add(from === SERVER ? this.#fromServer : to === SERVER ? this.#toServer : this.#between, bytes);
    this.#directions.add(this.#pair(from, to));
  }

  /** A party that lives has got a frame. */
  came(to: number, bytes: number): void {
    add(this.#in[to]!, bytes);
  }

  kill(party: number): void {
    this.#dead.add(party);
  }

  revive(party: number): void {
    this.#dead.delete(party);
  }

  isDead(party: number): boolean {
    return this.#dead.has(party);
  }

  get connections(): number {
    return this.#connections.size;
  }

  get directions(): number {
    return this.#directions.size;
  }

  get hops(): { readonly between: Traffic; readonly toServer: Traffic; readonly fromServer: Traffic } {
    return {
      between: { ...this.#between },
      toServer: { ...this.#toServer },
      fromServer: { ...this.#fromServer },
    };
  }

  /** The party with the most frames in and out; of machines alone, where the server does not count. */
  busiest(isServerCounted: boolean): PartyLoad {
    const first = isServerCounted ? SERVER : 1;
    let party = first;
    for (let other = first; other < this.#parties; other++)
      if (this.#framesOf(other) > this.#framesOf(party)) party = other;
    return { party, in: { ...this.#in[party]! }, out: { ...this.#out[party]! } };
  }

  #framesOf(party: number): number {
    return this.#in[party]!.frames + this.#out[party]!.frames;
  }

  #pair(from: number, to: number): number {
    return from * this.#parties + to;
  }
}

function add(count: Count, bytes: number): void {
  count.frames += 1;
  count.bytes += bytes;
}
