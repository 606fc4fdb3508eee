// The library: what another program may import. Needs no DOM and no worker.
import { tabulateSweep, type SweepCell } from './analysis/sweep-table.ts';
import { planSweep, type SweepInput } from './core/sweep-plan.ts';
import { runSlice } from './engine/sweep.ts';

export { lensLabel, lensOf, LENS_KINDS, type Lens, type LensKind } from './analysis/clock-lenses.ts';
export { studyClocks, type ClocksReport, type LensFindings } from './analysis/clock-lenses-study.ts';
export { audit } from './analysis/audit/audit.ts';
export type { AuditFact } from './analysis/audit/audit-facts.ts';
export type {
  AuditFinding,
  AuditReport,
  Diagnosis,
  RuleId,
  RuleReport,
  Severity,
  Unchecked,
} from './analysis/audit/audit-report.ts';
export { RULE_WORDS, type RuleWords } from './words/audit-rules.ts';
export { sentenceOf as auditSentenceOf } from './words/audit-sentences.ts';
export { compareRuns, type MachineComparison } from './analysis/comparison.ts';
export { conesOf, countRelations, relationOf, type Cones, type Relation } from './analysis/cones.ts';
export {
  cutAt,
  examineCut,
  isConsistent,
  largestConsistentCut,
  type CutMessage,
  type CutReport,
} from './analysis/cuts.ts';
export { driftOf, type Drift, type DriftMoment } from './analysis/drift.ts';
export { jumpsOf, type Jump, type JumpDistribution, type MachineJumps } from './analysis/jumps.ts';
export { Moments, type FlyingMessage, type Moment, type WaitingMessage } from './analysis/moments.ts';
export type { MachineSnapshot } from './analysis/machine-progress.ts';
export {
  predict,
  type MachinePrediction,
  type Prediction,
  type PredictionLimit,
} from './analysis/prediction.ts';
export { shareInterval95, type Interval, type SampleSummary } from './analysis/statistics.ts';
export { summarize, type MachineSummary, type Summary } from './analysis/summary.ts';
export type { SweepCell, SweepMachine, SweepQuantity } from './analysis/sweep-table.ts';
export { eventsInTotalOrder, totalOrderOf } from './analysis/total-order.ts';
export { roll } from './core/dice.ts';
export type {
  Event,
  EventKind,
  InternalEvent,
  ReceivedMessage,
  ReceiveEvent,
  SendEvent,
  SentMessage,
} from './core/event.ts';
export { hybridClocksOf, type HybridClocks, type PhysicalClockError } from './analysis/hybrid-clocks.ts';
export { lamportClocksOf } from './analysis/lamport-clocks.ts';
export { lamportClock, type LogicalClock } from './core/logical-clock.ts';
export { MachineLog } from './core/machine-log.ts';
export { Machine, type MachineOptions, type MachineState, type Recorder } from './core/machine.ts';
export { knownToAll, matrixOf } from './analysis/matrix-clocks.ts';
export { faultAtMs, isMessageFault, type Fault, type MessageFault } from './core/fault.ts';
export type { Json } from './core/program/json.ts';
export {
  History,
  type Law,
  type LawAnswer,
  type LawFinding,
  type LawKind,
  type MessageInTransit,
  type Output,
  type World,
} from './core/program/law.ts';
export {
  program,
  type Command,
  type Me,
  type Named,
  type NetworkClaims,
  type Program,
  type ProgramSpec,
  type Received,
  type Sent,
} from './core/program/program.ts';
export type { Asked, ProgramTrial, WholeProgramTrial } from './core/program/program-trial.ts';
export { ProgramProblemError, type ProgramProblem } from './core/program/problem.ts';
export type { RecordedArrival, RecordedRun, RecordedStep, StepCause } from './core/program/recorded-run.ts';
export type { RunEvent } from './core/program/run-event.ts';
export { step, type Effect, type Input, type StepContext, type StepResult } from './core/program/step.ts';
export type { CrashMemory, FaultPlan, FaultPlanInput, TimedFault } from './core/fault-plan.ts';
export type { LinkDelay, LinkDelayInput, MessageDelay, MessageDelayInput } from './core/message-delay.ts';
export { messageName, type MachineId, type Message } from './core/message.ts';
export { InvalidSweepError, type SweepInput } from './core/sweep-plan.ts';
export { digestOf } from './core/trace-digest.ts';
export { eventsInOrder, type EventPlace } from './core/trace-order.ts';
export { Trace, type Engine, type Gap, type TracedMessage } from './core/trace.ts';
export {
  drawRates,
  InvalidTrialError,
  parseTrial,
  TIMESTAMP_RULES,
  TRIAL_BOUNDS,
  TRIAL_DEFAULTS,
  trialFrom,
  type ParsedTrial,
  type TimestampRule,
  type Trial,
  type TrialInput,
  type TrialProblem,
} from './core/trial.ts';
export {
  concurrent,
  happenedBefore,
  TooManyVectorsError,
  vectorClocksOf,
  vectorOf,
  type VectorClocks,
} from './analysis/vector-clocks.ts';
export {
  positionOf,
  TooManyChoicesError,
  type HandPosition,
  type LawMark,
  type NextStep,
} from './engine/explore/by-hand.ts';
export {
  back,
  BRANCHES_MAX,
  branchesOf,
  childrenOf,
  choicesTo,
  endsOf,
  goTo,
  lineTo,
  withRun,
  withStep,
  type Branches,
  type BranchNode,
} from './engine/explore/branches.ts';
export type { Choice } from './engine/explore/choice.ts';
export { choicesOf, type ChosenRun } from './engine/explore/choices-of.ts';
export {
  explore,
  EXPLORE_DEFAULTS,
  SlicedExploration,
  type Exploration,
  type BrokenLaw,
  type ExploreOptions,
  type ExploreProgress,
  type LawReport,
} from './engine/explore/explore.ts';
export { traceOfProgram } from './core/program/program-trace.ts';
export { changedBy, stateAfter } from './core/program/record-states.ts';
export { letterOf, stepOf, type ProgramRecord } from './core/program/program-record.ts';
export { replayProgram, type ProgramRun } from './engine/explore/program-run.ts';
export { ImpossibleChoiceError } from './engine/explore/program-world.ts';
export { shortened, type ShortenedRun, type ShortenOptions } from './engine/explore/shorten.ts';
export { replay } from './engine/replay.ts';
export { lawsOnRun } from './engine/laws-on-run.ts';
export { replayRun } from './engine/replay-run.ts';
export {
  withLiveRun,
  withSearch,
  withVirtualRun,
  withVirtualRuns,
  type Passport,
  type PassportLaw,
  type PassportRuns,
  type PassportSearch,
  type RunTally,
} from './engine/passport.ts';
export { runPrograms, SlicedRuns, type LawTally, type RunsReport } from './engine/program-runs.ts';
export type { RunLawReport } from './engine/run-laws.ts';
export { runProgram, type SeededProgramTrial, type SeededRun } from './engine/run-program.ts';
export { simulate, type SimulateOptions } from './engine/simulate.ts';
export { TrialTooLargeError } from './engine/trial-size.ts';
export { shippedProgram, SHIPPED_NAMES } from './programs/shipped.ts';
export { explorationText } from './words/exploration.ts';
export { programProblem } from './words/program-problems.ts';
export { suggestPattern } from './formats/logs/suggest-pattern.ts';
export type { NamedFile } from './formats/named-file.ts';
export type {
  FileReport,
  InputFile,
  ReadOptions,
  ReadResult,
  ReadRun,
  SkippedLine,
} from './formats/read-result.ts';
export { readTrace } from './formats/read.ts';
export { writeShiviz, type NamedRun } from './formats/shiviz.ts';
export type { Stretch } from './formats/stretch.ts';
export { NothingToWriteError } from './formats/vector-log.ts';
export { writeTrace, type WriteFormat, type WriteOptions } from './formats/write.ts';

/**
 * Runs each trial of a grid as often as the replicates say, in this thread, and sums up each cell of the grid.
 * Throws {@link InvalidSweepError} before anything is run.
 */
export function sweep(input: SweepInput): SweepCell[] {
  const plan = planSweep(input);
  return tabulateSweep(plan, runSlice(plan, 0, plan.runs));
}
