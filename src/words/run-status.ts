// What goes on in the laboratory, in sentences: a headline, and a list of what is wrong.
import { counted } from '../core/counted.ts';
import type { MachineId } from '../core/message.ts';
import type {
  FailureCause,
  GapFact,
  LaboratoryState,
  LostMachine,
  RunFact,
  SeatState,
  Silence,
} from '../laboratory/laboratory-state.ts';
import { faultsInShort } from './faults.ts';
import { missingSentences } from './losses.ts';
import { machinesInWords } from './machines.ts';
import { listing, seconds } from './numbers.ts';

type Told = Pick<
  LaboratoryState,
  'fact' | 'elapsedMs' | 'settings' | 'seats' | 'silences' | 'trace' | 'phase'
>;

/** One sentence, without its full stop. */
export function runHeadline(state: Told): string {
  const { fact, elapsedMs, settings } = state;
  const length = settings?.trial.durationSeconds ?? 0;
  switch (fact.kind) {
    case 'idle':
      return idleSentence(state.seats);
    case 'seating':
      return seatingSentence(fact);
    case 'connecting':
      return `Setting up: ${fact.openPairs} of ${counted(fact.pairs, 'link')} ${fact.openPairs === 1 ? 'is' : 'are'} open${silenceClause(state.silences)}`;
    case 'running':
      return `Running: ${Math.min(Math.floor(elapsedMs / 1000), Math.floor(length))} s of ${length} s${lostClause(state.seats)}${silenceClause(state.silences)}`;
    case 'simulating':
      return `Running in virtual time: ${Math.floor(fact.portion * 100)} %`;
    case 'stopping':
      return 'Stopping';
    case 'collecting':
      return collectingSentence(fact.machines, state);
    case 'landing':
      return `Finishing: ${counted(fact.inFlight, 'message')} still in flight`;
    case 'finished':
      return finishedSentence(state, fact.events);
    case 'stopped':
      return stoppedSentence(fact);
    case 'failed':
      return failureSentence(fact.cause);
  }
}

/** Which machines had no page for a while: nothing is missing, and their ticks were late. */
export function absenceSentences(seats: readonly SeatState[]): string[] {
  return seats.flatMap(({ machine, absences = [] }) => {
    if (absences.length > ABSENCES_LISTED) {
      const inAllMs = absences.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
      return [
        `Machine ${machine} had no page ${absences.length} times, for ${seconds(inAllMs)} in all. It continued from its memory and made up for its ticks.`,
      ];
    }
    return absences.map(
      ({ how, fromMs, toMs }) =>
        `Machine ${machine} had no page from ${seconds(fromMs)} to ${seconds(toMs)}, because it ${how === 'closed' ? 'was closed or reloaded' : 'crashed'}. It continued from its memory and made up for its ticks.`,
    );
  });
}

/** More of one machine are added up. */
const ABSENCES_LISTED = 3;

/** What is missing from the run so far or at its end, a sentence each. */
export function runProblems({ trace }: Pick<LaboratoryState, 'trace'>): string[] {
  return trace ? missingSentences(trace) : [];
}

function idleSentence(seats: readonly SeatState[]): string {
  if (seats.length === 0 || seats.some(({ place }) => place !== 'tab')) return 'Ready';
  return `${ALL_HERE[seats.length] ?? `All ${seats.length} machines are`} here. Press Run`;
}

const ALL_HERE: Readonly<Record<number, string>> = {
  1: 'The machine is',
  2: 'Both machines are',
  3: 'All three machines are',
  4: 'All four machines are',
  5: 'All five machines are',
};

function seatingSentence({ empty, place }: Extract<RunFact, { kind: 'seating' }>): string {
  if (empty.length === 0) return 'All machines are here';
  if (place !== 'tabs') return `Setting up: waiting for ${machinesInWords(empty)}`;
  return `Waiting for ${machinesInWords(empty)}: open ${empty.length === 1 ? 'its tab' : 'a tab for each'}`;
}

const LOST_HOW: Readonly<Record<LostMachine['how'], string>> = {
  closed: 'was closed at',
  gone: 'crashed or was closed at',
  silent: 'has been silent since',
  forgotten: 'could not continue, because the browser lost its memory, after',
};

function lostClause(seats: readonly SeatState[]): string {
  const sentences = seats.flatMap(({ machine, lost, phase }) => {
    if (!lost) return [];
    const next = phase === 'away' ? ', and continues when its page is open again' : '';
    return [` Machine ${machine} ${LOST_HOW[lost.how]} ${seconds(lost.atMs)}${next}`];
  });
  return sentences.map(sentence => `.${sentence}`).join('');
}

function collectingSentence(
  machines: readonly MachineId[],
  { silences, seats }: Pick<Told, 'silences' | 'seats'>,
): string {
  const talking = machines.filter(machine => !silences.some(silence => silence.machine === machine));
  const waiting =
    talking.length === 0 ? '' : `: waiting for the end of the log of ${machinesInWords(talking)}`;
  return `Finishing${waiting}${lostClause(seats)}${silenceClause(silences)}`;
}

function silenceClause(all: readonly Silence[]): string {
  const silences = all.filter(({ isAway }) => !isAway);
  if (silences.length === 0) return '';
  const longest = Math.floor(Math.max(...silences.map(({ silentMs }) => silentMs)) / 1000);
  const machines = machinesInWords(silences.map(({ machine }) => machine));
  return `. No word from ${machines} for ${longest} s: a frozen tab catches up when you open it`;
}

function finishedSentence({ settings, trace }: Told, events: number): string {
  const length = settings?.trial.durationSeconds ?? 0;
  const time = settings?.engine === 'virtual' ? 'virtual seconds' : 's';
  const headline = `Finished: ${counted(events, 'event')} in ${length} ${time}`;
  const faults = trace ? faultsInShort(trace) : [];
  if (runProblems({ trace }).length === 0 && faults.length > 0) return `${headline}. ${listing(faults)}`;
  return runProblems({ trace }).length === 0
    ? `${headline}. Every message arrived`
    : `${headline}, but the record is incomplete`;
}

function stoppedSentence({ afterMs, events }: Extract<RunFact, { kind: 'stopped' }>): string {
  if (afterMs === undefined) return 'Stopped: nothing was recorded';
  return `Stopped after ${seconds(afterMs)}: the ${counted(events, 'event')} until then ${events === 1 ? 'is' : 'are'} kept`;
}

function failureSentence(cause: FailureCause): string {
  switch (cause.kind) {
    case 'trouble':
      return `Machine ${cause.machine} cannot continue: ${cause.reason}`;
    case 'left':
      return `The page of machine ${cause.machine} was closed while the links were opening`;
    case 'no-answer':
      return `The run could not start: ${machinesInWords(cause.machines)} did not answer. ${cause.machines.length === 1 ? 'Another page can take its place' : 'Other pages can take their places'}`;
    case 'links-not-open':
      return `The run could not start: only ${cause.openPairs} of ${counted(cause.pairs, 'link')} opened`;
    case 'relay-out-of-reach':
      return `The run could not start: the relay is in this browser, and ${machinesInWords(cause.machines)} ${cause.machines.length === 1 ? 'is on another device' : 'are on other devices'}. Choose automatic links, WebRTC or a broker`;
    case 'room-lost':
      return 'Stopped: another trial page runs this room now';
    case 'not-loaded':
      return 'The run could not start: a part of the page could not be loaded. The connection may be lost. Run it again to try once more';
    case 'simulation':
      return cause.reason;
  }
}

/** Why a machine's log is not whole: the trace and every file keep it. */
export function gapReason(fact: GapFact): string {
  switch (fact.kind) {
    case 'lost':
      switch (fact.how) {
        case 'closed':
          return `Its page was closed after ${seconds(fact.atMs)}.`;
        case 'gone':
          return `Its page crashed or was closed after ${seconds(fact.atMs)}.`;
        case 'silent':
          return `Its page said nothing after ${seconds(fact.atMs)}, and the run ended without it.`;
        case 'forgotten':
          return `Its page was gone after ${seconds(fact.atMs)}, and the next page could not continue, because the browser no longer had its memory.`;
      }
    case 'not-handed-in':
      return 'It did not hand in the end of its log.';
    case 'refused':
      return `${counted(fact.count, 'log entry', 'log entries')} could not be of this run and ${fact.count === 1 ? 'was' : 'were'} left out. Another page may have written on its channel.`;
    case 'never-sent':
      return `${counted(fact.count, 'message')} came that no machine has sent. Another page may have sent ${fact.count === 1 ? 'it' : 'them'}.`;
    case 'ticks-missing':
      return `${counted(fact.count, 'tick')} ${fact.count === 1 ? 'is' : 'are'} not on record, although the machine was said to be done. Another page may have said so.`;
  }
}

export function endWithoutLabel({ machine }: Silence): string {
  return `End without machine ${machine}`;
}

/** Of the bar under the headline. */
export const RUN_PROGRESS = 'Progress of the run';
