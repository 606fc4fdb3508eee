// How fast virtual time is: against one tight loop, against C and SimPy, with a thousand machines, and in sweeps.
import { Worker } from 'node:worker_threads';
import { planSweep } from '../src/core/sweep-plan.ts';
import { trialFrom, type TrialInput } from '../src/core/trial.ts';
import { simulate } from '../src/engine/simulate.ts';
import { runSweep } from '../src/jobs/sweep-pool.ts';
import { workerRunner } from '../src/jobs/runner.ts';
import type { TaskPort } from '../src/jobs/task.ts';
import {
  checksumOfLoop,
  checksumOfTrace,
  compileBaseline,
  loopContender,
  runBaseline,
  simPyContender,
  simulateContender,
} from './contenders.ts';
import { compete, medianOf, printAim, printResults, printTitle, type Result } from './support.ts';
import { runTightLoop } from './tight-loop.ts';

const ROUNDS = 9;
const MINUTE = trialFrom({ rates: [6, 6, 1] });
const TRIALS = 3000;

function megaTicksOf(results: readonly Result[], index: number): number {
  return results[index]!.megaTicks;
}

function checkThatAllDoTheSame(baseline: string | undefined): void {
  let [ours, loops] = [0, 0];
  for (let seed = 0; seed < 50; seed++) {
    ours = (ours + checksumOfTrace(simulate({ ...MINUTE, seed }))) >>> 0;
    loops = (loops + checksumOfLoop(runTightLoop({ ...MINUTE, seed }))) >>> 0;
  }
  const theirs = baseline ? runBaseline(baseline, MINUTE, 50).checksum : ours;
  if (ours !== loops || ours !== theirs) {
    throw new Error(`The contenders do not do the same: ours ${ours}, loop ${loops}, C ${theirs}.`);
  }
}

function benchFullTrace(baseline: string | undefined): void {
  printTitle('A full trace, one thread: rates 6, 6, 1 for 60 s');
  const simPy = simPyContender(MINUTE, 100);
  const results = compete(
    [
      simulateContender('Lamplight (simulate)', MINUTE, TRIALS),
      loopContender('one tight loop in JavaScript', MINUTE, TRIALS),
      ...(baseline ? [{ name: 'C, gcc -O2', run: () => runBaseline(baseline, MINUTE, TRIALS) }] : []),
      ...(simPy ? [simPy] : []),
    ],
    ROUNDS,
  );
  printResults(results);
  const ours = megaTicksOf(results, 0);
  printAim('of the tight loop', ours / megaTicksOf(results, 1), 'at least', 0.6);
  if (baseline) printAim('of C', ours / megaTicksOf(results, 2), 'at least', 0.25);
  if (simPy) printAim('times SimPy', ours / megaTicksOf(results, results.length - 1), 'at least', 25);
}

function benchLongTrace(baseline: string | undefined): void {
  printTitle('The same rates for an hour, so that allocating counts for less');
  const hour = { ...MINUTE, durationSeconds: 3600 };
  const results = compete(
    [
      simulateContender('Lamplight (simulate)', hour, 50),
      loopContender('one tight loop in JavaScript', hour, 50),
      ...(baseline ? [{ name: 'C, gcc -O2', run: () => runBaseline(baseline, hour, 50) }] : []),
    ],
    ROUNDS,
  );
  printResults(results);
}

function benchManyMachines(): void {
  printTitle('A thousand machines against three: as many ticks, as many messages per roll');
  const rates = Array.from({ length: 1000 }, (_, i) => 1 + (i % 6));
  const results = compete(
    [
      simulateContender('3 machines, die 10', trialFrom({ rates: [1, 3, 6], durationSeconds: 3600 }), 12),
      simulateContender(
        '1,000 machines, die 4,995',
        trialFrom({ rates, dieSides: 4995, durationSeconds: 120 }),
        1,
      ),
    ],
    ROUNDS,
  );
  printResults(results);
  printAim('cost per tick, in that of 3', megaTicksOf(results, 0) / megaTicksOf(results, 1), 'at most', 3);
}

function startThread(): TaskPort {
  const thread = new Worker(new URL('./sweep-thread.js', import.meta.url));
  return {
    post: request => thread.postMessage(request),
    onReply: listener => thread.on('message', listener),
    onError: listener => thread.on('error', ({ message }) => listener(message)),
    terminate: () => void thread.terminate(),
  };
}

async function benchSweep(): Promise<void> {
  printTitle('10,000 trials of one minute, summarised: wall-clock seconds, starting the threads included');
  const plan = planSweep({ rates: [MINUTE.rates], replicates: 10_000 });
  for (const runners of [1, 2]) {
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const startMs = performance.now();
      await runSweep(plan, { startRunner: () => workerRunner(plan, startThread), runners });
      seconds.push((performance.now() - startMs) / 1000);
    }
    const aim = runners === 2 ? 1 : 2;
    printAim(
      `${runners} thread${runners > 1 ? 's' : ''}, median (best ${Math.min(...seconds).toFixed(2)})`,
      medianOf(seconds),
      'at most',
      aim,
    );
  }
}

function showMemory(): void {
  printTitle('Memory: bytes of columns per event, spare room included (messages are in it)');
  const trials: TrialInput[] = [MINUTE, { ...MINUTE, dieSides: 5 }, { ...MINUTE, durationSeconds: 3600 }];
  for (const trial of trials) {
    const trace = simulate(trial);
    const bytes = trace.logs.reduce((sum, log) => sum + log.byteLength, 0);
    printAim(`die ${trial.dieSides}, ${trial.durationSeconds} s`, bytes / trace.eventCount, 'at most', 40);
  }
}

const baseline = compileBaseline();
checkThatAllDoTheSame(baseline);
benchFullTrace(baseline);
benchLongTrace(baseline);
benchManyMachines();
await benchSweep();
showMemory();
