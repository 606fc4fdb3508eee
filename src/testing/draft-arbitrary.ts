// For tests: drafts of an address or a form, in which every field has some text.
import fc from 'fast-check';

/** `fields`: the table of the form's fields, by name; `own`: of those whose text is of another kind. */
export function typedDrafts<Draft extends object>(
  fields: Readonly<Record<keyof Draft, unknown>>,
  text: fc.Arbitrary<string>,
  own: { readonly [Name in keyof Draft]?: fc.Arbitrary<Draft[Name]> } = {},
): fc.Arbitrary<Draft> {
  const texts = Object.fromEntries(Object.keys(fields).map(name => [name, text]));
  return fc.record({ ...texts, ...own }) as fc.Arbitrary<Draft>;
}
