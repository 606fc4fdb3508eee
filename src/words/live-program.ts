// What is said of a program that runs live: its settings, its machines with their commands, and what came of the run.
import { capital } from '../core/capital.ts';
import { counted } from '../core/counted.ts';
import type { MachineId } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { RunLawReport } from '../engine/run-laws.ts';
import { brokenLawInWords, LAW_SIGNS, NO_STEP_FAILS } from './exploration.ts';
import { numberedMachine } from './machines.ts';
import { quoted } from './problems.ts';

export const LIVE_FIELD_LABELS = { seconds: 'Length', asks: 'Commands' } as const;

const LIVE_HERE = 'This page';

export const LIVE_PLACES = [
  { value: 'tabs', label: 'Tabs', note: 'Each machine runs in a tab that you open.' },
  {
    value: 'frames',
    label: 'This page',
    note: 'Each machine runs in a frame of this page: for a quick look.',
  },
] as const;

export const ASKED_CHOICES = [
  { value: 'hand', label: 'By hand', note: 'Machines do what you press on their cards and in their tabs.' },
  {
    value: 'script',
    label: 'From the trial',
    note: 'Machines are also asked for the commands of the trial below, by themselves.',
  },
] as const;

export const LIVE_WORDS = {
  title: 'Live run',
  settings: 'Settings of the live run',
  machines: 'Machines',
  links: 'Links',
  close: 'Close',
  here: LIVE_HERE,
  commands: 'Commands',
  noCommands: 'This program has no commands. Its machines start by themselves.',
  nothingShown: 'nothing to show',
  clock: 'clock',
  queue: 'queue',
  state: 'State',
  argument: 'argument, as JSON',
  over: 'This run was live',
  judging: 'Checking the laws on this run …',
  part: 'The live run',
} as const;

export function tooManyTabs(max: number): string {
  return `A live run has at most ${counted(max, 'machine')}.`;
}

export function codeTooLong(max: number): string {
  return `A program that runs in tabs has at most ${Math.floor(max / 1024)} kB of text.`;
}

/** Of a button, for those who do not see which card it is on. */
export function commandOn(machine: MachineId): string {
  return ` on ${numberedMachine(machine).toLowerCase()}`;
}

export function argumentOf(command: string): string {
  return `${capital(command)}: ${LIVE_WORDS.argument}`;
}

export function notJsonArgument(text: string): string {
  return text.trim() === ''
    ? 'Write a value in JSON, such as 5, "text" or {"to": 2}.'
    : `${quoted(text)} is not JSON. Write a value such as 5, "text" or {"to": 2}.`;
}

/** Of commands that came when the program said that they were not possible. */
export function refusedCommands(count: number): string {
  return `${counted(count, 'command')} ${count === 1 ? 'was' : 'were'} not possible any more when ${count === 1 ? 'its' : 'their'} turn came.`;
}

/** Of a state in a list: a long value is cut. */
export function valueText(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > VALUE_MAX ? `${text.slice(0, VALUE_MAX)} …` : text;
}
const VALUE_MAX = 200;

export function lawsNotAsked(reason: string): string {
  return `The laws could not be checked on this run: ${reason}`;
}

/** Over a live run that is over: its first part is marked where a law is broken. */
export interface LiveHeadline {
  readonly verdict: 'holds' | 'broken' | 'open';
  readonly laws: string;
  readonly rest: string;
}

export function liveHeadline(laws: readonly RunLawReport[]): LiveHeadline {
  const broken = laws.filter(({ verdict }) => verdict === 'broken');
  const [first] = broken;
  if (first)
    return {
      verdict: 'broken',
      laws:
        broken.length === 1
          ? capital(first.kind === 'step' ? NO_STEP_FAILS : first.name)
          : counted(broken.length, 'law'),
      rest: ` ${broken.length === 1 ? 'is' : 'are'} broken in this live run`,
    };
  const own = laws.length - 1;
  const open = laws.filter(({ verdict }) => verdict === 'open').length;
  if (open > 0)
    return {
      verdict: 'open',
      laws: own === open ? 'No law could be checked' : `${own - open} of ${counted(own, 'law')} held`,
      rest: ' in this live run',
    };
  return {
    verdict: 'holds',
    laws: own === 0 ? 'No step failed' : own === 1 ? 'The law held' : `All ${own} laws held`,
    rest: ' in this live run',
  };
}

/** Under it: what a law says that is broken, and what could not be asked. `doubts`: broken when the run ended, which may not be the end. */
export function liveFindings(
  laws: readonly RunLawReport[],
  doubts: readonly RunLawReport[],
): readonly string[] {
  return laws.flatMap(law => {
    const name = capital(law.kind === 'step' ? NO_STEP_FAILS : law.name);
    if (law.verdict === 'broken') return [brokenLawInWords(law)];
    if (law.verdict !== 'open') return [];
    const doubt = doubts.find(each => each.name === law.name && each.kind === law.kind);
    if (doubt?.verdict !== 'broken') return [`${LAW_SIGNS.open} ${name}: ${ASKED_AT_END}`];
    const says = brokenLawInWords(doubt).slice(LAW_SIGNS.broken.length);
    return [`${LAW_SIGNS.open}${says} ${NOT_THE_END}`];
  });
}
const ASKED_AT_END =
  'this can only be checked when nothing is left to happen, and the run ended before that.';
const NOT_THE_END = 'But a command was still possible when the run ended, so this does not count.';

export function liveRunFacts(machines: number, events: number, seconds: number): string {
  return `${counted(machines, 'machine')}, ${counted(events, 'event')} in ${Math.round(seconds)} s.`;
}
