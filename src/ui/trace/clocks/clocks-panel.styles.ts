// The sheets of the clocks, and the sunken box in which the figures become sentences.
import { css } from 'lit';

export const clocksPanel = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  .plate h2,
  .errors h2 {
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
  .meaning h2 + p {
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
