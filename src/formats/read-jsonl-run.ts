// One run while its lines are read: the logs grow, and where each event stands is kept. Nothing that a file says makes them
// grow further than what has been read of it warrants.
import { isMessageFault, type Fault } from '../core/fault.ts';
import { MachineLog, NONE } from '../core/machine-log.ts';
import type { MachineId, Message } from '../core/message.ts';
import { isPinnedIn, NOTES_MAX, type Note } from '../core/note.ts';
import { Trace } from '../core/trace.ts';
import { TRIAL_BOUNDS } from '../core/trial.ts';
import { settleArrivals } from './read-jsonl-arrivals.ts';
import { LostHeader } from './read-jsonl-lost-header.ts';
import { RecordKeeper } from '../core/program/record-keeper.ts';
import type { EventPart, StepLine } from './program-part.ts';
import { ProgramReader } from './program-reader.ts';
import type { RunHeader } from './read-run-header.ts';
import { OriginColumns } from './read-jsonl-origin.ts';
import {
  messageNumberOf,
  messageSenderOf,
  type EventLine,
  type LineStyle,
  type SentMessageLine,
} from './read-jsonl-schema.ts';

export const JSONL_FAMILY = 'Lamplight JSONL';

/**
 * How many rows of messages the logs of one file may have. Numbers may jump where lines are lost, but a file of a few
 * lines must not claim the memory of millions.
 */
export class MessageRoom {
  #rows = 0;
  #limit = 2 ** 20;

  /** Whether `log` may know a message of this number. */
  take(log: MachineLog, number: number): boolean {
    this.#limit += 4;
    const more = number - log.messageCount;
    if (more <= 0) return true;
    if (this.#rows + more > this.#limit) return false;
    this.#rows += more;
    return true;
  }
}

export class JsonlRun {
  readonly style: LineStyle;
  readonly #header: RunHeader | undefined;
  readonly #lostHeader = new LostHeader();
  readonly #file: string;
  readonly #room: MessageRoom;
  readonly #logs: MachineLog[];
  readonly #columns: OriginColumns[];
  readonly #program: ProgramReader | undefined;
  readonly #faults: Fault[] = [];
  /** At most {@link NOTES_MAX}. */
  readonly #notes: Note[] = [];

  /** Without a header, what it would say is told from the events. */
  constructor(header: RunHeader | undefined, file: string, room: MessageRoom) {
    this.#header = header;
    this.#file = file;
    this.#room = room;
    this.style = header?.program ? 'program' : !header || header.engine === 'imported' ? 'foreign' : 'own';
    const rates = header?.trial.rates ?? [];
    this.#logs = rates.map((_, i) => new MachineLog(i + 1, 0, 0));
    const isProgram = header?.program !== undefined;
    this.#columns = rates.map(() => new OriginColumns(header?.origin !== undefined, rates.length, isProgram));
    this.#program = header?.program && new ProgramReader(header.program, new RecordKeeper(rates.length));
    for (const step of header?.steps ?? []) this.addStep(step);
    for (const message of header?.messagesWithoutSend ?? []) this.#addWithoutSend(message);
  }

  /** Undefined when the event is part of the run now; otherwise why it is not, in a sentence. */
  add(event: EventLine, line: number, part: EventPart = {}): string | undefined {
    const { machine, index } = event;
    const log = this.#reach(machine);
    if (!log) return this.#noMachine(machine);
    const columns = this.#columns[machine - 1]!;
    if (index < columns.nextIndex)
      return `Machine ${machine}'s event ${index} does not belong here: its event ${columns.nextIndex - 1} has been read.`;
    const at = log.eventCount;
    const problem = this.#record(log, event);
    if (problem !== undefined) return problem;
    this.#program?.event(machine, at, part, event, index > columns.nextIndex);
    columns.add(event, line);
    if (!this.#header) this.#lostHeader.note(event);
    return undefined;
  }

  /** As {@link add}. */
  addFault(fault: Fault): string | undefined {
    const named = isMessageFault(fault)
      ? [fault.from, fault.to]
      : fault.kind === 'partition'
        ? fault.machines
        : [fault.machine];
    const stranger = named.find(machine => machine < 1 || machine > this.#logs.length);
    if (stranger !== undefined) return this.#noMachine(stranger);
    this.#faults.push(fault);
    return undefined;
  }

  /** A step without an event. */
  addStep(step: StepLine): string | undefined {
    const log = this.#logs[step.step - 1];
    if (!log) return this.#noMachine(step.step);
    if (!this.#program) return 'The header before it names no program.';
    this.#program.eventless(log, step);
    return undefined;
  }

  addNote(note: Note): string | undefined {
    if (this.#notes.length === NOTES_MAX) return `A run has at most ${NOTES_MAX} notes.`;
    this.#notes.push(note);
    return undefined;
  }

  end(): Trace {
    const notes = this.#columns.flatMap((columns, i) => columns.notesOn(i + 1));
    const header = this.#header ?? this.#lostHeader.infer(this.#logs);
    const { trial, engine, startedAtMs, gaps, losses, origin } = header;
    // The events come after the notes.
    const pinned = this.#notes.filter(note => isPinnedIn(this.#logs, note));
    const lost = this.#notes.length - pinned.length;
    const trace = new Trace(trial, engine, startedAtMs, this.#logs, {
      family: origin?.family ?? JSONL_FAMILY,
      files: origin?.files ?? [this.#file],
      machines: this.#columns.map((columns, i) => ({
        name: `machine ${i + 1}`,
        rate: this.#header ? 'stated' : 'estimated',
        ...origin?.machines[i],
        ...columns.trimmed(this.#logs[i]!.eventCount),
      })),
      notes: [
        ...(origin?.notes ?? []),
        ...notes,
        ...(lost > 0 ? [`Notes about events that are not in the file were left out: ${lost}.`] : []),
      ],
      rule: origin?.rule ?? (this.#header ? 'stated' : 'inferred'),
      timeStepMs: origin?.timeStepMs,
    });
    trace.gaps.push(...gaps);
    trace.losses.push(...losses);
    for (const fault of [...(this.#header?.faults ?? []), ...this.#faults]) trace.faults.push(fault);
    trace.program = this.#program?.end();
    trace.certificate = this.#header?.certificate;
    trace.seatNames = header.seatNames;
    trace.notes = pinned;
    settleArrivals(trace);
    return trace;
  }

  #record(log: MachineLog, event: EventLine): string | undefined {
    const { atMs, clock, queue = NONE } = event;
    switch (event.kind) {
      case 'internal':
        log.addInternal(atMs, clock, queue, event.roll ?? 0);
        return undefined;
      case 'send': {
        const { messages = [], roll = 0 } = event;
        const sent = this.#sentBy(log, messages);
        if (typeof sent === 'string') return sent;
        log.addSend(atMs, clock, queue, roll, sent);
        for (let i = 0; i < sent.length; i++) settleSent(log, sent[i]!, messages[i]!);
        return undefined;
      }
      case 'receive': {
        const forwarded = this.#sentBy(log, event.messages ?? []);
        if (typeof forwarded === 'string') return forwarded;
        if (!event.message) {
          log.addReceive(atMs, clock, queue, undefined);
          log.addSent(log.eventCount - 1, forwarded);
          return undefined;
        }
        const { id, from, timestamp, arrivedMs } = event.message;
        const sender = this.#reach(from);
        if (!sender) return this.#noMachine(from);
        if (messageSenderOf(id) !== from) return `Message ${id} is not one of machine ${from}'s.`;
        const number = messageNumberOf(id);
        if (!this.#room.take(sender, number)) return tooFar(id);
        const message = { from, number, to: log.machine, timestamp };
        const knowsArrival = number <= sender.messageCount && !Number.isNaN(sender.arrivedMs[number - 1]);
        if (arrivedMs !== undefined && !knowsArrival) sender.markArrived(message, arrivedMs, NONE);
        // What comes twice is on record with its first receive; without a plan that says so, with its last one.
        const first =
          (this.#header?.trial.faults ?? this.#header?.program) && number <= sender.messageCount
            ? sender.receivedIndices[number - 1]!
            : NONE;
        sender.markReceived(message, first === NONE ? log.eventCount : first);
        log.addReceive(atMs, clock, queue, message);
        log.addSent(log.eventCount - 1, forwarded);
        return undefined;
      }
    }
  }

  /** The messages of a send event, or why they cannot be its. */
  #sentBy(log: MachineLog, lines: readonly SentMessageLine[]): Message[] | string {
    const first = lines[0] ? messageNumberOf(lines[0].id) : 0;
    const messages: Message[] = [];
    for (const { id, to, timestamp } of lines) {
      const number = messageNumberOf(id);
      if (messageSenderOf(id) !== log.machine) return `Message ${id} is not one of machine ${log.machine}'s.`;
      if (number !== first + messages.length)
        return `Message ${id} does not follow message ${log.machine}-${number - 1}.`;
      if (number <= log.messageCount && log.sentIndices[number - 1] !== NONE)
        return `Message ${id} was sent before, by event ${log.sentIndices[number - 1]}.`;
      if (!this.#reach(to)) return this.#noMachine(to);
      if (!this.#room.take(log, number)) return tooFar(id);
      messages.push({ from: log.machine, to, number, timestamp });
    }
    return messages;
  }

  #addWithoutSend({
    id,
    to,
    timestamp,
    arrivedMs,
    arrivedBeforeTick = NONE,
    kind,
    body,
  }: RunHeader['messagesWithoutSend'][number]): void {
    const number = messageNumberOf(id);
    const log = this.#reach(messageSenderOf(id));
    if (!log || !this.#reach(to) || !this.#room.take(log, number)) return;
    const message = { from: log.machine, to, number, timestamp };
    if (kind !== undefined)
      this.#program?.letter(log.machine, number, { kind, ...(body !== undefined && { body }) });
    if (arrivedMs === undefined) log.markReceived(message, NONE);
    else log.markArrived(message, arrivedMs, arrivedBeforeTick);
  }

  /** Undefined where the run has no such machine. Without a header, machines join as they are named. */
  #reach(machine: MachineId): MachineLog | undefined {
    if (!this.#header && machine <= TRIAL_BOUNDS.machines.max)
      while (this.#logs.length < machine) {
        this.#logs.push(new MachineLog(this.#logs.length + 1, 0, 0));
        this.#columns.push(new OriginColumns(false, 0));
      }
    return this.#logs[machine - 1];
  }

  #noMachine(machine: MachineId): string {
    return this.#header
      ? `There is no machine ${machine}: the header names ${this.#logs.length}.`
      : `There is no machine ${machine}: at most ${TRIAL_BOUNDS.machines.max} take part in a run.`;
  }
}

function tooFar(id: string): string {
  return `The number of message ${id} is far beyond the messages that the file has so far.`;
}

/** What the send says of its message counts, whatever its receive said before. */
function settleSent(log: MachineLog, { number, to, timestamp }: Message, line: SentMessageLine): void {
  const row = number - 1;
  log.recipients[row] = to;
  log.timestamps[row] = timestamp;
  if (line.arrivedMs === undefined) return;
  log.arrivedMs[row] = line.arrivedMs;
  log.arrivedBeforeTicks[row] = line.arrivedBeforeTick ?? NONE;
}
