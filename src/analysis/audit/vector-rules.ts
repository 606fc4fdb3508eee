// The rules for vector clocks as a log states them: each machine raises its own entry by one at every event, no entry ever
// falls, and nobody knows more of a machine than that machine has done (Fidge 1988, Mattern 1988).
import type { MachineLog } from '../../core/machine-log.ts';
import type { AuditedTrace } from './audited-trace.ts';
import type { RuleCollector } from './rule-collector.ts';

/** The own entry is there, begins at 1 and rises by 1; one that begins later or skips values may have lost lines. */
export function checkOwnEntries(audited: AuditedTrace, found: RuleCollector): void {
  for (const log of audited.logs)
    for (let index = 0; index < log.eventCount; index++) {
      if (!audited.originOf(log)?.vectors) continue;
      const entry = audited.ownEntryOf(log, index);
      if (entry === 0 && audited.doubts(log, index, 'vector')) {
        found.leaveOut('vector-not-clear');
        continue;
      }
      found.checked += 1;
      const before = index === 0 ? 0 : audited.ownEntryOf(log, index - 1);
      if (entry === 0) found.fault(log.machine, index, { kind: 'own-entry-missing' });
      else if (index === 0) {
        if (entry > 1) found.remark(log.machine, index, { kind: 'own-entry-begins', entry });
      } else if (entry <= before) found.fault(log.machine, index, { kind: 'own-entry-steps', before, entry });
      else if (entry > before + 1 && before > 0)
        found.remark(log.machine, index, { kind: 'own-entry-skips', before, entry });
    }
}

/** What a machine has heard of another one it does not forget. The own entry has a rule of its own. */
export function checkEntriesNeverFall(audited: AuditedTrace, found: RuleCollector): void {
  const width = audited.logs.length;
  for (const log of audited.logs) {
    const vectors = audited.originOf(log)?.vectors;
    if (!vectors) continue;
    if (log.eventCount > 0) found.leaveOut('vector-before-first-unknown');
    for (let index = 1; index < log.eventCount; index++) {
      found.checked += 1;
      for (let other = 0; other < width; other++) {
        if (other === log.machine - 1) continue;
        const before = vectors[(index - 1) * width + other]!;
        const entry = vectors[index * width + other]!;
        if (entry >= before) continue;
        // The name that was spoilt is missing before and after, and what it was to be is missing here.
        const isSpoilt =
          audited.doubts(log, index, 'vector') ||
          (audited.doubts(log, index - 1, 'vector') && audited.logs[other]!.eventCount === 0);
        if (entry === 0 && isSpoilt) {
          found.leaveOut('vector-not-clear');
          continue;
        }
        found.fault(log.machine, index, { kind: 'entry-falls', machine: other + 1, before, entry });
        break;
      }
    }
  }
}

/**
 * Nobody hears of an event before it happened: the event that an entry names has not heard of this one. An entry beyond what
 * its owner has on record is a remark, as the owner's log may end early.
 */
export function checkEntriesNotAhead(audited: AuditedTrace, found: RuleCollector): void {
  const { logs } = audited;
  const width = logs.length;
  if (!audited.statesVectors) return;
  const reached = logs.map(log => highestOwnEntry(audited, log));
  const events = logs.map(log => eventsByOwnEntry(audited, log));
  for (const log of logs) {
    const vectors = audited.originOf(log)?.vectors;
    if (!vectors) continue;
    /** By machine: the highest entry that has been looked at. */
    const told = new Uint32Array(width);
    for (let index = 0; index < log.eventCount; index++)
      for (let other = 0; other < width; other++) {
        const entry = vectors[index * width + other]!;
        if (other === log.machine - 1 || entry <= told[other]!) continue;
        told[other] = entry;
        const owner = logs[other]!;
        if (owner.eventCount === 0) {
          found.leaveOut('machine-without-log');
          continue;
        }
        found.checked += 1;
        const at = events[other]!.get(entry);
        const heard = at === undefined ? 0 : entryAt(audited, owner, at, log);
        const own = audited.ownEntryOf(log, index);
        if (at !== undefined && own > 0 && heard >= own)
          found.fault(
            log.machine,
            index,
            { kind: 'entry-from-later', machine: other + 1, entry, heard },
            { machine: owner.machine, index: at },
          );
        else if (entry > reached[other]!)
          found.remark(log.machine, index, {
            kind: 'entry-ahead',
            machine: other + 1,
            entry,
            reached: reached[other]!,
          });
      }
  }
}

function entryAt(audited: AuditedTrace, log: MachineLog, index: number, of: MachineLog): number {
  return audited.originOf(log)?.vectors?.[index * audited.logs.length + of.machine - 1] ?? 0;
}

function eventsByOwnEntry(audited: AuditedTrace, log: MachineLog): ReadonlyMap<number, number> {
  const events = new Map<number, number>();
  if (!audited.originOf(log)?.vectors) return events;
  for (let index = 0; index < log.eventCount; index++) {
    const entry = audited.ownEntryOf(log, index);
    if (!events.has(entry)) events.set(entry, index);
  }
  return events;
}

function highestOwnEntry(audited: AuditedTrace, log: MachineLog): number {
  let highest = 0;
  for (let index = 0; index < log.eventCount; index++)
    highest = Math.max(highest, audited.ownEntryOf(log, index));
  return highest;
}
