// The small tables of the page "Is this right?": rows of a name, a choice and a reason, whose text may break anywhere.
import { css } from 'lit';

export const readingTable = css`
  th,
  td {
    padding: 6px var(--space-2);
    text-align: start;
    white-space: normal;
    vertical-align: top;
  }
  tbody th {
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
  @media (max-width: 640px) {
    select {
      max-width: 120px;
    }
    th,
    td {
      padding-inline: 4px;
    }
  }
`;
