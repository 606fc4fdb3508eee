// A worker that listens on a channel for its page, and hands on what is of a known kind.
import { isOfKind } from '../of-kind.ts';
import type { FromSieve, ToSieve } from './sieve-messages.ts';

/** What was dropped is told so often. */
const TELL_EVERY_MS = 100;
/** As often, no more than so many are handed on: a room of 100 machines that all say hello at once is a tenth of that. */
const HANDED_ON_MAX = 1000;

function startListening(): void {
  let channel: BroadcastChannel | undefined;
  let dropped = 0;
  let handedOn = 0;
  let isCounting = false;
  const tell = (message: FromSieve): void => postMessage(message);
  const count = (): void => {
    if (isCounting) return;
    isCounting = true;
    setTimeout(() => {
      isCounting = false;
      handedOn = 0;
      if (dropped > 0) tell({ kind: 'dropped', count: dropped });
      dropped = 0;
    }, TELL_EVERY_MS);
  };
  const open = (name: string, kinds: readonly string[]): void => {
    const known = new Set<unknown>(kinds);
    channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      count();
      if (handedOn < HANDED_ON_MAX && isOfKind(data, known)) {
        handedOn += 1;
        tell({ kind: 'data', data });
      } else dropped += 1;
    };
  };
  addEventListener('message', ({ data: message }: MessageEvent<ToSieve>) => {
    if (message.kind === 'open') open(message.name, message.kinds);
    else if (message.kind === 'post') channel?.postMessage(message.data);
    else {
      channel?.close();
      close();
    }
  });
}

startListening();
