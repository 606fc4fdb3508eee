// What the fields of the form have in common: a label, something to operate, and the problem beside it.
import { css } from 'lit';

export const field = css`
  .row {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2);
    min-height: 36px;
  }
  label,
  legend {
    padding: 0;
    font-size: var(--size-text);
  }
  .box {
    display: flex;
    align-items: stretch;
    height: 32px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--sheet);
    overflow: hidden;
  }
  .box:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .box.wrong {
    border-color: var(--problem);
    box-shadow: inset 0 0 0 1px var(--problem);
  }
  input {
    min-width: 0;
    border: 0;
    padding: 0 var(--space-2);
    background: transparent;
    color: var(--ink);
    font: inherit;
    font-variant-numeric: tabular-nums;
    outline: none;
  }
  input:disabled {
    opacity: 1;
    -webkit-text-fill-color: var(--ink);
  }
  .box.disabled {
    border-color: var(--hairline);
    background: transparent;
  }
  .problem {
    margin-top: var(--space-1);
    color: var(--problem);
    font-size: var(--size-note);
    line-height: 1.35;
  }
  .note {
    margin-top: var(--space-1);
    color: var(--ink-soft);
    font-size: var(--size-note);
    line-height: 1.35;
  }
`;

/** A box for text in one line; the element says how wide it is. */
export const textBox = css`
  input {
    width: 100%;
  }
  @media (pointer: coarse) {
    .box {
      height: 40px;
    }
  }
`;
