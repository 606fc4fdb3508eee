// What a program's script may call, for checking the scripts that ship: names and shapes, and no types of their states.
import type { Law } from '../../core/program/law.ts';
import type { ProgramSpec } from '../../core/program/program.ts';

/* eslint-disable @typescript-eslint/no-explicit-any */
type Named = Record<string, any>;

declare global {
  function program(
    spec: Omit<ProgramSpec<any, Named, Named, Named, string>, 'laws'> & {
      readonly laws?: readonly Law<any, Named>[];
    },
  ): void;
}
