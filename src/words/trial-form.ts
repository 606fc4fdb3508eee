// What the form of a trial says about a change that it made by itself.

/** Stands under the die after the number of machines raised it. */
export function dieRaised(machines: string, faces: string): string {
  return `Raised to ${faces} faces: with ${machines} machines the die needs at least one face for each.`;
}
