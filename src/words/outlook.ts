// What the numbers of a run come to, in sentences: which machine keeps up with its messages, which one falls behind, and
// the arithmetic behind it.
import type { Load, Outlook } from '../analysis/outlook.ts';
import { listing, numberWord, perSecond } from './numbers.ts';

export const OUTLOOK_TITLE = { over: 'In the end', goesOn: 'So far' } as const;
export const TOO_EARLY = {
  over: 'The run is too short for a conclusion; see the table.',
  goesOn: 'Too early to say.',
} as const;
export const WHY = 'Why?';

const NAMED_MAX = 3;

/** One for each notable machine, or one for all of them. `over` says that the run has ended. */
export function outlookSentences(outlook: Outlook, over: boolean): readonly string[] {
  const [worst, ...others] = outlook.behind;
  if (!worst) return [keptUpSentence(outlook, over)];
  const first = behindSentence(worst, outlook, over);
  return others.length === 0 ? [first] : [first, alsoBehind(others, over)];
}

function behindSentence(worst: Load, { loads }: Outlook, over: boolean): string {
  const { machine, rate, queue, clock } = worst;
  const arrivals = perSecond(worst.arrivalsPerSecond);
  const highest = Math.max(...loads.map(load => load.clock));
  return over
    ? `Machine ${machine} received about ${arrivals} messages a second and could take ${rate}: ${queue} were left waiting, and its clock ended at ${clock} while the highest ended at ${highest}. In a longer run both gaps would grow.`
    : `Machine ${machine} receives about ${arrivals} messages a second and can take ${rate}: its queue keeps growing, and its clock falls further and further behind.`;
}

function alsoBehind(loads: readonly Load[], over: boolean): string {
  const named = loads
    .slice(0, NAMED_MAX)
    .map(load => `${load.machine} (${perSecond(load.arrivalsPerSecond)} against ${load.rate})`);
  const unnamed = loads.length - named.length;
  if (unnamed > 0) named.push(`${unnamed} more`);
  return `The same ${over ? 'happened to' : 'is happening to'} ${loads.length === 1 ? 'machine' : 'machines'} ${listing(named)}.`;
}

function keptUpSentence({ loads, busiest }: Outlook, over: boolean): string {
  const { machine, rate, arrivalsPerSecond, verdict, queue } = busiest;
  const arrivals = perSecond(arrivalsPerSecond);
  const facts = over
    ? `received about ${arrivals} messages a second and could take ${rate}`
    : `receives about ${arrivals} messages a second and can take ${rate}`;
  if (verdict === 'keeps-up') {
    const all = loads.length === 2 ? 'Both' : `All ${numberWord(loads.length)}`;
    return `${all} ${over ? 'kept' : 'keep'} up: even machine ${machine}, which ${over ? 'had' : 'has'} the most to do, ${facts}.`;
  }
  const waiting = queue === 1 ? 'One message' : `${queue} messages`;
  const wait = over
    ? `${waiting} ${queue === 1 ? 'was' : 'were'} waiting at the end.`
    : `${waiting} ${queue === 1 ? 'is' : 'are'} waiting right now.`;
  const meaning =
    verdict === 'strained'
      ? 'about as many as it can handle, so its queue grows and shrinks'
      : over
        ? 'more than it can handle, but the run was too short to rule out chance'
        : 'more than it can handle, but it may still be chance';
  return `Machine ${machine} ${facts}: ${meaning}. ${wait}`;
}

/** Where the arrivals at the machine that is furthest behind come from, in paragraphs; empty where none is behind. */
export function outlookWhy({ behind: [worst], loads }: Outlook, dieSides: number): readonly string[] {
  if (!worst) return [];
  const others = loads.filter(({ machine }) => machine !== worst.machine);
  const sum = (pick: (load: Load) => number): number => others.reduce((total, load) => total + pick(load), 0);
  const ticks = sum(load => load.rate);
  const rolls = sum(load => load.rollsPerSecond);
  const surplus = worst.arrivalsPerSecond - worst.rate;
  return [
    `Two of the ${dieSides} faces of the die send to machine ${worst.machine}: the face for this machine and the face for all. The other machines together tick ${ticks} times a second; if every tick rolled the die, ${ticks} × 2/${dieSides} = ${perSecond((ticks * 2) / dieSides)} messages a second would come.`,
    `But a tick that takes a message does not roll the die. They rolled ${perSecond(rolls)} times a second, and ${perSecond(rolls)} × 2/${dieSides} = ${perSecond((rolls * 2) / dieSides)}. Counted at machine ${worst.machine}: ${perSecond(worst.arrivalsPerSecond)}.`,
    `It takes one message at each tick, at most ${worst.rate} a second, so every second about ${perSecond(surplus)} more are left waiting. The messages that it takes are older and older, and its clock follows their old timestamps.`,
  ];
}
