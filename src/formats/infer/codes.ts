// Codes and flags: columns whose few values say what happened where no words do, told by how well they explain where the
// clock jumps.
import { explained, isRestart, type Choice } from './series.ts';
import type { Stream } from './streams.ts';
import type { Sample } from './templates.ts';
import { codePlace } from './tokens.ts';

const VALUES_MAX = 12;
const QUEUE_LABEL = /\bque|\bqlen\b|\bq\b|\bbacklog\b|\bpending\b/;
/** Less of the jumps' variance than that is chance. */
const EXPLAINED_LEAST = 0.35;

/** The places that together explain jumps best; none where nothing explains them. */
export function findCodes(
  sample: Sample,
  streams: readonly Stream[],
  active: Uint8Array,
  clock: Choice,
): string[] {
  const byPlace = new Map<string, Map<string, { all: number; jumps: number }>>();
  const dropped = new Set<string>();
  let records = 0;
  for (const { places } of streams) {
    let before = NaN;
    for (const { file, record } of places) {
      const { template, tokens, values } = sample.files[file]!.records[record]!;
      const slot = active[template] ? clock[template]! : -1;
      const value = slot < 0 ? NaN : values[slot]!;
      if (value !== value) continue;
      const jumps = value - before > 1;
      const counts = before === before && !isRestart(before, value);
      before = value;
      if (!counts) continue;
      records += 1;
      for (const [s, { token, kind, label }] of sample.templates[template]!.slots.entries()) {
        if (s === slot || (kind !== 'number' && kind !== 'name') || QUEUE_LABEL.test(label)) continue;
        const place = codePlace(label, token);
        if (dropped.has(place)) continue;
        const values = byPlace.get(place) ?? new Map<string, { all: number; jumps: number }>();
        byPlace.set(place, values);
        const { text } = tokens[token]!;
        const count = values.get(text) ?? { all: 0, jumps: 0 };
        count.all += 1;
        if (jumps) count.jumps += 1;
        values.set(text, count);
        if (values.size > VALUES_MAX) dropped.add(place);
      }
    }
  }
  const scored = [...byPlace].flatMap(([place, values]) => {
    const counts = [...values.values()];
    const all = counts.reduce((sum, one) => sum + one.all, 0);
    if (dropped.has(place) || values.size < 2 || all < 0.9 * records) return [];
    const share = explained(
      counts.map(({ jumps }) => jumps),
      counts.map(one => one.all),
    );
    return [{ place, share, isFlag: values.size === 2 && values.has('0') && values.has('1') }];
  });
  const [best] = scored.sort((a, b) => b.share - a.share);
  if (!best || best.share < EXPLAINED_LEAST) return [];
  // Flags say what happened together: one of them alone leaves sends and internal events as one.
  return best.isFlag ? scored.flatMap(({ place, isFlag }) => (isFlag ? [place] : [])) : [best.place];
}
