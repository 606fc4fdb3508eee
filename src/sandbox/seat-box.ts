// The program of one machine of a live run, in a box of its own: one turn after the other, each of which names its calls before it makes
// them, so that the one that does not come back is known at once.
import type { MachineId } from '../core/message.ts';
import type { OpenedProgram } from '../engine/program-host.ts';
import type { LiveProgram } from '../engine/settings.ts';
import { TaskFailedError } from '../jobs/task.ts';
import { programLoadProblem } from '../words/program-load.ts';
import { programProblem } from '../words/program-problems.ts';
import { openBox, type OpenBox } from './box-frame.ts';
import { BOX_BOUNDS, BoxEndedError, BoxSession } from './box-session.ts';

/**
 * Rejects with a {@link TaskFailedError}, whose message is a sentence to show: where the text is no program that can be run, the trial is
 * none of its own, or the box had to be ended. So does a turn.
 */
export async function openSeatBox(
  { code, trial }: LiveProgram,
  machine: MachineId,
  seed: number,
  open: OpenBox = openBox,
): Promise<OpenedProgram> {
  const session = new BoxSession(open, { announceFrom: 1 }, BOX_BOUNDS);
  try {
    const loaded = await session.run('load', { code });
    if (loaded.kind === 'problem') throw new TaskFailedError(programLoadProblem(loaded.problem).message);
    const seated = await session.run('seat', { trial, machine, seed });
    if (seated.kind === 'problem') throw new TaskFailedError(programProblem(seated.problem));
    const { messages, commands, withArgument = [] } = loaded.shape;
    return {
      messages,
      commands,
      withArgument,
      take: async turn => {
        const turned = await session.run('turn', { turn });
        if (turned.kind !== 'taken') return turned;
        const isOwn =
          turned.step.machine === machine && turned.messages.every(({ from }) => from === machine);
        if (!isOwn) throw new BoxEndedError({ kind: 'not-understood' });
        return turned;
      },
      close: () => session.close(),
    };
  } catch (error) {
    session.close();
    throw error;
  }
}
