// What the faults on record of a trace mean to whoever walks its columns: which messages came twice, late or not at all, and
// where a machine began anew. A trace without faults costs nothing.
import { isMessageFault, type MessageFault } from '../core/fault.ts';
import { firstAtLeast } from '../core/search.ts';
import { NONE, RECEIVE, type MachineLog } from '../core/machine-log.ts';
import { messageName, type MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';

export type Copy = Extract<MessageFault, { kind: 'doubled' }>;

/** A machine that started again without its memory. */
export interface Restart {
  readonly machine: MachineId;
  /** When it crashed, in milliseconds since the start. */
  readonly crashedMs: number;
  /** Its first event afterwards; as many as it has events where there is none. */
  readonly index: number;
  /** How many messages it forgot in its queue. */
  readonly forgotten: number;
}

export class TraceFaults {
  readonly isEmpty: boolean;
  readonly restarts: readonly Restart[];
  readonly #trace: Trace;
  /** By sender, then number. */
  readonly #copies = new Map<string, Copy>();
  /** When: a message and its copy can both be forgotten. */
  readonly #lost = new Map<string, number[]>();
  readonly #reordered = new Set<string>();
  readonly #restartsAt: readonly (ReadonlyMap<number, Restart> | undefined)[];

  /** Time: one step for each fault, and for each of a machine's crashes a search in its log. */
  constructor(trace: Trace) {
    this.#trace = trace;
    const forgotten = new Map<string, number>();
    for (const fault of trace.faults) {
      if (!isMessageFault(fault)) continue;
      const name = messageName(fault.from, fault.number);
      if (fault.kind === 'doubled') this.#copies.set(name, fault);
      else if (fault.kind === 'reordered') this.#reordered.add(name);
      else if (fault.kind === 'lost') {
        this.#lost.set(name, [...(this.#lost.get(name) ?? []), fault.atMs]);
        if (fault.cause === 'amnesia' && this.#hasArrived(fault)) {
          const crash = crashName(fault.to, fault.atMs);
          forgotten.set(crash, (forgotten.get(crash) ?? 0) + 1);
        }
      }
    }
    const planned = trace.faults.flatMap((fault): Restart[] => {
      const log =
        fault.kind === 'crash' && fault.memory === 'amnesic' ? trace.logs[fault.machine - 1] : undefined;
      if (!log || fault.kind !== 'crash') return [];
      const { machine, fromMs } = fault;
      const index = firstAtLeast(log.atMs, log.eventCount, fromMs);
      return [
        { machine, crashedMs: fromMs, index, forgotten: forgotten.get(crashName(machine, fromMs)) ?? 0 },
      ];
    });
    this.restarts = [...planned, ...startsAgain(trace, planned)];
    this.isEmpty = trace.faults.length === 0 && this.restarts.length === 0;
    this.#restartsAt = trace.logs.map(({ machine }) => {
      const own = this.restarts.filter(restart => restart.machine === machine);
      return own.length === 0 ? undefined : new Map(own.map(restart => [restart.index, restart]));
    });
  }

  /** The second copies that entered a queue. */
  get copies(): Iterable<Copy> {
    return this.#copies.values();
  }

  /** The restart without memory whose first event this is. */
  restartAt(machine: MachineId, index: number): Restart | undefined {
    return this.#restartsAt[machine - 1]?.get(index);
  }

  /** The clock before an event, by all that its machine remembers: 0 at the start, and after it has forgotten. */
  clockBefore(log: MachineLog, index: number): number {
    if (index === 0 || this.restartAt(log.machine, index)) return 0;
    return log.clocks[index - 1]!;
  }

  copyOf(from: MachineId, number: number): Copy | undefined {
    return this.#copies.get(messageName(from, number));
  }

  /** Whether it never came, or was forgotten, by the trial's plan; a copy of it may have come. */
  isLost(from: MachineId, number: number): boolean {
    return this.#lost.has(messageName(from, number));
  }

  /** When a message was lost, by the trial's plan; NaN where it was not. */
  lostMs(from: MachineId, number: number): number {
    return this.#lost.get(messageName(from, number))?.[0] ?? NaN;
  }

  isReordered(from: MachineId, number: number): boolean {
    return this.#reordered.has(messageName(from, number));
  }

  /** The second copy of a message, where that is what a receive took: the other one was taken before, or forgotten. */
  copyTakenBy(log: MachineLog, index: number): Copy | undefined {
    if (this.isEmpty || log.kinds[index] !== RECEIVE || log.messageNumbers[index] === NONE) return undefined;
    const from = log.peers[index]!;
    const number = log.messageNumbers[index]!;
    const copy = this.copyOf(from, number);
    if (!copy) return undefined;
    const isFirst = this.#trace.logs[from - 1]?.receivedIndices[number - 1] === index;
    const isForgotten = this.#lost.get(messageName(from, number))?.some(lostMs => lostMs <= log.atMs[index]!);
    return isFirst && isForgotten !== true ? undefined : copy;
  }

  /** Whether a receive took a message that a receive before it took as well. */
  isSecondReceive(log: MachineLog, index: number): boolean {
    if (log.kinds[index] !== RECEIVE || log.messageNumbers[index] === NONE) return false;
    const from = log.peers[index]!;
    const number = log.messageNumbers[index]!;
    return (
      this.copyOf(from, number) !== undefined &&
      this.#trace.logs[from - 1]?.receivedIndices[number - 1] !== index
    );
  }

  /** Second copies that nobody has received or forgotten. Time: one step for each event. */
  *waitingCopies(): Generator<Copy> {
    if (this.#copies.size === 0) return;
    const received = new Set<string>();
    for (const log of this.#trace.logs)
      for (let index = 0; index < log.eventCount; index++)
        if (this.copyTakenBy(log, index))
          received.add(messageName(log.peers[index]!, log.messageNumbers[index]!));
    for (const copy of this.#copies.values()) {
      const name = messageName(copy.from, copy.number);
      const isForgotten =
        (this.#lost.get(name)?.length ?? 0) > 1 || (this.#lost.has(name) && this.#isReceived(copy));
      if (!received.has(name) && !isForgotten) yield copy;
    }
  }

  #isReceived({ from, number }: Copy): boolean {
    const index = this.#trace.logs[from - 1]?.receivedIndices[number - 1];
    return index !== undefined && index !== NONE;
  }

  #hasArrived({ from, number }: MessageFault): boolean {
    const log = this.#trace.logs[from - 1];
    return log !== undefined && number <= log.messageCount && !Number.isNaN(log.arrivedMs[number - 1]);
  }
}

/** Starts of a program's machines that no crash of a plan explains: in a run that was found, or made by hand. */
function startsAgain({ logs, program }: Trace, planned: readonly Restart[]): readonly Restart[] {
  return (program?.machines ?? []).flatMap(({ steps }, i) =>
    steps.flatMap(({ cause, at: index }): Restart[] => {
      const machine = i + 1;
      const isKnown = planned.some(restart => restart.machine === machine && restart.index === index);
      if (cause.kind !== 'start' || !cause.isAgain || isKnown) return [];
      return [{ machine, crashedMs: logs[i]!.atMs[index] ?? NaN, index, forgotten: 0 }];
    }),
  );
}

function crashName(machine: MachineId, atMs: number): string {
  return `${machine} at ${atMs}`;
}
