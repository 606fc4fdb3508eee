// What helps to read and write a program: colours, marks at what is wrong, brackets that close, and names that are completed and explained, of the parts
// of a program and of what a machine can do, from the one description of them, and those that the program itself declares.
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completeFromList,
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import { lintGutter, lintKeymap } from '@codemirror/lint';
import { Prec, type EditorState, type Extension } from '@codemirror/state';
import { hoverTooltip, keymap, type Tooltip } from '@codemirror/view';
import type { SyntaxNode } from '@lezer/common';
import type { ProgramShape } from '../../sandbox/box-jobs.ts';
import { PROGRAM_INTERFACE, type InterfaceOf, type InterfacePart } from '../../words/program-interface.ts';
import { CODE_COLOURS } from './editor-colours.ts';
import { SCRIPT } from './script-language.ts';

export { setDiagnostics } from '@codemirror/lint';

const AFTER_DOT = /\b(me|history|world)\.(\w*)$/;
const IN_CALL = /\bme\.(send|broadcast|after|cancel)\(([^'"`\n]*)['"]([\w-]*)$/;

/** `shape` is what the text declared when it could last be run. */
export function editorHelp(shape: () => ProgramShape | undefined): Extension {
  return [
    SCRIPT,
    CODE_COLOURS,
    closeBrackets(),
    autocompletion(),
    SCRIPT.data.of({ autocomplete: completionsWith(shape) }),
    lintGutter(),
    explainOnHover,
    Prec.high(keymap.of([...closeBracketsKeymap])),
    keymap.of([...lintKeymap]),
  ];
}

function completionsWith(shape: () => ProgramShape | undefined): CompletionSource {
  return context => {
    const before = context.state.sliceDoc(Math.max(0, context.pos - 200), context.pos);
    const call = IN_CALL.exec(before);
    if (call) return namesAt(context, call, shape());
    const dot = AFTER_DOT.exec(before);
    if (dot) {
      const [, of = '', typed = ''] = dot;
      return listed(context.pos - typed.length, PROGRAM_INTERFACE[of as InterfaceOf].map(memberOf));
    }
    const of = keysAt(context);
    const typed = context.matchBefore(/\w+/);
    if (!of || (!typed && !context.explicit)) return null;
    return completeFromList(PROGRAM_INTERFACE[of].map(keyOf))(context) as CompletionResult | null;
  };
}

function listed(from: number, options: readonly Completion[]): CompletionResult {
  return { from, options, validFor: /^\w*$/ };
}

function memberOf({ name, form, text }: InterfacePart): Completion {
  return { label: name, type: form.includes('(') ? 'method' : 'property', info: `${form}\n${text}` };
}

function keyOf({ name, form, text }: InterfacePart): Completion {
  return { label: name, type: 'property', info: `${form}\n${text}` };
}

/** Kinds of messages and timers, where one is to be named. */
function namesAt(
  context: CompletionContext,
  [, method = '', , typed = '']: RegExpExecArray,
  shape: ProgramShape | undefined,
): CompletionResult | null {
  if (!shape) return null;
  const names = method === 'send' || method === 'broadcast' ? shape.messages : shape.timers;
  return listed(
    context.pos - typed.length,
    names.map(label => ({ label, type: 'text' })),
  );
}

/** Which object of the program the cursor is in, where a key is to be written. */
function keysAt({ state, pos }: CompletionContext): InterfaceOf | undefined {
  const node = syntaxTree(state).resolveInner(pos, -1);
  const object = node.name === 'ObjectExpression' ? node : objectWhoseKeyIs(node);
  return object && kindOf(state, object);
}

function objectWhoseKeyIs(node: SyntaxNode): SyntaxNode | undefined {
  const { parent } = node;
  if (node.name === 'PropertyDefinition' && parent?.name === 'Property') return parent.parent ?? undefined;
  return undefined;
}

const KINDS_OF_KEYS: Readonly<Record<string, InterfaceOf>> = { network: 'network', trial: 'trial' };

function kindOf(state: EditorState, object: SyntaxNode): InterfaceOf | undefined {
  const { parent } = object;
  if (parent?.name === 'ArgList') {
    const called = parent.parent?.firstChild;
    return called && textOf(state, called) === 'program' ? 'program' : undefined;
  }
  if (parent?.name === 'ArrayExpression') return keyAbove(state, parent) === 'laws' ? 'law' : undefined;
  const key = keyAbove(state, object);
  if (key !== undefined && isOfProgram(state, object.parent?.parent)) return KINDS_OF_KEYS[key];
  const outer = object.parent?.parent;
  if (outer?.name === 'ObjectExpression' && keyAbove(state, outer) === 'commands') return 'command';
  return undefined;
}

function isOfProgram(state: EditorState, object: SyntaxNode | null | undefined): boolean {
  return object?.name === 'ObjectExpression' && kindOf(state, object) === 'program';
}

/** The key whose value this is. */
function keyAbove(state: EditorState, value: SyntaxNode): string | undefined {
  const { parent } = value;
  if (parent?.name !== 'Property') return undefined;
  const key = parent.firstChild;
  return key?.name === 'PropertyDefinition' ? textOf(state, key) : undefined;
}

function textOf(state: EditorState, { from, to }: SyntaxNode): string {
  return state.sliceDoc(from, to);
}

/** What the name under the pointer means. */
const explainOnHover = hoverTooltip((view, pos): Tooltip | null => {
  const { state } = view;
  const word = state.wordAt(pos);
  if (!word) return null;
  const name = state.sliceDoc(word.from, word.to);
  const before = state.sliceDoc(Math.max(0, word.from - 20), word.from);
  const owner = /\b(me|history|world)\.$/.exec(before)?.[1] as InterfaceOf | undefined;
  const node = syntaxTree(state).resolveInner(word.from, 1);
  const object = objectWhoseKeyIs(node);
  const of = owner ?? (object && kindOf(state, object));
  const part = of && PROGRAM_INTERFACE[of].find(each => each.name === name);
  return part
    ? { pos: word.from, end: word.to, above: true, create: () => ({ dom: explained(part) }) }
    : null;
});

function explained({ form, text }: InterfacePart): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'explained';
  const code = document.createElement('code');
  code.textContent = form;
  const words = document.createElement('p');
  words.textContent = text;
  dom.append(code, words);
  return dom;
}
