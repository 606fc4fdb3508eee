// A box as the page talks to it: a hidden page of the site (box.html) with a frame without an origin in it, and in that a worker.
// Nothing of a program is ever in the page; what it is asked and what it answers goes through one port.
import type { TaskMessage } from '../jobs/task.ts';
import type { BoxOpening } from './box-message.ts';

/** One listener each, set before the first post. */
export interface BoxPort {
  post(message: TaskMessage): void;
  /** Whatever comes: it is not trusted. */
  onText(listener: (text: unknown) => void): void;
  /** The worker did not start, or is dead. */
  onDeath(listener: (message: string) => void): void;
  /** Ends worker and frames, whatever they are at. */
  close(): void;
}

export type OpenBox = (opening: BoxOpening) => BoxPort;

/** Where the frames are that hold boxes: any page of the site, as long as it lives. */
export const openBox: OpenBox = opening => {
  const tasks = new MessageChannel();
  const control = new MessageChannel();
  let died: (message: string) => void = () => undefined;
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = '';
  frame.src = new URL('box.html', document.baseURI).href;
  frame.onload = () => {
    const inner = frame.contentDocument?.querySelector('iframe')?.contentWindow;
    // It has no origin that could be named.
    if (inner) inner.postMessage(opening, '*', [control.port2, tasks.port2]);
    else died('');
  };
  document.body.append(frame);
  return {
    post: message => tasks.port1.postMessage(message),
    onText: listener => {
      tasks.port1.onmessage = ({ data }: MessageEvent<unknown>) => listener(data);
    },
    onDeath: listener => {
      died = listener;
      control.port1.onmessage = ({ data }: MessageEvent<unknown>) => listener(String(data));
    },
    close: () => {
      frame.remove();
      tasks.port1.close();
      control.port1.close();
    },
  };
};
