// The numbers of a figure as a table beneath it: closer together than a table that is there by itself.
import { css } from 'lit';

export const figureNumbers = css`
  .scroll {
    overflow-x: auto;
    margin: var(--space-1) 0 var(--space-2);
  }
  th,
  td {
    padding: 5px var(--space-2);
  }
  caption {
    padding-bottom: var(--space-1);
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
`;
