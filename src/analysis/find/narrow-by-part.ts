// The terms of a query that ask for what a program's run says beside its events. Fetched texts are compared without case.
import { jsonText, programEvent, type ProgramEvent } from '../program-events.ts';
import type { Query, QueryPart } from './query.ts';
import type { SearchIndex, Stretch } from './search-index.ts';

type PartQuery = Extract<Query, { kind: 'part' }>;

/** A trace of no program has none of it. */
export function narrowByPart({ trace }: SearchIndex, { part, text }: PartQuery, stretch: Stretch): void {
  const { log, first, end, mask } = stretch;
  const { program } = trace;
  if (!program) {
    mask.fill(0);
    return;
  }
  const has = HAS[part];
  for (let at = first; at < end; at++)
    if (mask[at - first] === 1 && !has(programEvent(trace, program, log.machine, at), text))
      mask[at - first] = 0;
}

type Has = (event: ProgramEvent, text: string | undefined) => boolean;

const HAS: Readonly<Record<QueryPart, Has>> = {
  kind: ({ letter }, text) => isNamed(letter?.kind, text),
  body: ({ letter }, text) => contains(letter && jsonText(letter.body), text),
  output: ({ output }, text) => isNamed(output?.name, text),
  note: ({ step }, text) => step?.notes?.some(note => contains(note, text)) ?? false,
  shows: ({ shown }, text) => contains(shown?.text, text),
  command: ({ step }, text) => step?.cause.kind === 'command' && isNamed(step.cause.name, text),
  timer: ({ step }, text) => step?.cause.kind === 'timer' && isNamed(step.cause.name, text),
  problem: ({ step }) => step?.problem !== undefined,
  restart: ({ step }) => step?.cause.kind === 'start' && step.cause.isAgain,
};

function isNamed(name: string | undefined, wanted: string | undefined): boolean {
  return name !== undefined && (wanted === undefined || name.toLowerCase() === wanted);
}

/** Without a text: whether there is anything. */
function contains(text: string | undefined, wanted: string | undefined): boolean {
  return text !== undefined && text !== '' && (wanted === undefined || text.toLowerCase().includes(wanted));
}
