// A draft: the trial as a person is typing it, text in every field. The form, the permalink and the parser share it, so
// that something invalid in a link stands in its field, with what is wrong beside it.
import type { MessageDelayInput } from '../core/message-delay.ts';
import {
  drawRates,
  parseTrial,
  TIMESTAMP_RULES,
  TRIAL_BOUNDS,
  TRIAL_DEFAULTS,
  type Trial,
  type TrialField,
} from '../core/trial.ts';
import { checkSize, TrialTooLargeError } from '../engine/simulate.ts';
import { delaysFrom } from './sweep-lists.ts';
import {
  DEFAULT_ROOM,
  ENGINES,
  LINK_CHOICES,
  PLACES,
  SEATS_MAX,
  VIRTUAL_MACHINES_MAX,
  type Settings,
} from '../engine/settings.ts';

/** Everything as text, just as it was typed or stood in the fragment. */
export interface Draft {
  readonly machines: string;
  /** undefined: drawn from the seed. One text for each machine otherwise. */
  readonly rates: readonly string[] | undefined;
  readonly die: string;
  readonly seconds: string;
  readonly seed: string;
  readonly rule: string;
  /** Of messages, in virtual time: none, fixed 50, uniform 20-80, exponential 50, in milliseconds. */
  readonly delay: string;
  readonly engine: string;
  readonly link: string;
  readonly place: string;
  readonly room: string;
}

export type DraftField = keyof Draft;
export interface DraftProblem {
  /** 'fragment': what stands in the address and belongs to no field. */
  readonly field: DraftField | 'fragment';
  readonly message: string;
}

export interface ParsedDraft {
  /** Undefined exactly when there are problems. */
  readonly settings: Settings | undefined;
  readonly problems: readonly DraftProblem[];
}

export const DEFAULT_DRAFT: Draft = {
  machines: '3',
  rates: ['5', '1', '5'],
  die: String(TRIAL_DEFAULTS.dieSides),
  seconds: String(TRIAL_DEFAULTS.durationSeconds),
  seed: String(TRIAL_DEFAULTS.seed),
  rule: TRIAL_DEFAULTS.rule,
  delay: 'none',
  engine: 'live',
  link: 'auto',
  place: 'frames',
  room: DEFAULT_ROOM,
};

const FIELD_OF: Record<TrialField | 'trial', DraftField | 'fragment'> = {
  rates: 'rates',
  dieSides: 'die',
  durationSeconds: 'seconds',
  seed: 'seed',
  rule: 'rule',
  delay: 'delay',
  trial: 'fragment',
};

/** Plain decimal notation only: '0x10', '1e3', ' ' and '' are no numbers that a person means here. */
export function numberFrom(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : NaN;
}

/** The rates that a draft stands for: typed, or drawn from its seed; empty when the draft does not say enough. */
export function ratesOf(draft: Draft): readonly string[] {
  if (draft.rates) return draft.rates;
  const count = machinesOf(draft);
  const seed = numberFrom(draft.seed);
  return count === undefined || Number.isNaN(seed) ? [] : drawRates(seed, count).map(String);
}

/** The number of machines if it is a possible one. */
export function machinesOf(draft: Draft): number | undefined {
  const count = numberFrom(draft.machines);
  const max = draft.engine === 'virtual' ? VIRTUAL_MACHINES_MAX : SEATS_MAX;
  return Number.isInteger(count) && count >= TRIAL_BOUNDS.machines.min && count <= max ? count : undefined;
}

function delayOf(
  { delay, engine }: Draft,
  complain: (field: 'delay', message: string) => void,
): MessageDelayInput | undefined {
  const list = delaysFrom(delay);
  if (list.kind === 'problem') complain('delay', list.message);
  else if (list.values.length > 1) complain('delay', 'A trial has one delay.');
  else if (list.values[0]?.kind !== 'none' && engine === 'live')
    complain('delay', 'A live run has the delay of its links: choose Virtual, or no delay.');
  return list.kind === 'values' ? list.values[0] : undefined;
}

/** Why the trace of a trial would not fit, and what would; undefined when it fits. */
function sizeProblem(trial: Trial): string | undefined {
  try {
    checkSize(trial);
    return undefined;
  } catch (error) {
    if (error instanceof TrialTooLargeError) return error.message;
    throw error;
  }
}

/** Never throws; at most one problem for each field. */
export function parseDraft(draft: Draft): ParsedDraft {
  const problems = new Map<DraftField | 'fragment', string>();
  const complain = (field: DraftField | 'fragment', message: string): void => {
    if (!problems.has(field)) problems.set(field, message);
  };
  const choose = <T extends string>(field: DraftField, options: readonly T[]): T => {
    const value = draft[field] as T;
    if (!options.includes(value))
      complain(field, `Unknown ${field} "${value}": choose ${options.join(' or ')}.`);
    return value;
  };

  const engine = choose('engine', ENGINES);
  const link = choose('link', LINK_CHOICES);
  const place = choose('place', PLACES);
  choose('rule', TIMESTAMP_RULES);
  if (!/^[\w-]{1,40}$/.test(draft.room))
    complain('room', 'A room has a name of 1 to 40 letters, digits, hyphens or underscores.');

  const machines = machinesOf(draft);
  if (machines === undefined) {
    const max = draft.engine === 'virtual' ? VIRTUAL_MACHINES_MAX : SEATS_MAX;
    complain(
      'machines',
      `The number of machines must be a whole number from ${TRIAL_BOUNDS.machines.min} to ${max}.`,
    );
  } else if (draft.rates && draft.rates.length !== machines) {
    complain(
      'rates',
      `There are ${machines} machines but ${draft.rates.length} rates: give one rate for each machine.`,
    );
  }

  const rates = draft.rates ?? drawRates(numberFrom(draft.seed) || 0, machines ?? 0).map(String);
  const delay = delayOf(draft, complain);
  const parsed = parseTrial({
    rates: rates.map(numberFrom),
    dieSides: numberFrom(draft.die),
    durationSeconds: numberFrom(draft.seconds),
    seed: numberFrom(draft.seed),
    rule: draft.rule,
    ...(delay && { delay }),
  });
  if (parsed.kind === 'problems')
    for (const { field, message } of parsed.problems)
      if (!(field === 'rates' && machines === undefined)) complain(FIELD_OF[field], message);

  if (parsed.kind === 'trial' && draft.engine === 'virtual') {
    const tooLarge = sizeProblem(parsed.trial);
    if (tooLarge) complain('seconds', tooLarge);
  }
  const settings =
    problems.size === 0 && parsed.kind === 'trial'
      ? { trial: parsed.trial, engine, link, place, room: draft.room }
      : undefined;
  return { settings, problems: [...problems].map(([field, message]) => ({ field, message })) };
}
