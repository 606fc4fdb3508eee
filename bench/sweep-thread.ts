// A thread of the sweep benchmark: the same servant as in a browser's worker.
import { parentPort } from 'node:worker_threads';
import { runnerJobs } from '../src/jobs/runner-jobs.ts';
import { servant } from '../src/jobs/serve.ts';
import type { TaskMessage } from '../src/jobs/task.ts';

const take = servant(runnerJobs(), reply => parentPort?.postMessage(reply));

parentPort?.on('message', (message: TaskMessage) => take(message));
