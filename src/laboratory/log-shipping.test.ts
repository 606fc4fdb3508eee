// The log of a machine reaches the coordinator whole, whatever happens to the batches on the way.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trialFrom } from '../core/trial.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import type { LogEntry } from './control-messages.ts';
import { LogCollector } from './log-collector.ts';
import { LogShipper } from './log-shipper.ts';

const trial = trialFrom({ rates: [10, 10], durationSeconds: 60 });

const tick = (clock: number): LogEntry => ({ kind: 'internal', atMs: clock * 100, clock, queue: 0, face: 9 });

function shipper(
  scheduler: VirtualScheduler,
  send: (first: number, entries: readonly LogEntry[]) => void,
  first = 0,
) {
  const onOverflow = () => expect.unreachable('nothing overflows here');
  return new LogShipper({ scheduler, send, onOverflow }, first);
}

test('entries of one moment travel in one batch, which says how many came before it', () => {
  const scheduler = new VirtualScheduler();
  const sent: [number, number][] = [];
  const log = shipper(scheduler, (first, entries) => sent.push([first, entries.length]), 7);
  log.add(tick(1));
  log.add(tick(2));
  scheduler.runUntil(100);
  log.add(tick(3));
  log.flush();
  expect(sent).toEqual([
    [7, 2],
    [9, 1],
  ]);
  expect(log.count).toBe(10);
});

test('what is not acknowledged is sent again, what is acknowledged is not', () => {
  const scheduler = new VirtualScheduler();
  const sent: number[] = [];
  const log = shipper(scheduler, first => sent.push(first));
  log.add(tick(1));
  log.flush();
  log.add(tick(2));
  log.flush();
  log.acknowledge(1);
  scheduler.runUntil(2500);
  expect(sent).toEqual([0, 1, 1]);
  log.sendAgain(); // to another coordinator
  expect(sent).toEqual([0, 1, 1, 1]);
  log.acknowledge(2);
  scheduler.runUntil(60_000);
  expect(sent).toEqual([0, 1, 1, 1]);
});

test('another page goes on with the log where it was taken, whatever batches the one before made of it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      fc.nat(40),
      (sizes, others, taken) => {
        const collector = new LogCollector(trial, 0);
        const entries = Array.from({ length: 40 }, (_, i) => tick(i + 1));
        const hand = (from: number, lengths: readonly number[]) => {
          for (let first = from, i = 0; first < 40; i++) {
            const size = lengths[i % lengths.length]!;
            collector.take(1, first, entries.slice(first, first + size));
            first += size;
          }
        };
        collector.take(1, 0, entries.slice(0, taken));
        hand(Math.floor(taken / 2), sizes);
        hand(0, others);
        expect(collector.takenOf(1)).toBe(40);
        expect([...collector.trace.logOf(1).clocks.subarray(0, 40)]).toEqual(entries.map((_, i) => i + 1));
        expect(collector.trace.logOf(1).eventCount).toBe(40);
      },
    ),
  );
});

test('batches that are lost, doubled and out of order make the same log', () => {
  const mishaps = fc.array(fc.constantFrom('deliver', 'lose', 'double', 'delay' as const), { maxLength: 60 });
  fc.assert(
    fc.property(mishaps, fates => {
      const scheduler = new VirtualScheduler();
      const collector = new LogCollector(trial, 0);
      const late: (() => void)[] = [];
      let attempt = 0;
      const log = shipper(scheduler, (first, entries) => {
        const deliver = () => {
          collector.take(1, first, entries);
          log.acknowledge(collector.takenOf(1));
        };
        const fate = fates[attempt++] ?? 'deliver';
        if (fate === 'delay') late.push(deliver);
        if (fate === 'deliver' || fate === 'double') deliver();
        if (fate === 'double') deliver();
      });
      for (let count = 1; count <= 40; count++) {
        scheduler.runUntil(count * 100);
        log.add(tick(count));
        if (count % 7 === 0) late.splice(0).forEach(deliver => deliver());
      }
      log.flush();
      collector.expect(1, log.count);
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
  test('is incomplete until every entry up to the last one has come', () => {
    const collector = new LogCollector(trial, 0);
    collector.expect(1, 2);
    expect(collector.take(1, 1, [tick(2)])).toEqual([]);
    expect(collector.isComplete(1)).toBe(false);
    expect(collector.take(1, 0, [tick(1)])).toEqual([tick(1), tick(2)]);
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
    collector.take(1, 0, impossible);
    expect(collector.refusedOf(1)).toBe(impossible.length);
    expect(collector.trace.eventCount).toBe(0);
    const ticks: LogEntry[] = Array.from({ length: 601 }, (_, i) => ({
      ...send,
      kind: 'internal',
      clock: i + 1,
    }));
    collector.take(1, impossible.length, ticks);
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
    collector.take(2, 0, [send, { ...send, number: 2 }]);
    expect(collector.inFlight(new Set())).toBe(2);
    collector.take(1, 0, [arrival, { ...arrival, number: 3 }]);
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
        const taken = [0, 0, 0];
        const take = (machine: number, entry: LogEntry) =>
          collector.take(machine, taken[machine - 1]!++, [entry]);
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
