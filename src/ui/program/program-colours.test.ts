// Everybody can read the view of programs: code on the ground of the editor, on the line of the cursor and in a selection, and what is
// said of laws on all grounds of the page, have a contrast of 4.5:1 (WCAG 2.2, success criterion 1.4.3), in light and in dark.
import { describe, expect, test } from 'vitest';
import { contrast, PAGE_TOKENS, SCHEMES, tokensOf } from '../../testing/contrast.ts';
import { programEditor } from './program-editor.styles.ts';

const CODE = ['code-keyword', 'code-string', 'code-number', 'code-name'];
const CODE_GROUNDS = ['code-selection', 'code-line'];
const TEXTS = ['ink', 'ink-soft', 'problem', 'amber-text'];
const GROUNDS = ['sheet', 'paper', 'sunken'];

describe.each(SCHEMES)('in %s', scheme => {
  const page = tokensOf(PAGE_TOKENS, scheme);
  const editor = tokensOf(programEditor.cssText, scheme);

  test('code, comments and what is wrong in it', () => {
    const grounds = [page('sheet'), ...CODE_GROUNDS.map(editor)];
    const texts = [...CODE.map(editor), page('ink'), page('ink-soft'), page('problem')];
    for (const ground of grounds)
      for (const text of texts)
        expect(contrast(text, 1, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });

  test('the chosen completion', () => {
    expect(contrast(page('on-amber'), 1, page('amber'))).toBeGreaterThanOrEqual(4.5);
  });

  test('marks and sentences about laws, steps and machines', () => {
    for (const ground of GROUNDS)
      for (const text of TEXTS)
        expect(contrast(page(text), 1, page(ground)), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
  });
});
