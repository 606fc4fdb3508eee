// Findings, one below the other: where, in which line, and what is wrong, in columns where there is room for them.
import { css } from 'lit';

export const auditFindings = css`
  .scroll {
    max-height: 440px;
    overflow: auto;
    border-block: 1px solid var(--hairline);
    scrollbar-width: thin;
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  ol {
    font-size: var(--size-note);
  }
  li {
    display: grid;
    grid-template-columns: minmax(0, 1.1fr) minmax(0, 3fr) minmax(0, 1.3fr);
    gap: 0 var(--space-4);
    align-items: baseline;
    padding: var(--space-1) var(--space-3);
    border-top: 1px solid var(--hairline);
    border-inline-start: 3px solid transparent;
  }
  li:first-child {
    border-top: 0;
  }
  li[aria-current='true'] {
    border-inline-start-color: var(--amber);
    background: var(--sunken);
  }
  .where {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 var(--space-2);
    font-variant-numeric: tabular-nums;
  }
  .line,
  .other {
    color: var(--ink-soft);
  }
  .line {
    overflow-wrap: anywhere;
  }
  .what {
    max-width: 84ch;
    line-height: 1.5;
  }
  .remark {
    color: var(--amber-text);
  }
  button.place {
    font-weight: 600;
    line-height: 24px;
    white-space: nowrap;
  }
  .other button.place {
    font-weight: 400;
  }
  page-turner {
    display: block;
    padding: var(--space-2) 0 0;
  }
  @media (max-width: 640px) {
    li {
      grid-template-columns: minmax(0, 1fr);
      padding-block: var(--space-2);
    }
  }
`;
