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
