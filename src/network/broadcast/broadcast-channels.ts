// Pair channels between the pages of one browser and one origin (and within one Node process), over BroadcastChannel.
import type { PairChannel } from '../pair-channel.ts';

/** This program has no BroadcastChannel. */
export class BroadcastUnavailableError extends Error {
  override readonly name = 'BroadcastUnavailableError';
}

/**
 * An OpenPairChannel; throws {@link BroadcastUnavailableError}. The browser holds what is on its way, and neither bounds
 * it nor tells how much that is: unlike other links, these cannot overflow on the side that sends.
 */
export function openBroadcastChannel(name: string, onData: (data: unknown) => void): PairChannel {
  if (typeof globalThis.BroadcastChannel !== 'function') {
    throw new BroadcastUnavailableError('This browser has no BroadcastChannel.');
  }
  const channel = new BroadcastChannel(name);
  let closed = false;
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!closed) onData(data);
  };
  letExit(channel);
  return {
    post: data => {
      if (!closed) channel.postMessage(data);
    },
    close: () => {
      closed = true;
      channel.onmessage = null;
      channel.close();
    },
  };
}

/** In Node an open channel would keep the process alive. */
function letExit(channel: BroadcastChannel & { readonly unref?: () => void }): void {
  channel.unref?.();
}
