// A network that loses, doubles and delays what it carries, by dice: the same seed does the same to the same texts.
import { diceOf, rollDice } from '../../core/dice.ts';
import type { Faults } from './memory-network.ts';

export interface FaultPlan {
  readonly seed: number;
  /** In a hundred texts, from 0 to 100: how many get lost. */
  readonly lostPercent: number;
  /** Of those that do not: how many come twice. */
  readonly doubledPercent: number;
  /** Each copy takes from 0 to so many whole milliseconds, so that later ones overtake it. */
  readonly delayMaxMs: number;
}

export class SeededFaults implements Faults {
  readonly #plan: FaultPlan;
  readonly #dice: number;
  #rolls = 0;
  /** From now on everything comes once, at once. */
  #isOver = false;

  constructor(plan: FaultPlan) {
    this.#plan = plan;
    this.#dice = diceOf(plan.seed, 1);
  }

  delaysMs(): readonly number[] {
    if (this.#isOver) return [0];
    if (this.#isHit(this.#plan.lostPercent)) return [];
    const first = this.#delayMs();
    return this.#isHit(this.#plan.doubledPercent) ? [first, this.#delayMs()] : [first];
  }

  end(): void {
    this.#isOver = true;
  }

  #isHit(percent: number): boolean {
    return this.#roll(100) <= percent;
  }

  #delayMs(): number {
    return this.#roll(this.#plan.delayMaxMs + 1) - 1;
  }

  #roll(sides: number): number {
    this.#rolls += 1;
    return rollDice(this.#dice, this.#rolls, sides);
  }
}
