// Walks a trace so that each event comes after every event that happened before it (L78, section "The partial
// ordering"). Times play no part: clocks of browsers and of logs may disagree, messages cannot.
import { type MachineLog, NONE, RECEIVE } from '../core/machine-log.ts';
import type { MachineId } from '../core/message.ts';
import type { Trace } from '../core/trace.ts';

/** `from` and `sentIndex` name the send event of a receive; 0 and NONE on other events and where no send is known. */
export type VisitEvent = (machine: MachineId, index: number, from: MachineId, sentIndex: number) => void;

/**
 * Visits each event once and returns how many of each machine were visited. All of them, unless messages that arrive
 * before they were sent go round in a circle, which only a faulty log can say: the events on and after such a circle
 * are left out. Takes time and calls in proportion to the events.
 */
export function visitCausally(trace: Trace, visit: VisitEvent): Uint32Array {
  const { logs } = trace;
  const visited = new Uint32Array(logs.length);
  /** By machine: who waits for it to get further. */
  const waiting: number[][] = logs.map(() => []);
  const ready = logs.map((_, i) => logs.length - 1 - i);
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    const log = logs[at]!;
    let index = visited[at]!;
    for (; index < log.eventCount; index++) {
      const sentIndex = log.kinds[index] === RECEIVE ? sentIndexOf(logs, log, index) : NONE;
      const from = sentIndex === NONE ? 0 : log.peers[index]!;
      const blocked = from !== 0 && (from - 1 === at ? sentIndex >= index : sentIndex >= visited[from - 1]!);
      if (blocked) {
        waiting[from - 1]!.push(at);
        break;
      }
      visit(log.machine, index, from, sentIndex);
    }
    if (index === visited[at]) continue;
    visited[at] = index;
    ready.push(...waiting[at]!);
    waiting[at] = [];
  }
  return visited;
}

/** The index, at the sender, of the event that sent what the event `index` of `log` received; NONE where unknown. */
export function sentIndexOf(logs: readonly MachineLog[], log: MachineLog, index: number): number {
  const number = log.messageNumbers[index]!;
  const sender = logs[log.peers[index]! - 1];
  if (number === NONE || !sender || number > sender.messageCount) return NONE;
  const sentIndex = sender.sentIndices[number - 1]!;
  return sentIndex < sender.eventCount ? sentIndex : NONE;
}
