// Logical clocks as one small algebra, so that a machine does not know which clock it carries.

/**
 * A logical clock (L78, "Logical Clocks"). The laws, for any `c` and `r`:
 * `tick(c) > c`; `merge(c, r) > c`; `merge(c, r) > r`. All three are pure.
 */
export interface LogicalClock<T> {
  readonly zero: T;
  /** The clock after an event that receives nothing (L78 IR1). */
  tick(own: T): T;
  /** The clock after the receive of a message that carries `received` (L78 IR2b). */
  merge(own: T, received: T): T;
}

/** Lamport's clock over whole numbers: the assignment's `max(own, received) + 1`. */
export const lamportClock: LogicalClock<number> = {
  zero: 0,
  tick: own => own + 1,
  merge: (own, received) => Math.max(own, received) + 1,
};
