// What paragraphs, tables and figures of the notebook wear, wherever they stand.
import { css, unsafeCSS } from 'lit';
import { FIGURE_STYLES } from '../../formats/figure/figure-svg.ts';
import { disclosure } from '../parts/styles/disclosure.styles.ts';

export const notebookBlocks = css`
  ${unsafeCSS(FIGURE_STYLES)}
  p,
  .prose {
    max-width: 74ch;
    line-height: 1.55;
  }
  p + p {
    margin-top: var(--space-3);
  }
  .soft {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
    gap: var(--space-4);
  }
  figure {
    min-width: 0;
    padding: var(--space-3) var(--space-4) var(--space-2);
    border: 1px solid var(--hairline);
    border-radius: var(--radius-large);
    background: var(--sheet);
  }
  .pending {
    border-radius: var(--radius);
    background: var(--sunken);
  }
  ${disclosure}
  .scroll {
    container-type: inline-size;
    overflow-x: auto;
    border: 1px solid var(--hairline);
    border-radius: var(--radius-large);
    background: var(--sheet);
  }
  details .scroll {
    margin: var(--space-1) 0 var(--space-2);
    border: 0;
    border-radius: 0;
  }
  caption {
    padding: var(--space-2) var(--space-4);
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .stays {
    position: sticky;
    inset-inline-start: var(--space-4);
    display: block;
    max-width: calc(100cqi - 2 * var(--space-4));
    text-align: start;
    white-space: normal;
  }
  details caption {
    padding-inline: 0;
    font-size: var(--size-small);
  }
  th,
  td {
    padding-inline: 10px;
  }
  th:first-child,
  td:first-child {
    padding-inline-start: var(--space-4);
  }
  th:last-child,
  td:last-child {
    padding-inline-end: var(--space-4);
  }
  details th:first-child {
    padding-inline-start: 0;
  }
  details th,
  details td {
    padding-block: 5px;
  }
  thead th {
    max-width: 16ch;
    white-space: normal;
  }
  .group th {
    padding-top: var(--space-3);
    color: var(--ink-soft);
    font-size: var(--size-small);
    font-weight: 500;
    text-align: start;
  }
  tbody machine-mark {
    margin-inline-end: var(--space-1);
  }
  button.jump {
    min-height: 0;
    padding: 2px 0;
    border: 0;
    background: none;
    color: var(--ink);
    font-weight: 600;
    text-decoration: underline;
    text-decoration-color: var(--edge);
    text-underline-offset: 3px;
  }
  button.jump:hover {
    text-decoration-color: var(--amber);
    text-decoration-thickness: 2px;
  }
  @media (max-width: 480px) {
    th,
    td {
      padding-inline: var(--space-2);
    }
    figure {
      padding-inline: var(--space-3);
    }
  }
`;
