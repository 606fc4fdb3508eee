import { css } from 'lit';

export const trialForm = css`
  h2 {
    font-size: var(--size-title);
    font-weight: 650;
    line-height: 1.2;
  }
  h2:focus {
    outline: none;
  }
  .title {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  .raised {
    color: var(--ink-soft);
    font-size: var(--size-note);
    line-height: 1.35;
  }
  /* Always there, so that a reader announces what comes into it. */
  .raised:not(:empty) {
    margin-top: var(--space-1);
  }
  .go {
    position: sticky;
    bottom: 0;
    z-index: 1;
    padding: var(--space-2) 0 var(--space-4);
    background: linear-gradient(to top, var(--paper) 88%, transparent);
  }
  .go button {
    width: 100%;
  }
  .go tabs-button,
  .go button:not(.main) {
    margin-top: var(--space-2);
  }
  .go p {
    margin-top: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--size-small);
    text-align: center;
  }
`;
