// The address of a comparison of designs and its form: which designs, with how many machines, which trial, and who dies.
import { COMPARISON_BOUNDS, DESIGNS, type ComparisonSettings, type Design } from '../core/design-facts.ts';
import { TRIAL_BOUNDS, TRIAL_DEFAULTS } from '../core/trial.ts';
import { DESIGN_FIELD_LABELS, DESIGN_FIELD_NOTES, DESIGN_PROBLEMS } from '../words/designs-view.ts';
import { FIELD_LABELS, UNITS } from '../words/fields.ts';
import { outOfBounds } from '../words/form-problems.ts';
import { brokersIn, isBrokerAddress } from './broker.ts';
import {
  defaultsOf,
  numberField,
  parseFields,
  problem,
  Problems,
  readFields,
  textField,
  value,
  writeFields,
  type DraftOf,
  type NameIn,
  type Parsed,
  type ParsedDraft,
  type Problem,
} from './fields.ts';
import { axisFrom } from './lists.ts';

const { machines, sizesMax, rate, faces, seconds } = COMPARISON_BOUNDS;
/** 0: nobody dies. */
const deaths = { min: 0, max: machines.max };

export const DESIGNS_FIELDS = {
  /** Separated by commas; the form has a box for each. */
  designs: textField('webrtc,broadcast,relay', designsFrom, { label: DESIGN_FIELD_LABELS.designs }),
  /** Of the broker, or of several of one cluster; empty: none is contacted. */
  broker: textField('', text => value(brokersIn(text)), {
    label: DESIGN_FIELD_LABELS.broker,
    note: DESIGN_FIELD_NOTES.broker,
    wide: true,
  }),
  sizes: textField('2, 3, 4, 8, 16, 22, 32', sizesFrom, {
    label: FIELD_LABELS.machines,
    note: DESIGN_FIELD_NOTES.sizes,
    wide: true,
  }),
  rate: numberField('20', DESIGN_FIELD_LABELS.rate, rate, { unit: UNITS.rate }),
  faces: numberField('2', DESIGN_FIELD_LABELS.faces, faces),
  seconds: numberField('3', FIELD_LABELS.seconds, seconds, { unit: UNITS.seconds }),
  seed: numberField(String(TRIAL_DEFAULTS.seed), FIELD_LABELS.seed, TRIAL_BOUNDS.seed),
  deaths: numberField('4', DESIGN_FIELD_LABELS.deaths, deaths),
};

/** A comparison as a person is typing it. */
export type DesignsDraft = DraftOf<typeof DESIGNS_FIELDS>;
export type DesignsDraftField = NameIn<typeof DESIGNS_FIELDS>;
export type ParsedDesignsDraft = ParsedDraft<DesignsDraft, DesignsSettings, DesignsDraftField>;

/** A draft without problems. */
export interface DesignsSettings {
  readonly comparison: ComparisonSettings;
  /** At least one where the comparison has a broker. It is no part of what is stored. */
  readonly brokerUrls: readonly string[];
}

export const DEFAULT_DESIGNS_DRAFT: DesignsDraft = defaultsOf(DESIGNS_FIELDS);

/** `query` is what follows `#/designs?`. Never throws. */
export function readDesignsAddress(query: string): {
  readonly parsed: ParsedDesignsDraft;
  readonly runNow: boolean;
} {
  const { draft, runNow, problems } = readFields(DESIGNS_FIELDS, query, { canRun: true });
  return { parsed: parseDesignsDraft(draft, problems), runNow };
}

export function writeDesignsAddress(draft: DesignsDraft): string {
  return writeFields(DESIGNS_FIELDS, draft);
}

const BOUNDS: readonly (readonly [DesignsDraftField, { readonly min: number; readonly max: number }])[] = [
  ['rate', rate],
  ['faces', faces],
  ['seconds', seconds],
  ['seed', TRIAL_BOUNDS.seed],
  ['deaths', deaths],
];

/** Never throws; at most one problem for each field, after those of the `fragment` that the draft was read from. */
export function parseDesignsDraft(
  draft: DesignsDraft,
  fragment: readonly Problem<never>[] = [],
): ParsedDesignsDraft {
  const problems = new Problems<DesignsDraftField>();
  const values = parseFields(DESIGNS_FIELDS, draft, problems.complain);
  for (const [name, { min, max }] of BOUNDS) {
    const number = values[name] as number;
    const { label, unit } = labelOf(name);
    if (!Number.isInteger(number) || number < min || number > max)
      problems.complain(name, outOfBounds(label, { min, max }, unit).replace(/ \.$/, '.'));
  }
  if (values.designs?.includes('broker') === true && values.broker?.length === 0)
    problems.complain('broker', DESIGN_PROBLEMS.noBroker);
  if (values.broker?.every(isBrokerAddress) === false)
    problems.complain('broker', DESIGN_PROBLEMS.notABroker);
  if (values.deaths === 1) problems.complain('deaths', DESIGN_PROBLEMS.oneDies);
  const list = [...fragment, ...problems.list];
  if (list.length > 0) return { draft, settings: undefined, problems: list };
  const comparison: ComparisonSettings = {
    designs: values.designs!,
    sizes: values.sizes!,
    rate: values.rate!,
    faces: values.faces!,
    seconds: values.seconds!,
    seed: values.seed!,
    ...(values.deaths! > 0 && { deathsWith: values.deaths! }),
  };
  return { draft, settings: { comparison, brokerUrls: values.broker! }, problems: list };
}

function labelOf(name: DesignsDraftField): { readonly label: string; readonly unit: string } {
  const { control } = DESIGNS_FIELDS[name];
  return { label: control.label, unit: control.kind === 'number' ? control.unit : '' };
}

/** In the order in which they are measured, each once. */
export function designsFrom(text: string): Parsed<readonly Design[]> {
  const names = text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  const unknown = names.find(name => !(DESIGNS as readonly string[]).includes(name));
  if (unknown !== undefined) return problem(DESIGN_PROBLEMS.unknown(unknown, DESIGNS));
  const designs = DESIGNS.filter(design => names.includes(design));
  return designs.length === 0 ? problem(DESIGN_PROBLEMS.none) : value(designs);
}

function sizesFrom(text: string): Parsed<readonly number[]> {
  const list = axisFrom(text);
  if (list.kind === 'problem') return list;
  if (list.value.length > sizesMax) return problem(DESIGN_PROBLEMS.tooManySizes(sizesMax));
  const isSize = (size: number): boolean =>
    Number.isInteger(size) && size >= machines.min && size <= machines.max;
  return list.value.every(isSize) ? list : problem(DESIGN_PROBLEMS.sizes(machines));
}
