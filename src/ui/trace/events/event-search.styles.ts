// The search of events: one long field, its two steps beside it, and examples that look like what they are: something to press.
import { css } from 'lit';

export const eventSearch = css`
  .line {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }
  .line input:not([type='checkbox']) {
    flex: 1 1 220px;
    min-width: 0;
    max-width: 560px;
  }
  .line button {
    min-width: 36px;
    padding: 0 var(--space-2);
  }
  .status {
    min-width: 8ch;
    color: var(--ink-soft);
    font-size: var(--size-note);
    font-variant-numeric: tabular-nums;
  }
  #problem {
    padding-top: var(--space-1);
    color: var(--problem);
    font-size: var(--size-note);
    overflow-wrap: anywhere;
  }
  details p {
    max-width: 75ch;
    padding-bottom: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr));
    gap: var(--space-1) var(--space-4);
    padding: var(--space-1) 0 var(--space-2);
    font-size: var(--size-small);
  }
  dl div {
    display: grid;
    grid-template-columns: 210px minmax(0, 1fr);
    align-items: center;
    gap: var(--space-2);
  }
  dd {
    color: var(--ink-soft);
  }
  dt button {
    min-height: 28px;
    padding: 0 var(--space-2);
    font-size: inherit;
  }
  code {
    white-space: nowrap;
  }
  @media (max-width: 560px) {
    dl div {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
      padding-bottom: var(--space-1);
    }
    dt {
      justify-self: start;
    }
  }
`;
