// A recorded run once more, step by step: the same machines, the same dice, the same arrivals. What comes out must be
// the trace that went in; where it is not, either the record or a machine is wrong.
import { roll } from '../core/dice.ts';
import { Machine } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import { Trace } from '../core/trace.ts';

/** The trace that machines make when they get the ticks and the arrivals of `recorded`, each at its recorded time. */
export function replay(recorded: Trace): Trace {
  const { trial } = recorded;
  const replayed = new Trace(trial, recorded.engine, recorded.startedAtMs);
  replayed.gaps.push(...recorded.gaps);
  replayed.losses.push(...recorded.losses);
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
  for (let tick = 1; tick <= log.eventCount + 1; tick++) {
    for (; next < arrivals.length && arrivals[next]!.beforeTick <= tick; next++)
      machine.arrive(arrivals[next]!.message, arrivals[next]!.atMs);
    if (tick <= log.eventCount) machine.tick(roll(trial.seed, id, tick, trial.dieSides), log.atMs[tick - 1]!);
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
  return arrivals.sort(
    (a, b) =>
      a.beforeTick - b.beforeTick ||
      a.atMs - b.atMs ||
      a.receivedIndex - b.receivedIndex ||
      a.message.from - b.message.from,
  );
}
