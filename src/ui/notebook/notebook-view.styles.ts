import { css } from 'lit';

export const notebookView = css`
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-6);
    max-width: 1160px;
    margin: 0 auto;
    padding: var(--space-8) var(--space-6) var(--space-12);
  }
  h1 {
    font-size: 1.75rem;
    font-weight: 700;
    line-height: 1.2;
    text-wrap: balance;
  }
  .top p {
    margin-top: var(--space-2);
  }
  h2 {
    scroll-margin-top: 72px;
    font-size: var(--size-title);
    font-weight: 650;
    line-height: 1.3;
  }
  .part {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  .part p + p {
    margin-top: 0;
  }
  .part > h2 {
    margin-top: var(--space-4);
  }
  /* Lines of prose are short enough to be read, and two of them fill the page. */
  @media (min-width: 1000px) {
    .columns {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      column-gap: var(--space-6);
      align-items: start;
    }
    /* The two rules are beside each other; what is said of both is above and below them. */
    .columns > h2,
    .rules > p:first-of-type,
    .rules > p:last-of-type,
    .columns > .scroll {
      grid-column: 1 / -1;
    }
  }
  .trials {
    gap: var(--space-8);
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-1) var(--space-4);
    align-items: baseline;
    padding: var(--space-2) var(--space-4);
    border-radius: var(--radius);
    background: var(--sunken);
  }
  nav ul {
    display: contents;
    list-style: none;
  }
  nav button.jump {
    font-weight: 400;
  }
  .removed {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    margin-top: var(--space-3);
  }
  .take {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
  }
  .bar {
    position: sticky;
    top: 0;
    z-index: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-1) var(--space-4);
    margin: 0 calc(-1 * var(--space-6));
    padding: var(--space-2) var(--space-6);
    border-bottom: 1px solid var(--hairline);
    background: var(--paper);
  }
  .bar p {
    flex: 1 1 260px;
    max-width: none;
  }
  .bar choice-field {
    flex: 0 1 400px;
    min-width: 260px;
  }
  .claims {
    gap: var(--space-6);
  }
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
    padding-inline-start: var(--space-4);
    border-inline-start: 3px solid var(--hairline);
  }
  article.holds,
  article.holds-partly,
  article.does-not-hold {
    border-color: var(--amber);
  }
  .way {
    color: var(--amber-text);
    text-underline-offset: 3px;
  }
  h3 {
    font-size: var(--size-text);
    font-weight: 650;
  }
  .claim {
    color: var(--ink-soft);
    font-style: italic;
  }
  @media (max-width: 640px) {
    main {
      padding: var(--space-5) var(--space-4) var(--space-8);
    }
    h1 {
      font-size: 1.5rem;
    }
    .bar {
      margin: 0 calc(-1 * var(--space-4));
      padding: var(--space-2) var(--space-4);
    }
    .bar p {
      display: none;
    }
    .bar choice-field {
      flex: 1;
    }
  }
  /* <notebook-paper> is what is printed. */
  @media print {
    main {
      display: none;
    }
  }
`;
