// What holds for every run of every trial, whatever the dice say.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Event, ReceiveEvent, SendEvent } from '../core/event.ts';
import { digestOf } from '../core/trace-digest.ts';
import type { Trace, TracedMessage } from '../core/trace.ts';
import { anyTrial } from '../testing/trial-arbitrary.ts';
import { ticksOf, type Trial } from '../core/trial.ts';
import { simulate, startSimulation } from './simulate.ts';

function eventsOf(trace: Trace, machine: number): Event[] {
  return Array.from({ length: trace.logOf(machine).eventCount }, (_, index) => trace.event(machine, index));
}

function messagesOf(trace: Trace): TracedMessage[] {
  return trace.logs.flatMap(log =>
    Array.from({ length: log.messageCount }, (_, row) => trace.message(log.machine, row + 1)!),
  );
}

function forEachMachine(trace: Trace, check: (machine: number, events: Event[]) => void): void {
  for (const { machine } of trace.logs) check(machine, eventsOf(trace, machine));
}

function holds(check: (trace: Trace, trial: Trial) => void): void {
  fc.assert(fc.property(anyTrial, trial => check(simulate(trial), trial)));
}

describe('every virtual run', () => {
  test('has floor(rate × seconds) ticks of each machine, each at its due time, without gaps', () => {
    holds((trace, trial) => {
      forEachMachine(trace, (machine, events) => {
        expect(events).toHaveLength(ticksOf(trial.rates[machine - 1]!, trial.durationSeconds));
        events.forEach((event, index) => {
          expect(event).toMatchObject({ index, tick: index + 1, atMs: event.dueMs });
          expect(event.atMs).toBeLessThanOrEqual(trial.durationSeconds * 1000 + 1e-6);
        });
      });
    });
  });

  test('has strictly rising clocks', () => {
    holds(trace => {
      forEachMachine(trace, (_, events) => {
        events.reduce((before, { clock }) => (expect(clock).toBeGreaterThan(before), clock), 0);
      });
    });
  });

  test('conserves messages: each is sent once, arrives once and is received once or waits', () => {
    holds(trace => {
      const sends: string[] = [];
      const receives: string[] = [];
      forEachMachine(trace, (machine, events) => {
        for (const event of events) {
          if (event.kind === 'send')
            for (const { number } of event.messages) sends.push(`${machine}-${number}`);
          if (event.kind === 'receive') receives.push(`${event.message!.from}-${event.message!.number}`);
        }
      });
      const messages = messagesOf(trace);
      expect(sends.sort()).toEqual(messages.map(({ from, number }) => `${from}-${number}`).sort());
      const received = messages.filter(({ receivedIndex }) => receivedIndex !== undefined);
      expect(receives.sort()).toEqual(received.map(({ from, number }) => `${from}-${number}`).sort());
      for (const message of messages) expect(message.arrivedMs).toBeGreaterThanOrEqual(message.sentMs!);
    });
  });

  test('is first in, first out for each ordered pair', () => {
    holds(trace => {
      const latest = new Map<string, { arrivedMs: number; receivedIndex: number }>();
      for (const message of messagesOf(trace)) {
        const pair = `${message.from}>${message.to}`;
        const before = latest.get(pair) ?? { arrivedMs: 0, receivedIndex: -1 };
        const receivedIndex = message.receivedIndex ?? Infinity;
        expect(message.arrivedMs).toBeGreaterThanOrEqual(before.arrivedMs);
        if (before.receivedIndex === Infinity) expect(receivedIndex).toBe(Infinity);
        else expect(receivedIndex).toBeGreaterThan(before.receivedIndex);
        latest.set(pair, { arrivedMs: message.arrivedMs!, receivedIndex });
      }
    });
  });

  test('logs queue lengths that follow from arrivals and receives', () => {
    holds(trace => {
      const messages = messagesOf(trace);
      forEachMachine(trace, (machine, events) => {
        const arrivals = messages.filter(({ to }) => to === machine).map(m => m.arrivedBeforeTick!);
        let received = 0;
        for (const event of events) {
          const arrived = arrivals.filter(beforeTick => beforeTick <= event.tick).length;
          expect(event.kind === 'receive').toBe(arrived > received);
          if (event.kind === 'receive') received += 1;
          expect(event.queue).toBe(arrived - received);
        }
      });
    });
  });

  test("under Lamport's rule keeps the clock condition, and timestamps are what the rule says", () => {
    holds((trace, { rule }) => {
      forEachMachine(trace, (_, events) => {
        for (const event of events) if (event.kind === 'send') checkSend(event);
        for (const event of events) if (event.kind === 'receive') checkReceive(event);
      });

      function checkSend({ clock, messages }: SendEvent): void {
        for (const { timestamp } of messages) {
          if (rule === 'increment-then-send') expect(timestamp).toBe(clock);
          else expect(timestamp).toBeLessThan(clock);
        }
      }

      function checkReceive({ clock, message }: ReceiveEvent): void {
        const { from, number, timestamp } = message!;
        const cause = trace.event(from, trace.message(from, number)!.sentIndex!);
        expect(clock).toBeGreaterThan(timestamp);
        if (rule === 'increment-then-send') expect(clock).toBeGreaterThan(cause.clock);
        else expect(clock).toBeGreaterThanOrEqual(cause.clock);
      }
    });
  });

  test('under send-then-increment no clock is ahead of the fastest: its line is straight', () => {
    fc.assert(
      fc.property(anyTrial, input => {
        const trial: Trial = { ...input, rule: 'send-then-increment' };
        const fastest = Math.max(...trial.rates);
        forEachMachine(simulate(trial), (machine, events) => {
          for (const { clock, atMs, tick } of events) {
            expect(clock).toBeLessThanOrEqual((fastest * atMs) / 1000 + 1e-6);
            if (trial.rates[machine - 1] === fastest) expect(clock).toBe(tick);
          }
        });
      }),
    );
  });

  test('is the same again, in one go or in steps', () => {
    fc.assert(
      fc.property(anyTrial, fc.integer({ min: 1, max: 50 }), (trial, stride) => {
        const { simulation, trace } = startSimulation(trial);
        let done = 0;
        while (!simulation.step(stride)) {
          done += stride;
          expect(simulation.ticksDone).toBe(done);
        }
        expect(simulation.ticksDone).toBe(simulation.ticks);
        expect(trace.eventCount).toBe(simulation.ticks);
        expect(digestOf(trace)).toBe(digestOf(simulate(trial)));
      }),
    );
  });

  test('a delay of 0 is not a delay', () => {
    fc.assert(
      fc.property(anyTrial, trial => {
        const none = digestOf(simulate({ ...trial, delay: { kind: 'none' } }));
        expect(digestOf(simulate({ ...trial, delay: { kind: 'fixed', delayMs: 0 } }))).toBe(none);
        expect(digestOf(simulate({ ...trial, delay: { kind: 'exponential', meanMs: 0 } }))).toBe(none);
      }),
    );
  });
});
