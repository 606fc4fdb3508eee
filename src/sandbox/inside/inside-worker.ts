// The entry of the worker in a box: it takes away what no program may have, and then serves the page through the one port that it is
// given. vite.box.config.ts makes one classic script of it, since a blob's worker can load no modules there.
import { servant } from '../../jobs/serve.ts';
import type { TaskMessage } from '../../jobs/task.ts';
import { BOX_TEXT_MAX, type BoxOpening, type BoxSaying } from '../box-message.ts';
import { boxWork } from './box-work.ts';
import { lockDown } from './lock-down.ts';
import { CallWatch } from './watched-program.ts';

function begin(opening: BoxOpening, port: MessagePort): void {
  const say = (saying: BoxSaying): void => {
    const text = JSON.stringify(saying);
    if (text.length <= BOX_TEXT_MAX) port.postMessage(text);
    else if ('id' in saying)
      say({ kind: 'failed', id: saying.id, reason: 'What came of it is too much to be shown.' });
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

addEventListener('message', ({ data, ports: [port] }: MessageEvent<BoxOpening>) => begin(data, port!), {
  once: true,
});
// A promise that a program leaves behind concerns nobody: a handler that returns one has been told.
addEventListener('unhandledrejection', event => event.preventDefault());
lockDown();
