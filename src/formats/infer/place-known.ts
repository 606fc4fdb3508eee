// The machines and the runs of files of known kinds. Where lines do not say whose they are and the names of files mislead,
// what files and lines agree on decides; where a clock begins anew, a second run was appended.
import type { FileReading, LogPart } from '../logs/read-file.ts';
import { factsOfFileName } from '../logs/machine-names.ts';
import { cutAtRestarts, runsNote } from '../logs/restarts.ts';
import { type FileFacts, type FilePlacing, placeFiles, scoreOf } from './file-places.ts';
import { runNameOf } from './run-name.ts';

/** So much better must a placing be than what the names of files say at first sight. */
const GAIN_LEAST = 1;

export function placeKnown(readings: readonly FileReading[]): readonly FileReading[] {
  return withMachines(readings).map(withRuns);
}

/** A file whose clock begins anew in parts, one for each run. */
function withRuns(reading: FileReading): FileReading {
  const runs = reading.parts.map(part => (part.run ? [part.records] : cutAtRestarts(part.records)));
  const most = Math.max(...runs.map(({ length }) => length));
  if (!(most > 1)) return reading;
  const { report, parts } = reading;
  return {
    ...reading,
    report: { ...report, notes: [...report.notes, runsNote(most)] },
    parts: parts.flatMap((part, p) => runs[p]!.map(records => ({ ...part, records }))),
  };
}

function withMachines(readings: readonly FileReading[]): readonly FileReading[] {
  const chosen = readings.filter(isNameless);
  if (chosen.length < 2) return readings;
  const facts = chosen.map(({ parts: [part] }) => factsOf(part!));
  const atFirst = facts.map(({ name }): FilePlacing => {
    const { machine, runKey } = factsOfFileName(name);
    return { file: name, machine: machine ?? name, run: runKey };
  });
  const { places, score } = placeFiles(facts);
  if (score < scoreOf(facts, atFirst) + GAIN_LEAST) return readings;
  if (!areMentioned(facts, places) && !areOneRun(facts, atFirst, places)) return readings;
  return readings.map(reading => {
    const place = places[chosen.indexOf(reading)];
    if (!place) return reading;
    const run = { key: place.run, name: runNameOf(place.run) };
    return { ...reading, parts: reading.parts.map(part => ({ ...part, machine: place.machine, run })) };
  });
}

/** Whether lines speak of these machines, and of no others. */
function areMentioned(facts: readonly FileFacts[], places: readonly FilePlacing[]): boolean {
  const names = new Set(places.map(({ machine }) => machine));
  const mentioned = facts.flatMap(fact => [...fact.mentioned]);
  return mentioned.length > 0 && mentioned.every(name => names.has(name));
}

/**
 * Where no line speaks of a machine: whether files of one time, which names at first sight make a run each, are one run of
 * different machines.
 */
function areOneRun(
  facts: readonly FileFacts[],
  atFirst: readonly FilePlacing[],
  places: readonly FilePlacing[],
): boolean {
  const count = (values: readonly string[]): number => new Set(values).size;
  const latestStartMs = Math.max(...facts.map(({ startMs }) => startMs));
  const earliestEndMs = Math.min(...facts.map(({ endMs }) => endMs));
  return (
    facts.every(({ mentioned }) => mentioned.size === 0) &&
    latestStartMs < earliestEndMs &&
    count(atFirst.map(({ run }) => run)) === facts.length &&
    count(places.map(({ run }) => run)) === 1 &&
    count(places.map(({ machine }) => machine)) === facts.length
  );
}

function isNameless({ parts }: FileReading): boolean {
  return parts.length === 1 && parts[0]!.machine === undefined && parts[0]!.run === undefined;
}

function factsOf({ file, records }: LogPart): FileFacts {
  const mentioned = new Set<string>();
  let startMs = NaN;
  let endMs = NaN;
  for (const { from, to, time } of records) {
    if (from !== undefined) mentioned.add(from);
    if (Array.isArray(to)) for (const name of to as readonly string[]) mentioned.add(name);
    if (!time) continue;
    if (!(startMs <= time.ms)) startMs = time.ms;
    if (!(endMs >= time.ms)) endMs = time.ms;
  }
  return { name: file, stated: undefined, mentioned, startMs, endMs };
}
