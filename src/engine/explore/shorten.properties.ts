// A run that was made shorter breaks the same law, and is the shortest where that is said.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shippedProgram, SHIPPED_NAMES } from '../../programs/shipped.ts';
import { anyProgram } from '../../testing/program-arbitrary.ts';
import { runProgram } from '../run-program.ts';
import { lawsOnRun } from '../laws-on-run.ts';
import { positionOf } from './by-hand.ts';
import { choicesOf } from './choices-of.ts';
import { explore, trialOf } from './explore.ts';
import { replayProgram } from './program-run.ts';
import { shortened } from './shorten.ts';

const SLIPS = SHIPPED_NAMES.filter(name => name.includes(':'));

/** The first run by seed that breaks a law. */
function brokenBySeed(name: string) {
  const program = shippedProgram(name)!;
  const { machines, script = [] } = trialOf(program);
  const long = script.map(asked => [...asked, ...asked, ...asked]);
  for (let seed = 0; seed < 300; seed++) {
    const { run, laws } = runProgram(program, {
      rates: Array.from({ length: machines }, (_, i) => 1 + ((seed + i) % 3)),
      seed,
      script: long,
      delay: { kind: 'exponential', meanMs: 1500 },
    });
    const law = laws.find(({ verdict, kind }) => verdict === 'broken' && kind !== 'step');
    if (law) return { program, law: law.name, kind: law.kind, ...choicesOf(run) };
  }
  return undefined;
}

test.each(SLIPS)('%s: a run by seed becomes shorter, without the search and with it', name => {
  const found = brokenBySeed(name);
  if (!found) return;
  const { program, law, kind, trial, choices } = found;
  const byLeavingOut = shortened(program, trial, choices, law, { states: 1 });
  expect(byLeavingOut.isShortest).toBe(false);
  // A law on the end needs all that has to happen until then.
  const most = choices.length - (kind === 'atEnd' ? 0 : 1);
  expect(byLeavingOut.choices.length).toBeLessThanOrEqual(most);
  const bySearch = shortened(program, trial, choices, law);
  for (const { choices: shorter } of [byLeavingOut, bySearch]) {
    const run = replayProgram(program, trial, shorter);
    expect(lawsOnRun(program, run)).toContainEqual(expect.objectContaining({ name: law, verdict: 'broken' }));
    expect(shorter.length).toBeGreaterThanOrEqual(bySearch.isShortest ? bySearch.choices.length : 0);
  }
});

test('of any program: what is found is broken at its end, and what is said to be shortest is as short as the search finds', () => {
  fc.assert(
    fc.property(anyProgram, fc.boolean(), ({ program, trial }, searches) => {
      for (const law of explore(program, trial, { all: true, states: 3000, counts: false }).laws) {
        if (law.verdict !== 'broken') continue;
        const name = law.kind === 'step' ? undefined : law.name;
        const { choices, isShortest } = shortened(
          program,
          trial,
          law.run.choices,
          name,
          searches ? {} : { states: 1 },
        );
        expect(choices.length).toBe(law.run.choices.length);
        if (searches) expect(isShortest).toBe(true);
        expect(positionOf(program, trial, choices).laws).toContainEqual(
          expect.objectContaining({ law: law.name, verdict: 'broken' }),
        );
      }
    }),
    { numRuns: 80 },
  );
});
