// What the figures come to, in sentences: a sunken box with an amber edge.
import { css } from 'lit';

export const plate = css`
  .plate {
    padding: var(--space-3) var(--space-4);
    border-inline-start: 3px solid var(--amber);
    border-radius: 0 var(--radius-large) var(--radius-large) 0;
    background: var(--sunken);
    line-height: 1.45;
  }
  .plate p {
    max-width: 88ch;
  }
  .plate p + p {
    margin-top: var(--space-1);
  }
`;
