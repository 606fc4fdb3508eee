// Sentences about one event: a question, its answer, and the rule in small print.
import { css } from 'lit';

export const eventReason = css`
  :host {
    display: grid;
    gap: var(--space-2);
    align-content: start;
    max-width: 76ch;
    font-variant-numeric: tabular-nums;
  }
  h3 {
    font-size: var(--size-text);
    font-weight: 650;
  }
  p {
    line-height: 1.5;
  }
  .fault {
    padding-inline-start: var(--space-3);
    border-inline-start: 3px solid var(--problem);
  }
  .rule {
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .rule a {
    color: inherit;
  }
`;
