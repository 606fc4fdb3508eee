// The chosen event's timestamps: a list beside a small table, one below the other where there is no room.
import { css } from 'lit';

export const lensEvent = css`
  h2 {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .none p,
  .soft {
    margin-top: var(--space-1);
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .columns {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3) var(--space-8);
    margin-top: var(--space-3);
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 6px var(--space-4);
    flex: 1 1 300px;
    align-content: start;
    margin: 0;
    font-size: var(--size-note);
  }
  dt {
    color: var(--ink-soft);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  dd small {
    display: block;
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .matrix {
    flex: 1 1 300px;
    position: relative;
    min-width: 0;
    overflow-x: auto;
  }
  .matrix > .soft:first-child {
    margin: 0 0 var(--space-1);
  }
  table {
    border-collapse: collapse;
    font-size: var(--size-note);
  }
  th,
  td {
    padding: 4px var(--space-3);
    text-align: end;
    font-weight: 400;
    white-space: nowrap;
  }
  tbody td,
  tbody th,
  tfoot td,
  tfoot th {
    border-top: 1px solid var(--hairline);
  }
  tbody .own > * {
    background: var(--sunken);
    font-weight: 650;
  }
  tfoot th,
  tfoot td {
    color: var(--ink-soft);
  }
`;
