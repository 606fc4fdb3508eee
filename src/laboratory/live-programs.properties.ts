// Runs of any program that ships, over real channels, with whatever a trial may have: delays, losses, copies, partitions, crashes, and
// commands by hand at any moment. Each ends, is what the program does again, and has no fault that the audit finds.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { audit } from '../analysis/audit/audit.ts';
import { wholeTrial } from '../core/program/program-trial.ts';
import { traceOfProgram } from '../core/program/program-trace.ts';
import type { Trial } from '../core/trial.ts';
import { replayRun } from '../engine/replay-run.ts';
import { programIn } from '../programs/shipped.ts';
import { SHIPPED_TEXTS, shippedText } from '../programs/texts.ts';
import { anyFaultyTrial } from '../testing/fault-plan-arbitrary.ts';
import { contentsOf } from '../testing/trace-contents.ts';
import { ended, makeRoom } from '../testing/laboratory-room.ts';

const NAMES = Object.keys(SHIPPED_TEXTS).filter(name => name !== 'empty');

/** Each machine has a link to each other one, over real channels. */
const anyShortTrial = anyFaultyTrial.filter(({ rates }) => rates.length <= 4).map((trial): Trial => trial);

interface Press {
  readonly afterMs: number;
  readonly machine: number;
  readonly command: number;
}
const presses = fc.array(fc.record({ afterMs: fc.nat({ max: 900 }), machine: fc.nat(), command: fc.nat() }), {
  maxLength: 6,
});

async function runLive(name: string, trial: Trial, fifo: boolean, pressed: readonly Press[]) {
  const { room, openProgramLaboratory, openPage, until, pass, close } = makeRoom();
  const code = shippedText(name)!;
  const program = programIn(code);
  const machines = trial.rates.length;
  const script = program.trial?.script?.slice(0, machines) ?? [];
  const asked = wholeTrial(program, { machines, script, rule: trial.rule, fifo });
  const laboratory = openProgramLaboratory();
  const pages = trial.rates.map((_, i) => openPage(i + 1));
  laboratory.run({
    trial,
    program: { name: program.name, code, trial: asked },
    engine: 'live',
    link: 'broadcast',
    place: 'tabs',
    room,
  });
  await until(laboratory, ({ phase }) => phase === 'running');
  const commands = Object.keys(program.commands ?? {});
  let asks = 0;
  for (const { afterMs, machine, command } of pressed) {
    await pass(afterMs);
    if (laboratory.state.phase !== 'running' || commands.length === 0) break;
    const at = machine % machines;
    const named = commands[command % commands.length]!;
    asks += 1;
    if (command % 2 === 0) laboratory.command(at + 1, named, null);
    else pages[at]!.command(named, null);
  }
  const state = await until(laboratory, ended);
  close();
  return { ...state, program, asks };
}

test('any of them, whatever goes wrong and is asked for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...NAMES),
      anyShortTrial,
      fc.boolean(),
      presses,
      async (name, trial, fifo, pressed) => {
        const { fact, recorded, trace, program, seats, asks } = await runLive(name, trial, fifo, pressed);
        expect(fact).toMatchObject({ kind: 'finished' });
        expect(trace!.gaps).toEqual([]);
        expect(replayRun(program, recorded!)).toEqual(recorded!.steps);
        // The other rule breaks Lamport's, which the audit says.
        if (trial.rule === 'increment-then-send')
          expect(audit(trace!)).toMatchObject({ faults: 0, diagnoses: [] });
        const { certificate, seatNames, startedAtMs, losses } = trace!;
        const made = traceOfProgram(recorded!, { engine: 'live', startedAtMs: startedAtMs! });
        made.losses.push(...losses);
        expect(contentsOf(trace!)).toEqual(contentsOf(Object.assign(made, { certificate, seatNames })));
        // What was asked for is on record as taken, or told as refused, unless the run ended first.
        const refused = seats.reduce((sum, seat) => sum + (seat.program?.refused ?? 0), 0);
        expect(refused).toBeLessThanOrEqual(asks);
      },
    ),
    { numRuns: 20 },
  );
});
