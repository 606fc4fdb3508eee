// A stretch of a trace as a Mermaid sequence diagram, for a README or an issue. Mermaid draws a message in one row, so a
// row can be both its send and its receive only where nothing comes between; otherwise the send is a note, and a dashed
// arrow stands where the message is received.
import { counted } from '../core/counted.ts';
import { visitCausally } from '../analysis/causal-order.ts';
import type { Event, ReceiveEvent, SendEvent, SentMessage } from '../core/event.ts';
import { INTERNAL } from '../core/machine-log.ts';
import { messageName, type MachineId } from '../core/message.ts';
import { letterOf } from '../core/program/program-record.ts';
import { withSeatName } from '../core/seat-name.ts';
import type { Trace } from '../core/trace.ts';
import { internalWords, letterWords } from '../words/program-steps.ts';
import { eventsOfStretch, type Stretch } from './stretch.ts';

/** Of the whole text; those who draw Mermaid refuse or freeze on much more. */
export const MERMAID_LINES_MAX = 300;
/** Of one send; with more recipients it is told in one note. */
const ARROWS_MAX = 8;
/** Characters of what a message says. */
const SAID_MAX = 40;

export interface MermaidOptions {
  readonly stretch?: Stretch | undefined;
  readonly withoutInternal?: boolean | undefined;
}

export interface MermaidDiagram {
  readonly text: string;
  /** Events of the stretch for which there was no room, or that stand on a circle of messages. */
  readonly leftOut: number;
}

export function writeMermaid(trace: Trace, options: MermaidOptions = {}): MermaidDiagram {
  return new Drawing(trace, options).draw();
}

class Drawing {
  /** By machine: the indices of the events to draw, and how many of them are drawn. */
  readonly #events: readonly number[][];
  readonly #drawn: number[];
  readonly #participants = new Set<MachineId>();
  readonly #rows: string[] = [];
  #internal = 0;
  #onCircles = 0;

  constructor(
    private readonly trace: Trace,
    options: MermaidOptions,
  ) {
    const visited = visitCausally(trace, () => undefined);
    this.#events = trace.logs.map(() => []);
    this.#drawn = trace.logs.map(() => 0);
    for (const { machine, index } of eventsOfStretch(trace, options.stretch)) {
      if (options.withoutInternal && trace.logOf(machine).kinds[index] === INTERNAL) this.#internal += 1;
      else if (index >= visited[machine - 1]!) this.#onCircles += 1;
      else this.#events[machine - 1]!.push(index);
    }
  }

  draw(): MermaidDiagram {
    for (let event = this.#next(); event && this.#add(event); event = this.#next());
    const total = this.#events.reduce((sum, indices) => sum + indices.length, 0);
    const leftOut = total - this.#drawn.reduce((sum, drawn) => sum + drawn, 0) + this.#onCircles;
    return { text: `${this.#lines(leftOut).join('\n')}\n`, leftOut };
  }

  /** The earliest event of which everything in the stretch that it waits for is drawn. */
  #next(): Event | undefined {
    const heads = this.#events.flatMap((indices, i) => {
      const index = indices[this.#drawn[i]!];
      return index === undefined ? [] : [this.trace.event(i + 1, index)];
    });
    const free = heads.filter(event => !this.#waits(event));
    return free.reduce<Event | undefined>((a, b) => (a && a.atMs <= b.atMs ? a : b), undefined);
  }

  #waits(event: Event): boolean {
    if (event.kind !== 'receive' || !event.message) return false;
    const { from, number } = event.message;
    const sentIndex = this.trace.message(from, number)?.sentIndex;
    const head = this.#events[from - 1]![this.#drawn[from - 1]!];
    return sentIndex !== undefined && head !== undefined && head <= sentIndex;
  }

  /** Whether there was room. */
  #add(event: Event): boolean {
    switch (event.kind) {
      case 'internal':
        return this.#put([event.machine], [this.#internalNote(event)], [event]);
      case 'send':
        return this.#addSend(event);
      case 'receive':
        return this.#addReceive(event);
    }
  }

  #addSend(send: SendEvent): boolean {
    const { machine, clock, messages } = send;
    if (messages.length === 0)
      return this.#put([machine], [note(machine, `clock ${clock}, sends, recipients not known`)], [send]);
    if (messages.length > ARROWS_MAX) {
      const first = messageName(machine, messages[0]!.number);
      const text = `clock ${clock}, sends ${first} and the next ones to ${messages.length} machines`;
      return this.#put([machine], [note(machine, text)], [send]);
    }
    const receives = messages.map(message => this.#receiveIfNext(machine, message));
    const noted = messages.filter((message, i) => !receives[i] && this.#isReceivedLater(machine, message));
    const lines = messages.flatMap((message, i) => {
      if (noted.includes(message)) return [];
      const receive = receives[i];
      return [receive ? this.#solid(send, message, receive) : this.#leaving(send, message)];
    });
    if (noted.length > 0) {
      const names = noted.map(
        ({ number, to }) => `${messageName(machine, number)} to ${this.#plainName(to)}`,
      );
      const timestamp = messages[0]!.timestamp;
      lines.unshift(note(machine, `clock ${clock}, sends ${names.join(' and ')}, timestamp ${timestamp}`));
    }
    const machines = [machine, ...messages.filter(message => !noted.includes(message)).map(({ to }) => to)];
    return this.#put(machines, lines, [send, ...receives.filter(receive => receive !== undefined)]);
  }

  /** The receive of the message, if it is what its machine does next. */
  #receiveIfNext(from: MachineId, { number, to }: SentMessage): ReceiveEvent | undefined {
    const head = this.#events[to - 1]![this.#drawn[to - 1]!];
    if (to === from || head === undefined || this.trace.message(from, number)?.receivedIndex !== head)
      return undefined;
    const event = this.trace.event(to, head);
    return event.kind === 'receive' ? event : undefined;
  }

  #isReceivedLater(from: MachineId, { number, to }: SentMessage): boolean {
    const receivedIndex = this.trace.message(from, number)?.receivedIndex;
    if (receivedIndex === undefined) return false;
    const last = this.#events[to - 1]!.at(-1);
    return last !== undefined && receivedIndex <= last;
  }

  #solid(
    { machine, clock }: SendEvent,
    { number, to, timestamp }: SentMessage,
    receive: ReceiveEvent,
  ): string {
    const sent = clock === timestamp ? '' : ` (sent at clock ${clock})`;
    const name = messageName(machine, number);
    return `${id(machine)}->>${id(to)}: ${this.#named(machine, number, name)}, timestamp ${timestamp}${sent}, received at clock ${receive.clock}`;
  }

  #leaving({ machine, clock }: SendEvent, { number, to, timestamp }: SentMessage): string {
    const isReceived = this.trace.message(machine, number)?.receivedIndex !== undefined;
    const [arrow, fate] = isReceived
      ? ['-)', 'received after this stretch']
      : ['-x', 'not received in this trace'];
    const sent = clock === timestamp ? '' : ` (sent at clock ${clock})`;
    const name = this.#named(machine, number, messageName(machine, number));
    return `${id(machine)}${arrow}${id(to)}: ${name}, timestamp ${timestamp}${sent}, ${fate}`;
  }

  #addReceive(receive: ReceiveEvent): boolean {
    const { machine, clock, message } = receive;
    if (!message)
      return this.#put([machine], [note(machine, `clock ${clock}, receives, sender not known`)], [receive]);
    const { from, number, timestamp } = message;
    const sentIndex = this.trace.message(from, number)?.sentIndex;
    const first = this.#events[from - 1]![0];
    const origin =
      sentIndex === undefined
        ? ', its send is not in this trace'
        : first === undefined || sentIndex < first
          ? ', sent before this stretch'
          : '';
    const name = this.#named(from, number, messageName(from, number));
    const text = `${name}, timestamp ${timestamp}${origin}, received at clock ${clock}`;
    return this.#put([from, machine], [`${id(from)}-->>${id(machine)}: ${text}`], [receive]);
  }

  #internalNote({ machine, index, clock }: Event): string {
    return note(
      machine,
      `clock ${clock}, ${internalWords(this.trace.program, machine, index) ?? 'internal'}`,
    );
  }

  /** `request 3 (1-2)`: what a program's message says comes before its name. */
  #named(from: MachineId, number: number, name: string): string {
    const letter = this.trace.program && letterOf(this.trace.program, from, number);
    return letter ? `${escaped(letterWords(letter, SAID_MAX))} (${name})` : name;
  }

  #put(machines: readonly MachineId[], lines: readonly string[], events: readonly Event[]): boolean {
    const participants = new Set([...this.#participants, ...machines]);
    const length = HEAD.length + 1 + participants.size + this.#rows.length + lines.length;
    if (length > MERMAID_LINES_MAX) return false;
    for (const machine of machines) this.#participants.add(machine);
    this.#rows.push(...lines);
    for (const { machine } of events) this.#drawn[machine - 1]! += 1;
    return true;
  }

  #lines(leftOut: number): string[] {
    const machines = [...this.#participants].sort((a, b) => a - b);
    if (machines.length === 0) machines.push(1);
    const participants = machines.map(machine => `participant ${id(machine)} as ${this.#name(machine)}`);
    const unsaid = [
      ...(leftOut > 0 ? [counted(leftOut, 'more event')] : []),
      ...(this.#internal > 0 ? [counted(this.#internal, 'internal event')] : []),
    ];
    const ends = [...new Set([machines[0]!, machines.at(-1)!])].map(id).join(',');
    const closing =
      unsaid.length > 0
        ? [`Note over ${ends}: left out of this diagram are ${unsaid.join(' and ')}`]
        : this.#rows.length === 0
          ? [`Note over ${ends}: nothing happens in this stretch`]
          : [];
    const [first, ...rest] = HEAD;
    return [first!, ...[...rest, ...participants, ...this.#rows, ...closing].map(line => `  ${line}`)];
  }

  #name(machine: MachineId): string {
    return escaped(this.#plainName(machine));
  }

  #plainName(machine: MachineId): string {
    const { engine, origin } = this.trace;
    const name = engine === 'imported' ? origin?.machines[machine - 1]?.name.trim() : undefined;
    return withSeatName(name || `Machine ${machine}`, this.trace.seatNameOf(machine));
  }
}

const HEAD = [
  'sequenceDiagram',
  '%% A solid arrow is a message that its receiver takes next, a dashed one was sent earlier: see the note or the label.',
  '%% An open head leaves this stretch, a cross is never received. Each row comes after all that happened before it.',
] as const;

function id(machine: MachineId): string {
  return `M${machine}`;
}

function note(machine: MachineId, text: string): string {
  return `Note over ${id(machine)}: ${escaped(text)}`;
}

/** What might mean something to Mermaid becomes an entity code, and so does the word "end". */
function escaped(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N} .,()_-]/gu, sign => (/\s/.test(sign) ? ' ' : `#${sign.codePointAt(0)};`))
    .replace(/\bend\b/gi, word => `#${word.codePointAt(0)};${word.slice(1)}`);
}
