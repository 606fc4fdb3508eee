// A small run inside a link: a trace in few bytes. Each column is written as its distance from what the columns before it let one
// expect, so that most of it is zeros; what comes back is the bytes of a trace, which are checked like those of a stored one.
import { packBytes, unpackBytes } from '../core/address-bytes.ts';
import { NONE, RECEIVE, SEND } from '../core/machine-log.ts';
import { firstAtLeast } from '../core/search.ts';
import type { Trace } from '../core/trace.ts';
import { NAME_LENGTH_MAX } from './entry.ts';
import { VarintReader, VarintWriter } from './varints.ts';
import {
  bytesOfParts,
  bytesOfTrace,
  columnsAfter,
  DamagedTraceError,
  partsOfBytes,
  traceOfBytes,
  type Column,
  type NamedColumn,
} from './trace-bytes.ts';

/** Of the form; the first byte of what a link unpacks to. */
const VERSION = 1;
/** Bytes that a link may unpack to: one for each value at the least. */
const UNPACKED_MAX = 2 ** 21;

/** Times are whole multiples of a millisecond divided by one of these, or are written as they are in memory. */
const DIVISORS = [1, 10, 1000, 4096, 2 ** 20] as const;
const AS_IT_IS = DIVISORS.length;
const WHOLE_MAX = 2 ** 52;

export interface LinkedRun {
  readonly name: string;
  readonly trace: Trace;
}

export type ReadLinkedRun =
  | { readonly kind: 'run'; readonly run: LinkedRun }
  | { readonly kind: 'newer' }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'damaged' };

/** In letters, digits, "-" and "_"; as long as it comes out. */
export async function packRun({ name, trace }: LinkedRun): Promise<string> {
  const { header, columns } = partsOfBytes(bytesOfTrace(trace));
  const writer = new VarintWriter();
  writer.byte(VERSION);
  writer.block(new TextEncoder().encode(name.slice(0, NAME_LENGTH_MAX)));
  writer.block(header);
  code(columns, trace.trial.rates, new Distances(writer));
  return packBytes(writer.bytes());
}

/** Never rejects. */
export async function unpackRun(packed: string): Promise<ReadLinkedRun> {
  const unpacked = await unpackBytes(packed, UNPACKED_MAX);
  if (unpacked.kind !== 'bytes') return unpacked;
  const reader = new VarintReader(unpacked.bytes);
  try {
    const version = reader.byte();
    if (version !== VERSION) return { kind: version > VERSION ? 'newer' : 'damaged' };
    const name = new TextDecoder('utf-8', { fatal: true }).decode(reader.block());
    const header = reader.block();
    const planned = columnsAfter(header);
    // Each value has a byte at the least: nothing is made that is larger than what came.
    if (planned.reduce((sum, { length }) => sum + length, 0) > reader.left) return { kind: 'damaged' };
    const columns = planned.map(({ name, machine, kind, length }) => ({
      name,
      machine,
      values: new COLUMN_TYPES[kind](length),
    }));
    code(columns, ratesIn(header), new Values(reader));
    if (reader.left > 0 || name.length > NAME_LENGTH_MAX) return { kind: 'damaged' };
    const trace = traceOfBytes(
      bytesOfParts(
        header,
        columns.map(({ values }) => values),
      ),
    );
    return { kind: 'run', run: { name, trace } };
  } catch (error) {
    // What ends too soon is a RangeError, what is not UTF-8 a TypeError.
    if (error instanceof DamagedTraceError || error instanceof RangeError || error instanceof TypeError)
      return { kind: 'damaged' };
    throw error;
  }
}

const COLUMN_TYPES = {
  Uint8: Uint8Array,
  Uint16: Uint16Array,
  Uint32: Uint32Array,
  Float64: Float64Array,
} as const;

/** The header is known to be one. */
function ratesIn(header: Uint8Array): readonly unknown[] {
  const { trial } = JSON.parse(new TextDecoder().decode(header)) as { readonly trial: unknown };
  const rates: unknown = typeof trial === 'object' && trial !== null && 'rates' in trial ? trial.rates : [];
  return Array.isArray(rates) ? rates : [];
}

/** Writes values as distances from what is expected, or reads them: what is expected is found in one place. */
interface Coder {
  /** The value at `i`, of a column of whole numbers. */
  whole(values: Exclude<Column, Float64Array>, i: number, expected: number): void;
  /** All of a column of times; `expected` says in milliseconds what is expected, once those before it are known. */
  times(values: Float64Array, expectations: readonly ((i: number) => number)[]): void;
}

type Columns = Readonly<Record<string, Column | undefined>>;
type Whole = Exclude<Column, Float64Array>;

function code(columns: readonly NamedColumn[], rates: readonly unknown[], coder: Coder): void {
  const machines: Columns[] = [];
  for (const { name, machine, values } of columns)
    machines[machine] = { ...machines[machine], [name]: values };
  const whole = (
    name: string,
    expected: (of: Columns, values: Whole, i: number, machine: number) => number,
  ) =>
    machines.forEach((of, machine) => {
      const values = of[name];
      if (!values || values instanceof Float64Array) return;
      for (let i = 0; i < values.length; i++) coder.whole(values, i, expected(of, values, i, machine));
    });
  const times = (
    name: string,
    expectations: readonly ((of: Columns, values: Float64Array, i: number, machine: number) => number)[],
  ) =>
    machines.forEach((of, machine) => {
      const values = of[name];
      if (values instanceof Float64Array)
        coder.times(
          values,
          expectations.map(expected => i => expected(of, values, i, machine)),
        );
    });
  const before = (values: Column, i: number): number => (i === 0 ? 0 : values[i - 1]!);

  whole('kinds', () => 0);
  times('atMs', [
    (_, values, i) => before(values, i),
    (_, _values, i, machine) => ((i + 1) * 1000) / Number(rates[machine]),
  ]);
  whole('clocks', (_, values, i) => before(values, i) + 1);
  whole('queues', ({ kinds }, values, i) => before(values, i) - (kinds![i] === RECEIVE ? 1 : 0));
  whole('faces', () => 0);
  whole('peers', () => 0);
  const numbers = new Map<Columns, Map<number, number>>();
  whole('messageNumbers', (of, values, i) => {
    const last = numbers.get(of) ?? new Map<number, number>();
    numbers.set(of, last);
    if (i > 0)
      last.set(
        nameOf(of, i - 1),
        values[i - 1]! + (of['kinds']![i - 1] === SEND ? of['peers']![i - 1]! - 1 : 0),
      );
    return (last.get(nameOf(of, i)) ?? 0) + 1;
  });
  const received = machines.map(of => receivesOf(of));
  whole('recipients', () => 0);
  whole('sentIndices', (_, values, i) => before(values, i));
  whole(
    'timestamps',
    ({ clocks, sentIndices }, values, i) => clocks?.[sentIndices![i]!] ?? before(values, i),
  );
  times('arrivedMs', [({ atMs, sentIndices }, values, i) => atMs?.[sentIndices![i]!] ?? before(values, i)]);
  whole('receivedIndices', (of, _, i, machine) => {
    const place = received[of['recipients']![i]! - 1]?.get(messageKey(machine + 1, i + 1));
    return place ?? NONE;
  });
  whole('arrivedBeforeTicks', (of, _, i) => {
    const atMs = machines[of['recipients']![i]! - 1]?.['atMs'];
    const arrivedMs = of['arrivedMs']![i]!;
    if (!(atMs instanceof Float64Array) || Number.isNaN(arrivedMs)) return 0;
    return firstAtLeast(atMs, atMs.length, arrivedMs) + 1;
  });
  for (const name of ['files', 'lines', 'indices', 'pairings', 'doubts'])
    whole(name, (_, values, i) => before(values, i));
  whole('statedTimestamps', ({ clocks }, values, i) =>
    values[i - 1] === NONE ? NONE : (clocks?.[i] ?? before(values, i)),
  );
  whole('vectors', (_, values, i) => values[i - machines.length] ?? 0);
}

/** Events with the same name have numbers that follow each other. */
function nameOf({ kinds, peers }: Columns, i: number): number {
  return kinds![i] === RECEIVE ? peers![i]! + 2 : kinds![i]!;
}

function messageKey(from: number, number: number): number {
  return from * 2 ** 32 + number;
}

/** Of one machine: by message, the first event that received it. */
function receivesOf({ kinds, peers, messageNumbers }: Columns): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (let i = 0; i < (kinds?.length ?? 0); i++) {
    if (kinds![i] !== RECEIVE) continue;
    const key = messageKey(peers![i]!, messageNumbers![i]!);
    if (!places.has(key)) places.set(key, i);
  }
  return places;
}

class Distances implements Coder {
  constructor(private readonly writer: VarintWriter) {}

  whole(values: Whole, i: number, expected: number): void {
    this.writer.signed((values[i]! - expected) | 0);
  }

  times(values: Float64Array, expectations: readonly ((i: number) => number)[]): void {
    const grid = DIVISORS.findIndex(divisor => values.every(ms => Number.isNaN(ms) || isOn(divisor, ms)));
    if (grid < 0) {
      this.writer.byte(AS_IT_IS);
      for (const ms of values) this.writer.double(ms);
      return;
    }
    const divisor = DIVISORS[grid]!;
    // That which comes out smaller.
    const written = expectations.map((expected, at) => {
      const writer = new VarintWriter();
      writer.byte(grid);
      writer.byte(at);
      for (let i = 0; i < values.length; i++) {
        const ms = values[i]!;
        const distance = Math.round(ms * divisor) - wholeOf(expected(i), divisor);
        writer.unsigned(Number.isNaN(ms) ? 0 : zigzag(distance) + 1);
      }
      return writer.bytes();
    });
    this.writer.raw(written.reduce((least, each) => (each.length < least.length ? each : least)));
  }
}

class Values implements Coder {
  constructor(private readonly reader: VarintReader) {}

  whole(values: Whole, i: number, expected: number): void {
    values[i] = expected + this.reader.signed();
  }

  times(values: Float64Array, expectations: readonly ((i: number) => number)[]): void {
    const grid = this.reader.byte();
    if (grid === AS_IT_IS) {
      for (let i = 0; i < values.length; i++) values[i] = this.reader.double();
      return;
    }
    const divisor = DIVISORS[grid];
    const expected = expectations[this.reader.byte()];
    if (divisor === undefined || !expected) throw new RangeError('a column of times has no grid');
    for (let i = 0; i < values.length; i++) {
      const written = this.reader.unsigned();
      values[i] = written === 0 ? NaN : (wholeOf(expected(i), divisor) + unzigzag(written - 1)) / divisor;
    }
  }
}

/** Whether a time is a whole multiple, and comes back as it is. */
function isOn(divisor: number, ms: number): boolean {
  const whole = Math.round(ms * divisor);
  return Math.abs(whole) < WHOLE_MAX && Object.is(whole / divisor, ms);
}

function wholeOf(ms: number, divisor: number): number {
  const whole = Math.round(ms * divisor);
  return Math.abs(whole) < WHOLE_MAX ? whole : 0; // nor where there is no number
}

function zigzag(value: number): number {
  return value < 0 ? -2 * value - 1 : 2 * value;
}

function unzigzag(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}
