// Who takes part in a run: the machines that have a log, in the order of their names, and those that others tell of.
import type { MachineId } from '../../core/message.ts';
import { TRIAL_BOUNDS } from '../../core/trial.ts';
import type { PlacedPart } from './group-runs.ts';
import { sameMachine } from '../infer/file-places.ts';
import { compareNames } from './machine-names.ts';

export interface RunMachine {
  /** "machine 0", "port 2056", or a name as it is written: "alice", "10.0.0.1:8080". */
  readonly name: string;
  /** Undefined when its log is missing. */
  readonly part: PlacedPart | undefined;
  /** Which entry of the vectors is its own; undefined where there are none. */
  readonly vectorColumn?: number | undefined;
}

export interface RunMachines {
  readonly machines: readonly RunMachine[];
  /** The number of the machine that lines call so; undefined when there is none. */
  readonly numberOf: (name: string) => MachineId | undefined;
  readonly notes: readonly string[];
}

/** Of a machine to which messages went and that no line names. */
const UNNAMED = 'without a name,';

/** An entry of vectors that is of no machine with a log; the name is '' where nothing tells it. */
export interface OwnerlessColumn {
  readonly name: string;
  readonly column: number;
}

export function runMachinesOf(
  given: readonly PlacedPart[],
  ownerless: readonly OwnerlessColumn[] = [],
): RunMachines {
  const notes: string[] = [];
  const { parts, renamed } = calledAsInLines(given);
  if (renamed) notes.push(renamed);
  const word = parts[0]!.family.machineWord;
  const own = new Set(parts.map(({ machineName }) => machineName));
  const absent = [...namesTold(parts)].filter(name => !own.has(name));
  const columns = ownedColumns(absent, ownerless);
  for (const name of columns.keys()) if (!absent.includes(name)) absent.push(name);
  const room = TRIAL_BOUNDS.machines.max - parts.length;
  if (absent.length > room) {
    notes.push(
      `Lines name ${absent.length} machines that have no log; no more than ${Math.max(0, room)} of them could be added.`,
    );
    absent.length = Math.max(0, room);
  }
  const entries: RunMachine[] = [
    ...parts.map(part => ({ name: part.machineName, part, vectorColumn: part.vectorColumn })),
    ...absent.map(name => ({ name, part: undefined, vectorColumn: columns.get(name) })),
  ].sort((a, b) => compareNames(a.name, b.name));
  const toBoth = parts.some(({ records }) => records.some(({ to }) => to === 'both'));
  for (let unnamed = 1; toBoth && entries.length < 3; unnamed++)
    entries.push({ name: `${UNNAMED} ${unnamed}`, part: undefined });
  const numbers = new Map(entries.map(({ name }, i) => [name, i + 1]));
  return {
    machines: entries.map(({ name, part, vectorColumn }) => ({
      name: /^(?:\d+|[A-Za-z])$/.test(name) || name.startsWith(UNNAMED) ? `${word} ${name}` : name,
      part,
      vectorColumn,
    })),
    numberOf: name => numbers.get(name),
    notes,
  };
}

/** Entries of machines without a log by the names of these; where one machine and one entry are left, they belong together. */
function ownedColumns(
  absent: readonly string[],
  ownerless: readonly OwnerlessColumn[],
): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  let unnamed = 0;
  for (const { name, column } of ownerless) {
    const [only, ...more] = absent;
    const same =
      absent.find(other => name !== '' && sameMachine(other, name)) ??
      (ownerless.length === 1 && more.length === 0 ? only : undefined);
    columns.set(same ?? (name === '' ? `${UNNAMED} ${(unnamed += 1)}` : name), column);
  }
  return columns;
}

/** All that lines call a machine, as a sender or a recipient. */
function namesTold(parts: readonly PlacedPart[]): Set<string> {
  const names = new Set<string>();
  for (const { records } of parts)
    for (const { from, to } of records) {
      if (from !== undefined) names.add(from);
      if (Array.isArray(to)) for (const name of to) names.add(name);
    }
  return names;
}

/**
 * Where the files are named otherwise than the lines name the machines, and each file tells of all but one, that one is
 * its own.
 */
function calledAsInLines(parts: readonly PlacedPart[]): {
  parts: readonly PlacedPart[];
  renamed: string | undefined;
} {
  const asIs = { parts, renamed: undefined };
  const told = namesTold(parts);
  if (parts.length < 2 || told.size !== parts.length) return asIs;
  if (parts.some(({ machine, machineName }) => machine !== undefined || told.has(machineName))) return asIs;
  const own = parts.map(part => {
    const others = namesTold([part]);
    const left = [...told].filter(name => !others.has(name));
    return left.length === 1 ? left[0]! : undefined;
  });
  if (own.includes(undefined) || new Set(own).size !== parts.length) return asIs;
  const pairs = parts.map(({ file }, i) => `${file} is ${own[i]!}`);
  return {
    parts: parts.map((part, i) => ({ ...part, machineName: own[i]! })),
    renamed: `Each file is taken as the log of the machine that it never names: ${pairs.join(', ')}.`,
  };
}
