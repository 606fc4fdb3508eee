// Which files belong to one run: those whose names differ by the machine's number alone; where names do not tell, those
// of different machines whose times overlap.
import { TRIAL_BOUNDS } from '../../core/trial.ts';
import { type FileNameFacts, factsOfFileName } from './machine-names.ts';
import type { LogPart } from './read-file.ts';
import { type TimeSpan, timeSpanOf } from './run-times.ts';

/** A part with its place settled. */
export interface PlacedPart extends LogPart {
  /** As lines or the file's name call it. */
  readonly machineName: string;
  /** Stated in the file's name; undefined where it is not. */
  readonly nameRate: number | undefined;
  /** Which entry of its vectors counts its events; undefined where its lines state none, or it is not known. */
  readonly vectorColumn?: number | undefined;
}

export interface PartsOfRun {
  readonly name: string;
  /** Of different machines. */
  readonly parts: readonly PlacedPart[];
  readonly notes: readonly string[];
  /** Why some machines' events may be in another run, by name. */
  readonly gaps: readonly { readonly machineName: string; readonly reason: string }[];
}

interface Candidate {
  readonly part: PlacedPart;
  readonly facts: FileNameFacts;
  readonly span: TimeSpan;
}

export function groupRuns(parts: readonly LogPart[]): PartsOfRun[] {
  const byKey = new Map<string, Candidate[]>();
  for (const candidate of candidatesOf(parts)) {
    const found = byKey.get(candidate.facts.runKey);
    if (found) found.push(candidate);
    else byKey.set(candidate.facts.runKey, [candidate]);
  }
  const groups = [...byKey.values()];
  const isSettled = (group: readonly Candidate[]): boolean => group[0]!.part.run !== undefined;
  const alone = groups.filter(group => group.length === 1 && !isSettled(group)).flat();
  const runs: { group: readonly Candidate[]; name: string }[] = groups
    .filter(group => group.length > 1 || isSettled(group))
    .map(group => ({ group, name: group[0]!.facts.runName || namedTogether(group) }));
  for (const group of overlapping(alone))
    runs.push({ group, name: group.length === 1 ? group[0]!.facts.runName : namedTogether(group) });
  return named(runs.flatMap(({ group, name }) => withoutDuplicates(group, name || namedTogether(group))));
}

/** Two runs of the same files have different names. */
function named(runs: readonly PartsOfRun[]): PartsOfRun[] {
  const taken = new Set<string>();
  return runs.map(run => {
    let { name } = run;
    for (let i = 2; taken.has(name); i++) name = `${run.name} (${i})`;
    taken.add(name);
    return { ...run, name };
  });
}

function candidatesOf(parts: readonly LogPart[]): Candidate[] {
  return parts.map(part => {
    const named = factsOfFileName(part.file);
    const shared = part.sharesFile && part.machine !== undefined;
    const { run } = part;
    const facts = run
      ? { ...named, runKey: run.key, runName: run.name }
      : shared
        ? { ...named, runKey: part.file, runName: part.file }
        : named;
    const machineName = part.machine ?? named.machine ?? part.file;
    const nameRate = shared ? undefined : named.rate;
    return { part: { ...part, machineName, nameRate }, facts, span: timeSpanOf(part) };
  });
}

/** Chains of candidates each of which overlaps the one before; those without dates overlap everything. */
function overlapping(candidates: readonly Candidate[]): Candidate[][] {
  const dated = candidates.filter(({ span }) => span.dated).sort((a, b) => a.span.startMs - b.span.startMs);
  const groups: Candidate[][] = [];
  let endMs = -Infinity;
  for (const candidate of dated) {
    if (candidate.span.startMs > endMs) groups.push([]);
    groups.at(-1)!.push(candidate);
    endMs = Math.max(endMs, candidate.span.endMs);
  }
  const undated = candidates.filter(({ span }) => !span.dated);
  if (undated.length === 0) return groups;
  if (groups.length === 1) return [[...groups[0]!, ...undated]];
  return [...groups, undated];
}

/** The first log of each machine is the first run's, the second the second's, and so on. */
function withoutDuplicates(group: readonly Candidate[], name: string): PartsOfRun[] {
  const runs: PlacedPart[][] = [];
  const seen = new Map<string, number>();
  const doubled = new Set<string>();
  const inTime = [...group].sort((a, b) =>
    a.span.dated && b.span.dated ? a.span.startMs - b.span.startMs : 0,
  );
  for (const { part } of inTime) {
    const count = seen.get(part.machineName) ?? 0;
    seen.set(part.machineName, count + 1);
    if (count > 0) doubled.add(part.machineName);
    (runs[count] ??= []).push(part);
  }
  const notes = [...doubled].map(
    machine =>
      `There are ${seen.get(machine)} logs of ${group[0]!.part.family.machineWord} ${machine}: ` +
      'each is taken as part of a different run, in the order of their times.',
  );
  // Where some machines have more logs than others, nothing tells which of them the others' belong to.
  const isUneven = new Set(seen.values()).size > 1;
  const gaps = !isUneven
    ? []
    : [...doubled].map(machineName => ({
        machineName,
        reason: `It has ${seen.get(machineName)} logs and other machines have fewer: events of this run may be in another log of it.`,
      }));
  return runs
    .flatMap(inBounds)
    .map((parts, i) => ({ name: i === 0 ? name : `${name} (${i + 1})`, parts, notes, gaps }));
}

/** No run has more machines than a trial may have: the others are runs of their own. */
function inBounds(parts: readonly PlacedPart[]): (readonly PlacedPart[])[] {
  const { max } = TRIAL_BOUNDS.machines;
  const count = Math.ceil(parts.length / max);
  return Array.from({ length: count }, (_, i) => parts.slice(i * max, (i + 1) * max));
}

function namedTogether(group: readonly Candidate[]): string {
  const [first, ...others] = new Set(group.map(({ part }) => part.file));
  return others.length === 0 ? first! : `${first!} and ${others.length} more`;
}
