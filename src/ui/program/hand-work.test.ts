// Steps by hand that are pressed faster than the box answers: each is about the run that will be there when its turn comes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  DEFAULT_PROGRAMS_DRAFT,
  EMPTY_TRIAL_DRAFT,
  parseProgramTrial,
  shownTrialDraft,
} from '../../address/programs.ts';
import { Store } from '../../core/store.ts';
import type { Choice } from '../../engine/explore/choice.ts';
import { positionOf } from '../../engine/explore/by-hand.ts';
import { shippedProgram } from '../../programs/shipped.ts';
import { HandWork } from './hand-work.ts';
import type { ProgramBoxDoor, ProgramsState } from './programs-state.ts';

const PROGRAM = shippedProgram('lamport-mutex')!;
const TRIAL = { machines: 2, script: [['enter', 'leave'], ['enter']] };

/** Answers later, however long that takes. */
const LATE_BOX: ProgramBoxDoor = {
  run: async (_name: string, request: unknown): Promise<never> => {
    for (let i = 0; i < 5; i++) await Promise.resolve();
    const { trial, choices } = request as { trial: typeof TRIAL; choices: readonly Choice[] };
    return positionOf(PROGRAM, trial, choices) as never;
  },
  close: () => undefined,
};

function handWork() {
  const start = {
    parsed: parseProgramTrial(shownTrialDraft(EMPTY_TRIAL_DRAFT, { fifo: true, trial: TRIAL })),
    draft: DEFAULT_PROGRAMS_DRAFT,
    branches: [],
    code: '',
    shownCode: '',
  } as unknown as ProgramsState;
  const store = new Store<ProgramsState>(() => start);
  const work = new HandWork({ store, box: () => LATE_BOX, onGrown: () => undefined });
  return { store, work };
}

test('a step and a step back, pressed at once or one after the other, come to the same run', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(fc.nat(3)), { maxLength: 12 }), async presses => {
      const [slow, fast] = [handWork(), handWork()];
      await slow.work.begin();
      const pressed: (Choice | undefined)[] = [];
      for (const press of presses) {
        const { next } = slow.store.state.hand!.position;
        const choice = press === null ? undefined : next[press % Math.max(1, next.length)]?.choice;
        pressed.push(choice);
        await (choice ? slow.work.take(choice) : slow.work.back());
      }
      void fast.work.begin();
      let last: Promise<void> = Promise.resolve();
      for (const choice of pressed) last = choice ? fast.work.take(choice) : fast.work.back();
      await last;
      await fast.work.go(slow.store.state.hand!.position.run.choices); // in its turn, after all of them
      expect(fast.store.state.failure ?? '').toBe('');
      expect(fast.store.state.hand!.tree).toEqual(slow.store.state.hand!.tree);
    }),
    { numRuns: 30 },
  );
});
