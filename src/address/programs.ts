// The address of the view of programs and the form of its trial: which program, in what trial, within what bounds, and with which
// run. What an address leaves out is as the program says.
import {
  PROGRAM_MACHINES,
  withMachines,
  type ProgramTrial,
  type WholeProgramTrial,
} from '../core/program/program-trial.ts';
import { TIMESTAMP_RULES, TRIAL_BOUNDS, type TimestampRule } from '../core/trial.ts';
import { EXPLORE_DEFAULTS, type ExploreOptions } from '../engine/explore/explore.ts';
import type { SeededProgramTrial } from '../engine/run-program.ts';
import { PAIRWISE_SEATS_MAX, type LinkChoice, type Place } from '../engine/settings.ts';
import { ASKED_CHOICES, LIVE_FIELD_LABELS, LIVE_PLACES, tooManyTabs } from '../words/live-program.ts';
import { NO_BROKER } from '../words/problems.ts';
import { FIELD_LABELS, UNITS } from '../words/fields.ts';
import { tooManyValues } from '../words/form-problems.ts';
import { RULE_CHOICES } from '../words/rules.ts';
import {
  atValue,
  FIFO_CHOICES,
  OVER_NOTE,
  PROGRAM_FIELD_LABELS as LABELS,
  PROGRAM_FIELD_PROBLEMS,
  SCRIPT_NOTE,
} from '../words/program-view.ts';
import {
  choiceField,
  defaultsOf,
  numberField,
  numberFrom,
  oneOf,
  optionalField,
  parseFields,
  plainField,
  Problems,
  readFields,
  textField,
  value,
  writeFields,
  type DraftOf,
  type NameIn,
  type ParsedDraft,
  type Shown,
} from './fields.ts';
import { BROKER_FIELD, LINK_FIELD } from './broker.ts';
import { axisFrom, delaysFrom, ratesFrom } from './lists.ts';
import { scriptFrom, scriptText } from './script.ts';

/** Characters of a packed text in an address. */
export const LINKED_TEXT_MAX = 8192;
/** Characters of a program. */
export const PROGRAM_TEXT_MAX = 100_000;
/** Characters of a run in an address. */
export const LINKED_RUN_MAX = 16_000;

const budget = { min: 0, max: 1000 };
const states = { min: 1, max: 20_000_000 };
const depth = { min: 1, max: 60_000 };
const percent = { min: 0, max: 100 };
const runs = { min: 1, max: 100_000 };
/** Values of one sweep. */
const SWEPT_VALUES_MAX = 50;
/** What a sweep can change. */
export const SWEPT_FIELDS = ['lossPercent', 'duplicationPercent', 'machines', 'rates', 'seconds'] as const;
export type SweptField = (typeof SWEPT_FIELDS)[number];

export const PROGRAM_TRIAL_FIELDS = {
  machines: numberField('', LABELS.machines, PROGRAM_MACHINES, { stepped: true }),
  script: textField('', scriptFrom, { label: LABELS.script, note: SCRIPT_NOTE, wide: true }),
  fifo: {
    ...plainField('', text => value(text !== 'no')),
    control: { kind: 'choice', label: LABELS.fifo, choices: FIFO_CHOICES, look: 'row' },
  } satisfies Shown<boolean, string>,
  losses: numberField('', LABELS.losses, budget, { stepped: true }),
  duplicates: numberField('', LABELS.duplicates, budget, { stepped: true }),
  crashes: numberField('', LABELS.crashes, budget, { stepped: true }),
  idles: numberField('', LABELS.idles, budget, { stepped: true }),
  rule: choiceField<TimestampRule>('rule', TIMESTAMP_RULES[0], LABELS.rule, RULE_CHOICES, 'stacked'),
  states: numberField(String(EXPLORE_DEFAULTS.states), LABELS.states, states),
  depth: numberField(String(EXPLORE_DEFAULTS.depth), LABELS.depth, depth),
  rates: textField('10', text => value(ratesFrom(text).map(numberFrom)), {
    label: LABELS.rates,
    unit: UNITS.rateForEach,
    wide: true,
  }),
  seconds: numberField('10', LABELS.seconds, TRIAL_BOUNDS.seconds, { unit: UNITS.seconds }),
  delay: textField('uniform 20-400', delaysFrom, { label: LABELS.delay, unit: 'ms', wide: true }),
  seed: numberField('1', LABELS.seed, TRIAL_BOUNDS.seed),
  lossPercent: numberField('0', LABELS.lossPercent, percent, { unit: '%' }),
  duplicationPercent: numberField('0', LABELS.duplicationPercent, percent, { unit: '%' }),
  runs: numberField('1000', LABELS.runs, runs),
  place: choiceField<LivePlace>('place', 'tabs', FIELD_LABELS.place, LIVE_PLACES),
  link: LINK_FIELD,
  /** Only where the links are `broker`. */
  broker: BROKER_FIELD,
  /** Of a live run: somebody is to press buttons in it. */
  liveSeconds: numberField('60', LIVE_FIELD_LABELS.seconds, TRIAL_BOUNDS.seconds, { unit: UNITS.seconds }),
  /** What a live run asks the machines for by itself. */
  asks: choiceField<'hand' | 'script'>('asks', 'hand', LIVE_FIELD_LABELS.asks, ASKED_CHOICES),
  vary: choiceField<SweptField>(
    'vary',
    SWEPT_FIELDS[0],
    LABELS.vary,
    SWEPT_FIELDS.map(name => ({ value: name, label: LABELS[name] })),
    'stacked',
  ),
  over: textField('0, 1, 2, 5, 10, 20', axisFrom, { label: LABELS.over, note: OVER_NOTE, wide: true }),
};

export const PROGRAMS_FIELDS = {
  /** One that ships, with a slip after a colon; where there is a text, what it was made from. */
  program: plainField('lamport-mutex', text => value(text)),
  /** A program of one's own that this browser has, by its id. */
  own: optionalField(text => value(text)),
  /** A program of one's own, packed. */
  text: optionalField(text => value(text)),
  ...PROGRAM_TRIAL_FIELDS,
  /** Whether the panel of live runs is shown. */
  live: oneOf('live', 'no', ['no', 'yes']),
  /** What was chosen, step by step. */
  run: optionalField(text => value(text.slice(0, LINKED_RUN_MAX))),
};

/** A worker cannot hold the box that a program is in. */
export type LivePlace = Exclude<Place, 'workers'>;

export type ProgramTrialDraft = DraftOf<typeof PROGRAM_TRIAL_FIELDS>;
export type ProgramTrialField = NameIn<typeof PROGRAM_TRIAL_FIELDS>;
export type ParsedProgramTrial = ParsedDraft<ProgramTrialDraft, ProgramSettings, ProgramTrialField>;

/** A trial without problems, for each way to try a program. */
export interface ProgramSettings {
  readonly trial: ProgramTrial;
  readonly options: ExploreOptions;
  readonly seeded: SeededProgramTrial;
  readonly runs: number;
  readonly live: LiveProgramSettings;
  readonly sweep: PlannedSweep;
}

/** Of a live run, beside what runs by seed have too. */
export interface LiveProgramSettings {
  readonly place: LivePlace;
  readonly link: LinkChoice;
  readonly brokers?: readonly string[];
  readonly seconds: number;
  /** Whether the script of the trial is gone through, or people alone ask for something. */
  readonly isScripted: boolean;
}

/** The same trial with each value of one of its fields. */
export interface PlannedSweep {
  readonly field: SweptField;
  readonly points: readonly { readonly value: number; readonly seeded: SeededProgramTrial }[];
}

export type ProgramsDraft = DraftOf<typeof PROGRAMS_FIELDS>;
export const DEFAULT_PROGRAMS_DRAFT: ProgramsDraft = defaultsOf(PROGRAMS_FIELDS);
export const EMPTY_TRIAL_DRAFT: ProgramTrialDraft = defaultsOf(PROGRAM_TRIAL_FIELDS);

/** `query` is what follows `#/programs?`. Never throws. */
export function readProgramsAddress(query: string): {
  readonly draft: ProgramsDraft;
  readonly problems: readonly string[];
} {
  const { draft, problems } = readFields(PROGRAMS_FIELDS, query);
  return { draft, problems: problems.map(({ message }) => message) };
}

export function writeProgramsAddress(draft: ProgramsDraft): string {
  return writeFields(PROGRAMS_FIELDS, draft);
}

/** What the fields show: what a person has changed, and else what the program says. */
export function shownTrialDraft(
  own: ProgramTrialDraft,
  program: { readonly fifo: boolean; readonly trial?: ProgramTrial } | undefined,
): ProgramTrialDraft {
  const trial = program?.trial ?? { machines: 2 };
  const machines = Number(own.machines === '' ? trial.machines : own.machines);
  const base = withMachines(trial, Math.min(machines, PROGRAM_MACHINES.max));
  const said: ProgramTrialDraft = {
    ...EMPTY_TRIAL_DRAFT,
    machines: String(trial.machines),
    script: scriptText(base.script ?? []),
    fifo: (trial.fifo ?? program?.fifo ?? true) ? 'yes' : 'no',
    losses: String(trial.losses ?? 0),
    duplicates: String(trial.duplicates ?? 0),
    crashes: String(trial.crashes ?? 0),
    idles: String(trial.idles ?? 0),
    rule: trial.rule ?? TIMESTAMP_RULES[0],
  };
  const changed = Object.entries(own).filter(
    ([name, text]) => text !== EMPTY_TRIAL_DRAFT[name as ProgramTrialField],
  );
  return { ...said, ...Object.fromEntries(changed) };
}

/** Of what a person has changed: what differs from what the program says. */
export function ownTrialDraft(
  shown: ProgramTrialDraft,
  program: Parameters<typeof shownTrialDraft>[1],
): ProgramTrialDraft {
  const said = shownTrialDraft({ ...EMPTY_TRIAL_DRAFT, machines: shown.machines }, program);
  const names = Object.keys(shown) as ProgramTrialField[];
  const machines = shownTrialDraft(EMPTY_TRIAL_DRAFT, program).machines;
  return Object.fromEntries(
    names.map(name => [
      name,
      shown[name] === (name === 'machines' ? machines : said[name]) ? EMPTY_TRIAL_DRAFT[name] : shown[name],
    ]),
  ) as ProgramTrialDraft;
}

/** The fields that say a trial of every order; the others are not about it. */
export function draftOfTrial(trial: WholeProgramTrial): Partial<ProgramTrialDraft> {
  const { machines, script, fifo, losses, duplicates, crashes, idles, rule } = trial;
  return {
    machines: String(machines),
    script: scriptText(script),
    fifo: fifo ? 'yes' : 'no',
    losses: String(losses),
    duplicates: String(duplicates),
    crashes: String(crashes),
    idles: String(idles),
    rule,
  };
}

/** Whether the fields say this trial. */
export function isTrialOf(draft: ProgramTrialDraft, trial: WholeProgramTrial): boolean {
  return Object.entries(draftOfTrial(trial)).every(
    ([name, text]) =>
      (name === 'script' ? trimmed(text) : text) ===
      (name === 'script' ? trimmed(draft.script ?? '') : draft[name as ProgramTrialField]),
  );
}

/** Without machines at the end that are asked for nothing. */
function trimmed(script: string): string {
  return script.replace(/[;\s]+$/, '');
}

/** Never throws; at most one problem for each field. */
export function parseProgramTrial(draft: ProgramTrialDraft): ParsedProgramTrial {
  const parsed = parseOneTrial(draft);
  const { settings } = parsed;
  if (!settings) return { ...parsed, settings };
  const planned = plannedSweep(draft, settings);
  return 'problem' in planned
    ? { draft, settings: undefined, problems: [planned.problem] }
    : { draft, settings: { ...settings, sweep: planned }, problems: [] };
}

type OneTrial = Omit<ProgramSettings, 'sweep'>;

function plannedSweep(
  draft: ProgramTrialDraft,
  { trial }: OneTrial,
): PlannedSweep | { readonly problem: ParsedProgramTrial['problems'][number] } {
  const over = (message: string) => ({ problem: { field: 'over', message } }) as const;
  const { vary: field, over: values } = parseFields(PROGRAM_TRIAL_FIELDS, draft, () => undefined);
  if (values!.length > SWEPT_VALUES_MAX) return over(tooManyValues(SWEPT_VALUES_MAX));
  const points: PlannedSweep['points'][number][] = [];
  for (const value of values!) {
    // Further machines are asked for what the last one is asked for.
    const more =
      field === 'machines' && value >= 1 && value <= PROGRAM_MACHINES.max
        ? { script: scriptText(withMachines(trial, value).script ?? []) }
        : {};
    const point = parseOneTrial({ ...draft, ...more, [field!]: String(value) });
    const [problem] = point.problems;
    if (problem) return over(atValue(value, problem.message));
    points.push({ value, seeded: point.settings!.seeded });
  }
  return { field: field!, points };
}

function parseOneTrial(
  draft: ProgramTrialDraft,
): ParsedDraft<ProgramTrialDraft, OneTrial, ProgramTrialField> {
  const problems = new Problems<ProgramTrialField>();
  const values = parseFields(PROGRAM_TRIAL_FIELDS, draft, problems.complain);
  for (const name of Object.keys(PROGRAM_TRIAL_FIELDS) as ProgramTrialField[]) {
    const { control } = PROGRAM_TRIAL_FIELDS[name];
    if (control.kind !== 'number') continue;
    const number = values[name] as number;
    if (!Number.isInteger(number) || number < control.min || number > control.max)
      problems.complain(name, PROGRAM_FIELD_PROBLEMS.count(control.label, control.min, control.max));
  }
  const rates = (values.rates as readonly number[] | undefined) ?? [];
  const machines = values.machines!;
  const { min, max } = TRIAL_BOUNDS.rate;
  if ((rates.length !== 1 && rates.length !== machines) || !rates.every(rate => rate >= min && rate <= max))
    problems.complain('rates', PROGRAM_FIELD_PROBLEMS.rates(Number.isInteger(machines) ? machines : 0));
  const [delay, ...more] = values.delay ?? [];
  if (delay === undefined || more.length > 0) problems.complain('delay', PROGRAM_FIELD_PROBLEMS.delay);
  if (problems.list.length > 0) return { draft, settings: undefined, problems: problems.list };
  const {
    script = [],
    fifo = true,
    losses,
    duplicates,
    crashes,
    idles,
    rule,
    lossPercent,
    duplicationPercent,
  } = values;
  const asked = script.length === 1 && script[0]!.length === 0 ? [] : script;
  return {
    draft,
    problems: [],
    settings: {
      trial: {
        machines,
        script: asked,
        fifo,
        rule: rule!,
        losses: losses!,
        duplicates: duplicates!,
        crashes: crashes!,
        idles: idles!,
      },
      options: { states: values.states!, depth: values.depth! },
      seeded: {
        rates: rates.length === machines ? rates : new Array<number>(machines).fill(rates[0]!),
        durationSeconds: values.seconds!,
        seed: values.seed!,
        rule: rule!,
        delay: delay!,
        fifo,
        script: asked,
        ...((lossPercent! > 0 || duplicationPercent! > 0) && {
          // Nothing sends again what was lost but the program itself.
          faults: { lossPercent: lossPercent!, duplicationPercent: duplicationPercent!, session: false },
        }),
      },
      runs: values.runs!,
      live: {
        place: values.place!,
        link: values.link!,
        ...(values.link === 'broker' && { brokers: values.broker! }),
        seconds: values.liveSeconds!,
        isScripted: values.asks === 'script',
      },
    },
  };
}

/** The same with what keeps it from running live: nothing else needs to know of a broker, or has so few machines. */
export function parsedForTabs(parsed: ParsedProgramTrial): ParsedProgramTrial {
  const { draft, settings } = parsed;
  if (!settings) return parsed;
  const problems = new Problems<ProgramTrialField>();
  if (settings.live.brokers?.length === 0) problems.complain('broker', NO_BROKER);
  if (settings.trial.machines > PAIRWISE_SEATS_MAX)
    problems.complain('machines', tooManyTabs(PAIRWISE_SEATS_MAX));
  return problems.list.length === 0 ? parsed : { draft, settings: undefined, problems: problems.list };
}
