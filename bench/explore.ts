// How fast every order of a program is searched: against a plain search in the same run, on cases with known answers; and what the
// general step costs the die. Times are processor time.
import { lawKindOf } from '../src/core/program/law.ts';
import type { Program } from '../src/core/program/program.ts';
import type { ProgramTrial } from '../src/core/program/program-trial.ts';
import { trialFrom } from '../src/core/trial.ts';
import { explore } from '../src/engine/explore/explore.ts';
import { runPrograms } from '../src/engine/program-runs.ts';
import { runProgram } from '../src/engine/run-program.ts';
import { simulate } from '../src/engine/simulate.ts';
import { dieProgramOf, shippedProgram } from '../src/programs/shipped.ts';
import { exploreNaively } from '../src/testing/naive-exploration.ts';
import { compete, cpuSeconds, medianOf, printAim, printTitle } from './support.ts';

const NAIVE_STATES_MAX = 50_000;
const ONCE = ['enter', 'leave'];
const TWICE = [...ONCE, ...ONCE];

/** Laws on states alone, as in the first measurements: a law on the history tells more states apart. */
function withoutHistory(program: Program): Program {
  return { ...program, laws: (program.laws ?? []).filter(law => lawKindOf(law) !== 'history') };
}

interface Case {
  readonly name: string;
  readonly program: Program;
  readonly trial: ProgramTrial;
  readonly maxSeconds?: number;
}

const CASES: readonly Case[] = [
  {
    name: 'Lamport, 2 machines, 2 entries each',
    program: shippedProgram('lamport-mutex')!,
    trial: { machines: 2, script: [TWICE, TWICE] },
  },
  {
    name: 'Lamport, 3 machines, 2 ask',
    program: shippedProgram('lamport-mutex')!,
    trial: { machines: 3, script: [ONCE, ONCE] },
  },
  {
    name: 'Lamport, 3 machines, all ask',
    program: shippedProgram('lamport-mutex')!,
    trial: { machines: 3, script: [ONCE, ONCE, ONCE] },
    maxSeconds: 20,
  },
  {
    name: 'Lamport, 2 machines, not in order: broken',
    program: shippedProgram('lamport-mutex')!,
    trial: { machines: 2, script: [ONCE, ONCE], fifo: false },
  },
  {
    name: 'Ricart–Agrawala, 3 machines, all ask, in order',
    program: shippedProgram('ricart-agrawala')!,
    trial: { machines: 3, script: [ONCE, ONCE, ONCE], fifo: true },
    maxSeconds: 0.5,
  },
  {
    name: 'Ricart–Agrawala, 3 machines, all ask, not in order',
    program: shippedProgram('ricart-agrawala')!,
    trial: { machines: 3, script: [ONCE, ONCE, ONCE] },
  },
  {
    name: 'Ricart–Agrawala with its slip: broken in 6 steps',
    program: shippedProgram('ricart-agrawala:clock-now')!,
    trial: { machines: 2, script: [ONCE, ONCE] },
    maxSeconds: 0.05,
  },
  {
    name: 'Causal broadcast, 3 machines, 2 + 1 + 1 posts',
    program: shippedProgram('causal-broadcast')!,
    trial: { machines: 3, script: [['post', 'post'], ['post'], ['post']] },
  },
];

function benchSearch({ name, program: whole, trial, maxSeconds }: Case): void {
  const program = name.startsWith('Causal') ? whole : withoutHistory(whole);
  const rounds = name.includes('all ask') ? 3 : 9;
  const seconds: number[] = [];
  let found = explore(program, trial, { counts: false });
  for (let round = 0; round < rounds; round++) {
    const before = cpuSeconds();
    found = explore(program, trial, { counts: false });
    seconds.push(cpuSeconds() - before);
  }
  const median = medianOf(seconds);
  const before = cpuSeconds();
  const naive = exploreNaively(program, trial, found.tracked, NAIVE_STATES_MAX);
  const naiveSeconds = cpuSeconds() - before;
  const broken = found.laws.find(({ verdict }) => verdict === 'broken');
  const verdict = broken ? `broken (${broken.name})` : found.ends === undefined ? 'holds' : 'not finished';
  console.log(`  ${name}: ${verdict}`);
  console.log(
    `    ${found.states} states, ${found.steps} steps, ${(median * 1000).toFixed(1)} ms, ${Math.round(found.states / median)} states/s`,
  );
  console.log(
    `    plain: ${naive.states} states${naive.isWhole ? '' : ' (stopped there)'}, ${(naiveSeconds * 1000).toFixed(1)} ms, ${Math.round(naive.states / naiveSeconds)} states/s`,
  );
  if (maxSeconds !== undefined) printAim('seconds', median, 'at most', maxSeconds);
}

printTitle('Every order, against a plain search without any reduction');
for (const each of CASES) benchSearch(each);

printTitle('Orders counted');
for (const { name, program, trial } of CASES.filter(
  ({ name: each }) => each.includes('2 ask') || each.includes('in order'),
)) {
  if (name.includes('broken')) continue;
  const before = cpuSeconds();
  const { orders, interleavings, uncounted } = explore(withoutHistory(program), trial);
  console.log(
    `  ${name}: ${orders ?? uncounted} orders of ${interleavings ?? '?'} interleavings, ${(cpuSeconds() - before).toFixed(2)} s`,
  );
}

printTitle('The die: the general step against the model’s own');
const MINUTE = trialFrom({ rates: [6, 6, 1] });
const TICKS = 13 * 60;
const die = dieProgramOf(MINUTE.dieSides);
const { rates, durationSeconds, rule } = MINUTE;
const [fast, counted, recorded] = compete(
  [
    {
      name: 'simulate',
      run: () => {
        for (let seed = 0; seed < 1000; seed++) simulate({ ...MINUTE, seed });
        return { ticks: TICKS * 1000 };
      },
    },
    {
      name: 'runPrograms',
      run: () => {
        runPrograms(die, { rates, durationSeconds, rule, seed: 0 }, 500);
        return { ticks: TICKS * 500 };
      },
    },
    {
      name: 'runProgram',
      run: () => {
        for (let seed = 0; seed < 100; seed++) runProgram(die, { rates, durationSeconds, rule, seed });
        return { ticks: TICKS * 100 };
      },
    },
  ],
  5,
);
console.log(
  `  simulate, into a trace: ${fast!.megaTicks.toFixed(2)} M ticks/s\n  by the general step, counted by law and not recorded: ${counted!.megaTicks.toFixed(2)}\n  by the general step, each step recorded as an object with its state: ${recorded!.megaTicks.toFixed(2)}`,
);
printAim('times as slow, counted', fast!.megaTicks / counted!.megaTicks, 'at most', 3);
console.log(`  times as slow, recorded: ${(fast!.megaTicks / recorded!.megaTicks).toFixed(1)}`);
