// What happened, where nothing parts it from the label behind it: "SEND queue: 0" and "RECEIVE queue: 1" have the label
// "queue" in common, and the words before it say what happened.
import type { Sample, Template } from './templates.ts';
import { plainWords } from './tokens.ts';

/** So much more of the records must have a shorter label. */
const MORE_LEAST = 1.2;

/** Templates without a word beside their labels, with the words taken out of the labels where others have the rest of them. */
export function withEventWords(sample: Sample): Sample {
  const { templates } = sample;
  const everywhere = everywhereIn(templates);
  const isWordless = (template: Template): boolean => hasNoWord(template, everywhere);
  if (!templates.some(isWordless)) return sample;
  const cuts = new Map<string, number>();
  for (const template of templates) {
    const cut = isWordless(template) ? cutOf(template, templates) : undefined;
    if (cut) cuts.set(template.slots[cut.slot]!.label, cut.from);
  }
  const parts = templates.map(template => (isWordless(template) ? parted(template, cuts) : template));
  const place = usualPlace(parts);
  return {
    ...sample,
    templates: parts.map(template => (isWordless(template) ? withWordsAt(template, place) : template)),
  };
}

/** At which token the words begin that say what happened; -1 where no record has any. */
function usualPlace(templates: readonly Template[]): number {
  const counts = new Map<number, number>();
  for (const { firstWord, count } of templates)
    if (firstWord >= 0) counts.set(firstWord, (counts.get(firstWord) ?? 0) + count);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [-1, 0])[0];
}

/** A label that begins where others have a word of their own begins with such a word: "R" in "R rest: 0". */
function withWordsAt(template: Template, place: number): Template {
  const { tokens, slots, labelWords } = template;
  const slot = slots.find(({ token }) => token > place);
  if (place < 0 || !slot || tokens.slice(place, slot.token).some(({ kind }) => kind !== 'word'))
    return template;
  const label = slot.label.split(' ');
  if (slot.token - place < 2 || label.length < 2) return template;
  const words = label.slice(0, -1);
  const at = indexOfWords(labelWords, words);
  if (at < 0) return template;
  return {
    ...template,
    words: [...words, ...template.words],
    firstWord: place,
    labelWords: labelWords.filter((_, i) => i < at || i >= at + words.length),
  };
}

/** So many of the records with values have a word that says nothing of what happened. */
const EVERYWHERE = 0.95;

function everywhereIn(templates: readonly Template[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  let records = 0;
  for (const { words, slots, count } of templates) {
    if (slots.length === 0) continue;
    records += count;
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + count);
  }
  return new Set([...counts].flatMap(([word, count]) => (count >= EVERYWHERE * records ? [word] : [])));
}

/** Whether it has no word beside its labels but such as all have. */
function hasNoWord({ words, slots, tokens }: Template, everywhere: ReadonlySet<string>): boolean {
  return (
    words.every(word => everywhere.has(word)) &&
    slots.length > 0 &&
    tokens.every(({ column }) => column === '')
  );
}

/** The slot whose label begins with words that say what happened, and how many of them: others have the rest of it. */
function cutOf(
  template: Template,
  templates: readonly Template[],
): { readonly slot: number; readonly from: number } | undefined {
  for (const [s, { label }] of template.slots.entries()) {
    const words = label.split(' ');
    const own = recordsWith(label, templates, template);
    let best: { from: number; records: number } | undefined;
    for (let from = 1; from < words.length; from++) {
      const rest = words.slice(from).join(' ');
      if (template.slots.some((slot, other) => other !== s && endsWith(slot.label, rest))) break;
      const said = words.slice(0, from);
      const records = templates.reduce(
        (sum, other) =>
          other !== template && !says(other, said) && other.slots.some(slot => endsWith(slot.label, rest))
            ? sum + other.count
            : sum,
        0,
      );
      if (records > MORE_LEAST * own && records > (best?.records ?? 0)) best = { from, records };
    }
    if (best && indexOfWords(template.labelWords, words.slice(0, best.from)) >= 0)
      return { slot: s, from: best.from };
  }
  return undefined;
}

/** What is cut off a label of one template is cut off the same label of all. */
function parted(template: Template, cuts: ReadonlyMap<string, number>): Template {
  const s = template.slots.findIndex(({ label }) => cuts.has(label));
  const { label, token } = template.slots[s] ?? { label: '', token: 0 };
  const words = label.split(' ');
  const said = words.slice(0, cuts.get(label) ?? 0);
  const at = said.length === 0 ? -1 : indexOfWords(template.labelWords, said);
  if (at < 0) return template;
  return {
    ...template,
    slots: template.slots.map((slot, i) =>
      i === s ? { ...slot, label: words.slice(said.length).join(' ') } : slot,
    ),
    words: [...said, ...template.words],
    firstWord: tokenOf(template, said[0]!, token),
    labelWords: template.labelWords.filter((_, i) => i < at || i >= at + said.length),
  };
}

/** Of other templates. */
function recordsWith(label: string, templates: readonly Template[], but: Template): number {
  return templates.reduce(
    (sum, template) =>
      template !== but && template.slots.some(slot => slot.label === label) ? sum + template.count : sum,
    0,
  );
}

function says({ words, labelWords }: Template, said: readonly string[]): boolean {
  return said.every(word => words.includes(word) || labelWords.includes(word));
}

function endsWith(label: string, rest: string): boolean {
  return label === rest || label.endsWith(` ${rest}`);
}

/** The last token before another one that begins with the word; -1 where none does. */
function tokenOf({ tokens }: Template, word: string, before: number): number {
  return tokens.findLastIndex(({ text }, i) => i < before && plainWords(text).split(' ')[0] === word);
}

function indexOfWords(words: readonly string[], said: readonly string[]): number {
  return words.findIndex((_, i) => said.every((word, j) => words[i + j] === word));
}
