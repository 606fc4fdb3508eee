// The documents that people read, whose commands, links and numbers are tried.
import { readdirSync } from 'node:fs';

/** Paths from the top of the project. */
export const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'examples/README.md',
  ...readdirSync('docs')
    .filter(name => name.endsWith('.md'))
    .map(name => `docs/${name}`),
];
