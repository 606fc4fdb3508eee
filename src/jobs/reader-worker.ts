// The entry of the worker that reads files and tries patterns.
import { readerJobs } from './reader-jobs.ts';
import { serve } from './serve.ts';

serve(readerJobs());
