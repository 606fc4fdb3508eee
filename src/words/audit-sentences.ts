// A sentence for each kind of finding, for somebody who learns what logical clocks are. The place of the finding stands
// beside it, so a sentence speaks of "this event" and names only the other machine.
import { counted } from '../core/counted.ts';
import { messageName, type MachineId } from '../core/message.ts';
import type { AuditFact } from '../analysis/audit/audit-facts.ts';

/** `machineNames` by machine, as the files call them; "machine 2" by default. */
export function sentenceOf(fact: AuditFact, machineNames: readonly string[] = []): string {
  const machine = (id: MachineId): string => machineNames[id - 1] ?? `machine ${id}`;
  switch (fact.kind) {
    case 'clock-stands':
      return fact.clock === fact.before
        ? `The clock stays at ${fact.clock}; every event has to raise it.`
        : `The clock goes back from ${fact.before} to ${fact.clock}; a logical clock only rises.`;
    case 'clock-steps':
      return `This ${fact.event} event takes the clock from ${fact.before} to ${fact.clock}; an event that receives nothing raises it by 1, to ${fact.before + 1}.`;
    case 'receive-clock':
      return `The clock was ${fact.before} and the message bore ${fact.timestamp}, so max(${fact.before}, ${fact.timestamp}) + 1 = ${Math.max(fact.before, fact.timestamp) + 1} was due; it became ${fact.clock}.`;
    case 'not-above-send':
      return fact.clock === fact.sent
        ? `Its send bears ${fact.sent} and so does this receive, which has to bear more.`
        : `Its send bears ${fact.sent} and this receive only ${fact.clock}: by their timestamps the effect comes before its cause.`;
    case 'message-timestamp':
      return `Message ${nameOf(fact)} bears ${fact.timestamp}; ${
        fact.timestampRule === 'increment-then-send'
          ? 'it has to bear the clock after this send event'
          : 'under send-then-increment it has to bear the clock before this send event'
      }, which is ${fact.expected}.`;
    case 'no-send-fits':
      return fact.timestamp === undefined
        ? 'The record knows no message for this receive.'
        : `No send on record left a message with timestamp ${fact.timestamp} for this machine to receive.`;
    case 'send-unknown':
      return `It received message ${nameOf(fact)}, of which the record of ${machine(fact.from)} shows no send.`;
    case 'not-its-sender':
      return `The event on record as the send of message ${nameOf(fact)} sent no such message.`;
    case 'wrong-addressee':
      return `It received message ${nameOf(fact)}, which was sent to ${machine(fact.addressee)}.`;
    case 'received-twice':
      return `Message ${nameOf(fact)} is received here and by another event; a message is taken out of a queue once.`;
    case 'own-entry-missing':
      return 'The vector lacks the entry of its own machine, which every event has to raise.';
    case 'own-entry-steps':
      return fact.entry === fact.before
        ? `The own entry stays at ${fact.entry}; every event has to raise it by 1.`
        : `The own entry goes back from ${fact.before} to ${fact.entry}; it only rises.`;
    case 'own-entry-begins':
      return `The own entry begins at ${fact.entry} and not at 1: the log may lack its beginning.`;
    case 'own-entry-skips':
      return `The own entry goes from ${fact.before} to ${fact.entry}: the log may lack lines, or events that are not logged raise it too.`;
    case 'entry-falls':
      return `The entry for ${machine(fact.machine)} falls from ${fact.before} to ${fact.entry}; what a machine has heard it does not forget.`;
    case 'entry-from-later':
      return `The entry for ${machine(fact.machine)} is ${fact.entry}, but that event has itself heard of event ${fact.heard} of this machine, so it came later.`;
    case 'entry-ahead':
      return `The entry for ${machine(fact.machine)} is ${fact.entry}, but ${machine(fact.machine)} itself reaches only ${fact.reached} in this log, which may lack its end.`;
    case 'clocks-apart':
      return `${counted(fact.messages, 'message')} from ${machine(fact.from)} to ${machine(fact.to)} ${fact.messages === 1 ? 'was' : 'were'} received before being sent, by up to ${lasting(fact.mostMs)}: the clocks of the two machines disagree.`;
    case 'receive-denied':
      return `This event and the record of message ${nameOf(fact)} do not agree on whether it was received here.`;
    default:
      return sentenceOfCourse(fact);
  }
}

type FactOf<Kind extends AuditFact['kind']> = Extract<AuditFact, { readonly kind: Kind }>;

/** What concerns times, order, queues and counts. */
function sentenceOfCourse(
  fact: Exclude<
    AuditFact,
    FactOf<
      | 'clock-stands'
      | 'clock-steps'
      | 'receive-clock'
      | 'not-above-send'
      | 'message-timestamp'
      | 'no-send-fits'
      | 'send-unknown'
      | 'not-its-sender'
      | 'wrong-addressee'
      | 'received-twice'
      | 'receive-denied'
      | 'clocks-apart'
      | 'own-entry-missing'
      | 'own-entry-steps'
      | 'own-entry-begins'
      | 'own-entry-skips'
      | 'entry-falls'
      | 'entry-ahead'
      | 'entry-from-later'
    >
  >,
): string {
  switch (fact.kind) {
    case 'received-before-sent':
      return `Message ${nameOf(fact)} is received at ${ms(fact.receivedMs)} and sent only at ${ms(fact.sentMs)}.`;
    case 'arrived-before-sent':
      return `Message ${nameOf(fact)} arrives at ${ms(fact.arrivedMs)} and is sent only at ${ms(fact.sentMs)}.`;
    case 'received-before-arrived':
      return `Message ${nameOf(fact)} is received at ${ms(fact.receivedMs)}, before it has arrived (${ms(fact.arrivedMs)}).`;
    case 'message-circle':
      return 'This receive happened before its own send: the messages go round in a circle, which no run can do.';
    case 'arrived-out-of-order':
      return `Message ${nameOf(fact)} arrives before ${messageName(fact.from, fact.earlier)}, which went the same way earlier.`;
    case 'received-out-of-order':
      return `Message ${nameOf(fact)} is received before ${messageName(fact.from, fact.earlier)}, which went the same way earlier.`;
    case 'received-past-missing':
      return `Message ${nameOf(fact)} is received, while ${messageName(fact.from, fact.earlier)}, which went the same way earlier, never is.`;
    case 'taken-out-of-turn':
      return `Message ${nameOf(fact)} had waited longer than ${messageName(fact.takenFrom, fact.taken)}, which was taken out before it.`;
    case 'queue-length':
      return `The queue is said to hold ${fact.queue}; from what arrived and was taken out it holds ${fact.expected}.`;
    case 'queue-passed-over':
      return `This is ${fact.event === 'internal' ? 'an internal' : `a ${fact.event}`} event although ${counted(fact.waiting, 'message waits', 'messages wait')}; a machine with a message waiting has to take one out.`;
    case 'received-from-empty':
      return 'This receive takes a message out of a queue in which none waits.';
    case 'queue-fell':
      return `The queue falls from ${fact.before} to ${fact.queue} in one receive, which takes out one message.`;
    case 'queue-above-sent':
      return `The queue is said to hold ${fact.queue}, and only ${counted(fact.possible, 'message', 'messages')} had been sent to this machine and not been received.`;
    case 'indices-missing':
      return fact.before < 0
        ? `The record begins at index ${fact.index}; ${counted(fact.index, 'event is', 'events are')} missing before it.`
        : `Index ${fact.index} follows ${fact.before}; ${counted(fact.index - fact.before - 1, 'event is', 'events are')} missing between them.`;
    case 'index-repeats':
      return `Index ${fact.index} follows ${fact.before}; indices count up.`;
    case 'ticks-missing':
      return `The trial has ${fact.ticks} ticks for this machine, and its record ends after ${fact.events}.`;
    case 'time-backwards':
      return `The time goes back from ${ms(fact.beforeMs)} to ${ms(fact.atMs)}.`;
    case 'off-the-beat':
      return `The tick is due at ${ms(fact.dueMs)} and happened at ${ms(fact.atMs)}; in virtual time it happens when it is due.`;
    case 'early':
      return `The tick is due at ${ms(fact.dueMs)} and happened at ${ms(fact.atMs)}, too early.`;
    case 'late':
      return `The tick was due at ${ms(fact.dueMs)} and happened at ${ms(fact.atMs)}, more than one period late.`;
    case 'pace':
      return paceSentence(fact);
  }
}

function paceSentence({ rate, periodMs, medianGapMs, meanGapMs, latenessMs }: FactOf<'pace'>): string {
  const fell = latenessMs > 0 ? 'behind' : 'ahead';
  const why =
    latenessMs > 0
      ? 'Lateness accumulates, as when a program sleeps for a whole period after each event.'
      : 'It ticks faster than it says.';
  return `At ${counted(rate, 'tick', 'ticks')} per second events are ${lasting(periodMs)} apart; here the median gap is ${lasting(medianGapMs)} and the mean ${lasting(meanGapMs)}, so by this last event the machine is ${lasting(Math.abs(latenessMs))} ${fell}. ${why}`;
}

function nameOf({ from, number }: { readonly from: number; readonly number: number }): string {
  return messageName(from, number);
}

/** A moment: to the microsecond, without zeros that say nothing. */
function ms(valueMs: number): string {
  return `${Math.round(valueMs * 1000) / 1000} ms`;
}

function lasting(lastsMs: number): string {
  return lastsMs >= 1000 ? `${Math.round(lastsMs / 10) / 100} s` : `${Math.round(lastsMs * 10) / 10} ms`;
}
