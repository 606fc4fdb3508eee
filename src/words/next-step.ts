// What can happen next in a run that is made by hand, on a button: verb first, with the machine that takes the step.
import { messageName } from '../core/message.ts';
import type { MachineId } from '../core/message.ts';
import type { Choice } from '../engine/explore/choice.ts';
import { SIGNS } from './program-steps.ts';
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

/** In a tree of runs, where each line is one step: `2 receives request from 1`. `about`: the kind of the message or the command. */
export function shortStep(choice: Choice, about: string | undefined): string {
  const chosen = choice.chosen?.length ? `, option ${choice.chosen.map(index => index + 1).join(', ')}` : '';
  return `${shortly(choice, about)}${chosen}`;
}

function shortly(choice: Choice, about: string | undefined): string {
  const { machine } = choice;
  switch (choice.do) {
    case 'start':
      return `${machine} starts`;
    case 'deliver':
      return `${machine} receives ${about ?? 'a message'} from ${choice.from}`;
    case 'duplicate':
      return `${machine} receives ${about ?? 'a message'} from ${choice.from}, which will come again`;
    case 'lose':
      return `${about ?? 'a message'} from ${choice.from} to ${machine} is lost`;
    case 'timer':
      return `timer ${quoted(choice.timer)} of ${machine} ends`;
    case 'command':
      return `${machine} is asked for ${about === undefined ? 'its next command' : quoted(about)}`;
    case 'idle':
      return `${machine} has an idle tick`;
    case 'crash':
      return `${machine} crashes and restarts`;
  }
}

/** On a mark in the diagram: of a message its sender, else what it is. */
export function nextSign(choice: Choice): string {
  switch (choice.do) {
    case 'deliver':
      return `${choice.from}`;
    case 'duplicate':
      return `${choice.from}²`;
    case 'lose':
      return `${choice.from}✗`;
    case 'timer':
      return SIGNS.timer;
    case 'command':
      return SIGNS.command;
    case 'idle':
      return '·';
    case 'start':
    case 'crash':
      return SIGNS.crash;
  }
}

export const NEXT_STEPS_NAME = 'What can happen next, in the diagram';
