// The table of a class: verdicts wrap beside their numbers; on a phone each verdict is under its numbers, which keep their
// columns.
import { css } from 'lit';

export const classTable = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  :host([hidden]) {
    display: none;
  }
  .status {
    display: flex;
    gap: var(--space-4);
    align-items: end;
  }
  status-line {
    flex: 1;
    min-width: 0;
  }
  .status button {
    min-height: 44px;
    min-width: 88px;
  }
  .sheet {
    padding: 14px 0 var(--space-1);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
    padding: 0 var(--space-4) var(--space-2);
  }
  header p {
    max-width: 72ch;
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .ways {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .ways .link {
    padding-inline: 0;
  }
  td,
  tbody th {
    line-height: 1.5rem; /* of the names, which are as high as a finger needs at the least */
    vertical-align: top;
    font-variant-numeric: tabular-nums;
  }
  th:first-child {
    padding-inline-start: var(--space-4);
  }
  td:last-child,
  th:last-child {
    padding-inline-end: var(--space-4);
  }
  thead th {
    border-bottom: 1px solid var(--hairline);
  }
  tbody tr:first-child > * {
    border-top: 0;
  }
  thead button {
    gap: var(--space-1);
    justify-content: flex-end;
    min-height: 36px;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
  }
  thead [aria-sort] button {
    color: var(--ink);
    font-weight: 650;
  }
  .name {
    min-width: 190px;
    max-width: 240px;
    white-space: normal;
  }
  .name button.link {
    display: inline;
    min-height: 24px;
    padding: 0;
    border: 0;
    font-weight: 600;
    line-height: 1.5rem;
    vertical-align: top;
    overflow-wrap: anywhere;
    text-align: start;
  }
  .verdict {
    width: 100%;
    text-align: start;
    white-space: normal;
  }
  td.verdict {
    overflow-wrap: anywhere;
  }
  .sign {
    display: inline-block;
    min-width: 1.1em;
    font-weight: 700;
  }
  .faulty .sign {
    color: var(--problem);
  }
  .unread .sign {
    color: var(--amber-text);
  }
  .clean .verdict,
  .waiting .verdict,
  .open .verdict,
  .unread .verdict {
    color: var(--ink-soft);
  }
  tbody tr:hover > *,
  tr[data-last] > * {
    background: var(--sunken);
  }
  @media (max-width: 720px) {
    table,
    thead,
    tbody {
      display: block;
    }
    tr {
      display: grid;
      grid-template:
        'name runs events unchecked' auto
        'verdict verdict verdict verdict' auto / minmax(0, 1fr) 3em 4.5em 6.5em;
      align-items: start;
      padding: var(--space-2) var(--space-4);
      border-top: 1px solid var(--hairline);
    }
    thead th,
    tr > *,
    tr > :first-child,
    tr > :last-child {
      padding: 0;
      border: 0;
    }
    tbody tr:first-child {
      border-top: 0;
    }
    thead tr {
      border-top: 0;
      border-bottom: 1px solid var(--hairline);
    }
    tbody tr:hover,
    tr[data-last] {
      background: var(--sunken);
    }
    .name {
      grid-area: name;
      min-width: 0;
      max-width: none;
    }
    .runs {
      grid-area: runs;
    }
    .events {
      grid-area: events;
    }
    .unchecked {
      grid-area: unchecked;
    }
    .verdict {
      grid-area: verdict;
      width: auto;
    }
    td.verdict {
      line-height: 1.45;
    }
  }
`;
