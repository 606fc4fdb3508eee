// What can happen next in a run that is made by hand, on a button: verb first, with the machine that takes the step.
import { messageName } from '../core/message.ts';
import type { MachineId } from '../core/message.ts';
import type { Choice } from '../engine/explore/choice.ts';
import { quoted } from './problems.ts';

export interface StepThatCanBe {
  readonly choice: Choice;
  readonly command?: string;
  readonly message?: { readonly number: number; readonly kind: string };
}

/** `Deliver request 1-1 to machine 2`, `Ask machine 1 for “enter”`. */
export function nextStepInWords(next: StepThatCanBe): string {
  const { choice } = next;
  const chosen =
    choice.chosen && choice.chosen.length > 0
      ? `, choosing option ${choice.chosen.map(index => index + 1).join(', ')}`
      : '';
  return `${doing(next)}${chosen}`;
}

function doing({ choice, command, message }: StepThatCanBe): string {
  const { machine } = choice;
  const name = (from: MachineId): string =>
    message ? `${message.kind} ${messageName(from, message.number)}` : `the message from machine ${from}`;
  switch (choice.do) {
    case 'start':
      return `Start machine ${machine}`;
    case 'deliver':
      return `Deliver ${name(choice.from)} to machine ${machine}`;
    case 'duplicate':
      return `Deliver ${name(choice.from)} to machine ${machine} twice`;
    case 'lose':
      return `Lose ${name(choice.from)} to machine ${machine}`;
    case 'timer':
      return `End the timer ${quoted(choice.timer)} of machine ${machine}`;
    case 'command':
      return `Ask machine ${machine} for ${command === undefined ? 'its next command' : quoted(command)}`;
    case 'idle':
      return `Give machine ${machine} an idle tick`;
    case 'crash':
      return `Crash and restart machine ${machine}`;
  }
}
