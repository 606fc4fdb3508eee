// How every address and form is described: a table with a field for each thing that may be chosen. Reading a fragment,
// writing one, the values of what was typed, what is wrong with it and the fields of the form all follow from the table.
import { badRun, moreOfThese, saidTwice, unknownChoice, unknownKey } from '../words/problems.ts';

export type Parsed<Value> =
  { readonly kind: 'value'; readonly value: Value } | { readonly kind: 'problem'; readonly message: string };

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** One line on what the choice means. */
  readonly note?: string;
}

/** How a form shows a field. */
export type Control =
  | {
      readonly kind: 'number';
      readonly label: string;
      readonly min: number;
      readonly max: number;
      readonly unit: string;
      /** With − and + around it, for numbers that are reached in steps. */
      readonly stepped: boolean;
    }
  | {
      readonly kind: 'choice';
      readonly label: string;
      readonly choices: readonly Choice[];
      readonly look: 'row' | 'stacked' | 'without label';
    }
  | ({ readonly kind: 'text' } & Required<TextLook>);

/** One field; its name in the fragment is its key in the table. */
export interface Field<Value = unknown, Text extends string | undefined = string | undefined> {
  /** What a fragment without the field stands for; undefined: nothing was chosen. */
  readonly otherwise: Text;
  /** Never throws. What is wrong with one field beside others is found where all of them are known. */
  parse(text: Text): Parsed<Value>;
}
/** A field that a form shows. */
export interface Shown<Value = unknown, Text extends string | undefined = string | undefined> extends Field<
  Value,
  Text
> {
  readonly control: Control;
}
export type Fields = Readonly<Record<string, Field>>;
export type ShownFields = Readonly<Record<string, Shown>>;

/** Everything as text, just as it was typed or written in the fragment. */
export type DraftOf<Table extends Fields> = { readonly [Name in keyof Table]: Table[Name]['otherwise'] };
export type ValuesOf<Table extends Fields> = {
  readonly [Name in keyof Table]: Table[Name] extends { parse(text: never): Parsed<infer Value> }
    ? Value
    : never;
};
export type NameIn<Table extends Fields> = keyof Table & string;

export interface Problem<Name extends string = string> {
  /** 'fragment': what is in the address and belongs to no field. */
  readonly field: Name | 'fragment';
  readonly message: string;
}

/** A draft and all that is known of it: it is parsed once for each change, and this travels. */
export interface ParsedDraft<Draft, Settings, Name extends string = string> {
  readonly draft: Draft;
  /** Undefined exactly when there are problems. */
  readonly settings: Settings | undefined;
  readonly problems: readonly Problem<Name>[];
}

/** Collects at most one problem for each field: the first one found. */
export class Problems<Name extends string> {
  readonly #messages = new Map<Name | 'fragment', string>();

  /** A function of its own, so that it can be handed on. */
  readonly complain = (field: Name | 'fragment', message: string): void => {
    if (!this.#messages.has(field)) this.#messages.set(field, message);
  };

  get list(): readonly Problem<Name>[] {
    return [...this.#messages].map(([field, message]) => ({ field, message }));
  }
}

/** Complaints about a fragment as a whole; the rest are counted. */
const FRAGMENT_PROBLEMS_MAX = 10;

export interface Reading<Table extends Fields> {
  readonly draft: DraftOf<Table>;
  /** `run=now`: start without being asked. */
  readonly runNow: boolean;
  /** `run=play`: start as well, and play what came of it from its start. */
  readonly play: boolean;
  /** What is in the fragment and means nothing here. Bounded. */
  readonly problems: readonly Problem<never>[];
}

interface ReadingOptions<Table extends Fields> {
  /** What the fields are that the fragment does not name, given those that it does. */
  readonly defaultsFor?: (named: Partial<DraftOf<Table>>) => DraftOf<Table>;
  /** Whether `run=now` means something here. */
  readonly canRun?: boolean;
  /** Whether `run=play` does. */
  readonly canPlay?: boolean;
}

/** `query` is what follows `#/view?`. Never throws: what cannot be understood is a problem or is in its field. */
export function readFields<Table extends Fields>(
  fields: Table,
  query: string,
  { defaultsFor = () => defaultsOf(fields), canRun = false, canPlay = false }: ReadingOptions<Table> = {},
): Reading<Table> {
  const parameters = new URLSearchParams(query);
  const known = new Set(canRun ? [...Object.keys(fields), 'run'] : Object.keys(fields));
  const messages: string[] = [];
  for (const key of new Set(parameters.keys())) {
    if (!known.has(key)) messages.push(unknownKey(key));
    else if (parameters.getAll(key).length > 1) messages.push(saidTwice(key));
  }
  const run = canRun ? parameters.get('run') : null;
  const play = canPlay && run === 'play';
  if (run !== null && run !== 'now' && !play) messages.push(badRun(run, canPlay));
  const shown = messages.slice(0, FRAGMENT_PROBLEMS_MAX);
  if (messages.length > shown.length) shown.push(moreOfThese(messages.length - shown.length));

  const named = Object.fromEntries(
    Object.keys(fields).flatMap(name => {
      const text = parameters.get(name);
      return text === null ? [] : [[name, text]];
    }),
  ) as Partial<DraftOf<Table>>;
  return {
    draft: { ...defaultsFor(named), ...named },
    runNow: run === 'now' || play,
    play,
    problems: shown.map(message => ({ field: 'fragment', message })),
  };
}

/** The fragment's query: what {@link readFields} turns back into the same draft. Leaves out what is as in `defaults`. */
export function writeFields<Table extends Fields>(
  fields: Table,
  draft: DraftOf<Table>,
  defaults: Readonly<Partial<Record<keyof Table, string | undefined>>> = defaultsOf(fields),
): string {
  const parameters = new URLSearchParams();
  for (const name of Object.keys(fields) as NameIn<Table>[]) {
    const text = draft[name];
    if (text !== undefined && text !== defaults[name]) parameters.set(name, text);
  }
  return parameters.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
}

export function defaultsOf<Table extends Fields>(fields: Table): DraftOf<Table> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, { otherwise }]) => [name, otherwise]),
  ) as DraftOf<Table>;
}

/** The value of each field that has one; what is wrong with the others goes to `complain`. */
export function parseFields<Table extends Fields>(
  fields: Table,
  draft: DraftOf<Table>,
  complain: (field: NameIn<Table>, message: string) => void,
): Partial<ValuesOf<Table>> {
  const values: Partial<Record<string, unknown>> = {};
  for (const [name, field] of Object.entries(fields)) {
    const parsed = field.parse(draft[name]);
    if (parsed.kind === 'value') values[name] = parsed.value;
    else complain(name, parsed.message);
  }
  return values as Partial<ValuesOf<Table>>;
}

/** `#/view?query`, or `#/view` where there is nothing to say. */
export function linkTo(view: string, query: string, { runNow = false, play = false } = {}): string {
  const whole = [query, play ? 'run=play' : runNow ? 'run=now' : ''].filter(part => part !== '').join('&');
  return whole === '' ? `#/${view}` : `#/${view}?${whole}`;
}

/** Plain decimal notation only: '0x10', '1e3', ' ' and '' are not numbers that a person means here. NaN for these. */
export function numberFrom(text: string): number {
  return /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : NaN;
}

export function value<Value>(some: Value): Parsed<Value> {
  return { kind: 'value', value: some };
}

export function problem(message: string): { readonly kind: 'problem'; readonly message: string } {
  return { kind: 'problem', message };
}

/** Text with a parser of its own, that no form shows. */
export function plainField<Value>(
  otherwise: string,
  parse: (text: string) => Parsed<Value>,
): Field<Value, string> {
  return { otherwise, parse };
}

/** As {@link plainField}, for what may be left open: its text, and its value, are then undefined. */
export function optionalField<Value>(
  parse: (text: string) => Parsed<Value>,
): Field<Value | undefined, string | undefined> {
  return {
    otherwise: undefined,
    parse: text => (text === undefined ? value(undefined) : parse(text)),
  };
}

/** One of a few values, by what it is called in the fragment. */
export function oneOf<Value extends string>(
  name: string,
  otherwise: NoInfer<Value>,
  values: readonly Value[],
): Field<Value, string> {
  return plainField(otherwise, text => {
    const found = values.find(each => each === text);
    return found === undefined ? problem(unknownChoice(name, text, values)) : value(found);
  });
}

/** A number as typed; NaN where it is not one, for the model that knows its bounds to say so. */
export function numberField(
  otherwise: string,
  label: string,
  { min, max }: { readonly min: number; readonly max: number },
  { unit = '', stepped = false } = {},
): Shown<number, string> {
  const field = plainField(otherwise, text => value(numberFrom(text)));
  return { ...field, control: { kind: 'number', label, min, max, unit, stepped } };
}

export function choiceField<Value extends string>(
  name: string,
  otherwise: NoInfer<Value>,
  label: string,
  choices: readonly (Choice & { readonly value: Value })[],
  look: 'row' | 'stacked' | 'without label' = 'row',
): Shown<Value, string> {
  const field = oneOf(
    name,
    otherwise,
    choices.map(({ value }) => value),
  );
  return { ...field, control: { kind: 'choice', label, choices, look } };
}

export function textField<Value>(
  otherwise: string,
  parse: (text: string) => Parsed<Value>,
  { label, unit = '', note = '', wide = false }: TextLook,
): Shown<Value, string> {
  return { ...plainField(otherwise, parse), control: { kind: 'text', label, unit, note, wide } };
}

interface TextLook {
  readonly label: string;
  /** What the numbers in it count. */
  readonly unit?: string;
  readonly note?: string;
  /** The box below the label, for long texts. */
  readonly wide?: boolean;
}
