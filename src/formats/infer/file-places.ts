// Which machine's log each file is and which run it belongs to: what differs between the names of files, held against what
// their lines say, the times they cover, and how well their messages fit.
import { nameParts } from './tokens.ts';
import { compareNames } from '../logs/machine-names.ts';

/** What is known of a file before its place is. */
export interface FileFacts {
  readonly name: string;
  /** As its lines say; undefined where they do not. */
  readonly stated: string | undefined;
  /** What its lines call other machines. */
  readonly mentioned: ReadonlySet<string>;
  /** NaN where no times are told. */
  readonly startMs: number;
  readonly endMs: number;
}

export interface FilePlacing {
  readonly file: string;
  /** As lines or names call it. */
  readonly machine: string;
  /** The same for the files of one run. */
  readonly run: string;
}

export interface Placing {
  readonly places: readonly FilePlacing[];
  readonly score: number;
  /** The best placing that puts files into other runs, if any comes near. */
  readonly second: { readonly places: readonly FilePlacing[]; readonly score: number } | undefined;
  /** Whether machines are told apart by anything but the order of files. */
  readonly sure: boolean;
}

interface Piece {
  readonly text: string;
  readonly start: number;
  /** The word before it, in small letters. */
  readonly after: string;
}

const MACHINE_WORD =
  /^(?:machines?|vms?|ranks?|process|proc|nodes?|servers?|clients?|peers?|ports?|pid|hosts?|replicas?|m|p|n|id|log|s)$/;
const TRIAL_WORD =
  /^(?:trials?|runs?|exp|experiments?|tests?|die|dice|range|rates?|speeds?|ticks?|hz|clockrate|day|seed)$/;
const RATE_WORD = /^(?:rates?|speeds?|ticks?|hz|clockrate|clockspeed)$/;

export function placeFiles(
  files: readonly FileFacts[],
  fitOf?: (runs: readonly (readonly number[])[]) => number,
): Placing {
  if (files.length === 0) return { places: [], score: 0, second: undefined, sure: true };
  const ending = sharedEnding(files.map(({ name }) => name));
  const pieces = files.map(({ name }) => piecesOf(name.slice(0, name.length - ending.length)));
  const options = new Map<string, { places: FilePlacing[]; score: number }>();
  for (const places of placingsOf(files, pieces)) {
    const key = places.map(({ run, machine }) => `${run}\n${machine}`).join('\n\n');
    if (!options.has(key)) options.set(key, { places, score: scoreOf(files, places, fitOf) });
  }
  const sorted = [...options.values()].sort((a, b) => b.score - a.score);
  const [best] = sorted;
  const groupsOf = (places: readonly FilePlacing[]): string =>
    places.map(({ run }) => places.findIndex(other => other.run === run)).join();
  const second = sorted.find(
    ({ places, score }) => groupsOf(places) !== groupsOf(best!.places) && score > best!.score - 0.5,
  );
  const sure = best!.places.every((place, i) => place.machine !== files[i]!.name);
  return { ...best!, second, sure };
}

/** ".ndjson": what all names end with after their last full stop says what they are, and never which; '' where they differ. */
function sharedEnding(names: readonly string[]): string {
  const endings = new Set(names.map(name => /\.[a-z]\w{0,9}$/i.exec(name)?.[0] ?? ''));
  const [ending = ''] = endings;
  return endings.size === 1 ? ending : '';
}

function piecesOf(name: string): Piece[] {
  const stem = name.replace(/(?:\.(?:log|txt|csv|out|json|jsonl|tsv|text|dat|md))+$/i, '');
  const pieces: Piece[] = [];
  let word = '';
  for (const { text, start } of nameParts(stem)) {
    pieces.push({ text, start, after: word });
    if (!/\d/.test(text)) word = text.toLowerCase();
  }
  return pieces;
}

/** Each way to call the machines by a piece of the names, or by what lines say. */
function* placingsOf(
  files: readonly FileFacts[],
  pieces: readonly (readonly Piece[])[],
): Generator<FilePlacing[]> {
  const lengths = new Set(pieces.map(({ length }) => length));
  const shortest = Math.min(...lengths);
  for (let p = 0; p < shortest; p++) {
    const from = (list: readonly Piece[]): Piece => list[p]!;
    yield placed(files, pieces, from);
    if (lengths.size > 1) yield placed(files, pieces, list => list[list.length - 1 - p]!);
  }
  const folderOf = (name: string): string => name.slice(0, name.lastIndexOf('/') + 1);
  const called = ({ stated, name }: FileFacts): string => stated ?? name;
  yield files.map(file => ({ file: file.name, machine: called(file), run: folderOf(file.name) }));
  if (files.every(({ stated }) => stated !== undefined))
    for (let p = 0; p < shortest; p++)
      yield files.map((file, i) => ({
        file: file.name,
        machine: file.stated!,
        run: `${folderOf(file.name)}${pieces[i]![p]!.text}`,
      }));
}

function placed(
  files: readonly FileFacts[],
  pieces: readonly (readonly Piece[])[],
  of: (list: readonly Piece[]) => Piece,
): FilePlacing[] {
  // A machine's number that stands twice in each name is masked twice.
  const twins: number[] = [];
  const shortest = Math.min(...pieces.map(({ length }) => length));
  for (let q = 0; q < shortest; q++)
    if (pieces.every(list => plain(list[q]!.text) === plain(of(list).text))) twins.push(q);
  return files.map((file, i) => {
    const own = of(pieces[i]!);
    const masked = new Set([own, ...twins.map(q => pieces[i]![q]!)]);
    const rates = new Set(pieces[i]!.filter(({ text, after }) => /^\d/.test(text) && RATE_WORD.test(after)));
    const run = pieces[i]!.map(piece => (masked.has(piece) ? '#' : rates.has(piece) ? '~' : piece.text)).join(
      ' ',
    );
    const folder = file.name.slice(0, file.name.lastIndexOf('/') + 1);
    const ownFolder = own.start < folder.length ? '' : folder;
    return { file: file.name, machine: file.stated ?? plain(own.text), run: `${ownFolder}${run}` };
  });
}

/** "007" and "7" are one machine. */
export function plain(name: string): string {
  return name.startsWith('0') ? name.replace(/^0+(?=\d)/, '') : name;
}

/** How well places go with what files say; the same measure by which {@link placeFiles} chooses. */
export function scoreOf(
  files: readonly FileFacts[],
  places: readonly FilePlacing[],
  fitOf?: (runs: readonly (readonly number[])[]) => number,
): number {
  const runs = new Map<string, number[]>();
  for (const [i, { run }] of places.entries()) runs.set(run, [...(runs.get(run) ?? []), i]);
  const groups = [...runs.values()];
  const sizes = groups.map(({ length }) => length);
  const usual = [...sizes].sort((a, b) => a - b)[sizes.length >> 1]!;
  const equal = sizes.filter(size => size === usual).length / sizes.length;
  const machines = groups.map(group => [...new Set(group.map(i => places[i]!.machine))].sort(compareNames));
  const distinct = groups.reduce(
    (sum, group, g) => sum + (machines[g]!.length === group.length ? group.length : 0),
    0,
  );
  const same = machines.filter(names => names.join() === machines[0]!.join()).length / machines.length;
  const alone = sizes.filter(size => size === 1).length / sizes.length;
  let overlap = 0;
  let timed = 0;
  let mentions = 0;
  let mentioning = 0;
  for (const group of groups)
    for (const i of group) {
      const file = files[i]!;
      const others = group.filter(other => other !== i);
      if (others.length > 0 && file.startMs <= file.endMs) {
        timed += 1;
        if (others.every(other => overlaps(file, files[other]!))) overlap += 1;
      }
      if (file.mentioned.size === 0) continue;
      mentioning += 1;
      const { machine } = places[i]!;
      const theirs = others.filter(other => namesMachine(file.mentioned, places[other]!.machine)).length;
      mentions +=
        (namesMachine(file.mentioned, machine) ? -1 : 0.6) +
        (others.length === 0 ? 0 : theirs / Math.min(others.length, file.mentioned.size));
    }
  const word = places.reduce((sum, { file, machine }) => sum + wordWorth(file, machine), 0) / places.length;
  return (
    equal +
    1.5 * (distinct / places.length) +
    (groups.length > 1 ? 0.5 * same : 0.5) +
    1.5 * (timed === 0 ? 0.5 : overlap / timed) +
    (mentioning === 0 ? 0 : mentions / mentioning) +
    0.4 * word -
    (files.length > 1 ? 2 * alone : 0) +
    (fitOf ? 1.5 * fitOf(groups) : 0)
  );
}

/** What the word before a machine's name in a file's name says. */
function wordWorth(file: string, machine: string): number {
  const pieces = piecesOf(file).filter(({ text }) => plain(text) === machine);
  if (pieces.some(({ after }) => MACHINE_WORD.test(after))) return 1;
  // A machine may have the number of its own rate or trial.
  return pieces.length > 0 && pieces.every(({ after }) => TRIAL_WORD.test(after)) ? -1 : 0;
}

function overlaps(a: FileFacts, b: FileFacts): boolean {
  return !(a.startMs > b.endMs || b.startMs > a.endMs);
}

/** Whether any of the names means the machine: the same, or the same number behind other letters. */
export function namesMachine(names: ReadonlySet<string>, machine: string): boolean {
  if (names.has(machine)) return true;
  for (const name of names) if (sameMachine(name, machine)) return true;
  return false;
}

export function sameMachine(a: string, b: string): boolean {
  if (a === b || a.toLowerCase() === b.toLowerCase()) return true;
  const [x, y] = [numberAtEnd(a), numberAtEnd(b)];
  return x !== undefined && x === y && (isPlainNumber(a) || isPlainNumber(b));
}

function isPlainNumber(name: string): boolean {
  return /^\d+$/.test(name);
}

function numberAtEnd(name: string): string | undefined {
  const found = /^[A-Za-z _-]*(\d+)$/.exec(name)?.[1];
  return found === undefined ? undefined : plain(found);
}
