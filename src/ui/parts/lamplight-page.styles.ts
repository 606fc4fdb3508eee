import { css } from 'lit';

export const lamplightPage = css`
  :host {
    min-height: 100vh;
    background: var(--paper);
    color: var(--ink);
    font: var(--size-text) / 1.4 var(--font);
    font-variant-numeric: tabular-nums;
  }
  .head .skip {
    position: absolute;
    top: var(--space-2);
    left: var(--space-2);
    z-index: 3;
    background: var(--ink);
    color: var(--paper);
    transform: translateY(-200%);
  }
  .head .skip:focus {
    transform: none;
  }
  .head {
    display: flex;
    align-items: center;
    gap: var(--space-5);
    min-height: var(--head-height);
    padding: var(--space-2) var(--space-6);
    border-bottom: 1px solid var(--hairline);
    background: var(--sheet);
  }
  .home {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    border-radius: var(--radius-small);
    color: inherit;
    font-size: 1.125rem;
    font-weight: 700;
    text-decoration: none;
  }
  .home svg {
    width: 26px;
    height: 26px;
  }
  nav {
    flex: 1;
    min-width: 0;
    overflow-x: auto;
    scrollbar-width: none;
  }
  nav ul {
    display: flex;
    gap: var(--space-1);
    padding: 3px;
  }
  nav a {
    display: block;
    padding: 6px var(--space-3);
    border-radius: var(--radius);
    color: var(--ink-soft);
    text-decoration: none;
    white-space: nowrap;
  }
  nav a:hover {
    color: var(--ink);
  }
  nav a[aria-current] {
    background: var(--sunken);
    color: var(--ink);
    font-weight: 650;
  }
  .tools {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .tools .help {
    width: 36px;
    padding: 0;
  }
  .copy {
    min-width: 92px;
  }
  @media (max-width: 640px) {
    .head {
      flex-wrap: wrap;
      gap: var(--space-1) var(--space-3);
      padding: var(--space-2) var(--space-4);
    }
    .home {
      flex: 1;
    }
    nav {
      order: 1;
      flex-basis: 100%;
    }
    nav ul {
      padding-inline: 0;
    }
    nav:has(li:only-child) {
      display: none;
    }
  }
`;
