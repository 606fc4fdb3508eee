// A sentence for each kind of finding, for somebody who learns what logical clocks are. The place of the finding is shown
// beside it, so a sentence speaks of "this event" and names only the other machine.
import { counted } from '../core/counted.ts';
import { shownMessageName, type MachineId } from '../core/message.ts';
import type { AuditFact } from '../analysis/audit/audit-facts.ts';
import type { Engine } from '../core/trace.ts';
import { duration, lengthOf, momentOf } from './numbers.ts';

type NameMessage = (message: { readonly from: MachineId; readonly number: number }) => string;

/** `machineNames` by machine, as the files call them; "machine 2" by default. `engine` says whether times have a length. */
export function sentenceOf(
  fact: AuditFact,
  machineNames: readonly string[] = [],
  engine: Engine = 'imported',
): string {
  const machine = (id: MachineId): string => machineNames[id - 1] ?? `machine ${id}`;
  const message: NameMessage = ({ from, number }) => shownMessageName(machineNames, from, number);
  switch (fact.kind) {
    case 'clock-stands':
      return fact.clock === fact.before
        ? `The clock stays at ${fact.clock}; every event should increase it.`
        : `The clock goes back from ${fact.before} to ${fact.clock}; a logical clock should only increase.`;
    case 'clock-forgotten':
      return `The clock goes back from ${fact.before} to ${fact.clock}: this machine crashed at ${engine === 'stepped' ? momentOf(engine, fact.crashedMs) : duration(fact.crashedMs)} and started again without its memory, as the trial’s faults say.`;
    case 'clock-steps':
      return `The clock goes from ${fact.before} to ${fact.clock}; ${fact.event === 'internal' ? 'an internal event' : `a ${fact.event}`} should add 1: ${fact.before + 1}.`;
    case 'receive-clock':
      return `The clock was ${fact.before} and the message carried ${fact.timestamp}: it should be max(${fact.before}, ${fact.timestamp}) + 1 = ${Math.max(fact.before, fact.timestamp) + 1}, but the log says ${fact.clock}.`;
    case 'not-above-send':
      return fact.clock === fact.sent
        ? `This receive has the same timestamp as its send, ${fact.sent}; it should be later.`
        : `This receive has timestamp ${fact.clock} and its send ${fact.sent}: by their timestamps the effect comes before its cause.`;
    case 'message-timestamp':
      return `Message ${message(fact)} carries ${fact.timestamp}; ${
        fact.timestampRule === 'increment-then-send'
          ? 'it should carry the clock after this send'
          : 'by the assignment’s rule it should carry the clock before this send'
      }, which is ${fact.expected}.`;
    case 'no-send-fits':
      return fact.timestamp === undefined
        ? 'The log has no message that fits this receive.'
        : `No send in the logs left a message with timestamp ${fact.timestamp} for this machine.`;
    case 'send-unknown':
      return `It received message ${message(fact)}, but the log of ${machine(fact.from)} does not show that send.`;
    case 'not-its-sender':
      return `The event that the log gives as the send of message ${message(fact)} did not send it.`;
    case 'wrong-addressee':
      return `It received message ${message(fact)}, which was sent to ${machine(fact.addressee)}.`;
    case 'received-twice':
      return `Message ${message(fact)} is received here and at another event; a message can be received only once.`;
    case 'own-entry-missing':
      return 'The vector has no entry for its own machine; every event should increase it.';
    case 'own-entry-steps':
      return fact.entry === fact.before
        ? `The machine’s own entry stays at ${fact.entry}; every event should add 1.`
        : `The machine’s own entry goes back from ${fact.before} to ${fact.entry}; it should only increase.`;
    case 'own-entry-begins':
      return `The machine’s own entry starts at ${fact.entry} instead of 1: the beginning of the log may be missing.`;
    case 'own-entry-skips':
      return `The machine’s own entry goes from ${fact.before} to ${fact.entry}: lines may be missing, or events that are not logged increase it too.`;
    case 'entry-falls':
      return `The entry for ${machine(fact.machine)} falls from ${fact.before} to ${fact.entry}; a machine should not forget what it has received.`;
    case 'entry-from-later':
      return `The entry for ${machine(fact.machine)} is ${fact.entry}, but that event already knew event ${fact.heard} of this machine, so it came later.`;
    case 'entry-ahead':
      return `The entry for ${machine(fact.machine)} is ${fact.entry}, but ${machine(fact.machine)} itself only reaches ${fact.reached} in this log; the end of the log may be missing.`;
    case 'clocks-apart':
      return `${counted(fact.messages, 'message')} from ${machine(fact.from)} to ${machine(fact.to)} ${fact.messages === 1 ? 'was' : 'were'} received up to ${spanWords(engine, fact.mostMs)} before being sent: the clocks of the two machines disagree.`;
    case 'receive-denied':
      return `This event and the log of message ${message(fact)} disagree on whether it was received here.`;
    default:
      return sentenceOfCourse(fact, message, atMs => timeWords(engine, atMs));
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
      | 'clock-forgotten'
      | 'own-entry-steps'
      | 'own-entry-begins'
      | 'own-entry-skips'
      | 'entry-falls'
      | 'entry-ahead'
      | 'entry-from-later'
    >
  >,
  message: NameMessage,
  ms: (valueMs: number) => string,
): string {
  switch (fact.kind) {
    case 'received-before-sent':
      return `Message ${message(fact)} is received at ${ms(fact.receivedMs)}, before it is sent at ${ms(fact.sentMs)}.`;
    case 'arrived-before-sent':
      return `Message ${message(fact)} arrives at ${ms(fact.arrivedMs)}, before it is sent at ${ms(fact.sentMs)}.`;
    case 'received-before-arrived':
      return `Message ${message(fact)} is received at ${ms(fact.receivedMs)}, before it arrives at ${ms(fact.arrivedMs)}.`;
    case 'message-circle':
      return 'This receive happened before its own send: the messages form a circle, which is impossible in a run.';
    case 'arrived-out-of-order':
      return `Message ${message(fact)} arrives before ${message({ from: fact.from, number: fact.earlier })}, which was sent earlier to the same machine.`;
    case 'received-out-of-order':
      return `Message ${message(fact)} is received before ${message({ from: fact.from, number: fact.earlier })}, which was sent earlier to the same machine.`;
    case 'received-past-missing':
      return `Message ${message(fact)} is received, but ${message({ from: fact.from, number: fact.earlier })}, which was sent earlier to the same machine, never is.`;
    case 'taken-out-of-turn':
      return `Message ${message(fact)} had waited longer than ${message({ from: fact.takenFrom, number: fact.taken })}, which was received before it.`;
    case 'queue-length':
      return `The log says that ${counted(fact.queue, 'message waits', 'messages wait')}; by the arrivals and receives it should be ${fact.expected}.`;
    case 'queue-passed-over':
      return `This is ${fact.event === 'internal' ? 'an internal' : `a ${fact.event}`} event although ${counted(fact.waiting, 'message waits', 'messages wait')}; a machine with a waiting message should receive it.`;
    case 'received-from-empty':
      return 'This receive takes a message from an empty queue.';
    case 'queue-fell':
      return `The queue falls from ${fact.before} to ${fact.queue} in one receive, which takes only one message.`;
    case 'queue-above-sent':
      return `The log says that ${counted(fact.queue, 'message waits', 'messages wait')}, but only ${counted(fact.possible, 'message was', 'messages were')} sent to this machine and not yet received.`;
    case 'indices-missing':
      return fact.before < 0
        ? `The log begins at index ${fact.index}; ${counted(fact.index, 'event is', 'events are')} missing before it.`
        : `Index ${fact.index} follows ${fact.before}; ${counted(fact.index - fact.before - 1, 'event is', 'events are')} missing between them.`;
    case 'index-repeats':
      return `Index ${fact.index} follows ${fact.before}; indices count up.`;
    case 'ticks-missing':
      return `The trial has ${fact.ticks} ticks for this machine, but its log ends after ${fact.events}.`;
    case 'time-backwards':
      return `The time goes back from ${ms(fact.beforeMs)} to ${ms(fact.atMs)}.`;
    case 'off-the-beat':
      return `The tick should have happened at ${ms(fact.dueMs)} but happened at ${ms(fact.atMs)}; in virtual time ticks are exactly on time.`;
    case 'early':
      return `The tick should have happened at ${ms(fact.dueMs)} but happened too early, at ${ms(fact.atMs)}.`;
    case 'late':
      return `The tick should have happened at ${ms(fact.dueMs)} but happened at ${ms(fact.atMs)}, more than one period late.`;
    case 'pace':
      return paceSentence(fact);
  }
}

function paceSentence({ rate, periodMs, medianGapMs, meanGapMs, latenessMs }: FactOf<'pace'>): string {
  const fell = latenessMs > 0 ? 'behind' : 'ahead';
  const why =
    latenessMs > 0
      ? 'The lateness adds up, as it does when a program sleeps for a whole period after each event.'
      : 'It ticks faster than it says.';
  return `At ${counted(rate, 'tick', 'ticks')} per second events should be ${duration(periodMs)} apart; here the median gap is ${duration(medianGapMs)} and the mean ${duration(meanGapMs)}, so by this last event the machine is ${duration(Math.abs(latenessMs))} ${fell}. ${why}`;
}

/** A moment: to the microsecond, without zeros that say nothing; its step where time has no length. */
function timeWords(engine: Engine, valueMs: number): string {
  if (engine === 'stepped') return momentOf(engine, valueMs);
  return `${Math.round(valueMs * 1000) / 1000} ms`;
}

function spanWords(engine: Engine, lastsMs: number): string {
  return engine === 'stepped' ? lengthOf(engine, lastsMs) : duration(lastsMs);
}
