// The columns of a class's table, and its rows in the order of one of them.
import type { HandInRow } from '../../formats/hand-ins.ts';
import type { CLASS_WORDS } from '../../words/class.ts';
import type { ClassHandIn } from './class-state.ts';

export type ClassColumn = keyof (typeof CLASS_WORDS)['columns'];

export interface ClassOrder {
  readonly column: ClassColumn;
  readonly isDescending: boolean;
}

/** As the hand-ins were given: by name. */
export const FIRST_ORDER: ClassOrder = { column: 'name', isDescending: false };

/** Another column in its own direction, or the same one the other way round. */
export function nextOrder({ column, isDescending }: ClassOrder, chosen: ClassColumn): ClassOrder {
  return { column: chosen, isDescending: chosen === column && !isDescending };
}

/** What asks for a look comes first. */
const STATES: readonly HandInRow['state'][] = ['faulty', 'open', 'unread', 'clean'];

const VALUES: Record<Exclude<ClassColumn, 'name'>, (row: HandInRow) => number> = {
  runs: ({ runs }) => runs,
  events: ({ events }) => events,
  verdict: ({ state }) => STATES.indexOf(state),
  unchecked: ({ unchecked }) => unchecked,
};

/** The places of the hand-ins; those that have not been read come last either way. Equal ones keep their places. */
export function orderedPlaces(
  handIns: readonly ClassHandIn[],
  { column, isDescending }: ClassOrder,
): readonly number[] {
  const places = [...handIns.keys()];
  const sign = isDescending ? -1 : 1;
  if (column === 'name') return isDescending ? places.reverse() : places;
  const value = VALUES[column];
  const valueAt = (at: number): number | undefined => {
    const row = handIns[at]!.row;
    return row && value(row);
  };
  return places.sort((a, b) => {
    const [first, second] = [valueAt(a), valueAt(b)];
    if (first === undefined || second === undefined)
      return Number(first === undefined) - Number(second === undefined) || a - b;
    return sign * (first - second) || a - b;
  });
}
