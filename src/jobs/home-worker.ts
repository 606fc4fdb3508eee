// The entry of the worker in which a page's traces live.
import { homeJobs } from './home-jobs.ts';
import { serve } from './serve.ts';

serve(homeJobs());
