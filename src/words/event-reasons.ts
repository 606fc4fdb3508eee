// Why a clock has the value that it has after one event, in sentences: the message responsible, the arithmetic with its
// rule, what the machine had not heard of the sender before, and the chain from machine to machine behind it.
import type { ChainHop } from '../analysis/causal-chain.ts';
import type { EventExplanation, SenderFacts } from '../analysis/explain-event.ts';
import { counted, grouped } from '../core/counted.ts';
import type { EventPlace } from '../core/trace-order.ts';
import type { Engine, Trace } from '../core/trace.ts';
import { ruleOf } from './event-words.ts';
import { machineName } from './machine-name.ts';
import { duration, momentOf } from './numbers.ts';
import { phrase, type Phrase } from './phrase.ts';
import { TIMESTAMP_RULE_NAMES } from './rules.ts';

/** How an element shows what is not mere text. */
export interface ReasonMarks<Part> {
  readonly strong: (words: string) => Part;
  /** Words that lead to an event. */
  readonly placed: (place: EventPlace, words: string) => Part;
}

const LAMPORTS_RULE = TIMESTAMP_RULE_NAMES['increment-then-send'].inSentence;
const WAIT_WORTH_SAYING_MS = 1000;

/** What the clock's new value follows from, with the arithmetic. */
export function answer<Part>(
  trace: Trace,
  explanation: EventExplanation,
  marks: ReasonMarks<Part>,
): Phrase<Part> {
  const { event, before, received, expected, cause, sender, fit } = explanation;
  if (event.kind !== 'receive') return ownStep(explanation, marks);
  if (cause === 'unknown')
    return [
      `The files do not say which message this was, or its timestamp, so only the machine’s own step is known: ` +
        `${before} + 1 = ${before + 1}. The rest came with the message.`,
    ];
  const own = trace.nameOf(event.machine);
  const sum = phrase<Part>`max(${before}, ${received!}) + 1 = ${marks.strong(String(expected))}`;
  if (cause === 'own step')
    return phrase<Part>`The message carried ${received!}, and ${own} was already at ${before}: the message was not ahead, so only the receive itself counts: ${sum}.`;
  const larger = phrase<Part>`A receive has to come after its send, so ${LAMPORTS_RULE} takes the larger of the two and adds 1: ${sum}.`;
  if (!sender)
    return phrase<Part>`The message carried ${received!}, and ${own} was only at ${before}. The files do not say who sent it. ${larger}`;
  const same =
    sender.send.clock === event.clock && fit === 'L78'
      ? ' Send and receive now have the same timestamp: the message carried the clock from before its send.'
      : '';
  return phrase<Part>`${sent(trace, explanation, sender, marks)}; ${own} was only at ${before}. ${larger}${same}`;
}

/** The sender's clock at the send, and what of it the message carried. */
function sent<Part>(
  trace: Trace,
  { received, event }: EventExplanation,
  { send, before, tookMs }: SenderFacts,
  { placed }: ReasonMarks<Part>,
): Phrase<Part> {
  const name = machineName(trace, send.machine);
  const message =
    event.kind === 'receive' && event.message
      ? `message ${trace.messageNameOf(event.message.from, event.message.number)}`
      : 'this message';
  const earlier = tookMs >= 0 && trace.engine !== 'stepped' ? `, ${duration(tookMs)} earlier` : '';
  const clockAtSend = (clock: number): Phrase<Part> =>
    phrase<Part>`${name} was at ${clock} when it sent ${placed(send, message)}${earlier}`;
  if (received === send.clock) return clockAtSend(send.clock);
  return received === before
    ? phrase<Part>`${clockAtSend(before)}, and that is what the message carried (it counted the send itself only afterwards: ${send.clock})`
    : phrase<Part>`${clockAtSend(send.clock)}; the message carried ${received!}`;
}

function ownStep<Part>(
  { event, before, place }: EventExplanation,
  { strong }: ReasonMarks<Part>,
): Phrase<Part> {
  const kind = event.kind === 'send' ? 'A send' : 'An internal event';
  const first = place.index === 0 ? ', and clocks start at 0' : '';
  return phrase<Part>`${kind} only adds 1 to the machine’s own clock${first}: ${before} + 1 = ${strong(String(before + 1))}.${
    event.kind === 'send' && event.messages[0]
      ? carried(event.messages.length, event.messages[0].timestamp, event.clock, before)
      : ''
  }`;
}

function carried(messages: number, timestamp: number, clock: number, before: number): string {
  const early = timestamp === before && clock !== before ? ', the clock from before this step' : '';
  return ` ${messages === 1 ? 'The message carries' : 'The messages carry'} ${timestamp}${early}.`;
}

/** What lies between what the machine knew of the sender and what it was told now; undefined where that says nothing. */
export function news<Part>(
  trace: Trace,
  explanation: EventExplanation,
  { strong, placed }: ReasonMarks<Part>,
): Phrase<Part> | undefined {
  const { sender, cause, jump, event } = explanation;
  if (!sender || cause !== 'message' || jump < 2 || sender.unheard === 0) return undefined;
  const { send, heard, unheard, waitedMs } = sender;
  const [own, other] = [trace.nameOf(event.machine), trace.nameOf(send.machine)];
  const why = strong(`Why was ${other} that far ahead?`);
  const waited =
    waitedMs !== undefined && waitedMs >= WAIT_WORTH_SAYING_MS
      ? ` The message waited ${duration(waitedMs)} in ${own}’s queue, so even this is old.`
      : '';
  const events = counted(unheard, 'event');
  if (!heard)
    return phrase<Part>`${why} Until now ${own} had heard nothing from ${other}, which had ${events} by then.${waited}`;
  const hasLength = trace.engine !== 'stepped' && send.atMs > heard.atMs;
  const time = hasLength ? ` in ${duration(send.atMs - heard.atMs)}` : '';
  const all = unheard === 1 ? 'it' : 'all of them';
  const last = placed(heard, `its clock at ${heard.clock}`);
  return phrase<Part>`${why} The last thing that ${own} had heard from ${other} was ${last}. From there to this send ${other} had ${events}${time}${rates(trace, event.machine, send.machine)}, and ${own} hears of ${all} at once.${waited}`;
}

function rates(trace: Trace, receiver: number, sender: number): string {
  const [own, other] = [trace.trial.rates[receiver - 1]!, trace.trial.rates[sender - 1]!];
  if (other <= own) return '';
  return ` (it ticks ${other} times a second, the receiver ${own === 1 ? 'once' : `${own} times`})`;
}

/** Where the arithmetic has its rule from, in small print. */
export function ruleSource<Part>(explanation: EventExplanation, link: (words: string) => Part): Phrase<Part> {
  const { rule, words } = ruleOf(explanation);
  return phrase<Part>`${link('Lamport (1978)')}, rule ${rule}: ${words}`;
}

/** Before the steps of the chain, which may be the last ones only. */
export function stepsFollow(isWhole: boolean): string {
  return isWhole ? 'Its steps:' : 'Its last steps:';
}

/** On the button for `more` of so many steps that are hidden. */
export function showSteps(hidden: number, more: number): string {
  return `Show ${hidden > more ? `${grouped(more)} of ` : ''}${counted(hidden, 'earlier step')}`;
}

/** One step: what the machine did with its clock, and whom it told. `clock` shows the clock at an event, and when. */
export function stepSentence<Part>(
  trace: Trace,
  chain: readonly ChainHop[],
  at: number,
  clock: (place: EventPlace) => Part,
): Phrase<Part> {
  const { machine, firstIndex, lastIndex } = chain[at]!;
  const next = chain[at + 1];
  const further = lastIndex - firstIndex;
  const last = clock({ machine, index: lastIndex });
  const did =
    at === 0
      ? phrase<Part>`counted ${counted(further + 1, 'event')} itself and reached ${last}`
      : further > 0
        ? phrase<Part>`received it and was at ${clock({ machine, index: firstIndex })}; ${counted(further, 'event')} later it was at ${last}`
        : phrase<Part>`received it and was at ${last}`;
  const then = next
    ? `, sending ${trace.messageNameOf(machine, next.number!)} to ${trace.nameOf(next.machine)}.`
    : ': this event.';
  return phrase<Part>`${machineName(trace, machine)} ${did}${then}`;
}

/** Beside a clock: when it had that value. */
export function atMoment(engine: Engine, atMs: number): string {
  return `at ${momentOf(engine, atMs)}`;
}
