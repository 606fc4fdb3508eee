// The relay of a trial page: a worker, so that what goes through it does not wait for what the page draws.
import { openBroadcastChannel } from '../network/broadcast/broadcast-channels.ts';
import { Relay } from '../network/relay/relay.ts';

/** The room that it serves; undefined: it ends. */
export type ToRelayWorker = string | undefined;

function startServing(): void {
  let relay: Relay | undefined;
  addEventListener('message', ({ data: room }: MessageEvent<ToRelayWorker>) => {
    relay?.stop();
    relay = undefined;
    if (room === undefined) close();
    else relay = new Relay({ room, openChannel: openBroadcastChannel });
  });
}

startServing();
