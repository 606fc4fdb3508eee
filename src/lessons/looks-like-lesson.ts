// Whether a file is meant as a lesson, for pages that do not read lessons themselves and load their reader only then.

/** By its name, and by a title at its beginning or a block of a lesson anywhere in it. */
export function looksLikeLesson(file: string, text: string): boolean {
  return (
    /\.(md|markdown)$/i.test(file) &&
    (/^\uFEFF?\s*#/.test(text) || /^ {0,3}```+ *(lamplight|question)\b/m.test(text))
  );
}
