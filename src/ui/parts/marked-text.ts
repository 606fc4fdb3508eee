// Shows a text of src/words in which some words are strong and others are a formula.
import { html, type TemplateResult } from 'lit';
import type { MarkedText } from '../../words/help.ts';

/** Words between stars are strong, words between backquotes are a formula. */
export function marked(text: MarkedText): (string | TemplateResult)[] {
  return text
    .split(/(\*[^*]+\*|`[^`]+`)/)
    .map(part =>
      part.startsWith('*')
        ? html`<b>${part.slice(1, -1)}</b>`
        : part.startsWith('`')
          ? html`<code>${part.slice(1, -1)}</code>`
          : part,
    );
}
