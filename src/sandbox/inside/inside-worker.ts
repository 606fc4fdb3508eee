// The entry of the worker in a box: it takes away what no program may have, and then serves the page through the one port that it is
// given. vite.box.config.ts makes one classic script of it, since a blob's worker can load no modules there.
import { servant } from '../../jobs/serve.ts';
import type { TaskMessage } from '../../jobs/task.ts';
import { BOX_TEXT_MAX, type BoxOpening, type BoxSaying } from '../box-message.ts';
import { TOO_MUCH } from '../../words/missing-parts.ts';
import { boxWork } from './box-work.ts';
import { lockDown } from './lock-down.ts';
import { CallWatch } from './watched-program.ts';

function begin(opening: BoxOpening, port: MessagePort): void {
  const say = (saying: BoxSaying): void => {
    if (saying.kind === 'result') watch.end();
    const text = textOf(saying);
    if (text !== undefined) port.postMessage(text);
    else if ('id' in saying) say({ kind: 'failed', id: saying.id, reason: TOO_MUCH });
  };
  const nowMs = (): number => performance.now();
  const watch = new CallWatch(
    calls => say({ kind: 'beat', calls }),
    call => say({ kind: 'call', call }),
    opening.announceFrom ?? Infinity,
    nowMs,
  );
  const take = servant(boxWork(watch, nowMs), say);
  port.onmessage = ({ data }: MessageEvent<TaskMessage>) => take(data);
  say({ kind: 'open' });
}

/** Undefined where it would be longer than any page wants it, or than a text can be. */
function textOf(saying: BoxSaying): string | undefined {
  try {
    const text = JSON.stringify(saying);
    return text.length <= BOX_TEXT_MAX ? text : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

addEventListener('message', ({ data, ports: [port] }: MessageEvent<BoxOpening>) => begin(data, port!), {
  once: true,
});
// A promise that a program leaves behind concerns nobody: a handler that returns one has been told.
addEventListener('unhandledrejection', event => event.preventDefault());
lockDown();
