// The table of events: rows close together, heads that can be pressed, the chosen row amber at its side.
import { css } from 'lit';

export const eventTable = css`
  event-search {
    display: block;
    padding: 0 var(--space-4) var(--space-1);
  }
  .shapes {
    padding: 0 var(--space-4) var(--space-1);
  }
  event-filter {
    padding: 0 var(--space-4) var(--space-2);
  }
  page-turner {
    display: block;
    padding: var(--space-1) var(--space-4) var(--space-3);
  }
  page-turner button {
    min-height: 32px;
  }
  .scroll {
    max-height: 420px;
    overflow: auto;
    border-top: 1px solid var(--hairline);
    scrollbar-width: thin;
  }
  .scroll:focus-visible {
    outline-offset: -2px;
  }
  table {
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 3px var(--space-3);
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    padding: 0 var(--space-1);
    background: var(--sheet);
    box-shadow: 0 1px var(--hairline);
  }
  thead button {
    gap: 0;
    min-height: 32px;
    padding: 0 var(--space-2);
    border: 0;
    color: inherit;
    font-size: inherit;
    white-space: nowrap;
  }
  thead small {
    display: inline;
    padding-inline-start: 4px;
  }
  thead th:not([aria-sort='none']) button {
    color: var(--ink);
    font-weight: 650;
  }
  .arrow {
    width: 12px;
    text-align: center;
  }
  tbody tr {
    cursor: pointer;
  }
  tbody tr:hover {
    background: var(--sunken);
  }
  tbody th {
    font-weight: 400;
  }
  tbody button {
    min-height: 26px;
    min-width: 26px;
    padding: 0 var(--space-2);
    border-color: transparent;
    background: none;
    font-variant-numeric: inherit;
    text-decoration: underline dotted var(--edge);
    text-underline-offset: 3px;
  }
  tr.now {
    box-shadow: inset 0 -2px var(--amber);
  }
  tr[aria-current='true'] {
    background: var(--sunken);
    box-shadow: inset 3px 0 var(--amber);
  }
`;
