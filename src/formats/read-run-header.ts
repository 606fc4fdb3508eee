// The header of a run, as JSONL has it in a line and CSV in a field.
import { parseImportedTrial } from '../core/imported-trial.ts';
import type { Certificate } from '../core/certificate.ts';
import type { Fault } from '../core/fault.ts';
import { hasOwnTrial, type Engine, type Gap, type Loss } from '../core/trace.ts';
import { parseTrial, type Trial } from '../core/trial.ts';
import {
  parseFaultLine,
  parseHeaderLine,
  parseOrigin,
  parseStepLine,
  type HeaderLine,
  type OriginFacts,
} from './read-jsonl-schema.ts';
import type { ProgramHeader, StepLine } from './program-part.ts';
import { JSONL_FORMAT } from './write-jsonl.ts';

/** What a header says. */
export interface RunHeader {
  readonly trial: Trial;
  readonly engine: Engine;
  readonly startedAtMs: number | undefined;
  readonly gaps: readonly Gap[];
  readonly losses: readonly Loss[];
  readonly faults: readonly Fault[];
  readonly certificate: Certificate | undefined;
  readonly program: ProgramHeader | undefined;
  /** Without an event; of a table. */
  readonly steps: readonly StepLine[];
  readonly messagesWithoutSend: HeaderLine['messagesWithoutSend'];
  readonly seatNames: readonly (string | null)[];
  readonly origin: OriginFacts | undefined;
}

/** What the header says, or why it cannot be taken, in a sentence. */
export function runHeaderOf(value: object): RunHeader | string {
  if (!('format' in value) || value.format !== JSONL_FORMAT)
    return `It is not a header of this format: its "format" is not "${JSONL_FORMAT}".`;
  const parsed = parseHeaderLine(value);
  if (parsed.kind === 'wrong') return parsed.reason;
  const { engine, startedAt, gaps, losses, certificate, seatNames, messagesWithoutSend } = parsed.line;
  const faults: Fault[] = [];
  for (const each of parsed.line.faults) {
    const fault = typeof each === 'object' && each !== null ? parseFaultLine(each) : undefined;
    if (fault?.kind !== 'line')
      return `A fault in it cannot be read: ${fault?.reason ?? 'it is not an object.'}`;
    faults.push(fault.line);
  }
  const trial = hasOwnTrial(engine) ? parseTrial(parsed.line.trial) : parseImportedTrial(parsed.line.trial);
  if (trial.kind === 'problems') return trial.problems.map(({ message }) => message).join(' ');
  const { program } = parsed.line;
  if (program && program.trial.machines !== trial.trial.rates.length)
    return `Its program is for ${program.trial.machines} machines, and its trial has ${trial.trial.rates.length}.`;
  if (engine === 'stepped' && !program) return 'A run of this kind is a program’s, and it names none.';
  const steps: StepLine[] = [];
  for (const each of parsed.line.steps) {
    const step = parseStepLine(each);
    if (step.kind === 'wrong') return `A step in it cannot be read: ${step.reason}`;
    steps.push(step.line);
  }
  const startedAtMs = startedAt === undefined ? NaN : Date.parse(startedAt);
  return {
    trial: trial.trial,
    engine,
    startedAtMs: Number.isNaN(startedAtMs) ? undefined : startedAtMs,
    gaps,
    losses,
    faults,
    certificate,
    program,
    steps,
    seatNames,
    messagesWithoutSend,
    origin: engine === 'imported' ? parseOrigin(parsed.line.origin) : undefined,
  };
}
