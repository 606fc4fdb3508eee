// Signaling over pair channels: one to each of the other machines, open from the start.
import type { MachineId } from '../core/message.ts';
import type { Signaling, Unsubscribe } from './link.ts';
import { pairChannelName, type OpenMachineChannel, type PairChannel, type Place } from './pair-channel.ts';

export interface ChannelSignalingOptions extends Place {
  /** The machines are 1 to this; `self` is one of them. */
  readonly machines: number;
  readonly openChannel: OpenMachineChannel;
}

export class ChannelSignaling implements Signaling {
  readonly #channels = new Map<MachineId, PairChannel>();
  readonly #listeners = new Set<(from: MachineId, signal: unknown) => void>();

  constructor(options: ChannelSignalingOptions) {
    for (let remote = 1; remote <= options.machines; remote++) {
      if (remote === options.self) continue;
      const hear = (signal: unknown): void => {
        for (const listener of [...this.#listeners]) listener(remote, signal);
      };
      const channel = options.openChannel(pairChannelName(options, 'signal', remote), hear, remote);
      this.#channels.set(remote, channel);
    }
  }

  send(to: MachineId, signal: unknown): void {
    this.#channels.get(to)?.post(signal);
  }

  subscribe(listener: (from: MachineId, signal: unknown) => void): Unsubscribe {
    const own: typeof listener = (from, signal) => listener(from, signal);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  close(): void {
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
    this.#listeners.clear();
  }
}
