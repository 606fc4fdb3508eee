// The entry of the worker that reads files and tries patterns.
import { readerJobs } from './reader-jobs.ts';
import { serve } from './serve.ts';

/** Workers have it and pages do not, so it is not among the types of the page. */
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

const reader = new FileReaderSync();
serve(readerJobs((file, from, to) => new Uint8Array(reader.readAsArrayBuffer(file.slice(from, to)))));
