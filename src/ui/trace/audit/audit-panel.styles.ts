// The audit's sheet: what it comes to at the top, then the rules as a list of lines that unfold.
import { css } from 'lit';

export const auditPanel = css`
  .sheet {
    padding: 14px 0 var(--space-2);
  }
  header {
    align-items: start;
    padding: 0 var(--space-4) var(--space-3);
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
    font-size: var(--size-note);
  }
  .source {
    padding: 0 var(--space-4) var(--space-3);
  }
  .source a {
    color: var(--amber-text);
  }
  .problem {
    color: var(--problem);
  }
  .diagnosis {
    margin: 0 var(--space-4) var(--space-3);
  }
  .rules > li {
    border-top: 1px solid var(--hairline);
  }
  summary {
    display: grid;
    grid-template-columns: 1em auto minmax(0, 1fr) auto;
    gap: 0 var(--space-2);
    align-items: center;
    min-height: 40px;
    padding: var(--space-1) var(--space-4);
    color: inherit;
    font-size: inherit;
  }
  summary::before {
    color: var(--ink-soft);
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
    padding: var(--space-2) var(--space-4) var(--space-4);
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
      grid-template-columns: 1em auto minmax(0, 1fr);
      padding-block: var(--space-2);
    }
    summary .result {
      grid-area: 2 / 3;
      text-align: start;
    }
    .diagnosis {
      margin-inline: 0;
    }
  }
`;
