// What is wrong with the part of an address that says what of a run is shown, in sentences.
import { counted, grouped } from '../core/counted.ts';
import { quoted } from './problems.ts';

/** What is said beside “Copy link” and of runs that came inside a link. */
export const LINK_WORDS = {
  tooLong:
    'This run does not fit into a link. Save it as a file and pass the file on: whoever opens it sees the same run.',
  goesOn:
    'A live run fits into a link when it is over. The link that was copied has the settings of the trial.',
  save: 'Save the run as a file',
  run: 'The run',
  newer:
    'The run in the address was written by a newer version of Lamplight. Reload the page to get the new version.',
  tooLarge: 'The run in the address is larger than a link may hold. Nothing was opened.',
  damaged:
    'The run in the address is not whole: a part of the address may be missing. Ask for the link again, or for the run as a file.',
} as const;

/** How a run is called that came inside a link without a name. */
export const NAMELESS_RUN = 'A run from a link';

export const SEEN_PROBLEMS = {
  event: (key: string, text: string): string =>
    `The address says ${quoted(`${key}=${text}`)}. An event is a machine and the number of its event, such as 3.6.`,
  stretch: (text: string): string =>
    `The address says ${quoted(`stretch=${text}`)}. A stretch is two moments in seconds, the earlier one first, such as 10-20, or “all”.`,
  cut: (text: string): string =>
    `The address says ${quoted(`cut=${text}`)}. A cut is a number of events for each machine, such as 5,3,9.`,
  moment: (text: string): string =>
    `The address says ${quoted(`at=${text}`)}. A moment is a number of seconds, such as 12.345, or “end”.`,
  notes: (most: number, characters: number): string =>
    `The notes in the address are left out: expected at most ${most} notes of ${characters} characters, each about an event or a stretch.`,
  twoMoments: 'The address gives the moment twice, by “at” and by “step”. The step counts.',
  noMachine: (machine: number, machines: number): string =>
    `The address names machine ${machine}. The run has ${counted(machines, 'machine')}.`,
  noEvent: (machine: number, number: number, events: number): string =>
    `The address names event ${grouped(number)} of machine ${machine}. Machine ${machine} has ${counted(events, 'event')}.`,
  cutMachines: (counts: number, machines: number): string =>
    `The cut in the address has ${counted(counts, 'number')}. The run has ${counted(machines, 'machine')}.`,
  cutBeyond: (machine: number, count: number, events: number): string =>
    `The cut in the address takes ${counted(count, 'event')} of machine ${machine}. Machine ${machine} has ${counted(events, 'event')}.`,
  outside: (what: 'stretch' | 'moment', fromSeconds: string, toSeconds: string): string =>
    `The ${what} in the address is outside the run, which is from ${fromSeconds} s to ${toSeconds} s.`,
  oneClock:
    'The address asks for the times of the devices’ own clocks. The machines of this run had one clock.',
  liveRun:
    'The address says what to show of a run, but a live run is different each time. Nothing is selected.',
  noRun: 'The address says what to show of a run, but there is no run in it. Nothing is selected.',
} as const;
