// Writes the events of a run and their messages into the columns of its machines' logs.
import { type MachineLog, NONE } from '../../core/machine-log.ts';
import type { MachineId, Message } from '../../core/message.ts';
import { type Pairing, PAIRINGS } from '../../core/trace-origin.ts';
import type { ValueVariant } from './infer-values.ts';
import { valueOf } from './pair-messages.ts';
import type { Pairs } from './pairs.ts';
import { countEvents, isTold, jumpOf, type RunEvent, type RunEvents } from './run-event.ts';

export interface FilledColumns {
  /** By machine, event by event. */
  readonly pairings: readonly Uint8Array[];
  readonly statedTimestamps: readonly Uint32Array[];
}

export function fillLogs(
  events: RunEvents,
  logs: readonly MachineLog[],
  paired: Pairs,
  variant: ValueVariant,
  missing: readonly MachineId[],
): FilledColumns {
  const pairings = events.map(ofMachine => new Uint8Array(ofMachine.length));
  const statedTimestamps = events.map(ofMachine => new Uint32Array(ofMachine.length).fill(NONE));
  const sent = messagesOf(events, paired, variant);
  /** By machine: how many messages of it are known. */
  const known = events.map(ofMachine =>
    ofMachine.reduce((sum, event) => sum + (sent[event.ordinal]?.length ?? 0), 0),
  );
  for (const [i, ofMachine] of events.entries())
    for (const event of ofMachine) {
      const { index, atMs, clock, queue, roll, timestamp } = event;
      const log = logs[i]!;
      if (event.kind === 'internal') log.addInternal(atMs, clock, queue, roll);
      else if (event.kind === 'send') log.addSend(atMs, clock, queue, roll, sent[event.ordinal]!);
      else {
        const { message, pairing } = received(event);
        log.addReceive(atMs, clock, queue, message);
        if (message) markFirst(logs[message.from - 1]!, message, index);
        log.addSent(index, sent[event.ordinal] ?? []);
        pairings[i]![index] = PAIRINGS.indexOf(pairing);
        statedTimestamps[i]![index] = timestamp;
      }
    }
  return { pairings, statedTimestamps };

  function received(receive: RunEvent): { message: Message | undefined; pairing: Pairing } {
    const { send, pairing } = paired.of(receive) ?? { send: undefined, pairing: 'none' };
    const message = send && sent[send.ordinal]!.find(({ to }) => to === receive.machine);
    if (message) return { message, pairing };
    const orphan = orphanOf(receive, pairing);
    return orphan ?? { message: undefined, pairing: 'none' };
  }

  /** A message from a machine whose log is missing is known by its receive alone. */
  function orphanOf(receive: RunEvent, pairing: Pairing): { message: Message; pairing: Pairing } | undefined {
    const timestamp = isTold(receive.timestamp)
      ? receive.timestamp
      : timestampByJump(events, receive, variant);
    const stated = pairing === 'stated' && missing.includes(receive.from);
    const [only] = missing;
    const from = stated ? receive.from : receive.from === 0 && missing.length === 1 ? only! : 0;
    if (from === 0 || !isTold(timestamp)) return undefined;
    known[from - 1]! += 1;
    const message = { from, to: receive.machine, number: known[from - 1]!, timestamp };
    return { message, pairing: stated ? 'stated' : 'likely' };
  }
}

/** By the send's ordinal. A send that names nobody went to those who received it. */
function messagesOf(events: RunEvents, paired: Pairs, variant: ValueVariant): (Message[] | undefined)[] {
  const receivers = new Map<number, MachineId[]>();
  for (const ofMachine of events)
    for (const event of ofMachine) {
      const send = event.kind === 'receive' ? paired.of(event)?.send : undefined;
      if (!send || send.to) continue;
      const found = receivers.get(send.ordinal) ?? [];
      if (!found.includes(event.machine)) receivers.set(send.ordinal, [...found, event.machine]);
    }
  const sent = new Array<Message[] | undefined>(countEvents(events)).fill(undefined);
  for (const ofMachine of events) {
    let number = 0;
    for (const event of ofMachine) {
      const to = event.to ?? receivers.get(event.ordinal) ?? [];
      // Vectors may show that a message was sent on at a receive.
      if (event.kind !== 'send' && to.length === 0) continue;
      const timestamp = valueOf(event, variant);
      sent[event.ordinal] = to.map(other => ({
        from: event.machine,
        to: other,
        number: ++number,
        timestamp,
      }));
    }
  }
  return sent;
}

function timestampByJump(
  events: RunEvents,
  receive: RunEvent,
  { receiveOffset, toldFrom }: ValueVariant,
): number {
  const told = toldFrom !== 'nothing' && jumpOf(events, receive) > 1;
  return told ? receive.clock - receiveOffset : NONE;
}

/** A message that is received twice stays the first receive's; the second one names it all the same. */
function markFirst(sender: MachineLog, message: Message, index: number): void {
  const row = message.number - 1;
  if (row < sender.messageCount && sender.receivedIndices[row] !== NONE) return;
  sender.markReceived(message, index);
}
