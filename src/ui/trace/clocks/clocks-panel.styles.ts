// The sheets of the clocks, and the sunken box in which the figures become sentences.
import { css } from 'lit';

export const clocksPanel = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  h2 {
    margin: 0;
    font-size: var(--size-text);
    font-weight: 650;
  }
  .waiting,
  .soft {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  .waiting {
    min-height: 320px;
  }
  .problem {
    padding: var(--space-3) var(--space-4);
    color: var(--problem);
  }
  .meaning {
    padding: var(--space-3) var(--space-4);
    border-inline-start: 3px solid var(--amber);
    border-radius: 0 var(--radius-large) var(--radius-large) 0;
    background: var(--sunken);
    line-height: 1.45;
  }
  .meaning p {
    max-width: 88ch;
    margin-top: var(--space-1);
  }
  .meaning button.place:hover:not(:disabled) {
    background: var(--sheet);
  }
  .errors {
    padding: 14px var(--space-4) var(--space-4);
  }
  .errors > .soft {
    max-width: 80ch;
    margin: var(--space-1) 0 var(--space-3);
  }
  .lead {
    margin-top: var(--space-3);
    line-height: 1.45;
  }
`;
