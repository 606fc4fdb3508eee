// The two ends of a message, where a record names both: by label, or with an arrow between them.
import { ARROW } from './names.ts';
import type { Sample, Template } from './templates.ts';

/** Of the records: with fewer, the others would be events of one machine. */
const SHARE_MIN = 0.95;
const FROM_LABEL = /(?:^|\s)(?:from|sender|src|source)$/;
const TO_LABEL = /(?:^|\s)(?:to|receiver|recipient|dest|destination|dst|target)$/;

/** By template: the places of the two names among its slots. */
export interface Ends {
  readonly from: number;
  readonly to: number;
}

/** By template; undefined where too few records name both ends. */
export function endsOf({ templates }: Sample, active: Uint8Array): (Ends | undefined)[] | undefined {
  let records = 0;
  let named = 0;
  const ends = templates.map((template, t) => {
    const found = active[t] ? endsIn(template) : undefined;
    if (active[t]) records += template.count;
    if (found) named += template.count;
    return found;
  });
  return records > 0 && named >= SHARE_MIN * records ? ends : undefined;
}

function endsIn({ slots, tokens, text }: Template): Ends | undefined {
  const names = slots.flatMap(({ kind }, s) => (kind === 'name' || kind === 'number' ? [s] : []));
  const labelled = (label: RegExp): number[] => names.filter(s => label.test(slots[s]!.label));
  const [from, ...moreFrom] = labelled(FROM_LABEL);
  const [to, ...moreTo] = labelled(TO_LABEL);
  if (from !== undefined && to !== undefined && moreFrom.length + moreTo.length === 0) return { from, to };
  for (const s of names) {
    const next = names.find(other => slots[other]!.token === slots[s]!.token + 1);
    if (next === undefined) continue;
    const [before, after] = [tokens[slots[s]!.token]!, tokens[slots[next]!.token]!];
    if (ARROW.test(text.slice(before.end, after.start))) return { from: s, to: next };
  }
  return undefined;
}
