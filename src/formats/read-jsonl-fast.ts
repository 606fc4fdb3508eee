// The quick way to see that a line is right, which nearly all are: says yes only where the schema of read-jsonl-schema.ts
// says yes (read-jsonl.properties.ts holds the two together). Whatever it refuses goes to the schema, which has the words.
import { TIME_MS_MAX } from '../core/event.ts';
import { DOUBTS, PAIRINGS } from '../core/trace-origin.ts';
import { LINE_BOUNDS, messageNumberOf, type EventLine, type LineStyle } from './read-jsonl-schema.ts';

type SendLine = Extract<EventLine, { kind: 'send' }>;
type ReceiveLine = Extract<EventLine, { kind: 'receive' }>;

/** `value` is what JSON.parse made of a line. */
export function isEventLine(value: unknown, style: LineStyle): value is EventLine {
  const isForeign = style !== 'own';
  if (typeof value !== 'object' || value === null) return false;
  const event = value as Partial<Record<keyof ReceiveLine | keyof SendLine, unknown>>;
  if (
    !isWhole(event.machine, 1, LINE_BOUNDS.machine) ||
    !isWhole(event.index, 0, LINE_BOUNDS.index) ||
    !isTime(event.atMs) ||
    !isWhole(event.clock, 0, LINE_BOUNDS.clock) ||
    !(event.queue === undefined ? isForeign : isWhole(event.queue, 0, LINE_BOUNDS.queue)) ||
    !(event.tick === undefined || isWhole(event.tick, style === 'program' ? 0 : 1, LINE_BOUNDS.tick)) ||
    !(event.statedIndex === undefined || isWhole(event.statedIndex, 0, LINE_BOUNDS.index)) ||
    !(event.dueMs === undefined || isTime(event.dueMs))
  )
    return false;
  if (
    isForeign &&
    !(
      isPlace(event.file, LINE_BOUNDS.file) &&
      isPlace(event.line, LINE_BOUNDS.line) &&
      areDoubts(event.doubts) &&
      isVector(event.vector) &&
      (event.text === undefined || typeof event.text === 'string')
    )
  )
    return false;
  switch (event.kind) {
    case 'internal':
      return isRoll(event.roll, isForeign);
    case 'send':
      return (
        isRoll(event.roll, isForeign) &&
        (event.messages === undefined ? isForeign : areSent(event.messages, isForeign ? 0 : 1))
      );
    case 'receive':
      if (isForeign && !isForeignReceive(event.pairing, event.statedTimestamp)) return false;
      if (isForeign && event.messages !== undefined && !areSent(event.messages, 0)) return false;
      return event.message === undefined ? isForeign : isReceived(event.message);
    default:
      return false;
  }
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return typeof value === 'number' && value >= min && value <= max && Math.floor(value) === value;
}

function isTime(value: unknown): boolean {
  return typeof value === 'number' && value >= -TIME_MS_MAX && value <= TIME_MS_MAX; // so not NaN either
}

function isPlace(value: unknown, max: number): boolean {
  return value === undefined || isWhole(value, 0, max);
}

function isVector(value: unknown): boolean {
  if (value === undefined) return true;
  if (!Array.isArray(value) || value.length > LINE_BOUNDS.machine) return false;
  for (const entry of value as unknown[]) if (!isWhole(entry, 0, LINE_BOUNDS.vector)) return false;
  return true;
}

function areDoubts(value: unknown): boolean {
  if (value === undefined) return true;
  if (!Array.isArray(value)) return false;
  for (const doubt of value as unknown[]) if (!(DOUBTS as readonly unknown[]).includes(doubt)) return false;
  return true;
}

function isForeignReceive(pairing: unknown, statedTimestamp: unknown): boolean {
  return (
    (pairing === undefined || (PAIRINGS as readonly unknown[]).includes(pairing)) &&
    (statedTimestamp === undefined || isWhole(statedTimestamp, 0, LINE_BOUNDS.statedTimestamp))
  );
}

function isRoll(value: unknown, isForeign: boolean): boolean {
  return value === undefined ? isForeign : isWhole(value, 0, LINE_BOUNDS.roll);
}

function areSent(value: unknown, atLeast: number): boolean {
  if (!Array.isArray(value) || value.length < atLeast) return false;
  for (const message of value as unknown[]) if (!isSent(message)) return false;
  return true;
}

function isSent(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, to, timestamp, arrivedMs, arrivedBeforeTick } = value as Readonly<Record<string, unknown>>;
  return (
    isName(id) &&
    isWhole(to, 1, LINE_BOUNDS.machine) &&
    isWhole(timestamp, 0, LINE_BOUNDS.timestamp) &&
    (arrivedMs === undefined || isTime(arrivedMs)) &&
    (arrivedBeforeTick === undefined || isWhole(arrivedBeforeTick, 0, LINE_BOUNDS.tick))
  );
}

function isReceived(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { id, from, timestamp, arrivedMs } = value as Readonly<Record<string, unknown>>;
  return (
    isName(id) &&
    isWhole(from, 1, LINE_BOUNDS.machine) &&
    isWhole(timestamp, 0, LINE_BOUNDS.timestamp) &&
    (arrivedMs === undefined || isTime(arrivedMs))
  );
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && messageNumberOf(value) !== 0;
}
