// What went wrong in a run by its trial's faults, in words: an item, the sum of them, and what a plan says.
import { capital } from '../core/capital.ts';
import { isMessageFault, type Fault, type LossReason, type MessageFault } from '../core/fault.ts';
import type { FaultPlan, TimedFault } from '../core/fault-plan.ts';
import { counted } from '../core/counted.ts';
import type { Engine, Trace } from '../core/trace.ts';
import { STEP_HEAD } from './diagram.ts';
import { duration, listing, moment } from './numbers.ts';

type Naming = Pick<Trace, 'nameOf' | 'messageNameOf'> & Partial<Pick<Trace, 'engine'>>;

/** `12 messages lost by the trial’s faults`, `3 messages doubled`: what a whole run came to; empty where nothing went wrong. */
export function faultsInShort({ faults }: Pick<Trace, 'faults'>): string[] {
  const count = (kind: Fault['kind']): number => faults.filter(fault => fault.kind === kind).length;
  const parts: readonly (readonly [number, string])[] = [
    [count('lost'), 'lost'],
    [count('doubled'), 'doubled'],
    [count('reordered'), 'held up'],
    [count('resent'), 'sent again'],
  ];
  const said = parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${counted(number, 'message')} ${what}`);
  return said.map((text, i) => (i === 0 ? `${text} by the trial’s faults` : text));
}

/** `lost 5 %, partition 1: 10-20 s, session on`: a plan among others; `none` where nothing goes wrong by it. */
export function planWords(plan: FaultPlan): string {
  const { lossPercent, duplicationPercent, reorderingPercent, reorderingMs, bandwidthPerSecond } = plan;
  const parts = [
    ...(lossPercent > 0 ? [`lost ${lossPercent} %`] : []),
    ...(duplicationPercent > 0 ? [`doubled ${duplicationPercent} %`] : []),
    ...(reorderingPercent > 0 ? [`reordered ${reorderingPercent} % by ${reorderingMs} ms`] : []),
    ...(bandwidthPerSecond === undefined ? [] : [`${bandwidthPerSecond} messages/s`]),
    ...plan.timed.map(timedWords),
  ];
  if (parts.length === 0) return NO_FAULTS;
  return [...parts, ...(plan.session ? ['session on'] : [])].join(', ');
}

const NO_FAULTS = 'none';

function timedWords(fault: TimedFault): string {
  const from = fault.fromMs / 1000;
  switch (fault.kind) {
    case 'partition':
      return `partition ${fault.machines.join(' ')}: ${from}-${fault.toMs / 1000} s`;
    case 'pause':
      return `pause ${fault.machine}: ${from}-${fault.toMs / 1000} s`;
    case 'crash':
      return `${fault.memory} crash ${fault.machine}: ${from}-${fault.toMs / 1000} s`;
    case 'rate':
      return `rate ${fault.machine}: ${fault.rate} from ${from} s`;
  }
}

/** Over the list of all that went wrong. */
export function faultListTitle(faults: number): string {
  return `What went wrong: ${counted(faults, 'fault')}`;
}

export function faultHeads(engine: Engine): readonly string[] {
  return [engine === 'stepped' ? STEP_HEAD : 'at seconds', 'what happened'];
}

export function faultsNotShown(faults: number): string {
  return `${counted(faults, 'more is', 'more are')} not listed here; the JSONL file has all of them.`;
}

/** `Machine 2 crashes at 10.0 s and starts again at 12.0 s, without its memory.` */
export function faultSentence(trace: Naming, fault: Fault): string {
  return isMessageFault(fault) ? messageFaultSentence(trace, fault) : timedFaultSentence(trace, fault);
}

function messageFaultSentence(trace: Naming, fault: MessageFault): string {
  const message = `Message ${trace.messageNameOf(fault.from, fault.number)} from ${trace.nameOf(fault.from)} to ${trace.nameOf(fault.to)}`;
  switch (fault.kind) {
    case 'lost':
      // Where time has no length, the order was chosen, and not by chance.
      return trace.engine === 'stepped'
        ? `${message} is lost.`
        : `${message} is lost: ${LOST_BECAUSE[fault.cause]}.`;
    case 'resent':
      return fault.times === 0
        ? `${message} is lost, and the run ends before it can be sent again: ${LOST_BECAUSE[fault.cause]}.`
        : `${message} is sent again${fault.times === 1 ? '' : ` ${counted(fault.times, 'time')}`}: ${LOST_BECAUSE[fault.cause]}.`;
    case 'reordered':
      return `${message} takes ${duration(fault.extraMs)} longer.`;
    case 'doubled':
      return `${message} arrives a second time.`;
    case 'copy-dropped':
      return fault.by === 'session'
        ? `${message} comes a second time; the session drops it.`
        : `${message} comes a second time, while the machine is down.`;
  }
}

const LOST_BECAUSE: Readonly<Record<LossReason | 'amnesia', string>> = {
  chance: 'by chance',
  partition: 'a partition is between them',
  down: 'the machine is down',
  amnesia: 'a machine that crashed forgot it',
};

function timedFaultSentence(trace: Naming, fault: TimedFault): string {
  if (fault.kind === 'partition')
    return `A partition cuts ${listing(fault.machines.map(machine => trace.nameOf(machine)))} off from the others from ${moment(fault.fromMs)} to ${moment(fault.toMs)}.`;
  const name = trace.nameOf(fault.machine);
  const machine = capital(name);
  switch (fault.kind) {
    case 'pause':
      return `${machine} pauses from ${moment(fault.fromMs)} to ${moment(fault.toMs)}.`;
    case 'crash':
      return `${machine} crashes at ${moment(fault.fromMs)} and starts again at ${moment(fault.toMs)}, ${fault.memory === 'amnesic' ? 'without its memory' : 'with its clock and its queue'}.`;
    case 'rate':
      return `${machine} has a rate of ${counted(fault.rate, 'tick')} per second from ${moment(fault.fromMs)} on.`;
  }
}
