// Gathers what the check of one rule comes to: all findings are counted, the first ones kept.
import type { MachineId } from '../../core/message.ts';
import type { EventPlace } from '../../core/trace-order.ts';
import { placeOf, type FilePlace, type TraceOrigin } from '../../core/trace-origin.ts';
import type { AuditFact } from './audit-facts.ts';
import {
  FINDINGS_KEPT_MAX,
  type AuditFinding,
  type RuleId,
  type RuleNote,
  type RuleReport,
  type Severity,
  type UncheckedReason,
} from './audit-report.ts';

/** The events whose clock has been found wrong, so that a slip which breaks two rules is one finding. */
export class ClockSlips {
  readonly #events: Set<number>[] = [];

  /** True the first time that it is asked of an event. */
  isNew(machine: MachineId, index: number): boolean {
    const events = (this.#events[machine] ??= new Set());
    if (events.has(index)) return false;
    events.add(index);
    return true;
  }
}

export class RuleCollector {
  checked = 0;
  #faults = 0;
  #remarks = 0;
  #told = 0;
  readonly #findings: AuditFinding[] = [];
  readonly #unchecked = new Map<UncheckedReason, number>();
  readonly #notes: RuleNote[] = [];

  constructor(
    readonly rule: RuleId,
    private readonly origin: TraceOrigin | undefined,
    private readonly slips: ClockSlips,
  ) {}

  /** The clock of an event is not what it should be: one fault, by whichever rules it shows. */
  clockFault(machine: MachineId, index: number, fact: AuditFact, other?: EventPlace): void {
    if (this.slips.isNew(machine, index)) this.fault(machine, index, fact, other);
    else this.#told += 1;
  }

  fault(machine: MachineId, index: number, fact: AuditFact, other?: EventPlace): void {
    this.#faults += 1;
    this.#keep('fault', { machine, index }, fact, other);
  }

  remark(machine: MachineId, index: number, fact: AuditFact, other?: EventPlace): void {
    this.#remarks += 1;
    this.#keep('remark', { machine, index }, fact, other);
  }

  /** Counted by reason. */
  leaveOut(reason: UncheckedReason, count = 1): void {
    if (count > 0) this.#unchecked.set(reason, (this.#unchecked.get(reason) ?? 0) + count);
  }

  note(note: RuleNote): void {
    this.#notes.push(note);
  }

  report(): RuleReport {
    return {
      rule: this.rule,
      checked: this.checked,
      faults: this.#faults,
      toldElsewhere: this.#told,
      remarks: this.#remarks,
      findings: this.#findings,
      unchecked: [...this.#unchecked].map(([reason, count]) => ({ count, reason })),
      notes: this.#notes,
    };
  }

  #keep(severity: Severity, place: EventPlace, fact: AuditFact, other?: EventPlace): void {
    if (this.#findings.length === FINDINGS_KEPT_MAX) return;
    const line = this.#lineOf(place);
    const otherLine = other && this.#lineOf(other);
    this.#findings.push({
      rule: this.rule,
      severity,
      place,
      ...(other && { other }),
      ...(line && { line }),
      ...(otherLine && { otherLine }),
      fact,
    });
  }

  #lineOf({ machine, index }: EventPlace): FilePlace | undefined {
    return this.origin && placeOf(this.origin, machine, index);
  }
}
