// The address of a trial and its form: what may be chosen, what is wrong with a draft, and the draft of a trial.
import {
  smallestDie,
  drawRates,
  parseTrial,
  TRIAL_BOUNDS,
  TRIAL_DEFAULTS,
  type Trial,
  type TrialField,
} from '../core/trial.ts';
import type { Trace } from '../core/trace.ts';
import {
  ENGINES,
  PAIRWISE_SEATS_MAX,
  PLACES,
  SEATS_MAX,
  VIRTUAL_MACHINES_MAX,
  type EngineChoice,
  type Settings,
} from '../engine/settings.ts';
import { checkSize, TrialTooLargeError } from '../engine/trial-size.ts';
import { delayWords } from '../words/delay.ts';
import { FIELD_LABELS, UNITS } from '../words/fields.ts';
import { DELAY_NOTE, ENGINE_NAMES, PLACE_NAMES } from '../words/forms.ts';
import { machinesProblem, rateProblem, ONE_DELAY, ratesCountProblem } from '../words/form-problems.ts';
import { NO_BROKER, NO_WEBRTC_IN_WORKERS } from '../words/problems.ts';
import { RULE_CHOICES } from '../words/rules.ts';
import {
  choiceField,
  defaultsOf,
  linkTo,
  numberField,
  numberFrom,
  optionalField,
  parseFields,
  problem,
  Problems,
  readFields,
  textField,
  value,
  writeFields,
  type DraftOf,
  type NameIn,
  type ParsedDraft,
  type Problem,
  type Shown,
} from './fields.ts';
import { FAULT_FIELDS, faultPlanOf, faultTexts } from './fault-fields.ts';
import { LINK_DELAYS_FIELD, linkDelaysText } from './link-delays.ts';
import { BROKER_FIELD, LINK_FIELD } from './broker.ts';
import { ROOM_FIELD } from './machine.ts';
import { delaysFrom, ratesFrom } from './lists.ts';

const { machines, rate, die, seconds, seed } = TRIAL_BOUNDS;

const ratesField: Shown<readonly number[] | undefined> = {
  ...optionalField(text => {
    const rates = ratesFrom(text).map(numberFrom);
    return rates.every(isRate) ? value(rates) : problem(rateProblem(rate));
  }),
  control: { kind: 'text', label: FIELD_LABELS.rates, unit: UNITS.rateForEach, note: '', wide: true },
};

export const TRIAL_FIELDS = {
  machines: numberField('3', FIELD_LABELS.machines, machines, { stepped: true }),
  /** One for each machine, separated by commas; undefined: drawn from the seed. */
  rates: ratesField,
  die: numberField(String(TRIAL_DEFAULTS.dieSides), FIELD_LABELS.die, die, { stepped: true }),
  seconds: numberField(String(TRIAL_DEFAULTS.durationSeconds), FIELD_LABELS.seconds, seconds, {
    unit: UNITS.seconds,
  }),
  seed: numberField(String(TRIAL_DEFAULTS.seed), FIELD_LABELS.seed, seed),
  rule: choiceField('rule', TRIAL_DEFAULTS.rule, FIELD_LABELS.rule, RULE_CHOICES, 'stacked'),
  /** Of messages: none, fixed 50, uniform 20-80, exponential 50, in milliseconds. */
  delay: textField(
    'none',
    text => {
      const list = delaysFrom(text);
      if (list.kind === 'problem') return list;
      return list.value.length > 1 ? problem(ONE_DELAY) : value(list.value[0]);
    },
    { label: FIELD_LABELS.delay, note: DELAY_NOTE, wide: true },
  ),
  linkDelays: LINK_DELAYS_FIELD,
  ...FAULT_FIELDS,
  engine: choiceField(
    'engine',
    'live',
    FIELD_LABELS.engine,
    ENGINES.map(engine => ({ value: engine, label: ENGINE_NAMES[engine] })),
    'without label',
  ),
  link: LINK_FIELD,
  place: choiceField(
    'place',
    'frames',
    FIELD_LABELS.place,
    PLACES.map(place => ({ value: place, ...PLACE_NAMES[place] })),
  ),
  /** The addresses of a broker or of a cluster; only where the links are `broker`. */
  broker: BROKER_FIELD,
  room: ROOM_FIELD,
};

/** A trial as a person is typing it. */
export type TrialDraft = DraftOf<typeof TRIAL_FIELDS>;
export type TrialDraftField = NameIn<typeof TRIAL_FIELDS>;
export type ParsedTrialDraft = ParsedDraft<TrialDraft, Settings, TrialDraftField>;

/** What an address means that says nothing: the trial that shows most, with messages that are seen to travel. */
export const DEFAULT_TRIAL_DRAFT: TrialDraft = {
  ...defaultsOf(TRIAL_FIELDS),
  rates: '5,1,5',
  delay: 'uniform 150-450 ms',
};

/** `query` is what follows `#/trial?`. Never throws. */
export function readTrialAddress(query: string): {
  readonly parsed: ParsedTrialDraft;
  readonly runNow: boolean;
  readonly play: boolean;
} {
  const { draft, runNow, play, problems } = readFields(TRIAL_FIELDS, query, {
    canRun: true,
    canPlay: true,
    // An address that says something, and no rates, has them drawn from its seed.
    defaultsFor: named =>
      Object.keys(named).length === 0
        ? DEFAULT_TRIAL_DRAFT
        : {
            ...defaultsOf(TRIAL_FIELDS),
            ...(named.rates !== undefined && { machines: countOf(named.rates) }),
          },
  });
  return { parsed: parseTrialDraft(draft, problems), runNow, play };
}

/** The fragment's query for a draft: what {@link readTrialAddress} turns back into the same draft. */
export function writeTrialAddress(draft: TrialDraft): string {
  return isDefaultTrial(draft) ? '' : writeAll(draft);
}

/** Whether an address that says nothing means this draft. */
export function isDefaultTrial(draft: TrialDraft): boolean {
  return writeAll(draft) === writeAll(DEFAULT_TRIAL_DRAFT);
}

function writeAll(draft: TrialDraft): string {
  const defaults = defaultsOf(TRIAL_FIELDS);
  const machines = draft.rates === undefined ? undefined : countOf(draft.rates);
  const rates = draft.rates === undefined ? undefined : ratesFrom(draft.rates).join(',');
  return writeFields(TRIAL_FIELDS, { ...draft, rates }, { ...defaults, machines });
}

/** The link to a trial, ready to be run; undefined for one that a draft cannot say, as a file or a program may hold one. */
export function trialLink(
  trial: Trial,
  engine: EngineChoice,
  options: { readonly runNow?: boolean; readonly play?: boolean } = {},
): string | undefined {
  const draft: TrialDraft = {
    ...DEFAULT_TRIAL_DRAFT,
    machines: String(trial.rates.length),
    rates: trial.rates.join(','),
    die: String(trial.dieSides),
    seconds: String(trial.durationSeconds),
    seed: String(trial.seed),
    rule: trial.rule,
    delay: delayWords(trial.delay),
    linkDelays: linkDelaysText(trial.linkDelays),
    ...faultTexts(trial.faults),
    engine,
  };
  return parseTrialDraft(draft).settings ? linkTo('trial', writeTrialAddress(draft), options) : undefined;
}

/** Whether a trace is what this draft computes. */
export function isSameTrial(trace: Trace | undefined, { settings }: ParsedTrialDraft): boolean {
  if (trace?.engine !== 'virtual' || settings?.engine !== 'virtual') return false;
  return JSON.stringify(trace.trial) === JSON.stringify(settings.trial);
}

const FIELD_OF: Record<TrialField | 'trial', TrialDraftField | 'fragment'> = {
  rates: 'rates',
  dieSides: 'die',
  durationSeconds: 'seconds',
  seed: 'seed',
  rule: 'rule',
  delay: 'delay',
  linkDelays: 'linkDelays',
  faults: 'fragment',
  trial: 'fragment',
};

/** Never throws; at most one problem for each field, after those of the `fragment` that the draft was read from. */
export function parseTrialDraft(
  draft: TrialDraft,
  fragment: readonly Problem<never>[] = [],
): ParsedTrialDraft {
  const problems = new Problems<TrialDraftField>();
  const { complain } = problems;
  const values = parseFields(TRIAL_FIELDS, draft, complain);
  const { engine, link, place, room, broker, delay, linkDelays } = values;

  const count = machinesOf(draft);
  if (count === undefined)
    complain('machines', machinesProblem({ min: machines.min, max: machinesMax(draft) }));
  else if (values.rates && values.rates.length !== count)
    complain('rates', ratesCountProblem(count, values.rates.length));

  const faults = faultPlanOf(values, { machines: count, seconds: values.seconds }, complain);
  const parsed = parseTrial({
    // As many as there are machines: a fragment may name any number of them.
    rates: ratesOf(draft)
      .slice(0, count ?? 0)
      .map(numberFrom),
    dieSides: values.die,
    durationSeconds: values.seconds,
    seed: values.seed,
    rule: draft.rule,
    ...(delay && { delay }),
    ...(linkDelays && { linkDelays }),
    ...(faults && { faults }),
  });
  if (parsed.kind === 'problems')
    for (const { field, message } of parsed.problems)
      if (!(field === 'rates' && count === undefined)) complain(FIELD_OF[field], message);
  if (parsed.kind === 'trial' && engine === 'virtual') {
    const tooLarge = sizeProblem(parsed.trial);
    if (tooLarge) complain('seconds', tooLarge);
  }

  const isServed = engine === 'live' && link === 'broker';
  if (isServed && broker?.length === 0) complain('broker', NO_BROKER);
  if (engine === 'live' && link === 'webrtc' && place === 'workers') complain('link', NO_WEBRTC_IN_WORKERS);

  const list = [...fragment, ...problems.list];
  const settings =
    list.length === 0 && parsed.kind === 'trial' && engine && link && place && room !== undefined
      ? { trial: parsed.trial, engine, link, place, room, ...(isServed && broker && { brokers: broker }) }
      : undefined;
  return { draft, settings, problems: list };
}

/** The most machines that there can be, on the engine that the draft names. */
export function machinesMax({ engine, link, place }: TrialDraft): number {
  if (engine === 'virtual') return VIRTUAL_MACHINES_MAX;
  if (place === 'workers' && (link === 'relay' || link === 'broker')) return SEATS_MAX;
  return PAIRWISE_SEATS_MAX;
}

/** The number of machines if it is a possible one. */
export function machinesOf(draft: TrialDraft): number | undefined {
  const count = numberFrom(draft.machines);
  return Number.isInteger(count) && count >= machines.min && count <= machinesMax(draft) ? count : undefined;
}

/** The rates that a draft stands for: typed, or drawn from its seed; empty when the draft does not say enough. */
export function ratesOf(draft: TrialDraft): readonly string[] {
  if (draft.rates !== undefined) return ratesFrom(draft.rates);
  const count = machinesOf(draft);
  const from = numberFrom(draft.seed);
  return count === undefined || Number.isNaN(from) ? [] : drawRates(from, count).map(String);
}

/**
 * The draft with this number of machines, as typed. Rates set by hand are kept as far as there are machines for them; a
 * new machine gets the rate drawn for it. A die with fewer faces than machines gets as many faces as there are machines.
 */
export function withMachines(draft: TrialDraft, text: string): TrialDraft {
  const changed: TrialDraft = { ...draft, machines: text };
  const count = machinesOf(changed);
  if (count === undefined) return changed;
  const drawn = ratesOf({ ...changed, rates: undefined });
  const typed = draft.rates === undefined ? undefined : ratesFrom(draft.rates);
  const rates = typed && drawn.length > 0 ? drawn.map((rate, i) => typed[i] ?? rate).join(',') : draft.rates;
  const needed = smallestDie(count);
  return { ...changed, rates, die: numberFrom(draft.die) < needed ? String(needed) : draft.die };
}

/** Whether a number can be a machine's ticks per second. */
export function isRate(some: number): boolean {
  return Number.isInteger(some) && some >= rate.min && some <= rate.max;
}

function countOf(rates: string): string {
  return String(ratesFrom(rates).length);
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
