// A moment is what a replay from the start would show, whichever way one comes to it.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../core/fault.ts';
import { NONE, RECEIVE } from '../core/machine-log.ts';
import type { Recorder } from '../core/machine.ts';
import { eventsInOrder, type EventPlace } from '../core/trace-order.ts';
import { Trace } from '../core/trace.ts';
import { tickScheduleOf } from '../core/tick-schedule.ts';
import type { Trial } from '../core/trial.ts';
import { simulate } from '../engine/simulate.ts';
import { FaultySimulation } from '../engine/faulty-simulation.ts';
import { Simulation } from '../engine/simulation.ts';
import { teeRecorder } from '../engine/tee-recorder.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { anyImportedTrace } from '../testing/imported-trace-arbitrary.ts';
import { oddTrace } from '../testing/odd-trace-arbitrary.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { MachineProgress } from './machine-progress.ts';
import { CHIPS_SHOWN, FLYING_SHOWN, Moments, type Moment } from './moments.ts';
import { snapshotsOf } from './snapshot-of-trace.ts';
import { summarize } from './summary.ts';
import { TraceFaults } from './trace-faults.ts';

const portions = fc.array(fc.double({ min: -0.05, max: 1.2, noNaN: true }), { minLength: 1, maxLength: 4 });

/** Something that a recorder heard. */
interface Heard {
  readonly machine: number;
  readonly atMs: number;
  readonly isEvent: boolean;
  readonly tell: (progress: MachineProgress) => void;
  readonly record: (recorder: Recorder) => void;
}

/** A run of a trial, and all that was heard of it in order, crashes that forget included. */
function heardRun(trial: Trial): { trace: Trace; heard: Heard[] } {
  const trace = new Trace(trial, 'virtual');
  const heard: Heard[] = [];
  const recorderOf = (machine: number): Recorder => {
    const hear = (atMs: number, isEvent: boolean, record: Heard['record']): void => {
      heard.push({ machine, atMs, isEvent, tell: record, record });
    };
    const own: Recorder = {
      arrival: (...told) => hear(told[1], false, one => one.arrival(...told)),
      internal: (...told) => hear(told[0], true, one => one.internal(...told)),
      send: (...told) => hear(told[0], true, one => one.send(...told)),
      receive: (...told) => hear(told[0], true, one => one.receive(...told)),
    };
    return teeRecorder(trace.recorderOf(machine), own);
  };
  if (trial.faults) {
    const onFaults = (faults: readonly Fault[]): void => {
      trace.faults.push(...faults);
    };
    new FaultySimulation(trial, trial.faults, { recorderOf, onFaults }).step();
  } else new Simulation(trial, { recorderOf }).step();
  for (const fault of trace.faults) {
    if (fault.kind !== 'crash' || fault.memory !== 'amnesic') continue;
    const first = heard.findIndex(({ atMs }) => atMs >= fault.fromMs);
    const forgot: Heard = {
      machine: fault.machine,
      atMs: fault.fromMs,
      isEvent: false,
      tell: one => one.forget(),
      record: () => undefined,
    };
    heard.splice(first === -1 ? heard.length : first, 0, forgot);
  }
  return { trace, heard };
}

/** The machines when the first `count` things that were heard have happened. */
function replayed(trial: Trial, heard: readonly Heard[]): ReturnType<MachineProgress['snapshot']>[] {
  const machines = trial.rates.map(
    (rate, i) => new MachineProgress(i + 1, rate, tickScheduleOf(trial, i + 1)),
  );
  for (const { machine, tell } of heard) tell(machines[machine - 1]!);
  return machines.map(machine => machine.snapshot());
}

describe('of a run in virtual time', () => {
  const holds = (trials: fc.Arbitrary<Trial>): void => {
    fc.assert(
      fc.property(trials, portions, (trial, seeks) => {
        const { trace, heard } = heardRun(trial);
        const moments = new Moments(trace);
        for (const seek of [...seeks, ...exactTimes(trace, seeks)]) {
          const timeMs = seek <= 1.2 ? seek * trial.durationSeconds * 1000 : seek;
          const until = heard.filter(({ atMs }) => atMs <= timeMs);
          expect(moments.at(timeMs).machines).toEqual(replayed(trial, until));
        }
        expect(moments.at(Infinity).machines).toEqual(snapshotsOf(trace));
      }),
    );
  };

  test('cards and queues are those of whoever listened until then', () => holds(anyTrial));
  test('whatever went wrong', () => holds(anyFaultyTrial));

  test('step by step, though several events have one time', () => {
    fc.assert(
      fc.property(anyTrial, fc.nat(), (trial, chosen) => {
        const { trace, heard } = heardRun(trial);
        const places = [...eventsInOrder(trace)];
        const at = chosen % places.length;
        const place = places[at]!;
        const moments = new Moments(trace);
        const atMs = moments.timeOf(place);
        const events = heard.flatMap(({ isEvent }, i) => (isEvent ? [i] : []));
        const own = heard[events[at]!]!;
        expect([own.machine, own.atMs]).toEqual([place.machine, atMs]);
        // With it comes what it sent and took no time, up to the next event.
        const until = heard.slice(0, events[at + 1] ?? heard.length).filter(one => one.atMs <= atMs);
        expect(moments.at(atMs, place).machines).toEqual(replayed(trial, until));
        const progress = moments.progressAt(atMs, place);
        expect(moments.previous(progress)).toEqual(place);
        expect(moments.next(progress)).toEqual(places[at + 1]);
      }),
    );
  });

  test('at the end the numbers of the summary', () => {
    fc.assert(
      fc.property(fc.oneof(anyTrial, anyFaultyTrial), trial => {
        const trace = simulate(trial);
        const { machines, totals } = summarize(trace);
        const moment = new Moments(trace).at(Infinity);
        for (const [i, { ticks, received }] of machines.entries())
          expect(moment.machines[i]).toMatchObject({ ticks, received });
        expect(sum(moment.machines.map(({ queue }) => queue!))).toBe(totals.waiting);
        if (moment.flying.length < FLYING_SHOWN) expect(moment.flying.length).toBe(totals.inFlight);
      }),
    );
  });
});

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** The very times of some events. */
function exactTimes(trace: Trace, portions: readonly number[]): number[] {
  return portions.flatMap((portion, i) => {
    const log = trace.logs[i % trace.machines]!;
    return log.atMs[Math.floor(Math.max(0, portion) * log.eventCount) % Math.max(1, log.eventCount)] ?? [];
  });
}

describe('of any trace', () => {
  const anyTrace = fc.oneof(anyTrial.map(simulate), anyFaultyTrial.map(simulate), anyImportedTrace, oddTrace);

  /** What a message is, by the definition: received, lost, waiting, flying or not sent yet. */
  function statesOf(
    trace: Trace,
    timeMs: number,
    last?: EventPlace,
  ): { flying: string[]; waiting: string[][] } {
    const faults = new TraceFaults(trace);
    const times = trace.logs.map(({ atMs, eventCount }) => {
      let latest = -Infinity;
      return Array.from(atMs.subarray(0, eventCount), time => (latest = Math.max(latest, time)));
    });
    const has = (machine: number, index: number): boolean => {
      const time = times[machine - 1]![index]!;
      if (time !== timeMs || !last) return time <= timeMs;
      return machine < last.machine || (machine === last.machine && index <= last.index);
    };
    const flying: string[] = [];
    const waiting = trace.logs.map((): string[] => []);
    for (const { machine, messageCount } of trace.logs)
      for (let number = 1; number <= messageCount; number++) {
        const message = trace.message(machine, number);
        if (!message) continue;
        const { to, sentIndex, arrivedMs, receivedIndex } = message;
        if (receivedIndex !== undefined && has(to, receivedIndex)) continue;
        const isSent = sentIndex === undefined ? undefined : has(machine, sentIndex);
        const name = `${machine}-${number}`;
        if (arrivedMs !== undefined && arrivedMs <= timeMs) {
          if (arrivedMs < timeMs || isSent !== false) waiting[to - 1]!.push(name);
        } else if (isSent && !(arrivedMs === undefined && faults.lostMs(machine, number) <= timeMs))
          flying.push(name);
      }
    return { flying, waiting };
  }

  const namesOf = (messages: readonly { from: number; number: number }[]): string[] =>
    messages.map(({ from, number }) => `${from}-${number}`).sort();

  test('each message waits, flies, was taken or has not set out', () => {
    fc.assert(
      fc.property(anyTrace, portions, fc.boolean(), fc.nat(), (trace, seeks, isStep, chosen) => {
        const moments = new Moments(trace);
        const places = [...eventsInOrder(trace)];
        const place = isStep ? places[chosen % Math.max(1, places.length)] : undefined;
        const span = trace.trial.durationSeconds * 1000;
        for (const seek of place ? [moments.timeOf(place)] : seeks.map(portion => portion * span)) {
          const moment: Moment = moments.at(seek, place);
          const { flying, waiting } = statesOf(trace, seek, place);
          if (flying.length <= FLYING_SHOWN) expect(namesOf(moment.flying)).toEqual(flying.sort());
          // Copies and what was forgotten are held against the machines themselves, above.
          if (trace.faults.length > 0) continue;
          for (const [i, names] of waiting.entries()) {
            if (names.length > CHIPS_SHOWN) continue;
            expect(namesOf(moment.waiting[i]!)).toEqual(names.sort());
          }
        }
      }),
    );
  });

  test('a trace that grows shows what one that is whole shows', () => {
    fc.assert(
      fc.property(anyTrial, fc.array(fc.nat(), { maxLength: 4 }), portions, (trial, cuts, seeks) => {
        const { trace: whole, heard } = heardRun(trial);
        const grown = new Trace(trial, 'live');
        const moments = new Moments(grown);
        const stops = new Set(cuts.map(cut => cut % Math.max(1, heard.length)));
        const recorders = trial.rates.map((_, i) => grown.recorderOf(i + 1));
        for (const [i, { machine, record }] of heard.entries()) {
          record(recorders[machine - 1]!);
          if (stops.has(i)) moments.at(grown.logs[0]!.atMs[0] ?? 0);
        }
        moments.update();
        const other = new Moments(whole);
        for (const portion of seeks) {
          const timeMs = portion * trial.durationSeconds * 1000;
          expect(moments.at(timeMs)).toEqual(other.at(timeMs));
        }
      }),
    );
  });
});

test('nothing is known of a queue that no line tells, unless all that was taken from it is known to have come', () => {
  fc.assert(
    fc.property(oddTrace, trace => {
      for (const { queues, eventCount } of trace.logs) queues.fill(NONE, 0, eventCount);
      const moments = new Moments(trace);
      const { machines } = moments.at(Infinity);
      for (const { machine, queue } of machines) {
        const { kinds, eventCount } = trace.logOf(machine);
        const received = kinds.subarray(0, eventCount).filter(kind => kind === RECEIVE).length;
        const came = trace.logs.flatMap(log =>
          [...log.recipients.subarray(0, log.messageCount)].filter(
            (to, row) =>
              to === machine && log.receivedIndices[row] !== NONE && !Number.isNaN(log.arrivedMs[row]),
          ),
        ).length;
        if (came < received) expect(queue).toBeUndefined();
        else expect(queue).toBeGreaterThanOrEqual(0);
      }
      expect(moments.tellsQueues).toBe(machines.some(({ queue }) => queue !== undefined));
    }),
  );
});
