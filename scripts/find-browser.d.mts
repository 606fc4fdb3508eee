/** The path of a browser that the tests can drive, or undefined. */
export function findBrowser(environment?: Readonly<Record<string, string | undefined>>): string | undefined;
/** The path of a Chromium without windows, where this system has one and nobody has named another browser. */
export function findShell(environment?: Readonly<Record<string, string | undefined>>): string | undefined;
/** The path of a Firefox, or undefined. */
export function findFirefox(environment?: Readonly<Record<string, string | undefined>>): string | undefined;
