// Numbers and what they count, in words: said in every room, and everywhere alike.

/** Made once: a page that plays a run says hundreds of numbers in each frame, and each would make another one. */
const GROUPED = new Intl.NumberFormat('en');
const GROUPED_FROM = 1000;

/** `1,234`. */
export function grouped(count: number): string {
  return Number.isInteger(count) && Math.abs(count) < GROUPED_FROM ? `${count}` : GROUPED.format(count);
}

/** `1 event`, `1,234 events`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
