// The slots and the texts by which lines name other machines.
import { RATE_LABEL } from './attempt.ts';
import { PEER_LABEL } from './names.ts';

/** Whether the label is one of another machine. */
export function isPeerSlot(label: string, isClock: boolean): boolean {
  return !isClock && PEER_LABEL.test(label) && !RATE_LABEL.test(label);
}

export function peersIn(text: string, kind: string): string[] {
  if (kind !== 'list') return [/^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text];
  return text.match(/\d+/g) ?? [];
}
