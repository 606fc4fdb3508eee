// What is said while a run is played: the controls, where one is, and what one step did, with its arithmetic.
import type { ClockStep } from '../analysis/clock-step.ts';
import type { Jump } from '../analysis/jumps.ts';
import { counted, grouped } from '../core/counted.ts';
import type { SentMessage } from '../core/event.ts';
import { STEP_MS } from '../core/program/program-record.ts';
import type { Engine, Trace } from '../core/trace.ts';
import { faultOf } from './event-words.ts';
import { machineName } from './machine-name.ts';
import { machinesInWords } from './machines.ts';
import { duration, listing, momentOf } from './numbers.ts';
import { phrase, type Phrase } from './phrase.ts';

export const PLAYBACK_WORDS = {
  name: 'Playback',
  toStart: 'Go to the start',
  back: 'Previous event',
  play: 'Play',
  pause: 'Pause',
  forward: 'Next event',
  toEnd: 'Go to the end',
  toLive: 'Go to now',
  speed: 'Speed',
  scrubber: 'Moment of the run',
  jumps: 'Largest jumps',
  atStart: 'Nothing has happened yet.',
  live: 'live',
} as const;

/** `run` is empty where the page has one alone. */
export function playbackName(run: string): string {
  return run === '' ? PLAYBACK_WORDS.name : `${PLAYBACK_WORDS.name}: ${run}`;
}

/** `¼×`, `2×`. */
export function speedWords(speed: number): string {
  return `${speed === 0.25 ? '¼' : speed === 0.5 ? '½' : speed}×`;
}

/** How finely the moments of a run are told that lasts so long. */
function digitsFor(endMs: number): number {
  return endMs < 2000 ? 3 : endMs < 20_000 ? 2 : 1;
}

/** `21.1 of 60 s`; `step 3 of 6` where time has no length. */
export function placeInRun(atMs: number, endMs: number, engine?: Engine): string {
  if (engine === 'stepped') return `${momentOf(engine, atMs)} of ${Math.floor(endMs / STEP_MS)}`;
  return `${(atMs / 1000).toFixed(digitsFor(endMs))} of ${Number((endMs / 1000).toFixed(digitsFor(endMs)))} s`;
}

/** On a mark of the scrubber: `Jump by 12 on machine 2 at 21.100 s`. */
export function jumpMark(trace: Trace, { jump, machine, atMs }: Jump): string {
  return `Jump by ${grouped(jump)} on ${trace.nameOf(machine)} at ${momentOf(trace.engine, atMs)}`;
}

const WAIT_WORTH_SAYING_MS = 100;

/** `Machine 2 takes message 1-20 after 7.2 s in its queue: max(61, 68) + 1 = 69.` with what `strong` makes of the clock. */
export function stepWords<Part>(
  trace: Trace,
  step: ClockStep,
  strong: (words: string) => Part,
): Phrase<Part> {
  const { event, before, received, expected } = step;
  const what = `${machineName(trace, event.machine)} ${didWords(trace, step)}`;
  if (expected === undefined)
    return phrase<Part>`${what}: the clock goes from ${before} to ${strong(`${event.clock}`)}.`;
  const sum = received === undefined ? `${before} + 1` : `max(${before}, ${received}) + 1`;
  const fault = faultOf(step);
  if (fault) return phrase<Part>`${what}. ${fault}`;
  return phrase<Part>`${what}: ${sum} = ${strong(`${event.clock}`)}.${carriedWords(step)}`;
}

function didWords(trace: Trace, { event, waitedMs }: ClockStep): string {
  switch (event.kind) {
    case 'internal':
      return 'has an internal event';
    case 'send':
      return sentWords(trace, event.machine, event.messages);
    case 'receive': {
      const { message } = event;
      if (!message) return 'takes a message that the files do not name';
      const waited =
        waitedMs !== undefined && waitedMs >= WAIT_WORTH_SAYING_MS
          ? ` after ${duration(waitedMs)} in its queue`
          : '';
      return `takes message ${trace.messageNameOf(message.from, message.number)}${waited}`;
    }
  }
}

const NAMED = 3; // messages of one send

function sentWords(trace: Trace, machine: number, messages: readonly SentMessage[]): string {
  if (messages.length === 0) return 'sends a message';
  if (messages.length > NAMED) return `sends ${counted(messages.length, 'message')}`;
  const names = messages.map(({ number }) => trace.messageNameOf(machine, number));
  const to = [...new Set(messages.map(message => message.to))];
  const isNumbered = to.every(other => trace.nameOf(other) === `machine ${other}`);
  const recipients = isNumbered ? machinesInWords(to) : listing(to.map(other => trace.nameOf(other)));
  return `sends ${names.length === 1 ? 'message' : 'messages'} ${listing(names)} to ${recipients}`;
}

/** Under the assignment's rule a message does not carry the clock after its send. */
function carriedWords({ event }: ClockStep): string {
  const timestamp = event.kind === 'send' ? event.messages[0]?.timestamp : undefined;
  return timestamp === undefined || timestamp === event.clock ? '' : ` The message carries ${timestamp}.`;
}
