// What the dice of faults say of each message. They are dice of their own, by seed, sender, number and try: the die of the
// machines and the delays roll as they do without faults, and whoever asks in whatever order gets the same.
import { diceOf, rollDice } from '../core/dice.ts';
import type { Message } from '../core/message.ts';

const FACES = 2 ** 32;
/** Keeps the dice of each purpose apart from one another and from all other dice of a trial. */
const SEEDS = { loss: 0x6b43a9b5, duplication: 0x1b873593, reordering: 0x52dce729 } as const;
const TRY = 0x3c6ef372;

export type Purpose = keyof typeof SEEDS;

/** Whether chance hits a message in `percent` of all cases; `attempt` counts from 0, for what is sent again. Pure. */
export type FaultDraw = (purpose: Purpose, percent: number, message: Message, attempt?: number) => boolean;

export function faultDrawsOf(seed: number): FaultDraw {
  return (purpose, percent, { from, number }, attempt = 0) => {
    if (percent <= 0) return false;
    const dice = diceOf((seed ^ SEEDS[purpose] ^ Math.imul(attempt, TRY)) >>> 0, from);
    return rollDice(dice, number, FACES) <= (percent / 100) * FACES;
  };
}
