// The entry of a notebook's worker in a browser.
import type { NotebookJob } from '../notebook/calculator.ts';
import { doJob } from './notebook-work.ts';

addEventListener('message', ({ data }: MessageEvent<NotebookJob>) => postMessage(doJob(data)));
