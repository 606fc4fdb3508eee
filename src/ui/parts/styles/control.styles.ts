// Native controls that stand alone, not in a row of a form: what is chosen from, and where code is written.
import { css } from 'lit';

export const choosers = css`
  select {
    max-width: 100%;
    min-height: 36px;
    padding: 0 var(--space-2);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--sheet);
    color: var(--ink);
    font: inherit;
  }
`;

/** Names and searches, in a row with buttons. */
export const textFields = css`
  input:not([type='checkbox'], [type='file']) {
    min-width: 0;
    height: 36px;
    padding: 0 var(--space-2);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--sheet);
    color: var(--ink);
    font: inherit;
  }
`;

export const checkboxes = css`
  input[type='checkbox'] {
    width: 18px;
    height: 18px;
    margin: 0;
    accent-color: var(--amber);
  }
`;

/** Beside words in one line. */
export const smallFields = css`
  select,
  input:not([type='checkbox']) {
    height: 32px;
    max-width: 100%;
    padding: 0 var(--space-2);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--sheet);
    color: var(--ink);
    font: inherit;
  }
`;

export const codeAreas = css`
  textarea {
    display: block;
    width: 100%;
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    font:
      var(--size-note) / 1.5 ui-monospace,
      monospace;
    resize: vertical;
  }
`;
