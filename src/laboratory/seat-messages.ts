// What a coordinator tells the page of one machine: the other half of the control plane, which only machines' pages read.
import * as v from 'valibot';
import { parseTrial, type Trial } from '../core/trial.ts';
import { LINK_CHOICES, LIVE_CODE_MAX, SEATS_MAX } from '../engine/settings.ts';
import { iceServersSchema } from '../network/ice-servers.ts';
import { readRoomKey } from '../network/server/room-key.ts';
import { identifier, machineSchema, time, whole } from './control-messages.ts';
import { SEAT_REFUSALS } from './laboratory-state.ts';

const machine = machineSchema;
const run = identifier;
const trial = v.pipe(
  v.unknown(),
  v.rawTransform<unknown, Trial>(({ dataset, addIssue, NEVER }) => {
    const parsed = parseTrial(dataset.value);
    if (parsed.kind === 'trial') return parsed.trial;
    addIssue({ message: parsed.problems.map(problem => problem.message).join(' ') });
    return NEVER;
  }),
);

export const brokersSchema = v.pipe(
  v.array(v.pipe(v.string(), v.regex(/^wss?:\/\//), v.maxLength(200))),
  v.minLength(1),
  v.maxLength(8),
  v.readonly(),
);
export const keySchema = v.pipe(
  v.string(),
  v.check(text => readRoomKey(text) !== undefined),
);

const PROGRAM_NAME_MAX = 1000;
/** Of a command by hand; a longer one is refused before it is sent. */
export const ARGUMENT_CHARACTERS_MAX = 16_384;

/** What a coordinator tells the page of one machine. */
export const seatMessageSchema = v.variant('kind', [
  v.object({ kind: v.literal('beat') }),
  /** To be answered at once, with a beat. */
  v.object({ kind: v.literal('ask') }),
  v.object({ kind: v.literal('goodbye') }),
  /** The times of RFC 5905: asked by the page's clock, heard and answered by the coordinator's. */
  v.object({ kind: v.literal('clock-answer'), askedMs: time, heardMs: time, answeredMs: time }),
  v.object({
    kind: v.literal('seat'),
    coordinator: identifier,
    machine,
    machines: machine,
    rate: whole(1000),
    /** The run that goes on. */
    run: v.exactOptional(run),
  }),
  v.object({
    kind: v.literal('no-seat'),
    coordinator: identifier,
    refusal: v.picklist(SEAT_REFUSALS),
    machines: whole(SEATS_MAX),
  }),
  v.object({
    kind: v.literal('configure'),
    run,
    machine,
    trial,
    link: v.picklist(LINK_CHOICES),
    /** The machines on other devices: no link to them can be one that does not leave a browser. */
    far: v.exactOptional(v.pipe(v.array(machine), v.maxLength(SEATS_MAX))),
    /** STUN and TURN servers for its links; none by default. */
    servers: v.exactOptional(iceServersSchema),
    /** Where the links go through a broker: its addresses, and the key that only the machines of the run have. */
    broker: v.exactOptional(v.object({ urls: brokersSchema, key: keySchema })),
    /** What the machines run, where it is not the die. Its trial is read where the program is opened (`program-hosting.ts`). */
    program: v.exactOptional(
      v.object({
        name: v.pipe(v.string(), v.maxLength(PROGRAM_NAME_MAX)),
        code: v.pipe(v.string(), v.maxLength(LIVE_CODE_MAX)),
        trial: v.unknown(),
      }),
    ),
    /** The run goes on already: the machine goes on from its memory. */
    resume: v.exactOptional(
      v.object({
        /** On the coordinator's clock. */
        startMs: time,
        /** So many entries of its log were taken. */
        taken: whole(),
        /** Machines that the run goes on without. */
        without: v.pipe(v.array(machine), v.maxLength(SEATS_MAX)),
        isStopped: v.boolean(),
      }),
    ),
  }),
  /** The common start, on the coordinator's clock. */
  v.object({ kind: v.literal('start'), run, startMs: time }),
  /** No more ticks. */
  v.object({ kind: v.literal('stop'), run }),
  /** The run is over: links may close. `without`: it goes on, or went to its end, without this machine. */
  v.object({ kind: v.literal('close'), run, without: v.boolean() }),
  /** The run goes on without this other machine: what waits for it waits in vain. */
  v.object({ kind: v.literal('without'), run, machine }),
  /** Somebody asks its program for something; the argument as a text of JSON. */
  v.object({
    kind: v.literal('command'),
    run,
    name: v.pipe(v.string(), v.maxLength(PROGRAM_NAME_MAX)),
    argument: v.pipe(v.string(), v.maxLength(ARGUMENT_CHARACTERS_MAX)),
  }),
  /** The first `count` entries of its log are stored. */
  v.object({ kind: v.literal('ack'), run, count: whole() }),
]);
export type SeatMessage = v.InferOutput<typeof seatMessageSchema>;
