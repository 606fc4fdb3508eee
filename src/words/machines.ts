// Sentences about machines, so that the same thing is said in the same words on every card, table and page.
import { counted } from '../core/counted.ts';
import type { LastEvent } from '../analysis/machine-progress.ts';
import type { MachineId } from '../core/message.ts';
import { withSeatName } from '../core/seat-name.ts';
import type { Trace } from '../core/trace.ts';
import type { Place } from '../engine/settings.ts';
import type { LostMachine, SeatState } from '../laboratory/laboratory-state.ts';
import { machineNumeral } from './machine-name.ts';
import { decimal, listing, seconds } from './numbers.ts';

/** A machine's rate under its name: `5 ticks/s`, `≈ 4.9 ticks/s` where it was measured; `5/s` where there is little room. */
export function laneRate(perSecond: number | undefined, isEstimated: boolean, narrow: boolean): string {
  if (perSecond === undefined) return narrow ? '?/s' : '? ticks/s';
  const rate = `${isEstimated ? '≈ ' : ''}${decimal(perSecond)}`;
  return narrow ? `${rate}/s` : `${rate} ${rate === '1' ? 'tick' : 'ticks'}/s`;
}

export interface EventSentence {
  readonly what: string;
  /** How the clock came to its value. */
  readonly arithmetic: string;
}

/** "machine 2", "machines 1 and 3", "machines 1, 2 and 3". */
export function machinesInWords(machines: readonly MachineId[]): string {
  return `${machines.length === 1 ? 'machine' : 'machines'} ${listing(machines)}`;
}

/** `machines` is how many the trial has. */
export function sentenceOf(event: LastEvent, machines: number): EventSentence {
  const what = didWords(event, machines, String);
  if (event.kind !== 'receive') return { what, arithmetic: `${event.before} + 1` };
  const { before, timestamp } = event;
  return { what, arithmetic: timestamp === undefined ? `${before}` : `max(${before}, ${timestamp}) + 1` };
}

/** The same of a program that need not keep any rule: how its clock came to its value, only it knows. */
export function loggedSentenceOf(event: LastEvent, trace: Trace): EventSentence {
  const nameOf = (machine: MachineId): string => machineNumeral(trace, machine);
  return {
    what: didWords(event, trace.machines, nameOf),
    arithmetic: `${event.before} → ${event.after}`,
  };
}

function didWords(event: LastEvent, machines: number, nameOf: (machine: MachineId) => string): string {
  switch (event.kind) {
    case 'internal':
      return 'internal';
    case 'receive':
      if (event.timestamp === undefined) return 'received a message';
      return `received ${event.timestamp} from ${event.from === undefined ? '?' : nameOf(event.from)}`;
    case 'send': {
      const { to, timestamp } = event;
      if (to.length === 0) return `sent ${timestamp}`;
      const isToAll = to.length > 2 && to.length === machines - 1;
      return `sent ${timestamp} to ${isToAll ? `all ${to.length}` : listing(to.map(nameOf))}`;
    }
  }
}

const NOT_YET: Readonly<Record<Place, string>> = {
  frames: 'no frame yet',
  tabs: 'no tab yet',
  workers: 'no worker yet',
};

/**
 * What is to be said of a seat beside its machine; undefined when all is as it should be.
 * `place` is where the machines of the run live.
 */
export function seatNote(seat: SeatState, place: Place): string | undefined {
  switch (seat.phase) {
    case 'empty':
      return NOT_YET[place];
    case 'seated':
      return 'here';
    case 'connecting':
      return 'connecting';
    case 'ready':
      return 'ready';
    case 'silent':
      return 'silent';
    case 'away':
    case 'lost':
      return seat.lost ? lostShort(seat.lost) : 'lost';
    case 'running':
    case 'done':
      return undefined;
  }
}

/** "closed at 15.0 s". */
export function lostShort({ how, atMs }: LostMachine): string {
  return `${LOST_SHORT[how]} ${seconds(atMs)}`;
}

const LOST_SHORT: Readonly<Record<LostMachine['how'], string>> = {
  closed: 'closed at',
  gone: 'gone at',
  silent: 'silent since',
  forgotten: 'lost its memory at',
};

/** On the card of a machine that a fault of its trial keeps from ticking. */
export const STOPPED_MACHINE = { paused: 'paused', down: 'crashed' } as const;

/** At the foot of the card of a machine that was lost. */
export const LOG_KEPT = 'Its log up to then is kept';
/** The same of one that can continue. */
export const MEMORY_KEPT = 'Its memory is kept';

export interface SeatListWords {
  readonly title: string;
  readonly note: string;
}

/** Over the list of tabs: before a run, and while one goes on. */
export function seatListWords(free: number, underWay: boolean, away: number): SeatListWords {
  if (underWay)
    return {
      title: 'Tabs of this run',
      note:
        away > 0
          ? 'Open the tab of a machine again: it continues where it stopped, and makes up for its ticks. Without its memory it starts at clock 0 with an empty queue, and the audit shows what that breaks.'
          : free === 0
            ? 'Every machine has its tab. A tab that is closed or reloaded can be opened again: its machine continues.'
            : 'This run continues without a machine. The next run takes a new tab.',
    };
  if (free === 0)
    return {
      title: 'Every machine has its tab',
      note: 'Start the run: the machines tick in these tabs, and this page shows what they do.',
    };
  return {
    title: 'Open a tab for each machine',
    note: 'A tab may stay in the background: its machine keeps its pace. The run starts when every machine has a tab.',
  };
}

/** Beside the link to the tab of a machine that can continue. */
export const WITHOUT_MEMORY = 'without its memory';

/** Of a seat in that list; undefined where a tab can be opened for it. */
export function tabNote({ place, hidden, lost, phase }: SeatState, underWay: boolean): string | undefined {
  if (underWay && phase === 'away') return undefined;
  if (underWay && lost) return `${lostShort(lost)}, too late to rejoin`;
  if (place === 'device') return hidden ? 'is on another device, hidden' : 'is on another device';
  if (place !== 'tab') return underWay ? 'no tab, too late to join' : undefined;
  return hidden ? 'has its tab, hidden' : 'has its tab';
}

/** Above the cards of many machines: how many need looking at, and how many of these are shown. */
export function fewCards({ notable, shown, lost, machines }: CardCounts): string {
  if (notable === 0) return `None of the ${machines} machines falls behind.`;
  const one = lost > 0 ? 'falls behind or is lost' : 'falls behind';
  const many = lost > 0 ? 'fall behind or are lost' : 'fall behind';
  const few = `${notable} of ${machines} machines ${notable === 1 ? one : many}`;
  return shown < notable ? `${few}. These have the longest queues:` : `${few}:`;
}

export interface CardCounts {
  /** Machines that fall behind or are lost. */
  readonly notable: number;
  /** Those of them that have a card. */
  readonly shown: number;
  readonly lost: number;
  readonly machines: number;
}

export function showAllCards(machines: number): string {
  return `Show all ${machines}`;
}

export const SHOW_NOTABLE_CARDS = 'Show only those that fall behind';

/** `Machine 2`: a heading, a label, the beginning of a row. */
export function numberedMachine(machine: MachineId): string {
  return `Machine ${machine}`;
}

/** The same with the name of the person in its seat, where one is known: `Machine 2 (Ada)`. */
export function seatedMachine(machine: MachineId, seatName: string | undefined): string {
  return withSeatName(numberedMachine(machine), seatName);
}

/** On the card of a machine. */
export const CARD_WORDS = {
  clock: 'logical clock',
  die: 'die',
  notRolled: 'not rolled yet',
  receivedInstead: 'not rolled: a message was received',
  lastEvent: 'last event',
  noEvent: 'nothing yet',
  hidden: 'hidden',
  hiddenNote: 'The page of this machine is hidden; its machine keeps its pace.',
  virtual: 'in virtual time',
  noLinks: 'no links yet',
  lateness: 'lateness',
  p99: 'p99',
} as const;

export const QUEUE_WORDS = {
  name: { full: 'message queue', short: 'queue' },
  behind: { full: 'falling behind', short: 'behind' },
  empty: 'empty',
  waiting: 'Waiting, oldest first:',
} as const;

/** Of the gauge under a queue. */
export function gaugeNote(cells: number): string {
  return `Full at ${counted(cells, 'message')}`;
}

export const IN_A_NEW_TAB = 'in a new tab';
