// Which part of a program has which colour: those of program-editor.styles.ts.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { tags } from '@lezer/highlight';

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword], color: 'var(--code-keyword)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--ink-soft)', fontStyle: 'italic' },
  {
    tag: [tags.definition(tags.propertyName), tags.function(tags.definition(tags.variableName))],
    color: 'var(--code-name)',
    fontWeight: '600',
  },
  { tag: tags.invalid, color: 'var(--problem)' },
]);

export const CODE_COLOURS: Extension = syntaxHighlighting(colours);
