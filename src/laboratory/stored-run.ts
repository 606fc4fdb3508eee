// The run that goes on in a room, as the coordinator's page stores it: another page takes it up where this one ends.
import * as v from 'valibot';
import { certificateSchema } from '../core/certificate.ts';
import { seatNameSchema } from '../core/seat-name.ts';
import { parseTrial } from '../core/trial.ts';
import { wholeTrialSchema } from '../core/program/record-schema.ts';
import { LINK_CHOICES, LIVE_CODE_MAX, PLACES, type Settings } from '../engine/settings.ts';
import { logEntrySchema, machineSchema } from './control-messages.ts';
import { brokersSchema, keySchema } from './seat-messages.ts';
import { LOST_HOWS } from './laboratory-state.ts';
import type { StoredRecord } from './run-storage.ts';

const VERSION = 1;
/** A run that nobody took up for so long is forgotten. */
const KEPT_MS = 24 * 3_600_000;

const time = v.pipe(v.number(), v.finite());
const lost = v.object({ how: v.picklist(LOST_HOWS), atMs: time });
const schema = v.object({
  version: v.literal(VERSION),
  run: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
  room: v.string(),
  trial: v.unknown(),
  link: v.picklist(LINK_CHOICES),
  place: v.picklist(PLACES),
  brokers: v.exactOptional(brokersSchema),
  program: v.exactOptional(
    v.object({
      name: v.string(),
      code: v.pipe(v.string(), v.maxLength(LIVE_CODE_MAX)),
      trial: wholeTrialSchema,
    }),
  ),
  /** Of what its machines seal their messages with, on their way through a broker. */
  key: v.exactOptional(keySchema),
  /** When this was stored, in milliseconds since the epoch. */
  savedMs: time,
  /** The common start, in milliseconds since the epoch; left out before it. */
  startMs: v.exactOptional(time),
  stoppedMs: v.exactOptional(time),
  certificate: v.exactOptional(certificateSchema),
  machines: v.array(
    v.object({
      machine: machineSchema,
      durable: v.boolean(),
      lost: v.exactOptional(lost),
      away: v.exactOptional(lost),
      absences: v.exactOptional(
        v.pipe(
          v.array(v.object({ how: v.picklist(['closed', 'gone']), fromMs: time, toMs: time })),
          v.readonly(),
        ),
      ),
      device: v.exactOptional(v.string()),
      /** Of the person in its seat. */
      name: v.exactOptional(seatNameSchema),
      /** So many entries hold all its events. */
      expected: v.exactOptional(v.number()),
    }),
  ),
});

export interface StoredRun extends Omit<
  v.InferOutput<typeof schema>,
  'version' | 'trial' | 'room' | 'link' | 'place' | 'brokers' | 'program'
> {
  readonly settings: Settings;
}

export function writeStoredRun({ settings, ...facts }: StoredRun): unknown {
  const { trial, link, place, room, brokers, program } = settings;
  return {
    ...facts,
    version: VERSION,
    trial,
    link,
    place,
    room,
    ...(brokers && { brokers }),
    ...(program && { program }),
  };
}

/** Undefined where there is none, or none that this version can read. */
export function parseStoredRun(value: unknown, nowMs: number): StoredRun | undefined {
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (!parsed.success) return undefined;
  const { trial: stored, link, place, room, brokers, program, ...facts } = parsed.output;
  const result = parseTrial(stored);
  if (result.kind !== 'trial') return undefined;
  const { trial } = result;
  const { machines, savedMs } = facts;
  const isWhole =
    machines.length === trial.rates.length && machines.every(({ machine }, i) => machine === i + 1);
  if (program && program.trial.machines !== trial.rates.length) return undefined;
  if (!isWhole || savedMs + KEPT_MS < nowMs) return undefined;
  const more = { ...(brokers && { brokers }), ...(program && { program }) };
  return { ...facts, settings: { engine: 'live', trial, link, place, room, ...more } };
}

const batchSchema = v.array(logEntrySchema);
/** Of a program's log: whoever takes them reads them. */
const textsSchema = v.array(v.string());

/** What the coordinator took of one machine's log: as far as it is whole. */
export function parseStoredLog(records: readonly StoredRecord[], isOfProgram = false): readonly unknown[] {
  const entries: unknown[] = [];
  for (const { position, value } of records) {
    const parsed = v.safeParse(isOfProgram ? textsSchema : batchSchema, value, { abortEarly: true });
    if (!parsed.success || position !== entries.length) break; // the machine has the rest, and sends it again
    entries.push(...parsed.output);
  }
  return entries;
}
