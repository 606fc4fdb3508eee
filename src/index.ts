// The library: what another program may import. Needs no DOM and no worker.
export type {
  Event,
  EventKind,
  InternalEvent,
  ReceivedMessage,
  ReceiveEvent,
  SendEvent,
  SentMessage,
} from './core/event.ts';
export { lamportClock, type LogicalClock } from './core/logical-clock.ts';
export { Machine, type MachineOptions, type MachineState, type Recorder } from './core/machine.ts';
export { MachineLog } from './core/machine-log.ts';
export { messageName, type MachineId, type Message } from './core/message.ts';
export { roll } from './core/dice.ts';
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
