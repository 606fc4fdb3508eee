// Runs whose digests are kept: whoever simulates these trials, in Node or in any browser, must come to the same.
// A digest changes only when the model does; then say in the commit why.
import type { TrialInput } from '../core/trial.ts';

export interface ReferenceRun {
  readonly name: string;
  readonly trial: TrialInput;
  /** Of the trace in virtual time (core/trace-digest). */
  readonly digest: string;
}

const minute: TrialInput = { rates: [6, 6, 1], seed: 7 };

export const REFERENCE_RUNS: readonly ReferenceRun[] = [
  { name: 'a minute without delay', trial: minute, digest: '776f20a5b6a779dc' },
  {
    name: 'a minute under the other rule',
    trial: { ...minute, rule: 'send-then-increment' },
    digest: '55a4e417b49dda52',
  },
  {
    name: 'a uniform delay',
    trial: { ...minute, delay: { kind: 'uniform', minMs: 5, maxMs: 250 } },
    digest: '998a02907ee2cea6',
  },
  {
    name: 'an exponential delay',
    trial: { ...minute, delay: { kind: 'exponential', meanMs: 120 } },
    digest: '00b7a58cdfcb81cd',
  },
  {
    name: 'a log-normal delay and every kind of fault',
    trial: {
      ...minute,
      delay: { kind: 'log-normal', medianMs: 40, spreadFactor: 2 },
      faults: {
        lossPercent: 10,
        duplicationPercent: 5,
        reorderingPercent: 10,
        timed: [
          { kind: 'partition', fromMs: 10_000, toMs: 15_000, machines: [1] },
          { kind: 'crash', machine: 2, fromMs: 30_000, toMs: 33_000, memory: 'amnesic' },
          { kind: 'pause', machine: 1, fromMs: 20_000, toMs: 22_000 },
          { kind: 'rate', machine: 3, fromMs: 40_000, rate: 4 },
        ],
      },
    },
    digest: 'c3e56b9bdd723de6',
  },
  {
    name: 'a hundred machines',
    trial: { rates: Array.from({ length: 100 }, (_, i) => 1 + (i % 7)), dieSides: 500, seed: 1 },
    digest: '0708f1744e2f9bc8',
  },
];
