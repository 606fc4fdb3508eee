// The line above saved runs: what they are at one side, what can be done with them at the other.
import { css } from 'lit';

export const runHead = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-4);
    align-items: center;
    justify-content: space-between;
  }
`;
