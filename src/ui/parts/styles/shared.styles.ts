// What several elements wear: the reset, the focus ring, buttons, and text that only a screen reader gets.
import { css } from 'lit';

export const reset = css`
  :host {
    box-sizing: border-box;
    display: block;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;

export const buttons = css`
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: 36px;
    padding: 0 var(--space-3);
    border: 1px solid var(--rim);
    border-radius: var(--radius);
    background: var(--sheet);
    color: var(--ink);
    font: inherit;
    font-size: var(--size-note);
    text-decoration: none;
    cursor: pointer;
  }
  button:hover:not(:disabled),
  .button:hover {
    background: var(--sunken);
  }
  button.link {
    min-height: 32px;
    border-color: transparent;
    background: none;
    color: var(--amber-text);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  button:disabled {
    color: var(--ink-soft);
    border-color: var(--hairline);
    cursor: not-allowed;
  }
  button.main,
  .button.main {
    min-height: 44px;
    border-color: transparent;
    background: var(--amber);
    color: var(--on-amber);
    font-size: var(--size-text);
    font-weight: 650;
  }
  button.main:hover:not(:disabled),
  .button.main:hover {
    background: var(--amber-strong);
  }
  button.main:disabled {
    background: var(--sunken);
    color: var(--ink-soft);
  }
`;

/** The sheet that a figure, a table or a list lies on. */
export const sheet = css`
  .sheet {
    border: 1px solid var(--hairline);
    border-radius: var(--radius-large);
    background: var(--sheet);
  }
  .sheet > h2,
  .sheet > header h2 {
    font-size: var(--size-text);
    font-weight: 650;
  }
`;

export const tables = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--size-note);
  }
  caption {
    text-align: start;
  }
  th,
  td {
    padding: var(--space-2) var(--space-3);
    text-align: end;
    white-space: nowrap;
    border-top: 1px solid var(--hairline);
  }
  thead th {
    border-top: 0;
    color: var(--ink-soft);
    font-size: var(--size-small);
    font-weight: 500;
    vertical-align: bottom;
  }
  th:first-child,
  td:first-child,
  .start {
    text-align: start;
  }
  tbody th {
    font-weight: 600;
  }
`;
