import { css } from 'lit';

export const sweepView = css`
  :host {
    display: grid;
    grid-template-columns: 268px minmax(0, 1fr);
    gap: 0 28px;
    align-items: start;
    max-width: 1720px;
    margin: 0 auto;
    padding: 0 var(--space-6);
  }
  aside {
    position: sticky;
    top: 0;
    max-height: calc(100vh - var(--head-height, 60px)); /* so that Run is in sight before any scrolling */
    margin-inline: -6px;
    padding: var(--space-6) 6px 0;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--hairline) transparent;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    padding: var(--space-6) 0 var(--space-12);
  }
  .bar {
    position: sticky;
    top: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: var(--space-2);
    margin: 0 calc(-1 * var(--space-4));
    padding: var(--space-2) var(--space-4);
    border-bottom: 1px solid var(--hairline);
    background: var(--paper);
  }
  .bar p {
    flex: 1;
    min-width: 0;
    color: var(--ink-soft);
    font-size: var(--size-note);
    line-height: 1.3;
  }
  .bar b {
    color: var(--problem);
  }
  .bar button {
    min-height: 44px;
  }
  .bar .main {
    min-width: 88px;
  }
  .files {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
  }
  .files p,
  .note {
    color: var(--ink-soft);
    font-size: var(--size-note);
  }
  @media (max-width: 1079px) {
    :host {
      grid-template-columns: minmax(0, 1fr);
      padding: 0 var(--space-4);
    }
    aside {
      position: static;
      max-width: 480px;
      max-height: none;
      padding-top: var(--space-2);
      padding-bottom: var(--space-8);
    }
    main {
      gap: var(--space-3);
      padding: var(--space-4) 0;
    }
  }
`;
