// The tabs of the explorer: words over a hairline, the chosen one underlined with amber.
import { css } from 'lit';

export const traceExplorer = css`
  :host {
    display: block;
    min-width: 0;
  }
  .layout {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  .tabs {
    display: flex;
    gap: var(--space-1);
    overflow-x: auto;
    border-bottom: 1px solid var(--hairline);
    scrollbar-width: none;
  }
  .tabs button {
    flex: none;
    min-height: 40px;
    margin-bottom: -1px;
    padding: 0 var(--space-3);
    border: 0;
    border-bottom: 2px solid transparent;
    background: none;
    color: var(--ink-soft);
    font: inherit;
    font-size: var(--size-text);
    cursor: pointer;
  }
  .tabs button:hover {
    color: var(--ink);
  }
  .tabs button:focus-visible {
    outline-offset: -3px;
    border-radius: var(--radius);
  }
  .badge {
    margin-inline-start: 2px;
    padding: 1px 7px;
    border-radius: 999px;
    background: var(--sunken);
    color: var(--problem);
    font-size: var(--size-small);
    font-weight: 650;
    font-variant-numeric: tabular-nums;
  }
  .tabs button[aria-selected='true'] {
    border-bottom-color: var(--amber);
    color: var(--ink);
    font-weight: 650;
  }
`;
