#!/usr/bin/env node
// The command line: `lamplight audit DIR…` and `lamplight explore PROGRAM`. What each does is in a file of its name; here are files
// and streams.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { AUDIT_HELP, auditCommand, EXIT_CODES, type Surroundings } from './audit-command.ts';
import { EXPLORE_HELP, exploreCommand } from './explore-command.ts';

function filesIn(path: string): File[] {
  const found = statSync(path);
  if (!found.isDirectory()) return [new File([readFileSync(path)], path)];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort()
    .map(file => new File([readFileSync(file)], file));
}

const around: Surroundings = {
  filesIn,
  write: text => process.stdout.write(text),
  writeError: text => process.stderr.write(text),
  annotates: process.env['GITHUB_ACTIONS'] === 'true',
};

function read(path: string): string | undefined {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : undefined;
}

const HELP = `${AUDIT_HELP}\n${EXPLORE_HELP}`;
const [command, ...args] = process.argv.slice(2);
if (command === 'audit') process.exitCode = await auditCommand(args, around);
else if (command === 'explore') process.exitCode = exploreCommand(args, { ...around, read });
else if (command === undefined || command === '--help' || command === '-h' || command === 'help')
  process.stdout.write(HELP);
else {
  process.stderr.write(`There is no command “${command}”.\n\n${HELP}`);
  process.exitCode = EXIT_CODES.nothing;
}
