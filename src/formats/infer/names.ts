// Words that are names of machines: those by which files' names differ, those in a place or under a label where a name is
// due, and those that follow "to" and "from".
import { isChatter, kindByWords } from './kind-words.ts';
import type { ScannedFile } from './templates.ts';
import { isLabelWord, labelOf, nameParts, type Token } from './tokens.ts';

export const MACHINE_LABEL =
  /(?:^|\s)(?:machine|host|node|process|proc|rank|vm|pid|server|client|replica|actor|who|name|id|worker|machine id|vm id)$/;
export const PEER_LABEL =
  /(?:^|\s)(?:to|from|sender|receiver|receivers|recipient|recipients|dest|destination|dst|src|source|target|targets|peer|peers|machine|machines|port|ports|node|nodes|process|processes|vm|vms|host|hosts|rank|server|servers|client|pid|receiver s)$/;
const NO_NAME = new Set(
  'the all both others other everyone everybody network queue machine machines process node vm vms port ports a an its my socket another each peer peers server client none nobody'.split(
    ' ',
  ),
);
/** What lines call their values, and never a machine. */
const FIELD_WORD =
  /^(?:messages?|msgs?|clocks?|logical|lamport|times?|timestamps?|stamp|queues?|length|size|rates?|ticks?|system|global|wall|values?|events?|types?|kind|action)$/i;
const NAMES_MAX = 64;

export function machineWords(files: readonly ScannedFile[]): ReadonlySet<string> {
  const found = new Set<string>();
  const take = (name: string): void => {
    if (found.size < 4 * NAMES_MAX && !FIELD_WORD.test(name)) found.add(name);
  };
  for (const name of wordsOfFileNames(files.map(({ name }) => name)))
    for (const form of name.length === 1
      ? [name, name.toUpperCase()]
      : [name, name.toLowerCase(), name.toUpperCase(), capital(name)])
      take(form);
  const led = leadingWords(files);
  for (const name of led) take(name);
  for (const name of labelledWords(files)) take(name);
  for (const name of followers(files)) take(name);
  for (const name of loneCells(files)) take(name);
  for (const name of arrowEnds(files)) take(name);
  return found;
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).toLowerCase();
}

/** Letters that differ at one place of names that are alike otherwise. */
function wordsOfFileNames(names: readonly string[]): string[] {
  const split = names.map(name => {
    const stem = name.slice(name.lastIndexOf('/') + 1).replace(/\.[a-z]{2,5}$/i, '');
    return nameParts(stem).map(({ text }) => text);
  });
  const [first] = split;
  if (!first || split.length < 2 || split.some(({ length }) => length !== first.length)) return [];
  return first.flatMap((_, p) => {
    const own = [...new Set(split.map(pieces => pieces[p]!))];
    return own.length > 1 && own.every(piece => /^[A-Za-z]+$/.test(piece)) ? own : [];
  });
}

/** Words that begin the records of a file, where there are few, each comes often, and none says what happened. */
function leadingWords(files: readonly ScannedFile[]): string[] {
  return files.flatMap(({ records }) => {
    const counts = new Map<string, number>();
    let begun = 0;
    for (const { tokens } of records) {
      const [first, second] = tokens;
      if (first?.kind !== 'word' || first.column !== '' || !second || isLabelWord(tokens, 0)) continue;
      begun += 1;
      counts.set(first.text, (counts.get(first.text) ?? 0) + 1);
    }
    if (begun < 0.9 * records.length || counts.size < 2 || counts.size > NAMES_MAX) return [];
    if ([...counts.keys()].some(saysKind) || areCodes([...counts.keys()])) return [];
    const words = [...counts.keys()].filter(word => !isChatter([word.toLowerCase()]));
    // Words that begin lines may as well say what happened: names come elsewhere too, or stand beside what happened.
    const led = new Set(words);
    const isNamed = records.some(({ tokens }) =>
      tokens.some(({ kind, text }, i) => i > 0 && kind === 'word' && led.has(text)),
    );
    const told = records.filter(({ tokens }) =>
      tokens.some(({ kind, text }, i) => i > 0 && kind === 'word' && saysKind(text)),
    );
    const stamped = records.filter(
      ({ tokens }) => tokens[1]?.kind === 'list' || tokens[1]?.kind === 'vector',
    );
    return isNamed || Math.max(told.length, stamped.length) >= 0.9 * records.length ? words : [];
  });
}

function labelledWords(files: readonly ScannedFile[]): string[] {
  const byLabel = new Map<string, Set<string>>();
  for (const { records } of files)
    for (const { tokens, text } of records)
      for (const [i, token] of tokens.entries()) {
        // A header row names its columns.
        if (token.kind !== 'word' || token.text === token.column || !mayBeLabelled(tokens, i)) continue;
        const label = labelOf(tokens, i, text);
        if (!MACHINE_LABEL.test(label) && !(token.column !== '' && PEER_LABEL.test(label))) continue;
        const words = byLabel.get(label) ?? new Set();
        words.add(token.text);
        byLabel.set(label, words);
      }
  return [...byLabel.values()].flatMap(words => {
    const names = [...words].filter(isNameLike);
    return names.length <= NAMES_MAX && names.every(name => !saysKind(name)) ? names : [];
  });
}

/** A single capital is a name, though "a" is none and "b" may be a code. */
function isNameLike(word: string): boolean {
  return /^[A-Z]$/.test(word) || !NO_NAME.has(word.toLowerCase());
}

function saysKind(word: string): boolean {
  return word.length > 1 && kindByWords([word.toLowerCase()])?.strength === 'strong';
}

/** S and R beside each other say what happened. */
function areCodes(words: readonly string[]): boolean {
  const small = words.map(word => word.toLowerCase());
  return small.includes('s') && small.includes('r');
}

/**
 * Words alone in their cells beside another cell that says what happened: "SEND,alice,bob,3". Where no word says that, those
 * that are at several places: of a machine's events, and of those that others send to it.
 */
function loneCells(files: readonly ScannedFile[]): string[] {
  const cells = { told: cellsIn(files, true), all: cellsIn(files, false) };
  const beside = cells.told.filter(({ word }) => !saysKind(word)).map(({ word }) => word);
  if (cells.told.length > 0)
    return beside.length > 1 && beside.length <= NAMES_MAX && !areCodes(beside)
      ? beside.filter(isNameLike)
      : [];
  const words = cells.all.map(({ word }) => word);
  const first = words.filter(word => /^[A-Z]$/.test(word)).sort();
  // A, B and C name machines; S, R and I say what happened.
  if (first.length > 1 && first.every((letter, i) => letter.charCodeAt(0) === 65 + i)) return first;
  const moving = cells.all.filter(({ moves }) => moves).map(({ word }) => word);
  return moving.length > 1 && moving.length < words.length - 1 && moving.length <= NAMES_MAX
    ? moving.filter(isNameLike)
    : [];
}

interface LoneWord {
  readonly word: string;
  /** Whether it is at several places. */
  readonly moves: boolean;
}

/** Words that come more than once, but for those that nearly all records have at one place; of the records where a word says what happened, or of all. */
function cellsIn(files: readonly ScannedFile[], told: boolean): LoneWord[] {
  const counts = new Map<string, number>();
  const places = new Map<string, number>();
  let records = 0;
  for (const file of files)
    for (const { tokens } of file.records) {
      records += 1;
      if (
        tokens.some(({ column }) => column !== '') ||
        (told &&
          !tokens.some(({ kind, text }, i) => kind === 'word' && saysKind(text) && !isLabelWord(tokens, i)))
      )
        continue;
      for (const [i, { kind, text, separation }] of tokens.entries())
        if (kind === 'word' && separation === 3 && (tokens[i + 1]?.separation ?? 3) === 3) {
          counts.set(text, (counts.get(text) ?? 0) + 1);
          places.set(text, (places.get(text) ?? i) === i ? i : -1);
        }
    }
  return [...counts].flatMap(([word, count]) => {
    const moves = places.get(word)! < 0;
    return count > 1 && (moves || count < 0.95 * records) ? [{ word, moves }] : [];
  });
}

/** After a sign, after "is", or a single capital behind the word for a machine. */
function mayBeLabelled(tokens: readonly Token[], at: number): boolean {
  const { separation, text } = tokens[at]!;
  if (separation >= 2) return true;
  const before = tokens[at - 1];
  return (
    before !== undefined &&
    separation === 0 &&
    (/^(?:is|was)$/i.test(before.text) ||
      (/^[A-Z]$/.test(text) && MACHINE_LABEL.test(before.text.toLowerCase())))
  );
}

/** "to bob", "from alice": where what follows is always a word, and one of a few. */
function followers(files: readonly ScannedFile[]): string[] {
  const words = new Set<string>();
  for (const { records } of files)
    for (const { tokens } of records)
      for (const [i, token] of tokens.entries()) {
        const before = tokens[i - 1];
        if (token.kind !== 'word' || !before || !/^(?:to|from)$/i.test(before.text)) continue;
        if (token.separation === 3 || endsSentence(tokens, i)) words.add(token.text);
      }
  const names = [...words].filter(isNameLike);
  return names.length >= 1 && names.length <= NAMES_MAX ? names : [];
}

/** What stands between a sender and a recipient. */
export const ARROW = /^\s*(?:[-=~]+>+|→|⇒|⟶|➔)\s*$/;

/** "alice -> bob". */
function arrowEnds(files: readonly ScannedFile[]): string[] {
  const names = new Set<string>();
  for (const { records } of files)
    for (const { tokens, text } of records) {
      if (!text.includes('>') && !/[→⇒⟶➔]/.test(text)) continue;
      for (const [i, token] of tokens.entries()) {
        const before = tokens[i - 1];
        if (!before || !ARROW.test(text.slice(before.end, token.start))) continue;
        for (const one of [before, token]) if (one.kind === 'word') names.add(one.text);
      }
    }
  return names.size <= NAMES_MAX ? [...names] : [];
}

/** A name is followed by a value, by another field, or by "and". */
function endsSentence(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  return (
    !next ||
    next.separation !== 0 ||
    next.kind !== 'word' ||
    /^(?:and|to|at|with|clock|q|queue)$/i.test(next.text)
  );
}
