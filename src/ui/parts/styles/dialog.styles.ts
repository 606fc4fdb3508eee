// What lies above the page: a sheet with a title, and the page dimmed behind it. How wide it is, each dialog says itself.
import { css } from 'lit';

export const dialog = css`
  dialog {
    padding: var(--space-6);
    border: 1px solid var(--hairline);
    border-radius: var(--radius-large);
    background: var(--sheet);
    color: var(--ink);
    line-height: 1.5;
  }
  dialog::backdrop {
    background: rgb(20 19 15 / 0.45);
  }
  h2 {
    font-size: var(--size-title);
    font-weight: 650;
    line-height: 1.25;
  }
`;

/** Of one that opens at its heading, with the way out beside it and sections below. */
export const headedDialog = css`
  dialog {
    max-height: calc(100vh - 32px);
  }
  .top {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-4);
  }
  h2:focus {
    outline: none;
  }
  h3 {
    margin-top: var(--space-4);
    font-size: var(--size-text);
    font-weight: 650;
  }
`;
