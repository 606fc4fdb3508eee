// Who competes in the benchmark of the core: the virtual engine, one tight loop, C and SimPy, all on the same trials. The
// first three must come to the same columns before they are timed.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Trace } from '../src/core/trace.ts';
import type { Trial } from '../src/core/trial.ts';
import { simulate } from '../src/engine/simulate.ts';
import type { Contender } from './support.ts';
import { runTightLoop } from './tight-loop.ts';

/** The trial with the seeds 0, 1, … trials - 1. */
export function simulateContender(name: string, trial: Trial, trials: number): Contender {
  return {
    name,
    run: () => {
      let ticks = 0;
      for (let seed = 0; seed < trials; seed++) ticks += simulate({ ...trial, seed }).eventCount;
      return { ticks };
    },
  };
}

export function loopContender(name: string, trial: Trial, trials: number): Contender {
  return {
    name,
    run: () => {
      let ticks = 0;
      for (let seed = 0; seed < trials; seed++) {
        for (const done of runTightLoop({ ...trial, seed }).ticks) ticks += done;
      }
      return { ticks };
    },
  };
}

/** Compiles bench/baseline.c; undefined, and a word on the console, where there is no gcc. */
export function compileBaseline(): string | undefined {
  const program = join(mkdtempSync(join(tmpdir(), 'lamplight-bench-')), 'baseline');
  const { status, stderr } = spawnSync('gcc', ['-O2', '-o', program, resolve('bench/baseline.c'), '-lm']);
  if (status === 0) return program;
  console.log(`C is left out: ${stderr ? String(stderr).trim() : 'there is no gcc'}.`);
  return undefined;
}

export function runBaseline(program: string, { rates, dieSides, durationSeconds }: Trial, trials: number) {
  const words = [rates.join(), dieSides, durationSeconds, trials].map(String);
  const [ticks, seconds, checksum] = execFileSync(program, words).toString().split(' ').map(Number);
  return { ticks: ticks!, seconds: seconds!, checksum: checksum! };
}

/** Undefined, and a word on the console, where SimPy is not there. */
export function simPyContender(trial: Trial, trials: number): Contender | undefined {
  const python = '/usr/bin/python3';
  if (spawnSync(python, ['-c', 'import simpy']).status !== 0) {
    console.log('SimPy is left out: python3-simpy3 is not installed.');
    return undefined;
  }
  const { rates, dieSides, durationSeconds } = trial;
  const words = [resolve('bench/simpy.py'), rates.join(), dieSides, durationSeconds, trials].map(String);
  return {
    name: `SimPy, ${trials} trials`,
    run: () => {
      const [ticks, seconds] = execFileSync(python, words).toString().split(' ').map(Number);
      return { ticks: ticks!, seconds: seconds! };
    },
  };
}

/** Over all columns of one trial, as bench/baseline.c sums them. */
export function checksumOfTrace({ logs }: Trace): number {
  let sum = 0;
  for (const log of logs) {
    for (let i = 0; i < log.eventCount; i++) {
      const whole = Math.trunc(log.atMs[i]!) + log.clocks[i]! + log.queues[i]! + log.messageNumbers[i]!;
      sum = (Math.imul(sum, 31) + log.kinds[i]! + log.faces[i]! + log.peers[i]! + whole) >>> 0;
    }
    for (let row = 0; row < log.messageCount; row++) {
      const whole = Math.trunc(log.arrivedMs[row]!) + log.timestamps[row]! + log.sentIndices[row]!;
      const last = log.arrivedBeforeTicks[row]! + log.receivedIndices[row]!;
      sum = (Math.imul(sum, 31) + log.recipients[row]! + whole + last) >>> 0;
    }
  }
  return sum;
}

export function checksumOfLoop(columns: ReturnType<typeof runTightLoop>): number {
  let sum = 0;
  columns.ticks.forEach((ticks, machine) => {
    const base = columns.bases[machine]!;
    for (let i = base; i < base + ticks; i++) {
      const whole =
        Math.trunc(columns.atMs[i]!) + columns.clocks[i]! + columns.queues[i]! + columns.messageNumbers[i]!;
      sum = (Math.imul(sum, 31) + columns.kinds[i]! + columns.faces[i]! + columns.peers[i]! + whole) >>> 0;
    }
    for (let row = base; row < base + columns.sent[machine]!; row++) {
      const whole =
        Math.trunc(columns.arrivedMs[row]!) + columns.timestamps[row]! + columns.sentIndices[row]!;
      const last = columns.arrivedBeforeTicks[row]! + columns.receivedIndices[row]!;
      sum = (Math.imul(sum, 31) + columns.recipients[row]! + whole + last) >>> 0;
    }
  });
  return sum;
}
