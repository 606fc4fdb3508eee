// A wide table of the run on a sheet: it scrolls in itself and has a shadow at the side where more of it is hidden, and
// units stand below what the columns are called.
import { css } from 'lit';

export const sheetTable = css`
  .sheet {
    padding: 14px 0 var(--space-1);
  }
  .sheet > h2 {
    padding: 0 var(--space-4) var(--space-2);
  }
  .scroll {
    position: relative; /* keeps what is only said within it */
    --shadow: color-mix(in srgb, var(--ink) 26%, transparent);
    overflow-x: auto;
    /* The first two move with the table and cover the shadows at its ends. */
    background:
      linear-gradient(to right, var(--sheet) 40%, transparent) left / 48px 100% no-repeat local,
      linear-gradient(to left, var(--sheet) 40%, transparent) right / 48px 100% no-repeat local,
      radial-gradient(farthest-side at 0 50%, var(--shadow), transparent) left / 14px 100% no-repeat scroll,
      radial-gradient(farthest-side at 100% 50%, var(--shadow), transparent) right / 14px 100% no-repeat
        scroll;
  }
  th:first-child,
  td:first-child {
    padding-inline-start: var(--space-4);
  }
  th:last-child,
  td:last-child {
    padding-inline-end: var(--space-4);
  }
  tbody machine-mark {
    margin-inline-end: var(--space-1);
  }
  tfoot th,
  tfoot td {
    color: var(--ink-soft);
  }
  tfoot th {
    font-weight: 500;
  }
  thead small {
    display: block;
    font-size: inherit;
    font-weight: 400;
  }
  @media (max-width: 480px) {
    th,
    td {
      padding-inline: var(--space-2);
    }
  }
`;
