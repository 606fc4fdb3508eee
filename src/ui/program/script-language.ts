// JavaScript as the editor knows it: its grammar, where a new line begins, and what a comment looks like. Without what the ready-made
// support brings beside that (other dialects, snippets, names of this scope), which a program of a page has no use for.
import {
  continuedIndent,
  delimitedIndent,
  indentNodeProp,
  LRLanguage,
  type TreeIndentContext,
} from '@codemirror/language';
import { parser } from '@lezer/javascript';

type Indent = (context: TreeIndentContext) => number | null;

/** By the name of a part of the grammar. */
const INDENTS: Readonly<Record<string, Indent>> = Object.fromEntries([
  ...each(delimitedIndent({ closing: '}' }), 'Block', 'ObjectExpression', 'ObjectPattern', 'SwitchBody'),
  ...each(delimitedIndent({ closing: ']' }), 'ArrayExpression', 'ArrayPattern'),
  ...each(delimitedIndent({ closing: ')', align: false }), 'ArgList', 'ParamList', 'ParenthesizedExpression'),
  ...each(
    continuedIndent({ except: /^\s*([{}\])]|else\b)/ }),
    'Property',
    'VariableDeclaration',
    'ReturnStatement',
    'ExpressionStatement',
    'ArrowFunction',
    'ConditionalExpression',
    'BinaryExpression',
    'MemberExpression',
    'IfStatement',
    'ForStatement',
    'WhileStatement',
  ),
  ...each(context => context.baseIndent, 'BlockComment', 'TemplateString'),
]);

function each(indent: Indent, ...names: readonly string[]): readonly (readonly [string, Indent])[] {
  return names.map(name => [name, indent]);
}

export const SCRIPT = LRLanguage.define({
  name: 'javascript',
  parser: parser.configure({ props: [indentNodeProp.add(({ name }) => INDENTS[name])] }),
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] },
    indentOnInput: /^\s*(?:case |default:|else\b|[}\])])$/,
  },
});
