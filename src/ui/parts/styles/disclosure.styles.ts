// What can be unfolded: a quiet line with a triangle that tells whether it is open.
import { css } from 'lit';

export const disclosure = css`
  summary {
    display: inline-block;
    padding: var(--space-1) 0;
    border-radius: var(--radius-small);
    color: var(--ink-soft);
    font-size: var(--size-small);
    cursor: pointer;
  }
  summary::before {
    content: '▸ ';
  }
  details[open] summary::before {
    content: '▾ ';
  }
  summary:hover {
    color: var(--ink);
  }
`;

/** The fields of a form that are folded away, one below the other. */
export const foldedFields = css`
  .folded {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    padding: var(--space-2) 0 var(--space-3);
  }
`;
