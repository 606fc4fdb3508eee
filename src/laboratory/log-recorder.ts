// Makes entries of a log of what a machine's recorder is told, and of what its faults do.
import type { MessageFault } from '../core/fault.ts';
import type { Recorder } from '../core/machine.ts';
import type { MachineId, Message } from '../core/message.ts';
import type { FaultListener } from '../engine/host-faults.ts';
import type { LogEntry } from './control-messages.ts';

export class LogRecorder implements Recorder, FaultListener {
  constructor(private readonly add: (entry: LogEntry) => void) {}

  arrival({ from, number, timestamp }: Message, atMs: number, beforeTick: number): void {
    this.add({ kind: 'arrival', atMs, from, number, timestamp, beforeTick });
  }

  internal(atMs: number, clock: number, queue: number, face: number): void {
    this.add({ kind: 'internal', atMs, clock, queue, face });
  }

  send(atMs: number, clock: number, queue: number, face: number, messages: readonly Message[]): void {
    const [{ timestamp, number }] = messages as [Message];
    const to = messages.map(message => message.to);
    this.add({ kind: 'send', atMs, clock, queue, face, timestamp, number, to });
  }

  receive(atMs: number, clock: number, queue: number, { from, number, timestamp }: Message): void {
    this.add({ kind: 'receive', atMs, clock, queue, from, number, timestamp });
  }

  fault(fault: MessageFault): void {
    this.add({ kind: 'fault', fault });
  }

  heldBack({ number }: Message): void {
    this.add({ kind: 'held-back', number });
  }

  forgot(): void {
    this.add({ kind: 'forgot' });
  }
}

/** Tells a recorder what an entry says; entries about faults say nothing to it. */
export function tellRecorder(recorder: Recorder, machine: MachineId, entry: LogEntry): void {
  switch (entry.kind) {
    case 'arrival':
      recorder.arrival(messageTo(machine, entry), entry.atMs, entry.beforeTick);
      return;
    case 'internal':
      recorder.internal(entry.atMs, entry.clock, entry.queue, entry.face);
      return;
    case 'send':
      recorder.send(entry.atMs, entry.clock, entry.queue, entry.face, messagesOf(machine, entry));
      return;
    case 'receive':
      recorder.receive(entry.atMs, entry.clock, entry.queue, messageTo(machine, entry));
      return;
    case 'fault':
    case 'held-back':
    case 'forgot':
      return;
  }
}

export function messagesOf(
  from: MachineId,
  { number, timestamp, to }: Extract<LogEntry, { kind: 'send' }>,
): Message[] {
  return to.map((recipient, i) => ({ from, to: recipient, number: number + i, timestamp }));
}

function messageTo(
  to: MachineId,
  { from, number, timestamp }: Pick<Message, 'from' | 'number' | 'timestamp'>,
): Message {
  return { from, to, number, timestamp };
}
