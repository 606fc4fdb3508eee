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

const asIfAbove = (context: TreeIndentContext): number => context.baseIndent;

export const SCRIPT = LRLanguage.define({
  name: 'javascript',
  parser: parser.configure({
    props: [
      indentNodeProp.add({
        'Block ObjectExpression ObjectPattern ClassBody SwitchBody': delimitedIndent({ closing: '}' }),
        'ArrayExpression ArrayPattern': delimitedIndent({ closing: ']' }),
        'ArgList ParamList ParenthesizedExpression': delimitedIndent({ closing: ')', align: false }),
        'Property VariableDeclaration ReturnStatement ExpressionStatement ArrowFunction ConditionalExpression BinaryExpression MemberExpression':
          continuedIndent({ except: /^\s*[{}\])]/ }),
        IfStatement: continuedIndent({ except: /^\s*(\{|else\b)/ }),
        'ForStatement WhileStatement': continuedIndent({ except: /^\s*\{/ }),
        'BlockComment TemplateString': asIfAbove,
      }),
    ],
  }),
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['(', '[', '{', "'", '"', '`'] },
    indentOnInput: /^\s*(?:case |default:|else\b|[}\])])$/,
  },
});
