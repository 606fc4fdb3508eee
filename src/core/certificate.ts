// What is known of how a live run went, beside its events: when machines had no page, were hidden or silent, and what became of
// their links. Part of the trace, as the times of its events mean little without it.
import * as v from 'valibot';
import type { MachineId } from './message.ts';

/** closed, gone: it had no page, which was closed or reloaded, or crashed. hidden: nobody could see its page. silent: no word came from its page. */
export const SPELL_KINDS = ['closed', 'gone', 'hidden', 'silent'] as const;
export type SpellKind = (typeof SPELL_KINDS)[number];

/** In milliseconds since the start of the run. */
export interface Spell {
  readonly kind: SpellKind;
  readonly fromMs: number;
  readonly toMs: number;
}

/** One end of a link has come to stand otherwise. */
export interface LinkChange {
  readonly atMs: number;
  readonly remote: MachineId;
  readonly state: (typeof LINK_STATES)[number];
  /** What carries it, or did last. */
  readonly carrier?: string;
  readonly reason?: string;
}

/** One end of a link at the end of the run, with all pages that its machine had. */
export interface LinkTotals {
  readonly remote: MachineId;
  readonly reopened: number;
  /** Frames. */
  readonly resent: number;
  readonly duplicates: number;
  readonly dropped: number;
  readonly heldMs: number;
}

/** How a machine's own clock was corrected at a moment. All in milliseconds. */
export interface ClockSample {
  /** Since the start of the run, by its common time. */
  readonly atMs: number;
  /** What is added to the machine's own clock to get the common time: above 0 where its own clock is behind. */
  readonly offsetMs: number;
  /** So far from the coordinator's clock, at most, was what the machine took for the common time, from the sample before until this one. */
  readonly boundMs: number;
}

export interface MachineClock {
  /** In the order of time. */
  readonly samples: readonly ClockSample[];
  /** By how much its own clock runs faster than the coordinator's, in parts per million; left out where that was not measured. */
  readonly driftPpm?: number;
  /** The largest error of that, if the clocks drift evenly. */
  readonly driftBoundPpm?: number;
  /** How often one of the two clocks jumped. */
  readonly jumps: number;
}

export interface MachineCertificate {
  readonly spells: readonly Spell[];
  readonly links: readonly LinkTotals[];
  readonly changes: readonly LinkChange[];
  /** Why the machine would not have outlived its page; left out where it would. */
  readonly fragility?: string;
  /** Left out where nobody measured it. */
  readonly clock?: MachineClock;
}

export interface Certificate {
  /** By machine: the first is machine 1's. */
  readonly machines: readonly MachineCertificate[];
  /** Control messages that were none and were dropped. */
  readonly foreignMessages: number;
}

export const LINK_STATES = ['connecting', 'open', 'closed', 'failed'] as const;
/** Of one machine; what is more is left out, the totals have it. */
export const CHANGES_MAX = 1000;
export const SPELLS_MAX = 1000;
/** Of one machine; when there are more, two become one. */
export const CLOCK_SAMPLES_MAX = 512;
const MACHINES_MAX = 1000;
const TEXT_MAX = 2000;

const time = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const machine = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MACHINES_MAX));
const text = v.pipe(v.string(), v.maxLength(TEXT_MAX));

export const clockSampleSchema = v.object({
  atMs: time,
  offsetMs: time,
  boundMs: v.pipe(time, v.minValue(0)),
});

export const certificateSchema = v.object({
  machines: v.pipe(
    v.array(
      v.object({
        spells: v.pipe(
          v.array(v.object({ kind: v.picklist(SPELL_KINDS), fromMs: time, toMs: time })),
          v.maxLength(SPELLS_MAX),
          v.readonly(),
        ),
        links: v.pipe(
          v.array(
            v.object({
              remote: machine,
              reopened: count,
              resent: count,
              duplicates: count,
              dropped: count,
              heldMs: time,
            }),
          ),
          v.maxLength(MACHINES_MAX),
          v.readonly(),
        ),
        changes: v.pipe(
          v.array(
            v.object({
              atMs: time,
              remote: machine,
              state: v.picklist(LINK_STATES),
              carrier: v.exactOptional(text),
              reason: v.exactOptional(text),
            }),
          ),
          v.maxLength(CHANGES_MAX),
          v.readonly(),
        ),
        fragility: v.exactOptional(text),
        clock: v.exactOptional(
          v.object({
            samples: v.pipe(v.array(clockSampleSchema), v.maxLength(CLOCK_SAMPLES_MAX), v.readonly()),
            driftPpm: v.exactOptional(time),
            driftBoundPpm: v.exactOptional(v.pipe(time, v.minValue(0))),
            jumps: count,
          }),
        ),
      }),
    ),
    v.maxLength(MACHINES_MAX),
    v.readonly(),
  ),
  foreignMessages: count,
});
