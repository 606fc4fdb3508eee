// What every transport promises, whatever it is made of.
import { carryingLaws } from './carrying-laws.ts';
import { endingLaws } from './ending-laws.ts';
import { frameLaws } from './frame-laws.ts';
import type { Law } from './laws.ts';
import { openingLaws } from './opening-laws.ts';
import type { TransportSetup } from './transport-room.ts';

export type { TransportSetup } from './transport-room.ts';

export const transportLaws: readonly Law<TransportSetup>[] = [
  ...openingLaws,
  ...carryingLaws,
  ...endingLaws,
  ...frameLaws,
];
