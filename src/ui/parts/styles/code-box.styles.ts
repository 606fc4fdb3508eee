// The box in which the text of a code stands, or is pasted.
import { css } from 'lit';

export const codeBox = css`
  label {
    display: block;
    margin-bottom: var(--space-1);
    font-size: var(--size-note);
  }
  textarea {
    display: block;
    width: 100%;
    padding: var(--space-2);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--sheet);
    color: var(--ink);
    font:
      12px/1.4 ui-monospace,
      monospace;
    overflow-wrap: anywhere;
    resize: vertical;
  }
  textarea[readonly] {
    background: var(--sunken);
  }
`;
