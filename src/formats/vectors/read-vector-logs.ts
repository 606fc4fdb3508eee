// Files with vector clocks, from their texts to runs: each execution of a file is a run, and files of one execution each,
// whose hosts are all different, are the logs of the hosts of one run, as GoVector writes them.
import type { InputFile, ReadResult } from '../read-result.ts';
import { buildVectorRun } from './build-vector-run.ts';
import type { VectorParts } from './vector-hosts.ts';
import { readVectors, vectorsIn, type VectorReading, type VectorWay } from './read-vectors.ts';

export interface VectorFile {
  readonly file: InputFile;
  readonly way: VectorWay;
}

/** The file with the way to read it; undefined where it is not a log with vector clocks. */
export function vectorFile(file: InputFile, pattern: string | undefined): VectorFile | undefined {
  const way = vectorsIn(file.text, pattern);
  return way && { file, way };
}

/** Whether a file with this beginning is read here, as one text. */
export function isReadWhole(beginning: string, pattern: string | undefined): boolean {
  return vectorsIn(beginning, pattern) !== undefined;
}

/** Never throws. `progress` hears how many lines of the file that is read have been read. */
export function readVectorLogs(
  files: readonly VectorFile[],
  progress?: (linesDone: number) => void,
): ReadResult {
  let done = 0;
  const readings = files.map(({ file, way }) => {
    const reading = readVectors(file, way, line => progress?.(done + line));
    done += reading.report.lines;
    return reading;
  });
  return {
    runs: partsOf(readings).map(buildVectorRun),
    files: readings.map(({ report }) => report),
    skipped: readings.flatMap(({ skipped }) => skipped),
  };
}

function partsOf(readings: readonly VectorReading[]): VectorParts[] {
  const single = readings.filter(({ executions }) => executions.length === 1);
  const isOneRun = single.length > 1 && haveDifferentHosts(single);
  const together: VectorParts[] = isOneRun
    ? [
        {
          name: `${single[0]!.report.name} and ${single.length - 1} more`,
          parts: single.map(({ report, executions }) => ({ file: report.name, execution: executions[0]! })),
        },
      ]
    : [];
  const alone = readings
    .filter(reading => !isOneRun || !single.includes(reading))
    .flatMap(({ report, executions }) =>
      executions.map((execution, i) => ({
        name: executions.length === 1 ? report.name : `${report.name}: ${execution.name ?? i + 1}`,
        parts: [{ file: report.name, execution }],
      })),
    );
  return [...together, ...alone];
}

/** No host has events in two of the files, and they know each other. */
function haveDifferentHosts(readings: readonly VectorReading[]): boolean {
  const owners = new Set<string>();
  let isMentioned = false;
  for (const { executions } of readings) {
    const { records } = executions[0]!;
    const own = new Set(
      Array.from(records.owners.subarray(0, records.count), owner => records.hosts[owner]!),
    );
    for (const host of own) {
      if (owners.has(host)) return false;
      owners.add(host);
    }
  }
  for (const { executions } of readings)
    isMentioned ||= executions[0]!.records.hosts.filter(host => owners.has(host)).length > 1;
  return isMentioned;
}
