// The page that opens logs: while nothing is open one column in the middle; then the runs at the side.
import { css } from 'lit';

export const openView = css`
  :host([empty]) {
    grid-template-columns: minmax(0, 960px);
    justify-content: center;
  }
  :host([asking]) {
    grid-template-columns: minmax(0, 1fr);
  }
  :host([asking]) main {
    padding-top: var(--space-3);
  }
  .brought {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  aside {
    display: grid;
    gap: var(--space-5);
    padding-bottom: var(--space-6);
  }
  .hint {
    margin-top: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  aside h2 {
    margin-bottom: var(--space-3);
    font-size: var(--size-title);
    font-weight: 650;
  }
  .class-way {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2) var(--space-3);
    align-items: center;
    color: var(--ink-soft);
    font-size: var(--size-note);
    overflow-wrap: anywhere;
  }
  .pattern[open] > summary {
    margin-bottom: var(--space-2);
  }
  .target {
    position: fixed;
    inset: 0;
    z-index: 10;
    display: grid;
    place-items: center;
    border: 3px dashed var(--amber);
    background: color-mix(in srgb, var(--paper) 88%, transparent);
    font-size: var(--size-title);
    font-weight: 650;
    pointer-events: none;
  }
  @media (max-width: 1079px) {
    aside {
      max-width: none;
      padding-top: var(--space-4);
      padding-bottom: 0;
    }
    aside h2 {
      position: absolute; /* the navigation says so in sight */
      clip-path: inset(50%);
    }
  }
`;
