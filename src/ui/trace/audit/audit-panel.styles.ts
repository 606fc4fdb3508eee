// The audit's sheet: what it comes to at the top, then the rules as a list of lines that unfold.
import { css } from 'lit';

export const auditPanel = css`
  .sheet {
    padding: 14px 0 var(--space-2);
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    justify-content: space-between;
    gap: var(--space-2) var(--space-4);
    padding: 0 var(--space-4) var(--space-3);
  }
  h2 {
    font-size: var(--size-text);
    font-weight: 650;
  }
  .headline {
    display: flex;
    align-items: baseline;
    gap: var(--space-2);
    margin-top: 2px;
  }
  .headline audit-mark {
    align-self: center;
  }
  .soft {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .source {
    padding: 0 var(--space-4) var(--space-3);
  }
  .source a {
    color: var(--amber-text);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .problem {
    color: var(--problem);
  }
  .diagnosis {
    margin: 0 var(--space-4) var(--space-3);
    padding: var(--space-3) var(--space-4);
    border-inline-start: 3px solid var(--amber);
    border-radius: 0 var(--radius-large) var(--radius-large) 0;
    background: var(--sunken);
    line-height: 1.5;
  }
  .diagnosis p {
    max-width: 88ch;
  }
  .diagnosis p + p {
    margin-top: var(--space-2);
  }
  .rules > li {
    border-top: 1px solid var(--hairline);
  }
  summary {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto auto;
    gap: 0 var(--space-3);
    align-items: center;
    min-height: 40px;
    padding: var(--space-1) var(--space-4);
    list-style: none;
    cursor: pointer;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '▸';
    width: 1em;
    color: var(--ink-soft);
    text-align: center;
  }
  details[open] > summary::after {
    content: '▾';
  }
  summary:hover {
    background: var(--sunken);
  }
  summary:focus-visible {
    outline-offset: -2px;
  }
  .faulty .result {
    color: var(--problem);
    font-weight: 650;
  }
  .remarks .result {
    color: var(--amber-text);
    font-weight: 650;
  }
  .result {
    color: var(--ink-soft);
    font-size: var(--size-note);
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .body {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-2);
    padding: 0 var(--space-4) var(--space-4);
    font-size: var(--size-note);
  }
  .body > p {
    max-width: 88ch;
    line-height: 1.5;
  }
  cite {
    font-style: normal;
    font-weight: 650;
  }
  @media (max-width: 640px) {
    summary {
      grid-template-columns: auto minmax(0, 1fr) auto;
      padding-block: var(--space-2);
    }
    summary .result {
      grid-area: 2 / 2;
      text-align: start;
    }
    summary audit-mark {
      grid-row: 1;
    }
    summary::after {
      grid-area: 1 / 3;
    }
    .diagnosis {
      margin-inline: 0;
    }
  }
`;
