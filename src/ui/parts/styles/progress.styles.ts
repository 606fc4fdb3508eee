// How far something is: a sentence, the facts beside it, and a bar beneath.
import { css } from 'lit';

export const progress = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 2px var(--space-4);
    min-height: 22px;
  }
  .status {
    font-weight: 650;
  }
  .status.failed {
    color: var(--problem);
  }
  .facts {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  progress {
    display: block;
    width: 100%;
    height: 4px;
    margin-top: var(--space-2);
    border: 0;
    border-radius: 2px;
    background: var(--hairline);
    appearance: none;
    overflow: hidden;
  }
  progress::-webkit-progress-bar {
    background: var(--hairline);
  }
  progress::-webkit-progress-value {
    background: var(--amber);
  }
  progress::-moz-progress-bar {
    background: var(--amber);
  }
`;
