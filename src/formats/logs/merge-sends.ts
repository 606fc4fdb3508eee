// A send to several machines is one event, although some programs write a line for each of them.
import type { LogRecord, Recipients } from './log-record.ts';

/** Sends that follow one another with the same clock or vector and name different machines become one, with the line of the first. */
export function mergeSends(records: readonly LogRecord[]): LogRecord[] {
  const merged: LogRecord[] = [];
  for (const record of records) {
    const last = merged.at(-1);
    const to = last && last.kind === 'send' && record.kind === 'send' ? together(last, record) : undefined;
    if (to) merged[merged.length - 1] = { ...last!, to };
    else merged.push(record);
  }
  return merged;
}

function together(a: LogRecord, b: LogRecord): Recipients {
  if (!isSameMoment(a, b) || a.timestamp !== b.timestamp) return undefined;
  if (!isList(a.to) || !isList(b.to)) return undefined;
  const first = a.to;
  return b.to.some(name => first.includes(name)) ? undefined : [...a.to, ...b.to];
}

/** The same clock, or where lines have none, the same vector. */
function isSameMoment(a: LogRecord, b: LogRecord): boolean {
  if (a.clock !== undefined || b.clock !== undefined) return a.clock === b.clock;
  const [own, other] = [a.vector?.entries, b.vector?.entries];
  return own !== undefined && own.length === other?.length && own.every((entry, i) => entry === other[i]);
}

function isList(to: Recipients): to is readonly string[] {
  return Array.isArray(to);
}
