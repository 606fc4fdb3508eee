// What a program's run says beside each event, where tables and searches want it: the message's kind and body, the output, and what
// its step was for and came to.
import { KINDS, NONE, RECEIVE, SEND } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import {
  letterOf,
  outputOf,
  stepOf,
  type LetterRecord,
  type OutputRecord,
  type ProgramRecord,
  type StepRecord,
} from '../core/program/program-record.ts';
import type { Shown } from '../core/program/program.ts';
import type { Trace } from '../core/trace.ts';

export interface ProgramEvent {
  /** What the message says that it sends or receives. */
  readonly letter: LetterRecord | undefined;
  readonly output: OutputRecord | undefined;
  /** Its step, where it is the first event of it; the others of a step say nothing of their own of it. */
  readonly step: StepRecord | undefined;
  /** What the program shows after its step. */
  readonly shown: Shown | undefined;
}

/** Time: the logarithm of what the machine has on record. */
export function programEvent(
  trace: Trace,
  program: ProgramRecord,
  machine: MachineId,
  index: number,
): ProgramEvent {
  const { kinds, peers, messageNumbers } = trace.logOf(machine);
  const kind = kinds[index];
  const number = messageNumbers[index]!;
  const has = number !== NONE && (kind === SEND || kind === RECEIVE);
  const step = stepOf(program, machine, index);
  return {
    // All copies of a broadcast say the same.
    letter: has ? letterOf(program, kind === RECEIVE ? peers[index]! : machine, number) : undefined,
    output: kind === KINDS.indexOf('internal') ? outputOf(program, machine, index) : undefined,
    step: step?.at === index ? step : undefined,
    shown: step?.shown,
  };
}

/** What is sorted and searched of an event, one text for each column of a table. */
export interface ProgramTexts {
  readonly says: string;
  readonly did: string;
  readonly shows: string;
}

/** Kinds and names first, so that these are sorted by. */
export function programTexts({ letter, output, step, shown }: ProgramEvent): ProgramTexts {
  const cause = step?.cause;
  const did = [
    ...(cause?.kind === 'command' || cause?.kind === 'timer' ? [`${cause.kind} ${cause.name}`] : []),
    ...(cause?.kind === 'command' && cause.argument !== null ? [jsonText(cause.argument)] : []),
    ...(cause?.kind === 'start' && cause.isAgain ? ['restart'] : []),
    ...(step?.problem ? ['problem'] : []),
    ...(output ? [`output ${output.name}`, jsonText(output.value)] : []),
    ...(step?.notes ?? []),
  ];
  return {
    says: letter ? joined([letter.kind, jsonText(letter.body)]) : '',
    did: joined(did),
    shows: shown?.text ?? '',
  };
}

/** By the index of the event: all that the run says beside it, in lower case. */
export function programWords(trace: Trace, program: ProgramRecord, machine: MachineId): string[] {
  return Array.from({ length: trace.logOf(machine).eventCount }, (_, at) => {
    const { says, did, shows } = programTexts(programEvent(trace, program, machine, at));
    return `${says}\n${did}\n${shows}`.toLowerCase();
  });
}

/** Of a value; empty where it says nothing or is not kept. */
export function jsonText(value: LetterRecord['body']): string {
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

function joined(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join(' ');
}

/** The names that a program's run has, each once, in the order of the alphabet. */
export interface ProgramNames {
  readonly kind: readonly string[];
  readonly output: readonly string[];
  readonly command: readonly string[];
  readonly timer: readonly string[];
}

/** Time: all that is on record. */
export function programNames({ machines }: ProgramRecord): ProgramNames {
  const names = {
    kind: new Set<string>(),
    output: new Set<string>(),
    command: new Set<string>(),
    timer: new Set<string>(),
  };
  for (const { letters, outputs, steps } of machines) {
    for (const letter of letters) if (letter) names.kind.add(letter.kind);
    for (const { name } of outputs) names.output.add(name);
    for (const { cause } of steps)
      if (cause.kind === 'command' || cause.kind === 'timer') names[cause.kind].add(cause.name);
  }
  const sorted = (set: ReadonlySet<string>): string[] => [...set].sort((a, b) => (a < b ? -1 : 1));
  return {
    kind: sorted(names.kind),
    output: sorted(names.output),
    command: sorted(names.command),
    timer: sorted(names.timer),
  };
}
