// A recorded run once more, step by step: the same machines, the same dice, the same arrivals. What comes out must be
// the trace that went in; where it is not, either the record or a machine is wrong.
import { roll } from '../core/dice.ts';
import { RECEIVE } from '../core/machine-log.ts';
import { Machine } from '../core/machine.ts';
import { messageName, type MachineId, type Message } from '../core/message.ts';
import { Trace } from '../core/trace.ts';
import { FaultCalendar } from './fault-calendar.ts';
import { forget } from './forget.ts';

/** The trace that machines make when they get the ticks and the arrivals of `recorded`, each at its recorded time. */
export function replay(recorded: Trace): Trace {
  const { trial } = recorded;
  const replayed = new Trace(trial, recorded.engine, recorded.startedAtMs);
  replayed.gaps.push(...recorded.gaps);
  replayed.losses.push(...recorded.losses);
  for (const fault of recorded.faults) replayed.faults.push(fault);
  replayed.certificate = recorded.certificate;
  replayed.seatNames = recorded.seatNames;
  for (const { machine } of recorded.logs) replayMachine(recorded, replayed, machine);
  return replayed;
}

function replayMachine(recorded: Trace, replayed: Trace, id: MachineId): void {
  const { trial } = recorded;
  const recorder = replayed.recorderOf(id);
  const machine = new Machine({ id, machines: trial.rates.length, rule: trial.rule, recorder });
  const log = recorded.logOf(id);
  const arrivals = arrivalsAt(recorded, id);
  let next = 0;
  const amnesiasMs = new FaultCalendar(trial.faults?.timed ?? []).amnesiasOf(id);
  const crashUntil = (atMs: number): void => {
    // What is lost by it is on record already.
    while (amnesiasMs.length > 0 && amnesiasMs[0]! <= atMs)
      forget(machine, amnesiasMs.shift()!, () => undefined);
  };
  for (let tick = 1; tick <= log.eventCount + 1; tick++) {
    for (; next < arrivals.length && arrivals[next]!.beforeTick <= tick; next++) {
      crashUntil(arrivals[next]!.atMs);
      machine.arrive(arrivals[next]!.message, arrivals[next]!.atMs);
    }
    if (tick > log.eventCount) continue;
    crashUntil(log.atMs[tick - 1]!);
    machine.tick(roll(trial.seed, id, tick, trial.dieSides), log.atMs[tick - 1]!);
  }
}

interface Arrival {
  readonly message: Message;
  readonly atMs: number;
  readonly beforeTick: number;
  /** The receive event's index; later than any other while the message waits. */
  readonly receivedIndex: number;
}

/** The arrivals at one machine, in the order in which its queue saw them: what came first is taken out first. */
function arrivalsAt(trace: Trace, machine: MachineId): Arrival[] {
  const arrivals: Arrival[] = [];
  for (const { machine: from, messageCount } of trace.logs)
    for (let number = 1; number <= messageCount; number++) {
      const traced = trace.message(from, number);
      if (traced?.to !== machine || traced.arrivedMs === undefined) continue;
      const {
        timestamp,
        arrivedMs: atMs,
        arrivedBeforeTick: beforeTick = 0,
        receivedIndex = Infinity,
      } = traced;
      arrivals.push({ message: { from, to: machine, number, timestamp }, atMs, beforeTick, receivedIndex });
    }
  addCopies(trace, machine, arrivals);
  return arrivals.sort(
    (a, b) =>
      a.beforeTick - b.beforeTick ||
      a.atMs - b.atMs ||
      a.receivedIndex - b.receivedIndex ||
      a.message.from - b.message.from,
  );
}

/** Second copies, each with the receive that took it; where its first one was forgotten, that receive is not the first one's. */
function addCopies(trace: Trace, machine: MachineId, arrivals: Arrival[]): void {
  const copies = trace.faults.flatMap(fault =>
    fault.kind === 'doubled' && fault.to === machine ? [fault] : [],
  );
  if (copies.length === 0) return;
  const log = trace.logOf(machine);
  const receives = new Map<string, number[]>(
    copies.map(({ from, number }) => [messageName(from, number), []]),
  );
  for (let index = 0; index < log.eventCount; index++)
    if (log.kinds[index] === RECEIVE)
      receives.get(messageName(log.peers[index]!, log.messageNumbers[index]!))?.push(index);
  const forgottenMs = new Map<string, number>();
  for (const fault of trace.faults)
    if (
      fault.kind === 'lost' &&
      fault.to === machine &&
      !forgottenMs.has(messageName(fault.from, fault.number))
    )
      forgottenMs.set(messageName(fault.from, fault.number), fault.atMs);
  const forgotten = new Set<string>();
  for (const { from, to, number, atMs, beforeTick } of copies) {
    const name = messageName(from, number);
    const [first = Infinity, second = Infinity] = receives.get(name) ?? [];
    const takenFirst = first !== Infinity && log.atMs[first]! >= (forgottenMs.get(name) ?? Infinity);
    if (takenFirst) forgotten.add(name);
    const timestamp = trace.logOf(from).timestamps[number - 1]!;
    const receivedIndex = takenFirst ? first : second;
    arrivals.push({ message: { from, to, number, timestamp }, atMs, beforeTick, receivedIndex });
  }
  arrivals.forEach((arrival, i) => {
    const { from, number } = arrival.message;
    // The first arrivals are those of the first copies.
    if (i < arrivals.length - copies.length && forgotten.has(messageName(from, number)))
      arrivals[i] = { ...arrival, receivedIndex: Infinity };
  });
}
