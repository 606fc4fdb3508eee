// The bar of a narrow screen: what is set, in one line, with its buttons.
import { css } from 'lit';

export const shortBar = css`
  .bar {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-4);
    border-bottom: 1px solid var(--hairline);
    background: var(--paper);
  }
  .bar p {
    flex: 1;
    min-width: 0;
    color: var(--ink-soft);
    font-size: var(--size-note);
    line-height: 1.3;
  }
  .bar b {
    color: var(--problem);
  }
  .bar button {
    min-height: 44px;
  }
  .bar .main {
    min-width: 88px;
  }
`;
