// The programs that ship, each under a name, and the slips that can be looked for in them: `ricart-agrawala:clock-now`.
import type { Program } from '../core/program/program.ts';
import { causalBroadcast } from './causal-broadcast.ts';
import { dieProgramOf } from './die.ts';
import { gossipCounter } from './gossip-counter.ts';
import { lamportMutex } from './lamport-mutex.ts';
import { ricartAgrawala } from './ricart-agrawala.ts';
import { ringElection } from './ring-election.ts';
import { snapshot } from './snapshot.ts';
import { tokenRing } from './token-ring.ts';
import { sequencer, timestampOrder } from './total-order.ts';

const SHIPPED: Readonly<Record<string, () => Program>> = {
  'lamport-mutex': () => lamportMutex(),
  'lamport-mutex:ties': () => lamportMutex('ties'),
  'ricart-agrawala': () => ricartAgrawala(),
  'ricart-agrawala:clock-now': () => ricartAgrawala('clock-now'),
  'token-ring': () => tokenRing(),
  'token-ring:second-token': () => tokenRing('second-token'),
  'causal-broadcast': () => causalBroadcast(),
  'causal-broadcast:own-order-only': () => causalBroadcast('own-order-only'),
  sequencer: () => sequencer(),
  'sequencer:as-they-come': () => sequencer('as-they-come'),
  'timestamp-order': () => timestampOrder(),
  'timestamp-order:ties': () => timestampOrder('ties'),
  snapshot: () => snapshot(),
  'snapshot:on-its-way': () => snapshot('on-its-way'),
  'ring-election': () => ringElection(),
  'ring-election:lowest': () => ringElection('lowest'),
  'gossip-counter': () => gossipCounter(),
  'gossip-counter:adds': () => gossipCounter('adds'),
  die: () => dieProgramOf(3),
};

/** A program's name, and with a colon the slip that is in it. */
export const SHIPPED_NAMES: readonly string[] = Object.keys(SHIPPED);

export function shippedProgram(name: string): Program | undefined {
  return Object.hasOwn(SHIPPED, name) ? SHIPPED[name]!() : undefined;
}
