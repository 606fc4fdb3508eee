// The description that the editor shows has exactly the names that the types have, in their order.
import { readFileSync } from 'node:fs';
import {
  createSourceFile,
  isClassDeclaration,
  isInterfaceDeclaration,
  ScriptTarget,
  SyntaxKind,
  type Node,
} from 'typescript';
import { expect, test } from 'vitest';
import { PROGRAM_INTERFACE, type InterfaceOf } from './program-interface.ts';

/** The members of an interface or a class, private ones and the constructor left out. */
function membersOf(file: string, name: string): readonly string[] {
  const source = createSourceFile(
    file,
    readFileSync(`src/core/program/${file}`, 'utf8'),
    ScriptTarget.Latest,
  );
  let members: readonly string[] = [];
  source.forEachChild((node: Node) => {
    if (!isInterfaceDeclaration(node) && !isClassDeclaration(node)) return;
    if (node.name?.text !== name) return;
    members = node.members.flatMap(member =>
      member.name && member.name.kind !== SyntaxKind.PrivateIdentifier ? [member.name.getText(source)] : [],
    );
  });
  return members;
}

test.each<[InterfaceOf, string, string]>([
  ['program', 'program.ts', 'ProgramSpec'],
  ['me', 'program.ts', 'Me'],
  ['message', 'program.ts', 'Received'],
  ['command', 'program.ts', 'Command'],
  ['world', 'law.ts', 'World'],
  ['history', 'law.ts', 'History'],
  ['trial', 'program-trial.ts', 'ProgramTrial'],
])('%s has the members of %s, %s', (of, file, name) => {
  const members = membersOf(file, name);
  expect(members.length).toBeGreaterThan(0);
  expect(PROGRAM_INTERFACE[of].map(part => part.name).sort()).toEqual([...members].sort());
});
