// How the files of a run are offered: a row for each format, its button and what it is for.
import { css } from 'lit';

export const runFiles = css`
  .sheet {
    container-type: inline-size;
  }
  p {
    color: var(--ink-soft);
    font-size: var(--size-note);
    line-height: 1.4;
  }
  choice-field {
    max-width: 640px;
    margin-top: var(--space-3);
  }
  .formats {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr));
    gap: var(--space-3) var(--space-6);
    margin-top: var(--space-3);
  }
  .formats li {
    display: grid;
    grid-template-columns: 164px minmax(0, 1fr);
    gap: 2px var(--space-3);
    align-items: start;
  }
  .formats p {
    padding-top: 1px;
  }
  .size {
    white-space: nowrap;
  }
  .caution {
    display: block;
    color: var(--amber-text);
  }
  h3 {
    margin: var(--space-4) 0 2px;
    padding-top: var(--space-3);
    border-top: 1px solid var(--hairline);
    font-size: var(--size-note);
    font-weight: 650;
  }
  .logs {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    margin-top: var(--space-2);
  }
  .logs label {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    font-size: var(--size-note);
  }
  select {
    font-size: var(--size-note);
  }
  .writing {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: var(--space-1) var(--space-3);
    align-items: center;
    margin-top: var(--space-3);
  }
  .writing progress {
    grid-column: 1;
    margin-top: 0;
  }
  .writing button {
    grid-row: 1 / span 2;
    grid-column: 2;
  }
  .said {
    margin-top: var(--space-2);
  }
  .said:empty {
    margin: 0;
  }
  .said.failed {
    color: var(--problem);
  }
  @container (max-width: 380px) {
    .formats li {
      grid-template-columns: minmax(0, 1fr);
    }
    .formats button {
      justify-self: start;
    }
  }
`;
