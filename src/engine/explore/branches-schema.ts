// A tree of runs by hand that comes from a storage.
import * as v from 'valibot';
import type { Branches } from './branches.ts';
import { choiceSchema } from './choice-schema.ts';

/** Nodes of a tree that is kept. */
export const BRANCHES_KEPT_MAX = 5000;

const place = v.pipe(v.number(), v.integer(), v.minValue(0));

export const branchesSchema: v.GenericSchema<unknown, Branches> = v.pipe(
  v.object({
    nodes: v.pipe(
      v.array(
        v.object({
          parent: v.exactOptional(place),
          choice: v.exactOptional(choiceSchema),
          about: v.exactOptional(v.pipe(v.string(), v.maxLength(2000))),
          isBroken: v.exactOptional(v.literal(true)),
        }),
      ),
      v.minLength(1),
      v.maxLength(BRANCHES_KEPT_MAX),
      // The root has neither, every other node has both, and a parent is before its children.
      v.check(nodes =>
        nodes.every(({ parent, choice }, i) =>
          i === 0
            ? parent === undefined && choice === undefined
            : parent !== undefined && parent < i && choice !== undefined,
        ),
      ),
    ),
    at: place,
  }),
  v.check(({ nodes, at }) => at < nodes.length),
);
