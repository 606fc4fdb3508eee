// The pattern at one side and what it may contain at the other; below them what the lines of a file become.
import { css } from 'lit';

export const patternImport = css`
  .sheet {
    padding: 14px 0 var(--space-3);
  }
  .top {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
    gap: var(--space-4) var(--space-6);
    padding: 0 var(--space-4) var(--space-4);
  }
  h2 {
    font-size: var(--size-text);
    font-weight: 650;
  }
  .lead {
    margin-top: 2px;
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .write > label {
    display: block;
    margin: var(--space-3) 0 var(--space-1);
  }
  textarea {
    min-height: 92px;
    overflow-wrap: anywhere;
  }
  textarea[aria-invalid='true'] {
    border-color: var(--problem);
    box-shadow: inset 0 0 0 1px var(--problem);
  }
  .answers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    margin-top: var(--space-3);
  }
  .problem {
    margin-top: var(--space-1);
    color: var(--problem);
    font-size: var(--size-note);
  }
  .explain {
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius);
    background: var(--sunken);
    font-size: var(--size-note);
  }
  .explain p + dl,
  .explain dl + p {
    margin-top: var(--space-2);
  }
  dl {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 2px var(--space-3);
  }
  code,
  dt {
    font-family: ui-monospace, monospace;
    font-size: 0.95em;
  }
  .explain .example code:last-child {
    display: block;
    margin-top: var(--space-1);
    overflow-wrap: anywhere;
  }
  .words {
    padding: var(--space-3) var(--space-4);
    border-top: 1px solid var(--hairline);
    font-size: var(--size-note);
  }
  .words h3 {
    font-size: inherit;
  }
  .words p {
    max-width: 84ch;
    color: var(--ink-soft);
  }
  .words table {
    width: auto;
    min-width: min(100%, 420px);
  }
  .words select {
    margin-inline-start: 0;
  }
  .look {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-3) var(--space-4);
    border-top: 1px solid var(--hairline);
    font-size: var(--size-note);
  }
  .look p {
    flex: 1 1 240px;
    font-weight: 600;
  }
  .look label {
    color: var(--ink-soft);
  }
  select {
    max-width: min(320px, 60vw);
    margin-inline-start: var(--space-1);
  }
  .scroll {
    max-height: 460px;
    overflow: auto;
    border-top: 1px solid var(--hairline);
  }
  th,
  td {
    text-align: start;
    vertical-align: top;
  }
  thead th {
    position: sticky;
    top: 0;
    z-index: 1;
    background: var(--sheet);
    box-shadow: inset 0 -1px var(--hairline);
  }
  tbody tr:first-child > * {
    border-top: 0;
  }
  th.line {
    color: var(--ink-soft);
    font-weight: 400;
    text-align: end;
  }
  td.text {
    min-width: 240px;
    max-width: 460px;
    overflow-wrap: anywhere;
    font-family: ui-monospace, monospace;
    font-size: var(--size-small);
    white-space: pre-wrap;
  }
  td.reason {
    color: var(--ink-soft);
    white-space: normal;
  }
  tr.event td.text {
    box-shadow: inset 3px 0 var(--amber);
  }
`;
