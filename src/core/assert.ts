// For our own bugs only; conditions of the world get typed errors.

export function assert(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Lamplight has a bug: ${message}.`);
}
