// Numbers and what they count, in words: said in every room, and everywhere alike.

const GROUPED = new Intl.NumberFormat('en'); // made once: it takes longer than all that it is asked for in a frame

/** `1,234`. */
export function grouped(count: number): string {
  return GROUPED.format(count);
}

/** `1 event`, `1,234 events`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
