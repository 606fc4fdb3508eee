// Makes the record of a program's run while its lines are read: a line that is missing leaves a state unknown, and nothing else.
import type { MachineLog } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Json } from '../core/program/json.ts';
import type { LetterRecord, OwnStepCause, ProgramRecord } from '../core/program/program-record.ts';
import type { RecordKeeper } from '../core/program/record-keeper.ts';
import type { EventPart, ProgramHeader, StepLine } from './program-part.ts';
import { messageNumberOf, type EventLine } from './read-jsonl-schema.ts';

const UNKNOWN: OwnStepCause = { kind: 'unknown' };

export class ProgramReader {
  readonly #header: ProgramHeader;
  readonly #keeper: RecordKeeper;
  /** By machine: its state as far as it has been read, how many steps, and whether a line is missing since then. */
  readonly #states: (Json | undefined)[] = [];
  readonly #steps: number[] = [];

  constructor(header: ProgramHeader, keeper: RecordKeeper) {
    this.#header = header;
    this.#keeper = keeper;
  }

  /** `at`: the place that the event has in its log. `isGap`: lines of its machine are missing before it. */
  event(machine: MachineId, at: number, part: EventPart, event: EventLine, isGap: boolean): void {
    if (isGap) this.#states[machine - 1] = undefined;
    if (part.cause || isGap) this.#step(machine, at, event.tick ?? 0, part);
    if (part.output !== undefined) this.#keeper.output(machine, at, part.output, part.value);
    if (event.kind === 'receive' && event.message && part.message)
      this.letter(event.message.from, messageNumberOf(event.message.id), part.message);
    if (event.kind === 'send')
      for (const [i, said] of (part.messages ?? []).entries())
        this.letter(machine, messageNumberOf(event.messages![i]!.id), said);
  }

  letter(from: MachineId, number: number, { kind, body }: Partial<LetterRecord>): void {
    if (kind !== undefined) this.#keeper.letter(from, number, kind, body);
  }

  eventless(log: MachineLog, line: StepLine): void {
    this.#step(log.machine, log.eventCount, line.tick, line);
  }

  end(): ProgramRecord {
    const { name, code, trial } = this.#header;
    return this.#keeper.end({ name, ...(code !== undefined && { code }), trial });
  }

  #step(machine: MachineId, at: number, tickOf: number, part: Partial<StepLine>): void {
    const { cause = UNKNOWN, chosen, state, stateUnknown, shows, notes = [], problem } = part;
    const done = this.#steps[machine - 1] ?? 0;
    const kept = this.#header.statesKept?.[machine - 1] ?? Infinity;
    if (done >= kept) this.#keeper.endStates(machine);
    if (stateUnknown) this.#states[machine - 1] = undefined;
    if (state !== undefined) this.#states[machine - 1] = state;
    this.#keeper.step(machine, {
      at,
      tick: tickOf,
      cause,
      state: this.#states[machine - 1],
      ...(chosen && { chosen }),
      ...(shows && { shown: shows }),
      notes,
      ...(problem && { problem }),
    });
    this.#steps[machine - 1] = done + 1;
  }
}
