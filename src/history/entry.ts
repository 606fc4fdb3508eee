// What is saved of a run beside its trace: what the list shows. Whatever is read from the browser's storage or from a file is
// parsed; what fails is named, so that it can be shown, saved as a file and removed, and is never passed over.
import * as v from 'valibot';
import { parseImportedTrial } from '../core/imported-trial.ts';
import { hasOwnTrial, TRACE_ENGINES, type Engine } from '../core/trace.ts';
import { parseTrial, type Trial } from '../core/trial.ts';

/** Of an entry's form. A later one gets a step in {@link parseEntry} that turns this one into it. */
export const ENTRY_VERSION = 1;
/** Characters; a longer name is cut where it is written. */
export const NAME_LENGTH_MAX = 200;
/** What an entry is known by, in an address too. */
export const ENTRY_ID = /^[\w-]{1,40}$/;
const FILES_MAX = 100;
/** Characters; a longer one is left out where it is written. */
export const PROGRAM_QUERY_MAX = 30_000;
const COUNT_MAX = 2 ** 40;

/** What the audit came to. */
export interface KeptVerdict {
  readonly checked: number;
  readonly faults: number;
  readonly remarks: number;
  readonly unchecked: number;
}

export interface HistoryEntry {
  readonly id: string;
  readonly name: string;
  /** When the run was over or the log was opened, in milliseconds since the epoch. */
  readonly keptAtMs: number;
  readonly starred: boolean;
  /** Undefined unless it was deleted; it can be brought back until it makes room for others. */
  readonly deletedAtMs: number | undefined;
  /** run: made in the trial's page. opened: read from files. */
  readonly came: 'run' | 'opened';
  /** How a run that was made in the trial's page came to its end. */
  readonly ended: 'finished' | 'stopped' | 'failed' | undefined;
  readonly engine: Engine;
  readonly trial: Trial;
  /** The name of the program that was run; undefined for the die. */
  readonly program: string | undefined;
  /** Of a run of a program: what follows `#/programs?` to have it there again, with its text, its trial and what was chosen. */
  readonly programQuery?: string;
  /** Of an opened log: the files' names. */
  readonly files: readonly string[];
  readonly events: number;
  readonly messages: number;
  /** Between the first event and the last one. */
  readonly spanMs: number;
  /** As of `digestOf`: what names the run, and what its trace must have when it is computed again. */
  readonly digest: string;
  /** Of the stored trace's bytes; undefined where there are none. */
  readonly checksum: string | undefined;
  /** The size of the stored trace; 0: there is none, and the run is computed again from its trial. */
  readonly traceBytes: number;
  /** Undefined where the audit did not come to its end. */
  readonly verdict: KeptVerdict | undefined;
}

export type ParsedEntry =
  | { readonly kind: 'entry'; readonly entry: HistoryEntry }
  /** `version` is that of a newer Lamplight. */
  | { readonly kind: 'newer'; readonly version: number }
  | { readonly kind: 'damaged' };

const whole = (max: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(max));
const moment = v.pipe(v.number(), v.finite());
const count = whole(COUNT_MAX);
const hexadecimal = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));

const entrySchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(ENTRY_ID)),
  name: v.pipe(v.string(), v.maxLength(NAME_LENGTH_MAX)),
  keptAtMs: moment,
  starred: v.boolean(),
  deletedAtMs: v.optional(moment),
  came: v.picklist(['run', 'opened']),
  ended: v.optional(v.picklist(['finished', 'stopped', 'failed'])),
  engine: v.picklist(TRACE_ENGINES),
  trial: v.unknown(),
  program: v.optional(v.pipe(v.string(), v.maxLength(NAME_LENGTH_MAX))),
  programQuery: v.exactOptional(v.pipe(v.string(), v.maxLength(PROGRAM_QUERY_MAX))),
  files: v.pipe(v.array(v.pipe(v.string(), v.maxLength(NAME_LENGTH_MAX))), v.maxLength(FILES_MAX)),
  events: count,
  messages: count,
  spanMs: v.pipe(v.number(), v.finite(), v.minValue(0)),
  digest: hexadecimal,
  checksum: v.optional(hexadecimal),
  traceBytes: count,
  verdict: v.optional(v.strictObject({ checked: count, faults: count, remarks: count, unchecked: count })),
});

const storedSchema = v.strictObject({ version: v.literal(ENTRY_VERSION), entry: entrySchema });

/** Parses anything; never throws. */
export function parseEntry(value: unknown): ParsedEntry {
  const stated = versionOf(value);
  if (stated !== undefined && stated > ENTRY_VERSION) return { kind: 'newer', version: stated };
  const result = v.safeParse(storedSchema, value);
  if (!result.success) return { kind: 'damaged' };
  const { trial, program, deletedAtMs, ended, verdict, checksum, ...facts } = result.output.entry;
  const parsed = hasOwnTrial(facts.engine) ? parseTrial(trial) : parseImportedTrial(trial);
  if (parsed.kind === 'problems') return { kind: 'damaged' };
  const isStored = facts.traceBytes > 0 && checksum !== undefined;
  if (!isStored && !isComputedAgain({ ...facts, program })) return { kind: 'damaged' };
  return {
    kind: 'entry',
    entry: { ...facts, trial: parsed.trial, program, deletedAtMs, ended, verdict, checksum },
  };
}

/** As it is stored and written: without what is undefined. */
export function storedEntry(entry: HistoryEntry): unknown {
  const known = Object.entries(entry).filter(([, value]) => value !== undefined);
  return { version: ENTRY_VERSION, entry: Object.fromEntries(known) };
}

/** A run of the die in virtual time follows from its trial; any other one happened once, or needs its program. */
export function isComputedAgain({
  came,
  engine,
  program,
}: Pick<HistoryEntry, 'came' | 'engine' | 'program'>): boolean {
  return came === 'run' && engine === 'virtual' && program === undefined;
}

/** Whether two entries are of one run, event by event: it is kept once. */
export function isSameRun(a: HistoryEntry, b: HistoryEntry): boolean {
  return (
    a.digest === b.digest &&
    a.came === b.came &&
    a.engine === b.engine &&
    JSON.stringify([a.trial, a.files]) === JSON.stringify([b.trial, b.files])
  );
}

/** In one line, and no longer than a list has room for. */
export function cutName(name: string): string {
  return name.replace(/\s+/g, ' ').trim().slice(0, NAME_LENGTH_MAX).trim();
}

export function cutFiles(files: readonly string[]): readonly string[] {
  return files.slice(0, FILES_MAX).map(cutName);
}

function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null || !('version' in value)) return undefined;
  return typeof value.version === 'number' ? value.version : undefined;
}
