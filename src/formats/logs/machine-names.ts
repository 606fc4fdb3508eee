// What the name of a file tells: which machine's log it is, its rate, and which run it belongs to, which is what is left
// of the name when those two are taken away.
import { plainNumber } from './line-words.ts';

export interface FileNameFacts {
  readonly machine: string | undefined;
  readonly rate: number | undefined;
  /** The same for the files of one run. */
  readonly runKey: string;
  /** The run, as people might call it. */
  readonly runName: string;
}

const STRONG_WORDS =
  /(?<![a-z])(?:machine|vm|rank|process|proc|node|server|client|peer|port|pid|host|replica)s?[-_ .#]*(\d+)/gi;
const WEAK_WORDS = /(?<![a-z])(?:logs?|m|p|id)[-_ .#]*(\d+)/gi;
const LETTERS = /(?<![a-z])(?:machine|vm|process|node|log)[-_ .]*([a-z])(?![a-z0-9])/gi;
const NUMBERS = /(?<![\d.])(\d+)(?![\d.]*\d)/g;
const RATE = /(?<![a-z])(?:clock[-_ ]?(?:rate|speed)|rate|speed|ticks?)[-_ ]*(\d+(?:\.\d+)?)/i;
const COPY = /(?:\s*\(\d+\)|[-_ ]+copy(?:[-_ ]*\d+)?)$/i;
const HOLE = '#';

export function factsOfFileName(path: string): FileNameFacts {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const stem = path
    .slice(slash + 1)
    .replace(COPY, '')
    .replace(/(?:\.[a-z]\w{0,6})+$/i, '')
    .replace(COPY, '');
  const rate = RATE.exec(stem)?.[1];
  const rateless = rate === undefined ? stem : stem.replace(RATE, found => found.replace(rate, HOLE));
  const inName = cut(rateless, STRONG_WORDS) ?? cut(rateless, WEAK_WORDS) ?? cut(rateless, LETTERS);
  const inFolder = inName ? undefined : cut(folder, STRONG_WORDS);
  const lastResort = inName || inFolder ? undefined : cut(rateless, NUMBERS);
  const machine = (inName ?? inFolder ?? lastResort)?.machine;
  const runKey = `${inFolder?.rest ?? folder}${(inName ?? lastResort)?.rest ?? rateless}`;
  return {
    machine: machine === undefined ? undefined : plainNumber(machine),
    rate: rate === undefined ? undefined : Number(rate),
    runKey,
    runName: readable(runKey),
  };
}

/** The last match, and the text without the machine's number. */
function cut(text: string, words: RegExp): { machine: string; rest: string } | undefined {
  const found = [...text.matchAll(words)].at(-1);
  if (!found) return undefined;
  const machine = found[1]!;
  const at = found.index + found[0].length - machine.length;
  return { machine, rest: `${text.slice(0, at)}${HOLE}${text.slice(at + machine.length)}` };
}

function readable(runKey: string): string {
  return runKey
    .replace(/[-_ .]*(?:clock[-_ ]?)?(?:rate|speed|ticks?)[-_ ]*#/gi, '')
    .replace(/[-_ .]*(?:machine|vm|rank|process|proc|node|server|peer|port|pid)?s?[-_ .]*#/gi, '')
    .replace(/^[-_ .]+|[-_ ./]+$/g, '');
}

/** Numbers by size, before other names by the alphabet. */
export function compareNames(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (!Number.isNaN(x) && !Number.isNaN(y)) return x - y || (a < b ? -1 : Number(a > b));
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  return a < b ? -1 : Number(a > b);
}
