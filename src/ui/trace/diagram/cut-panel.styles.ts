// The cut's verdict, its messages, and a small number for each machine, in as many columns as fit.
import { css } from 'lit';

export const cutPanel = css`
  .sheet {
    display: grid;
    gap: var(--space-3);
    font-variant-numeric: tabular-nums;
  }
  p,
  li {
    max-width: 84ch;
    line-height: 1.5;
  }
  ul {
    padding-inline-start: var(--space-3);
    border-inline-start: 3px solid var(--problem);
    font-size: var(--size-note);
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-5);
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
    font-size: var(--size-note);
  }
  legend {
    padding: 0 0 var(--space-1);
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  input {
    width: 88px;
    font-variant-numeric: tabular-nums;
  }
`;
