// What stands below the map of a sweep.
import { css } from 'lit';

export const sweepView = css`
  .files {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
  }
  .files p,
  .note {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
`;
