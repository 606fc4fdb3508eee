#!/usr/bin/env node
// The command line: `lamplight audit DIR…`. What it does is in audit-command.ts; here are its files and streams.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { AUDIT_HELP, auditCommand, EXIT_CODES, type Surroundings } from './audit-command.ts';

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

const [command, ...args] = process.argv.slice(2);
if (command === 'audit') process.exitCode = await auditCommand(args, around);
else if (command === undefined || command === '--help' || command === '-h' || command === 'help')
  process.stdout.write(AUDIT_HELP);
else {
  process.stderr.write(`There is no command “${command}”.\n\n${AUDIT_HELP}`);
  process.exitCode = EXIT_CODES.nothing;
}
