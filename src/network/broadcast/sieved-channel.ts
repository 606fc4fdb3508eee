// A channel of which only objects of known kinds come through: in this thread, or beside it, in a worker. Any page of the origin may
// post any number of things on a channel whose name it knows, and a browser takes them in before anybody reads them: 100,000 of
// them keep a page's thread for seconds. In a worker they keep nobody.
import { isOfKind } from '../of-kind.ts';
import type { PairChannel } from '../pair-channel.ts';
import { openBroadcastChannel } from './broadcast-channels.ts';
import type { FromSieve, ToSieve } from './sieve-messages.ts';

export interface Sieve {
  readonly name: string;
  readonly kinds: readonly string[];
  readonly onData: (data: unknown) => void;
  /** So many things more were dropped. */
  readonly onDropped: (count: number) => void;
}

export type OpenSievedChannel = (sieve: Sieve) => PairChannel;

/** In this thread. Throws BroadcastUnavailableError. */
export const openChannelHere: OpenSievedChannel = ({ name, kinds, onData, onDropped }) => {
  const known = new Set<unknown>(kinds);
  return openBroadcastChannel(name, data => {
    if (isOfKind(data, known)) onData(data);
    else onDropped(1);
  });
};

/** In a worker of its own, which also drops what comes in faster than anything true does. */
export const openChannelInWorker: OpenSievedChannel = ({ name, kinds, onData, onDropped }) => {
  const worker = new Worker(new URL('./sieve-worker.ts', import.meta.url), {
    type: 'module',
    name: 'lamplight-room',
  });
  const tell = (message: ToSieve): void => worker.postMessage(message);
  let isClosed = false;
  worker.onmessage = ({ data }: MessageEvent<FromSieve>) => {
    if (isClosed) return;
    if (data.kind === 'data') onData(data.data);
    else onDropped(data.count);
  };
  tell({ kind: 'open', name, kinds });
  return {
    post: data => {
      if (!isClosed) tell({ kind: 'post', data });
    },
    // It ends itself once it has posted what it was given.
    close: () => {
      isClosed = true;
      tell({ kind: 'close' });
    },
  };
};
