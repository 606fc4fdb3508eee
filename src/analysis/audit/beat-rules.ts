// One event after the other, each on its beat: the indices of a machine's events, and the times of its ticks.
import type { MachineLog } from '../../core/machine-log.ts';
import type { AuditedTrace } from './audited-trace.ts';
import type { RuleCollector } from './rule-collector.ts';

/** A clock of a browser may be read a moment before it strikes. */
export const EARLY_TOLERANCE_MS = 1;
/** Of virtual times, which may have passed through a file. */
const VIRTUAL_TOLERANCE_MS = 1e-6;
/** An imported log may fall behind by this share of its run, or by one period, before it is worth a remark. */
const PACE_TOLERANCE = 0.005;

/** Fewer gaps between events than this tell no pace. */
const GAPS_MIN = 8;
/** Longer than so many median gaps between events, lines may be missing, or the program was held up. */
const HELD_UP_GAPS = 1.5;

/** The events of a machine are numbered 0, 1, 2 … without a gap. */
export function checkDenseIndices(audited: AuditedTrace, found: RuleCollector): void {
  let counted = 0;
  for (const log of audited.logs) {
    const indices = audited.originOf(log)?.indices;
    if (indices && indices.length > 0) checkIndices(log, indices, found);
    else counted += 1;
    if (audited.trace.engine === 'virtual' && !audited.trace.program) checkLength(audited, log, found);
  }
  if (counted === audited.logs.length) found.note({ kind: 'indices-not-written' });
}

function checkIndices(log: MachineLog, indices: Uint32Array, found: RuleCollector): void {
  for (let at = 0; at < log.eventCount; at++) {
    found.checked += 1;
    const index = indices[at]!;
    const before = at > 0 ? indices[at - 1]! : -1;
    // Whoever wrote the file may have lost the lines, or the file has.
    if (index > before + 1) found.remark(log.machine, at, { kind: 'indices-missing', before, index });
    else if (index <= before) found.fault(log.machine, at, { kind: 'index-repeats', before, index });
  }
}

/** A trial of d seconds has floor(rate × d) ticks, unless its record says that it is not whole. */
function checkLength(audited: AuditedTrace, log: MachineLog, found: RuleCollector): void {
  if (audited.trace.gaps.length > 0 || log.eventCount === 0) return;
  const ticks = audited.ticksOf(log);
  const last = log.eventCount - 1;
  const events = audited.indexOf(log, last) + 1;
  found.checked += 1;
  if (events !== ticks) found.remark(log.machine, last, { kind: 'ticks-missing', ticks, events });
}

/** Tick k is due k / rate seconds after the start: exactly then in virtual time, not before it in a live run. */
export function checkTimesOnTheBeat(audited: AuditedTrace, found: RuleCollector): void {
  const { engine } = audited.trace;
  if (engine === 'live') found.note({ kind: 'early-tolerance', toleranceMs: EARLY_TOLERANCE_MS });
  for (const log of audited.logs) {
    checkNeverBackwards(audited, log, found);
    if (engine === 'imported') checkPace(audited, log, found);
    else if (engine !== 'stepped') checkDue(audited, log, found);
  }
}

/** The clock of a computer may be set back while somebody's program runs: in an imported log that is a remark. */
function checkNeverBackwards(audited: AuditedTrace, log: MachineLog, found: RuleCollector): void {
  const stepMs = audited.isImported ? (audited.trace.origin?.timeStepMs ?? 0) : 0;
  for (let index = 1; index < log.eventCount; index++) {
    if (!audited.order.areTimesStated(log, index)) {
      found.leaveOut('own-time-not-told');
      continue;
    }
    found.checked += 1;
    const beforeMs = log.atMs[index - 1]!;
    const atMs = log.atMs[index]!;
    const fact = { kind: 'time-backwards', beforeMs, atMs } as const;
    if (!audited.isImported && atMs < beforeMs) found.fault(log.machine, index, fact);
    else if (atMs < beforeMs - stepMs) found.remark(log.machine, index, fact);
  }
}

function checkDue(audited: AuditedTrace, log: MachineLog, found: RuleCollector): void {
  const rate = audited.trial.rates[log.machine - 1]!;
  const isVirtual = audited.trace.engine === 'virtual';
  const periodMs = 1000 / rate;
  for (let index = 0; index < log.eventCount; index++) {
    found.checked += 1;
    const due = audited.trace.dueMsOf(log.machine, index, true);
    const atMs = log.atMs[index]!;
    if (isVirtual) {
      if (Math.abs(atMs - due) > VIRTUAL_TOLERANCE_MS)
        found.fault(log.machine, index, { kind: 'off-the-beat', dueMs: due, atMs });
    } else if (atMs < due - EARLY_TOLERANCE_MS)
      found.fault(log.machine, index, { kind: 'early', dueMs: due, atMs });
    else if (atMs > due + periodMs) found.remark(log.machine, index, { kind: 'late', dueMs: due, atMs });
  }
}

/** Foreign logs are not held to each beat: one remark for a machine whose pace is not its stated rate. */
function checkPace(audited: AuditedTrace, log: MachineLog, found: RuleCollector): void {
  if (audited.originOf(log)?.rate !== 'stated') {
    found.leaveOut('rate-unknown', log.eventCount);
    return;
  }
  const gaps = gapsOf(audited, log).sort();
  const medianGapMs = gaps[gaps.length >> 1];
  if (gaps.length < GAPS_MIN || medianGapMs === undefined) {
    found.leaveOut('too-few-gaps', log.eventCount);
    return;
  }
  found.checked += 1;
  const rate = audited.trial.rates[log.machine - 1]!;
  const periodMs = 1000 / rate;
  const even = gaps.filter(gap => gap <= HELD_UP_GAPS * medianGapMs);
  const lastedMs = even.reduce((sum, gap) => sum + gap, 0);
  const latenessMs = lastedMs - even.length * periodMs;
  if (Math.abs(latenessMs) <= Math.max(periodMs, PACE_TOLERANCE * lastedMs)) return;
  found.remark(log.machine, log.eventCount - 1, {
    kind: 'pace',
    rate,
    periodMs,
    medianGapMs,
    meanGapMs: lastedMs / even.length,
    latenessMs,
  });
}

/** Between one event and the next where both times are stated, in milliseconds. */
function gapsOf(audited: AuditedTrace, log: MachineLog): Float64Array {
  const gaps: number[] = [];
  for (let index = 1; index < log.eventCount; index++) {
    const events = audited.indexOf(log, index) - audited.indexOf(log, index - 1);
    if (events > 0 && audited.order.areTimesStated(log, index))
      gaps.push((log.atMs[index]! - log.atMs[index - 1]!) / events);
  }
  return Float64Array.from(gaps);
}
