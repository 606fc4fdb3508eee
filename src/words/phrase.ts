// Sentences that have something other than text in them: a number in bold, a link, a button. The words and their order
// are here; what is put in is of whatever kind the caller shows, and of strings for a test.

/** In order, from left to right; an element renders it as it is. */
export type Phrase<Part> = readonly (string | Part)[];

type Piece<Part> = string | number | Part | Phrase<Part>;

/** phrase`${b} of ${a}`: phrases within it become part of it. */
export function phrase<Part>(texts: TemplateStringsArray, ...pieces: readonly Piece<Part>[]): Phrase<Part> {
  return texts.flatMap((text, i): Phrase<Part> => {
    const before: Phrase<Part> = text === '' ? [] : [text];
    if (i === pieces.length) return before;
    const piece = pieces[i]!;
    if (typeof piece === 'number') return [...before, String(piece)];
    return Array.isArray(piece) ? [...before, ...(piece as Phrase<Part>)] : [...before, piece as Part];
  });
}
