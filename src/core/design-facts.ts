// What a comparison of designs has measured, as plain data: how machines may be linked, what that cost as there were more
// of them, and what happened when one of them or the server died. It is stored and heard from other tabs, so it has a schema.
import * as v from 'valibot';

/** Pairs over WebRTC, pairs over BroadcastChannel, a relay inside the page, a broker that a person named. */
export const DESIGNS = ['webrtc', 'broadcast', 'relay', 'broker'] as const;
export type Design = (typeof DESIGNS)[number];

/** Whether everything goes through one server in this design. */
export function hasServer(design: Design): boolean {
  return design === 'relay' || design === 'broker';
}

/** Which one it is among the parties; machines count from 1. */
export const SERVER = 0;

export const COMPARISON_BOUNDS = {
  machines: { min: 2, max: 32 },
  /** How many numbers of machines one comparison has at most. */
  sizesMax: 12,
  rate: { min: 1, max: 100 },
  /** Faces of the die for each other machine. */
  faces: { min: 1, max: 20 },
  seconds: { min: 1, max: 20 },
} as const;

const REASON_MAX = 1000;
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const milliseconds = v.pipe(v.number(), v.finite(), v.minValue(0));
const machines = v.pipe(count, v.minValue(2), v.maxValue(COMPARISON_BOUNDS.machines.max));
const party = v.pipe(count, v.maxValue(COMPARISON_BOUNDS.machines.max));
const design = v.picklist(DESIGNS);
const parties = v.pipe(v.array(party), v.maxLength(COMPARISON_BOUNDS.machines.max), v.readonly());
const reason = v.pipe(v.string(), v.maxLength(REASON_MAX));

/** Frames are what carriers carry: a message each, or what sessions add to them. */
const traffic = v.strictObject({ frames: count, bytes: count });

/** What one party gave to its carriers and got from them. */
const load = v.strictObject({ party, in: traffic, out: traffic });

/** A quantile of nothing is undefined. */
const latency = v.strictObject({ medianMs: milliseconds, p99Ms: milliseconds, maxMs: milliseconds });

const measured = v.strictObject({
  kind: v.literal('measured'),
  design,
  machines,
  /** Two-way connections between two parties that carried frames. */
  connections: count,
  /** Ordered pairs of parties over which a frame passed: each way of each connection in use. */
  directions: count,
  /** From the first call until every machine had a link to every other one that messages can be sent over. */
  setupMs: milliseconds,
  /** From the first tick until nothing was on its way, in which all that follows was counted. */
  runMs: milliseconds,
  /** Sent by machines, and those of them that arrived in another machine's queue. */
  messages: count,
  arrived: count,
  /** From the moment at which the machine sent it until it was in the other one's queue, on one clock. */
  latency: v.optional(latency),
  /** Frames by the hop that they took, counted where they set out. */
  hops: v.strictObject({ between: traffic, toServer: traffic, fromServer: traffic }),
  /** The party with the most frames in and out together, and the machine with the most. */
  busiest: load,
  busiestMachine: load,
});

/** It did not come up, and why: a result, too. */
const refused = v.strictObject({
  kind: v.literal('refused'),
  design,
  machines,
  reason,
  /** Connections that were open when it was given up. */
  connections: count,
  afterMs: milliseconds,
});

const deathSchema = v.strictObject({
  design,
  machines,
  /** A machine, or {@link SERVER}. */
  died: party,
  /** Since the first tick. */
  atMs: milliseconds,
  /** From its death until it returned, or until the end of the run. */
  watchedMs: milliseconds,
  /** Living machines to which nothing arrived any more from any other, though something was sent to them. */
  stalled: parties,
  /** Ordered pairs of living machines over which messages were sent meanwhile, and those over which none arrived. */
  pairs: count,
  silentPairs: count,
  /** Messages sent from one living machine to another until the end of the watch, and how many had not arrived by then. */
  sentMeanwhile: count,
  missing: count,
  /** Messages to the dead machine or from it that never arrived. */
  lostWithDead: count,
  /** Of a server that came back. */
  back: v.optional(
    v.strictObject({
      /** Of the messages that were missing, so many arrived after its return. */
      arrivedLate: count,
      /** From its return until the last of them arrived. */
      caughtUpMs: milliseconds,
      /** Never arrived within the time that was left for it. */
      lost: count,
    }),
  ),
});

const settingsSchema = v.strictObject({
  /** Of every machine, in ticks per second. */
  rate: v.pipe(count, v.minValue(1), v.maxValue(COMPARISON_BOUNDS.rate.max)),
  faces: v.pipe(count, v.minValue(1), v.maxValue(COMPARISON_BOUNDS.faces.max)),
  seconds: v.pipe(v.number(), v.minValue(1), v.maxValue(COMPARISON_BOUNDS.seconds.max)),
  seed: count,
  sizes: v.pipe(v.array(machines), v.minLength(1), v.maxLength(COMPARISON_BOUNDS.sizesMax), v.readonly()),
  designs: v.pipe(v.array(design), v.minLength(1), v.maxLength(DESIGNS.length), v.readonly()),
  /** With so many machines one of them dies, and the server; undefined: nobody dies. */
  deathsWith: v.optional(machines),
});

const RUNS_MAX = COMPARISON_BOUNDS.sizesMax * DESIGNS.length;

const comparisonSchema = v.strictObject({
  kind: v.literal('designs'),
  /** In milliseconds since the epoch. */
  measuredAtMs: milliseconds,
  /** What the browser says that it is. */
  browser: v.pipe(v.string(), v.maxLength(400)),
  settings: settingsSchema,
  runs: v.pipe(v.array(v.variant('kind', [measured, refused])), v.maxLength(RUNS_MAX), v.readonly()),
  deaths: v.pipe(v.array(deathSchema), v.maxLength(2 * DESIGNS.length), v.readonly()),
  /** Whether it was cancelled: then there are fewer runs than the settings ask for. */
  isPartial: v.boolean(),
});

export type Traffic = Readonly<v.InferOutput<typeof traffic>>;
export type PartyLoad = Readonly<v.InferOutput<typeof load>>;
export type MeasuredDesign = Readonly<v.InferOutput<typeof measured>>;
export type RefusedDesign = Readonly<v.InferOutput<typeof refused>>;
export type DesignRun = MeasuredDesign | RefusedDesign;
export type DesignDeath = Readonly<v.InferOutput<typeof deathSchema>>;
export type ComparisonSettings = Readonly<v.InferOutput<typeof settingsSchema>>;
export type DesignComparison = Readonly<v.InferOutput<typeof comparisonSchema>>;
export { comparisonSchema };

/** Undefined for anything that is not a comparison. */
export function parseComparison(value: unknown): DesignComparison | undefined {
  const parsed = v.safeParse(comparisonSchema, value);
  return parsed.success ? parsed.output : undefined;
}

/** Longer reasons are cut where they are written. */
export function shortReason(words: string): string {
  return words.slice(0, REASON_MAX);
}

/** C(n, 2): the pairs among so many machines. */
export function pairsOf(machines: number): number {
  return (machines * (machines - 1)) / 2;
}

/** The connections that a design is said to need: n with a server, C(n, 2) without one. */
export function expectedConnections(design: Design, machines: number): number {
  return hasServer(design) ? machines : pairsOf(machines);
}
