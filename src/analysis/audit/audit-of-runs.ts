// Several runs of one program are several samples of one mistake: what their audits say together.
import { counted } from '../../core/counted.ts';
import type { AuditReport } from './audit-report.ts';
import { consequence } from './diagnosis.ts';

/** One or two sentences about two runs or more. */
export function sentenceOfRuns(reports: readonly AuditReport[]): string {
  const total = (count: (report: AuditReport) => number): number =>
    reports.reduce((sum, report) => sum + count(report), 0);
  const faulty = reports.filter(({ faults }) => faults > 0).length;
  const facts = `${counted(
    total(({ checked }) => checked),
    'fact',
  )} checked in ${counted(reports.length, 'run')}`;
  if (faulty === 0) return `${facts}, no fault in any of them.`;
  const found = `${facts}: ${counted(
    total(({ faults }) => faults),
    'fault',
  )} in ${faulty} of them.`;
  const [first, ...others] = reports.map(({ diagnoses }) =>
    diagnoses.find(({ kind }) => kind === 'receive-formula'),
  );
  if (!first || others.some(other => other?.formula !== first.formula)) return found;
  const receives = [first, ...others].map(diagnosis => diagnosis!.receives!);
  const sum = {
    all: receives.reduce((all, each) => all + each.all, 0),
    faulty: receives.reduce((all, each) => all + each.faulty, 0),
    equal: receives.reduce((all, each) => all + each.equal, 0),
  };
  return `In all ${reports.length} runs this program takes ${first.formula} where L78 wants max(own, received) + 1${consequence(sum)}. ${found}`;
}
