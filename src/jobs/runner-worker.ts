// The entry of a worker that computes from trials and plans.
import { runnerJobs } from './runner-jobs.ts';
import { serve } from './serve.ts';

serve(runnerJobs());
