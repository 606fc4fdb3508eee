/** The path of a browser that the tests can drive, or undefined. */
export function findBrowser(environment?: Readonly<Record<string, string | undefined>>): string | undefined;
