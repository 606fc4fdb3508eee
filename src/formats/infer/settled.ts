// What is settled once one of the candidates is taken for the logical clock.
import type { EventKind } from '../../core/event.ts';
import type { Candidate } from './choices.ts';
import type { Placing } from './file-places.ts';
import type { Behaviour, Judged } from './kinds.ts';
import type { MessageCheck } from './message-check.ts';
import type { Stream } from './streams.ts';

export interface Settled {
  readonly clock: Candidate | undefined;
  readonly streams: readonly Stream[];
  readonly judged: readonly Judged[];
  readonly behaviour: Behaviour;
  readonly kinds: readonly (EventKind | undefined)[];
  readonly placing: Placing;
  readonly check: MessageCheck;
}
