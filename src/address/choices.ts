// A run of a program inside an address: what was chosen, step by step, in a few characters each.
import type { Choice } from '../engine/explore/choice.ts';

/** Steps; a longer run does not fit into an address. */
export const CHOICES_MAX = 2000;

const LETTERS = {
  start: 's',
  command: 'c',
  idle: 'i',
  crash: 'x',
  deliver: 'd',
  duplicate: 'u',
  lose: 'l',
  timer: 't',
} as const satisfies Record<Choice['do'], string>;

/** Machine, what it does, from whom and which message or which timer, and what the program chose. */
const CHOICE = /^(\d{1,2})([a-z])(?:(\d{1,2})(?:-(\d{1,6}))?|_([^.~]{1,200}))?((?:~\d{1,6}){0,100})$/;

/** `1s.2s.1c.2d1`: machines 1 and 2 start, machine 1 is asked for its command, machine 2 receives the message from 1. */
export function choicesText(choices: readonly Choice[]): string {
  return choices.map(choiceText).join('.');
}

function choiceText(choice: Choice): string {
  const chosen = (choice.chosen ?? []).map(index => `~${index}`).join('');
  return `${choice.machine}${LETTERS[choice.do]}${detailOf(choice)}${chosen}`;
}

function detailOf(choice: Choice): string {
  switch (choice.do) {
    case 'deliver':
    case 'duplicate':
    case 'lose':
      return `${choice.from}${choice.nth > 0 ? `-${choice.nth}` : ''}`;
    case 'timer':
      return `_${encodeURIComponent(choice.timer).replaceAll('.', '%2E').replaceAll('~', '%7E')}`;
    default:
      return '';
  }
}

/** Undefined where it is not a run. Whether the choices are possible, only the program knows. */
export function choicesFrom(text: string): readonly Choice[] | undefined {
  const parts = text.split('.');
  if (parts.length > CHOICES_MAX) return undefined;
  const choices = parts.map(choiceFrom);
  return choices.every(choice => choice !== undefined) ? choices : undefined;
}

function choiceFrom(text: string): Choice | undefined {
  const [, machineText, letter, fromText, nthText, timerText, chosenText = ''] = CHOICE.exec(text) ?? [];
  const kind = (Object.keys(LETTERS) as Choice['do'][]).find(each => LETTERS[each] === letter);
  if (machineText === undefined || !kind) return undefined;
  const common = {
    machine: Number(machineText),
    ...(chosenText !== '' && { chosen: chosenText.slice(1).split('~').map(Number) }),
  };
  switch (kind) {
    case 'deliver':
    case 'duplicate':
    case 'lose':
      if (fromText === undefined) return undefined;
      return { ...common, do: kind, from: Number(fromText), nth: Number(nthText ?? 0) };
    case 'timer': {
      const timer = decoded(timerText);
      return timer === undefined ? undefined : { ...common, do: kind, timer };
    }
    default:
      return fromText === undefined && timerText === undefined ? { ...common, do: kind } : undefined;
  }
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
