// The link to a run that no trial computes again: the run is inside the link where it fits, and otherwise goes as a file.
import { joinQueries } from '../address/seen-part.ts';
import { linkTo } from '../address/fields.ts';
import { LINKED_RUN_MAX, writeOpenAddress } from '../address/open.ts';
import { trialLink } from '../address/trial.ts';
import type { Trace } from '../core/trace.ts';
import { packRun } from '../history/link-trace.ts';
import type { SeenKeeper } from './seen-keeper.ts';
import type { CopiedLink } from './view.ts';

/** Characters of a whole link: more than this is cut by some programs that pass links on. */
const LINK_MAX = 8192;
/** A larger run does not fit, however it is packed: nobody waits for that to be tried. */
const EVENTS_MAX = 20_000;

/** The part of a query that says what is seen. */
type SeenQuery = Pick<SeenKeeper, 'queryNow' | 'queryBesideRun'>;

/** A run in virtual time that was made here is computed again. */
export async function linkOfRun(trace: Trace, name: string, seen: SeenQuery): Promise<CopiedLink> {
  const trial =
    trace.engine === 'virtual' && !trace.program
      ? trialLink(trace.trial, 'virtual', { runNow: true })
      : undefined;
  if (trial !== undefined) return withinBounds(trace, joinQueries(trial, seen.queryNow));
  return packedLink(trace, name, seen);
}

/** With the run inside, also where its file says that it is a virtual one: files can say anything. */
export async function packedLink(trace: Trace, name: string, seen: SeenQuery): Promise<CopiedLink> {
  if (trace.eventCount > EVENTS_MAX) return { kind: 'too-long', trace };
  const packed = await packRun({ name, trace });
  if (packed.length > LINKED_RUN_MAX) return { kind: 'too-long', trace };
  const fragment = linkTo('open', joinQueries(writeOpenAddress({ trace: packed }), seen.queryBesideRun));
  return withinBounds(trace, fragment);
}

function withinBounds(trace: Trace, fragment: string): CopiedLink {
  const { href } = new URL(fragment, location.href);
  return href.length > LINK_MAX ? { kind: 'too-long', trace } : { kind: 'link', fragment };
}
