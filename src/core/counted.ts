// Numbers and what they count, in words: said in every room, and everywhere alike.

/** `1,234`. */
export function grouped(count: number): string {
  return count.toLocaleString('en');
}

/** `1 event`, `1,234 events`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}
