// The name of a program is in its text, and nowhere else: read there without running it, and changed there.

const NAME = /(\bname:\s*)(['"`])((?:\\.|(?!\2)[^\\\n]){1,200})\2/;

/** What the text calls the program, without running it. */
export function nameIn(code: string): string {
  const [, , , name = ''] = NAME.exec(code) ?? [];
  return name.replace(/\\(['"`\\])/g, '$1');
}

/** The text with another name; the same text where it has none that can be seen. */
export function withName(code: string, name: string): string {
  const line = name.replace(/\s+/g, ' ').trim().slice(0, 100);
  if (line === '' || nameIn(code) === '') return code;
  const quoted = `'${line.replace(/[\\']/g, each => `\\${each}`)}'`;
  return code.replace(NAME, (_, before: string) => `${before}${quoted}`);
}
