// A wide table of the run on a sheet: it scrolls in itself, and units stand below what the columns are called.
import { css } from 'lit';

export const sheetTable = css`
  .sheet {
    padding: 14px 0 var(--space-1);
  }
  .scroll {
    overflow-x: auto;
  }
  th:first-child,
  td:first-child {
    padding-inline-start: var(--space-4);
  }
  thead small {
    display: block;
    font-size: inherit;
    font-weight: 400;
  }
`;
