// The two engines do the same with the same faults: hosts whose links take no time, on one virtual clock, make the run that
// the simulation makes, fault by fault and event by event.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultAtMs, isMessageFault, type Fault } from '../core/fault.ts';
import { messageName, type MachineId, type Message } from '../core/message.ts';
import { Trace } from '../core/trace.ts';
import type { Trial } from '../core/trial.ts';
import type { Link, LinkEvent } from '../network/link.ts';
import { VirtualScheduler } from '../time/virtual-scheduler.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { LANDING_MS } from './landing.ts';
import { Host } from './host.ts';
import { replay } from './replay.ts';
import { simulate } from './simulate.ts';

/** `LAMPLIGHT_CASES=10000` for the long run. */
const RUNS = Number(process.env['LAMPLIGHT_CASES'] ?? 300);

/** One end of a link on which everything arrives at once. */
class ShortLink implements Link {
  readonly kind = 'memory';
  readonly rejected = 0;
  readonly isFull = false;
  other: ShortLink | undefined;
  #tell: (event: LinkEvent) => void = () => undefined;

  constructor(readonly remote: MachineId) {}

  send(message: Message): void {
    this.other!.#tell({ kind: 'message', message });
  }

  subscribe(listener: (event: LinkEvent) => void): () => void {
    this.#tell = listener;
    return () => undefined;
  }

  close(): void {
    this.#tell = () => undefined;
  }
}

function linksAmong(machines: number): ReadonlyMap<MachineId, ShortLink>[] {
  const links = Array.from({ length: machines }, (_, i) => {
    const others = Array.from({ length: machines }, (__, k) => k + 1).filter(id => id !== i + 1);
    return new Map(others.map(id => [id, new ShortLink(id)]));
  });
  links.forEach((own, i) => {
    for (const [id, link] of own) link.other = links[id - 1]!.get(i + 1)!;
  });
  return links;
}

/** A live run on one virtual clock: what its pages would tell of it, and the messages that are held back. */
function runLive(trial: Trial): {
  readonly trace: Trace;
  readonly heldBack: readonly Message[];
  readonly ends: number;
} {
  const scheduler = new VirtualScheduler();
  const trace = new Trace(trial, 'live');
  const faults: Fault[] = [...(trial.faults?.timed ?? [])];
  const heldBack: Message[] = [];
  let ends = 0;
  linksAmong(trial.rates.length).forEach((links, i) => {
    const host = new Host({
      machine: i + 1,
      trial,
      scheduler,
      links: [...links.values()],
      recorder: trace.recorderOf(i + 1),
      faultListener: {
        fault: fault => faults.push(fault),
        heldBack: message => heldBack.push(message),
        forgot: () => undefined,
      },
    });
    host.start(0, () => (ends += 1));
  });
  scheduler.runUntil(trial.durationSeconds * 1000 + LANDING_MS);
  trace.faults.push(...faults.sort((a, b) => faultAtMs(a) - faultAtMs(b)));
  return { trace, heldBack, ends };
}

/** Every event without its time: the stamps of a live run are a microsecond apart at least. */
function eventsOf({ logs }: Trace) {
  return logs.map(({ eventCount, kinds, clocks, queues, faces, peers, messageNumbers }) =>
    Array.from({ length: eventCount }, (_, i) =>
      [kinds[i], clocks[i], queues[i], faces[i], peers[i], messageNumbers[i]].join(' '),
    ),
  );
}

/** Without the moments at which messages come: those after the end of the trial are not waited for in a live run. */
function faultsOf({ faults }: Trace): string[] {
  return faults
    .map(fault => {
      if (!isMessageFault(fault)) return JSON.stringify(fault);
      const { atMs, ...rest } = fault;
      return JSON.stringify({ ...rest, ...(fault.kind !== 'doubled' && { atMs }) });
    })
    .sort();
}

/** Two messages from different machines that come at the very same moment have no order of their own. */
function hasTies({ logs }: Trace): boolean {
  const arrivals = new Set<string>();
  for (const { messageCount, recipients, arrivedMs, sentIndices, atMs } of logs)
    for (let row = 0; row < messageCount; row++) {
      if (Number.isNaN(arrivedMs[row]) || arrivedMs[row] === atMs[sentIndices[row]!]) continue;
      const key = `${recipients[row]} ${arrivedMs[row]}`;
      if (arrivals.has(key)) return true;
      arrivals.add(key);
    }
  return false;
}

describe('a live run with faults whose links take no time', () => {
  test('is the run of the same trial in virtual time: the same events and the same faults', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyFaultyTrial, trial => {
        const virtual = simulate(trial);
        if (hasTies(virtual)) return;
        compared += 1;
        const { trace, ends } = runLive(trial);
        expect(eventsOf(trace)).toEqual(eventsOf(virtual));
        expect(faultsOf(trace)).toEqual(faultsOf(virtual));
        expect(ends).toBe(trial.rates.length);
      }),
      { numRuns: RUNS },
    );
    expect(compared).toBeGreaterThan(RUNS / 3);
  });

  test('is the run that its replay makes, and each message arrives, is lost or is held back', () => {
    fc.assert(
      fc.property(anyFaultyTrial, trial => {
        const { trace, heldBack } = runLive(trial);
        expect(eventsOf(replay(trace))).toEqual(eventsOf(trace));
        const ended = new Set(heldBack.map(({ from, number }) => messageName(from, number)));
        for (const fault of trace.faults)
          if (fault.kind === 'lost') ended.add(messageName(fault.from, fault.number));
        for (const { machine, messageCount, arrivedMs } of trace.logs)
          for (let row = 0; row < messageCount; row++)
            if (Number.isNaN(arrivedMs[row])) expect(ended).toContain(messageName(machine, row + 1));
      }),
      { numRuns: RUNS },
    );
  });
});
