// What of a run is seen, as every view's address says it: the selected event, the tab, the stretch, the cut and the moment of
// playback. What is wrong in it is said, and the rest counts; what the run does not have is found once the run is known.
import * as v from 'valibot';
import { NOTE_LENGTH_MAX, noteSchema, NOTES_MAX, type Note } from '../core/note.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Trace } from '../core/trace.ts';
import { SEEN_PROBLEMS } from '../words/seen.ts';
import { TRACE_TABS } from '../words/trace-tabs.ts';
import { unknownChoice } from '../words/problems.ts';
import {
  optionalField,
  parseFields,
  problem,
  Problems,
  readFields,
  value,
  writeFields,
  type Field,
} from './fields.ts';
import type { SeenKey } from './seen-part.ts';

export type TraceTab = keyof typeof TRACE_TABS;

/** Of a moment of playback. step: right after the event has happened. */
export type SeenMoment =
  | { readonly kind: 'time'; readonly atMs: number }
  | { readonly kind: 'step'; readonly event: EventPlace }
  | { readonly kind: 'end' };

export type SeenStretch = 'all' | { readonly fromMs: number; readonly toMs: number };

/** Times are in milliseconds since the start of the run, whole microseconds. */
export interface Seen {
  readonly event: EventPlace | undefined;
  readonly tab: TraceTab | undefined;
  readonly stretch: SeenStretch | undefined;
  /** By machine: how many of its events are before the cut. */
  readonly cut: readonly number[] | undefined;
  /** Undefined: where the view begins. */
  readonly moment: SeenMoment | undefined;
  /** own: of the devices' own clocks; then stretch and moment are by them too. Undefined: of the common clock. */
  readonly times: 'own' | undefined;
  /** Undefined: those that the run came with. */
  readonly notes: readonly Note[] | undefined;
}

export const NOTHING_SEEN: Seen = {
  event: undefined,
  tab: undefined,
  stretch: undefined,
  cut: undefined,
  moment: undefined,
  times: undefined,
  notes: undefined,
};

const SECONDS = String.raw`-?\d{1,13}(?:\.\d{1,6})?`;
const EVENT = /^(\d{1,5})\.(\d{1,10})$/;
const STRETCH = new RegExp(`^(${SECONDS})-(${SECONDS})$`);
const MOMENT = new RegExp(`^${SECONDS}$`);
const CUT = /^\d{1,10}(,\d{1,10})*$/;

const eventField = (key: string) =>
  optionalField(text => {
    const [, machine = '', number = ''] = EVENT.exec(text) ?? [];
    if (!(Number(machine) > 0 && Number(number) > 0)) return problem(SEEN_PROBLEMS.event(key, text));
    return value<EventPlace>({ machine: Number(machine), index: Number(number) - 1 });
  });

export const SEEN_FIELDS = {
  event: eventField('event'),
  tab: optionalField(text => {
    const tabs = Object.keys(TRACE_TABS) as TraceTab[];
    const found = tabs.find(tab => tab === text);
    return found ? value(found) : problem(unknownChoice('tab', text, tabs));
  }),
  stretch: optionalField<SeenStretch>(text => {
    if (text === 'all') return value('all');
    const [, from = '', to = ''] = STRETCH.exec(text) ?? [];
    const [fromMs, toMs] = [millisecondsOf(from), millisecondsOf(to)];
    return from !== '' && fromMs < toMs ? value({ fromMs, toMs }) : problem(SEEN_PROBLEMS.stretch(text));
  }),
  cut: optionalField(text =>
    CUT.test(text) ? value(text.split(',').map(Number)) : problem(SEEN_PROBLEMS.cut(text)),
  ),
  at: optionalField(text => {
    if (text === 'end') return value<SeenMoment>({ kind: 'end' });
    return MOMENT.test(text)
      ? value<SeenMoment>({ kind: 'time', atMs: millisecondsOf(text) })
      : problem(SEEN_PROBLEMS.moment(text));
  }),
  step: eventField('step'),
  times: optionalField(text =>
    text === 'own' ? value('own' as const) : problem(unknownChoice('times', text, ['own'])),
  ),
  /** `3.6:Why%20here%3F,10-20:slow`: a comma, a colon or a percent sign in a note is written as in an address. */
  notes: optionalField(text => {
    const notes = text === '' ? [] : text.split(',').map(noteFrom);
    if (notes.length > NOTES_MAX || !notes.every(note => note !== undefined))
      return problem(SEEN_PROBLEMS.notes(NOTES_MAX, NOTE_LENGTH_MAX));
    return value<readonly Note[]>(notes);
  }),
} satisfies Record<SeenKey, Field>;

export interface ReadSeen {
  readonly seen: Seen;
  /** What is wrong with it, in sentences. */
  readonly problems: readonly string[];
}

/** `query` is the part of `partQuery`. Never throws. */
export function readSeen(query: string): ReadSeen {
  const { draft, problems } = readFields(SEEN_FIELDS, query);
  const found = new Problems<keyof typeof SEEN_FIELDS>();
  const { event, tab, stretch, cut, at, step, times, notes } = parseFields(
    SEEN_FIELDS,
    draft,
    found.complain,
  );
  if (at && step) found.complain('fragment', SEEN_PROBLEMS.twoMoments);
  const moment: SeenMoment | undefined = step ? { kind: 'step', event: step } : at;
  return {
    seen: { event, tab, stretch, cut, moment, times, notes },
    problems: [...problems, ...found.list].map(({ message }) => message),
  };
}

/** What {@link readSeen} turns back into the same. */
export function writeSeen({ event, tab, stretch, cut, moment, times, notes }: Seen): string {
  return writeFields(SEEN_FIELDS, {
    event: event && eventText(event),
    tab,
    stretch:
      typeof stretch === 'object' ? `${secondsText(stretch.fromMs)}-${secondsText(stretch.toMs)}` : stretch,
    cut: cut?.join(','),
    at: moment?.kind === 'time' ? secondsText(moment.atMs) : moment?.kind === 'end' ? 'end' : undefined,
    step: moment?.kind === 'step' ? eventText(moment.event) : undefined,
    times,
    notes: notes?.map(noteText).join(','),
  });
}

function noteText({ at, text }: Note): string {
  const pin = at.kind === 'event' ? eventText(at.place) : `${secondsText(at.fromMs)}-${secondsText(at.toMs)}`;
  return `${pin}:${text.replace(/[%,:]/g, encodeURIComponent)}`;
}

function noteFrom(written: string): Note | undefined {
  const [, pin = '', encoded = ''] = /^([^:]{1,60}):([^]*)$/.exec(written) ?? [];
  const parsed = v.safeParse(noteSchema, { at: pinFrom(pin), text: decoded(encoded) });
  return parsed.success ? parsed.output : undefined;
}

function pinFrom(text: string): unknown {
  const [, machine, number] = EVENT.exec(text) ?? [];
  if (machine !== undefined)
    return { kind: 'event', place: { machine: Number(machine), index: Number(number) - 1 } };
  const [, from = '', to = ''] = STRETCH.exec(text) ?? [];
  return { kind: 'stretch', fromMs: millisecondsOf(from), toMs: millisecondsOf(to) };
}

function decoded(encoded: string): string | undefined {
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** What of it this run has, by the times that it names; the rest is said in sentences. */
export function seenIn(trace: Trace, { event, tab, stretch, cut, moment, times, notes }: Seen): ReadSeen {
  const problems: string[] = [];
  const isThere = (reason: string | undefined): boolean => {
    if (reason !== undefined) problems.push(reason);
    return reason === undefined;
  };
  const { fromMs, toMs } = extentOf(trace);
  const isOutside = (what: 'stretch' | 'moment', from: number, to: number): string | undefined =>
    to < fromMs || from > toMs
      ? SEEN_PROBLEMS.outside(what, secondsText(fromMs), secondsText(toMs))
      : undefined;
  const momentProblem =
    moment?.kind === 'step'
      ? noEvent(trace, moment.event)
      : moment?.kind === 'time'
        ? isOutside('moment', moment.atMs, moment.atMs)
        : undefined;
  return {
    seen: {
      event: event && isThere(noEvent(trace, event)) ? event : undefined,
      tab,
      stretch:
        typeof stretch === 'object' && !isThere(isOutside('stretch', stretch.fromMs, stretch.toMs))
          ? undefined
          : stretch,
      cut: cut && isThere(badCut(trace, cut)) ? cut : undefined,
      moment: isThere(momentProblem) ? moment : undefined,
      times: times && isThere(hasOneClock(trace)) ? times : undefined,
      notes: notes?.filter(({ at }) => isThere(at.kind === 'event' ? noEvent(trace, at.place) : undefined)),
    },
    problems,
  };
}

/** Rounded as an address has it. */
export function wholeMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000 + 0; // not -0, which no address has
}

/** From the start, or the first event before it, to the end, or the last event after it. */
function extentOf({ trial, logs }: Trace): { readonly fromMs: number; readonly toMs: number } {
  let fromMs = 0;
  let toMs = trial.durationSeconds * 1000;
  for (const { atMs, eventCount } of logs)
    for (let i = 0; i < eventCount; i++) {
      fromMs = Math.min(fromMs, atMs[i]!);
      toMs = Math.max(toMs, atMs[i]!);
    }
  return { fromMs: Math.floor(fromMs), toMs: Math.ceil(toMs) };
}

function noEvent({ logs }: Trace, { machine, index }: EventPlace): string | undefined {
  const log = logs[machine - 1];
  if (!log) return SEEN_PROBLEMS.noMachine(machine, logs.length);
  return index < log.eventCount ? undefined : SEEN_PROBLEMS.noEvent(machine, index + 1, log.eventCount);
}

function hasOneClock({ certificate }: Trace): string | undefined {
  return certificate?.machines.some(({ clock }) => clock) ? undefined : SEEN_PROBLEMS.oneClock;
}

function badCut({ logs }: Trace, cut: readonly number[]): string | undefined {
  if (cut.length !== logs.length) return SEEN_PROBLEMS.cutMachines(cut.length, logs.length);
  const beyond = logs.find(({ eventCount }, i) => cut[i]! > eventCount);
  return beyond && SEEN_PROBLEMS.cutBeyond(beyond.machine, cut[beyond.machine - 1]!, beyond.eventCount);
}

/** `3.6` is event 6 of machine 3; both count from 1, as on the page. */
export function eventText({ machine, index }: EventPlace): string {
  return `${machine}.${index + 1}`;
}

function secondsText(ms: number): string {
  return (ms / 1000).toFixed(6).replace(/\.?0+$/, '');
}

function millisecondsOf(seconds: string): number {
  return Math.round(Number(seconds) * 1e6) / 1000 + 0;
}
