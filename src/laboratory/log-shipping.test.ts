// The log of a machine reaches the coordinator whole, whatever happens to the batches on the way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Message } from '../core/message.ts';
import { trialFrom } from '../core/trial.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import type { LogEntry } from './control-messages.ts';
import { LogCollector } from './log-collector.ts';
import { LogShipper } from './log-shipper.ts';

const trial = trialFrom({ rates: [10, 10], durationSeconds: 60 });
const message: Message = { from: 2, to: 1, number: 1, timestamp: 4 };

function shipper(scheduler: VirtualScheduler, send: (sequence: number, entries: LogEntry[]) => void) {
  return new LogShipper({ scheduler, send, onOverflow: () => expect.unreachable('nothing overflows here') });
}

test('entries of one moment travel in one batch; batches count from 1', () => {
  const scheduler = new VirtualScheduler();
  const sent: [number, number][] = [];
  const log = shipper(scheduler, (sequence, entries) => sent.push([sequence, entries.length]));
  log.arrival(message, 90, 1);
  log.receive(100, 5, 0, message);
  scheduler.runUntil(100);
  log.internal(200, 6, 0, 9);
  log.flush();
  expect(sent).toEqual([
    [1, 2],
    [2, 1],
  ]);
  expect(log.batches).toBe(2);
});

test('what is not acknowledged is sent again, what is acknowledged is not', () => {
  const scheduler = new VirtualScheduler();
  const sent: number[] = [];
  const log = shipper(scheduler, sequence => sent.push(sequence));
  log.internal(1, 1, 0, 9);
  log.flush();
  log.internal(2, 2, 0, 9);
  log.flush();
  log.acknowledge(1);
  scheduler.runUntil(2500);
  expect(sent).toEqual([1, 2, 2]);
  log.acknowledge(2);
  scheduler.runUntil(60_000);
  expect(sent).toEqual([1, 2, 2]);
});

test('batches that are lost, doubled and out of order make the same log', () => {
  const mishaps = fc.array(fc.constantFrom('deliver', 'lose', 'double', 'delay' as const), { maxLength: 60 });
  fc.assert(
    fc.property(mishaps, fates => {
      const scheduler = new VirtualScheduler();
      const collector = new LogCollector(trial, 0);
      const late: (() => void)[] = [];
      let attempt = 0;
      const log = shipper(scheduler, (sequence, entries) => {
        const deliver = () => log.acknowledge(collector.take(1, sequence, entries));
        const fate = fates[attempt++] ?? 'deliver';
        if (fate === 'delay') late.push(deliver);
        if (fate === 'deliver' || fate === 'double') deliver();
        if (fate === 'double') deliver();
      });
      for (let tick = 1; tick <= 40; tick++) {
        scheduler.runUntil(tick * 100);
        log.internal(tick * 100, tick, 0, 9);
        if (tick % 7 === 0) late.splice(0).forEach(deliver => deliver());
      }
      log.flush();
      collector.expect(1, log.batches);
      scheduler.runUntil(200_000);
      expect(collector.isComplete(1)).toBe(true);
      expect([...collector.trace.logOf(1).clocks.subarray(0, 40)]).toEqual(
        Array.from({ length: 40 }, (_, i) => i + 1),
      );
      expect(collector.trace.logOf(1).eventCount).toBe(40);
    }),
  );
});

describe('the collector', () => {
  test('is incomplete until every batch up to the last one has come', () => {
    const collector = new LogCollector(trial, 0);
    const entry: LogEntry = { kind: 'internal', atMs: 100, clock: 1, queue: 0, face: 9 };
    collector.expect(1, 2);
    expect(collector.take(1, 2, [entry])).toBe(0);
    expect(collector.isComplete(1)).toBe(false);
    expect(collector.take(1, 1, [entry])).toBe(2);
    expect(collector.isComplete(1)).toBe(true);
  });

  test('refuses and counts what cannot be part of the run', () => {
    const collector = new LogCollector(trial, 0);
    const send = { kind: 'send', atMs: 1, clock: 1, queue: 0, face: 1, timestamp: 1 } as const;
    const impossible: LogEntry[] = [
      { ...send, number: 1, to: [1] }, // to itself
      { ...send, number: 1, to: [3] }, // to nobody
      { ...send, number: 601, to: [2] }, // more messages than ticks
      { kind: 'arrival', atMs: 1, from: 2, number: 601, timestamp: 1, beforeTick: 1 },
      { kind: 'receive', atMs: 1, clock: 1, queue: 0, from: 1, number: 1, timestamp: 1 },
    ];
    collector.take(1, 1, impossible);
    expect(collector.refusedOf(1)).toBe(impossible.length);
    expect(collector.trace.eventCount).toBe(0);
    const ticks: LogEntry[] = Array.from({ length: 601 }, (_, i) => ({
      ...send,
      kind: 'internal',
      clock: i + 1,
    }));
    collector.take(1, 2, ticks);
    expect(collector.trace.eventCount).toBe(600);
    expect(collector.refusedOf(1)).toBe(impossible.length + 1);
  });

  test('knows which messages are in flight, whichever log comes first', () => {
    const collector = new LogCollector(trial, 0);
    const send: LogEntry = {
      kind: 'send',
      atMs: 1,
      clock: 4,
      queue: 0,
      face: 1,
      timestamp: 4,
      number: 1,
      to: [1],
    };
    const arrival: LogEntry = { kind: 'arrival', atMs: 2, from: 2, number: 1, timestamp: 4, beforeTick: 1 };
    collector.take(2, 1, [send, { ...send, number: 2 }]);
    expect(collector.inFlight(new Set())).toBe(2);
    collector.take(1, 1, [arrival, { ...arrival, number: 3 }]);
    expect(collector.inFlight(new Set())).toBe(1);
    expect(collector.inFlight(new Set([1]))).toBe(0);
    expect(collector.trace.message(2, 3)).toMatchObject({ arrivedMs: 2, timestamp: 4 });
  });

  test('counts what is in flight and names what is lost, in whatever order it hears of it', () => {
    const fates = fc.array(
      fc.record({
        to: fc.constantFrom(2, 3),
        fate: fc.constantFrom('arrives', 'arrives twice', 'is not sent', 'is lost'),
      }),
      { minLength: 1, maxLength: 30 },
    );
    fc.assert(
      fc.property(fates, fc.infiniteStream(fc.nat(1000)), (messages, ranks) => {
        const three = trialFrom({ rates: [10, 10, 10], durationSeconds: 60 });
        const collector = new LogCollector(three, 0);
        const sequences = [0, 0, 0];
        const take = (machine: number, entry: LogEntry) =>
          collector.take(machine, ++sequences[machine - 1]!, [entry]);
        const facts = messages.flatMap(({ to, fate }, i) => {
          const number = i + 1;
          const arrival: LogEntry = {
            kind: 'arrival',
            atMs: 2,
            from: 1,
            number,
            timestamp: 1,
            beforeTick: 1,
          };
          const arrive = () => take(to, arrival);
          const unsent = () => collector.markUnsent(1, to, number, 'The link is closed.');
          if (fate === 'arrives') return [arrive];
          if (fate === 'arrives twice') return [arrive, arrive];
          return fate === 'is not sent' ? [unsent] : [];
        });
        const sends = messages.map(({ to }, i) => () => {
          const entry = { kind: 'send', atMs: 1, clock: 1, queue: 0, face: 1, timestamp: 1 } as const;
          take(1, { ...entry, number: i + 1, to: [to] });
        });
        const rank = new Map([...facts, ...sends].map(told => [told, ranks.next().value as number]));
        // The sends of one machine come in their order; everything else comes at any time between them.
        const tell = [...facts].sort((a, b) => rank.get(a)! - rank.get(b)!);
        for (const send of sends) {
          if (tell.length > 0 && rank.get(send)! % 2 === 0) tell.shift()!();
          send();
        }
        tell.forEach(told => told());
        const count = (to: number, fate: string) =>
          messages.filter(message => message.to === to && message.fate === fate).length;
        expect(collector.inFlight(new Set())).toBe(count(2, 'is lost') + count(3, 'is lost'));
        expect(collector.inFlight(new Set([3]))).toBe(count(2, 'is lost'));
        collector.giveUpFlight(new Set([3]));
        const lost = (to: number, kind: string) =>
          collector.trace.losses.filter(loss => loss.to === to && loss.kind === kind).map(loss => loss.count);
        const some = (number: number) => (number === 0 ? [] : [number]);
        expect(lost(2, 'not-sent')).toEqual(some(count(2, 'is not sent')));
        expect(lost(3, 'not-sent')).toEqual(some(count(3, 'is not sent')));
        expect(lost(2, 'never-arrived')).toEqual(some(count(2, 'is lost')));
        expect(lost(3, 'never-arrived')).toEqual([]);
      }),
    );
  });
});
