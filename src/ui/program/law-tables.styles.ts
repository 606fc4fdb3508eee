// What tables about laws look alike: sentences in their cells and not numbers, with links after them.
import { css } from 'lit';

export const lawTables = css`
  h2 {
    margin-bottom: var(--space-2);
    font-size: var(--size-text);
    font-weight: 650;
  }
  table {
    width: 100%;
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
    white-space: normal;
  }
  th:first-child {
    padding-inline-start: 0;
  }
  th[scope='row'] {
    font-weight: 400;
  }
  td {
    font-variant-numeric: tabular-nums;
  }
  button.link {
    min-height: 24px;
    padding: 0;
  }
`;
