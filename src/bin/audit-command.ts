// `lamplight audit`: a folder of hand-ins becomes a table, on a terminal or in continuous integration.
import { parseArgs } from 'node:util';
import {
  handInRow,
  type HandInRow,
  handInsCsv,
  handInsMarkdown,
  handInsOf,
  handInsText,
  logsOf,
  STATE_SIGNS,
} from '../formats/hand-ins.ts';
import { readFiles } from '../jobs/reading-work.ts';

/** What the command needs of the machine that it runs on. */
export interface Surroundings {
  /** All files in a folder and below it, or the file itself; `name` is the path. Throws where there is no such path. */
  readonly filesIn: (path: string) => readonly File[];
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Whether annotations are wanted where nobody says: on GitHub Actions. */
  readonly annotates: boolean;
}

/** faults: in any hand-in. nothing: could be read, or the command was not understood. */
export const EXIT_CODES = { clean: 0, faults: 1, nothing: 2 } as const;

export const AUDIT_HELP = `Usage: lamplight audit [options] DIR…

Reads the logs in each folder and checks them against the rules of logical clocks.
A folder with folders in it is a class: each of them is one hand-in, read by itself.

  --json          the table as JSON, with the first findings of each hand-in
  --csv           the table as CSV
  --markdown      the table as Markdown
  --together      read each DIR as one hand-in, whatever folders are in it
  --pattern RE    a regular expression with named groups that says how to read the lines
  --annotations   a line for each finding that GitHub Actions shows in the code (the default there)
  --help          this text

Exit code: 0 nothing wrong in what was checked, 1 faults, 2 nothing could be read.
`;

/** The exit code. */
export async function auditCommand(args: readonly string[], around: Surroundings): Promise<number> {
  const parsed = parsedArgs(args);
  if (typeof parsed === 'string') {
    around.writeError(`${parsed}\n\n${AUDIT_HELP}`);
    return EXIT_CODES.nothing;
  }
  const { values, positionals } = parsed;
  if (values.help) {
    around.write(AUDIT_HELP);
    return EXIT_CODES.clean;
  }
  if (positionals.length === 0) {
    around.writeError(`Name a folder.\n\n${AUDIT_HELP}`);
    return EXIT_CODES.nothing;
  }
  const handIns = [];
  try {
    const groups = positionals.map(path => around.filesIn(path));
    if (values.together)
      handIns.push(...groups.map((files, i) => ({ name: positionals[i]!, files: logsOf(files, pathOf) })));
    else handIns.push(...handInsOf(groups.flat(), pathOf));
  } catch (error) {
    around.writeError(`${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT_CODES.nothing;
  }
  const rows: HandInRow[] = [];
  for (const { name, files } of handIns) {
    const result = await readFiles(files, { pattern: values.pattern, onProgress: () => undefined });
    rows.push(handInRow(name, files.length, result));
  }
  around.write(
    values.json
      ? `${JSON.stringify(rows, undefined, 2)}\n`
      : values.csv
        ? handInsCsv(rows)
        : values.markdown
          ? handInsMarkdown(rows)
          : handInsText(rows),
  );
  // Data is not mixed with anything else; GitHub reads annotations from both streams.
  const annotate = values.json || values.csv ? around.writeError : around.write;
  if (values.annotations ?? around.annotates) annotate(rows.map(annotationsOf).join(''));
  if (rows.every(({ state }) => state === 'unread')) return EXIT_CODES.nothing;
  return rows.some(({ faults }) => faults > 0) ? EXIT_CODES.faults : EXIT_CODES.clean;
}

function pathOf({ name }: File): string {
  return name;
}

/** A sentence where they are not understood. */
function parsedArgs(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        csv: { type: 'boolean', default: false },
        markdown: { type: 'boolean', default: false },
        together: { type: 'boolean', default: false },
        pattern: { type: 'string' },
        annotations: { type: 'boolean' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
function annotationsOf({ name, findings, state, verdict }: HandInRow): string {
  const title = escapedProperty(`${name === '' ? 'Lamplight' : name}: ${STATE_SIGNS[state]}`);
  const summary = state === 'faulty' ? `::error title=${title}::${escapedData(verdict)}\n` : '';
  return (
    summary +
    findings
      .filter(({ file }) => file !== undefined)
      .map(({ severity, sentence, file, line }) => {
        const place = `file=${escapedProperty(file ?? '')}${line === undefined ? '' : `,line=${line}`}`;
        return `::${severity === 'fault' ? 'error' : 'notice'} ${place}::${escapedData(sentence)}\n`;
      })
      .join('')
  );
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
