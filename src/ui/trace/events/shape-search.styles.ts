// The search for a shape: its messages as a list beside its picture, and what was found below.
import { css } from 'lit';

export const shapeSearch = css`
  .editor,
  form,
  .motifs,
  .drawn {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    font-size: var(--size-note);
  }
  .editor {
    align-items: flex-start;
    padding: var(--space-2) 0;
  }
  button {
    min-height: 32px;
  }
  label {
    display: inline-flex;
    align-items: center;
    gap: 6px;
  }
  label > span,
  .meaning {
    color: var(--ink-soft);
  }
  .drawn,
  .meaning {
    flex: 1 0 100%;
  }
  .meaning {
    max-width: 75ch;
    font-size: var(--size-small);
  }
  .drawn {
    align-items: flex-start;
    gap: var(--space-3) var(--space-5);
    overflow-x: auto;
  }
  .drawn li button {
    min-width: 28px;
    min-height: 28px;
    padding: 0;
    border-color: transparent;
    background: none;
  }
  .shape {
    max-width: 100%;
    height: auto;
  }
  .shape text {
    fill: var(--ink);
    font-size: 14px;
    font-weight: 650;
  }
  .lane {
    stroke: var(--edge);
    stroke-width: 1.5;
  }
  .message {
    fill: none;
    stroke: var(--ink);
    stroke-width: 1.75;
  }
  .head,
  circle {
    fill: var(--ink);
  }
  .result {
    padding: var(--space-1) 0;
    font-size: var(--size-note);
  }
  .matches {
    padding: var(--space-1) 0 var(--space-2);
    font-size: var(--size-note);
    font-variant-numeric: tabular-nums;
  }
  .matches button {
    min-height: 28px;
    padding: 0 var(--space-2);
    border-color: transparent;
    background: none;
    font-variant-numeric: inherit;
    text-align: start;
    text-decoration: underline dotted var(--edge);
    text-underline-offset: 3px;
  }
  small {
    color: var(--ink-soft);
    white-space: nowrap;
  }
`;
