// Random trials with faults for property tests: every kind of fault alone and together, with and without a session.
import fc from 'fast-check';
import {
  CRASH_MEMORIES,
  timedFaultProblems,
  type FaultPlanInput,
  type TimedFault,
} from '../core/fault-plan.ts';
import type { LinkDelayInput } from '../core/message-delay.ts';
import { trialFrom, type Trial } from '../core/trial.ts';
import { anyDelay, anyTrial } from './trial-arbitrary.ts';

const percent = fc.oneof(fc.constant(0), fc.nat({ max: 100 }), fc.constantFrom(0.5, 100));

interface Draft {
  readonly kind: TimedFault['kind'];
  readonly machine: number;
  readonly others: number;
  readonly from: number;
  readonly length: number;
  readonly rate: number;
  readonly memory: (typeof CRASH_MEMORIES)[number];
}

const drafts: fc.Arbitrary<Draft> = fc.record({
  kind: fc.constantFrom('partition', 'pause', 'crash', 'rate'),
  machine: fc.nat(),
  others: fc.nat(),
  from: fc.nat({ max: 999 }),
  length: fc.integer({ min: 1, max: 600 }),
  rate: fc.integer({ min: 1, max: 20 }),
  memory: fc.constantFrom(...CRASH_MEMORIES),
});

function timedFrom({ rates, durationSeconds }: Trial, draft: Draft): TimedFault {
  const durationMs = Math.round(durationSeconds * 1000);
  const machine = 1 + (draft.machine % rates.length);
  const fromMs = Math.floor((draft.from * durationMs) / 1000);
  const toMs = fromMs + Math.max(1, Math.floor((draft.length * durationMs) / 1000));
  switch (draft.kind) {
    case 'partition': {
      const count = 1 + (draft.others % (rates.length - 1));
      const machines = rates.map((_, i) => 1 + ((i + draft.machine) % rates.length)).slice(0, count);
      return { kind: 'partition', fromMs, toMs, machines };
    }
    case 'pause':
      return { kind: 'pause', machine, fromMs, toMs: Math.min(toMs, durationMs) };
    case 'crash':
      return { kind: 'crash', machine, fromMs, toMs, memory: draft.memory };
    case 'rate':
      return { kind: 'rate', machine, fromMs, rate: draft.rate };
  }
}

/** Those that can be together, in the order given. */
function compatible(trial: Trial, all: readonly TimedFault[]): TimedFault[] {
  const durationMs = Math.round(trial.durationSeconds * 1000);
  return all.reduce<TimedFault[]>((taken, fault) => {
    const more = [...taken, fault];
    return timedFaultProblems(more, trial.rates.length, durationMs).length === 0 ? more : taken;
  }, []);
}

/** Each link once, among so many machines. */
function fittingLinks(drafts: readonly LinkDelayInput[], machines: number): LinkDelayInput[] {
  const links = new Map<string, LinkDelayInput>();
  for (const { from, to, delay } of drafts) {
    const sender = 1 + (from % machines);
    const recipient = 1 + ((sender + (to % (machines - 1))) % machines);
    links.set(`${sender}-${recipient}`, { from: sender, to: recipient, delay });
  }
  return [...links.values()];
}

/** Valid trials with any faults and any delays of single links, also none. */
export const anyFaultyTrial: fc.Arbitrary<Trial> = fc
  .record({
    trial: anyTrial,
    lossPercent: percent,
    duplicationPercent: percent,
    reorderingPercent: percent,
    reorderingMs: fc.integer({ min: 1, max: 3000 }),
    bandwidthPerSecond: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
    timed: fc.array(drafts, { maxLength: 5 }),
    session: fc.boolean(),
    linkDelays: fc.array(fc.record({ from: fc.nat(), to: fc.nat(), delay: anyDelay }), { maxLength: 3 }),
  })
  .map(({ trial, timed, bandwidthPerSecond, linkDelays, ...plan }) => {
    const faults: FaultPlanInput = {
      ...plan,
      ...(bandwidthPerSecond !== undefined && { bandwidthPerSecond }),
      timed: compatible(
        trial,
        timed.map(draft => timedFrom(trial, draft)),
      ),
    };
    return trialFrom({ ...trial, linkDelays: fittingLinks(linkDelays, trial.rates.length), faults });
  });
