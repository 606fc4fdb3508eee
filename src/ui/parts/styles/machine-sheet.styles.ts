// The sheet of one machine, on whichever card: a stripe of its own colour at the top, and dashed where its page is gone.
import { css } from 'lit';

export const machineSheet = css`
  article {
    position: relative;
    height: 100%;
    border: 1px solid var(--hairline);
    border-radius: var(--radius-large);
    background: var(--sheet);
    overflow: hidden;
  }
  article::before {
    content: '';
    position: absolute;
    inset: 0 0 auto;
    height: 3px;
    background: var(--own-color);
  }
  article.lost {
    border-style: dashed;
    background: var(--sunken);
  }
`;
