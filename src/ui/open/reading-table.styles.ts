// The small tables of the page "Is this right?": rows of a name, a choice and a reason, whose text may break anywhere.
import { css } from 'lit';

export const readingTable = css`
  th,
  td {
    padding: 6px var(--space-2);
    text-align: start;
    white-space: normal;
    vertical-align: middle;
  }
  tbody th {
    min-width: 92px;
    max-width: 220px;
    font-weight: 500;
    overflow-wrap: anywhere;
  }
  tbody tr:first-child > * {
    border-top: 0;
  }
  td.number {
    text-align: end;
    white-space: nowrap;
  }
  td.why {
    min-width: 110px;
    color: var(--ink-soft);
    font-size: var(--size-small);
    overflow-wrap: anywhere;
  }
  select {
    min-height: 32px;
    max-width: 168px;
  }
  /* The reason of a row below its choice. */
  @media (max-width: 640px) {
    tr {
      display: grid;
      grid-template-columns: minmax(0, 1fr) max-content;
      align-items: center;
      border-top: 1px solid var(--hairline);
    }
    tr.signed {
      grid-template-columns: max-content minmax(0, 1fr) max-content;
    }
    tr.counted {
      grid-template-columns: minmax(0, 1fr) max-content max-content;
    }
    tr.placed {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
    tr.placed > th:first-child {
      grid-column: 1 / -1;
    }
    thead tr.placed {
      display: none;
    }
    thead tr {
      border-top: 0;
    }
    th,
    td {
      padding: 4px;
      border-top: 0;
    }
    th.why,
    td.why {
      grid-column: 1 / -1;
    }
    thead th.why,
    td.why:empty {
      display: none;
    }
    tbody th {
      min-width: 0;
      max-width: none;
    }
    select {
      max-width: 150px;
    }
  }
`;
