import { css } from 'lit';

export const trialView = css`
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
    max-height: calc(100vh - var(--head-height)); /* so that Run is in sight before any scrolling */
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
  .machines {
    position: relative;
    order: 0;
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 272px), 1fr));
    gap: var(--space-4);
  }
  .cards.even {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, max(272px, 40%)), 1fr));
  }
  .cards.dense {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 224px), 1fr));
    gap: var(--space-3);
  }
  .frames {
    position: absolute;
    inset: 0;
    z-index: -1;
    overflow: hidden;
    visibility: hidden;
  }
  .frames.shown {
    position: static;
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 300px), 1fr));
    gap: var(--space-4);
    margin-top: var(--space-4);
    visibility: visible;
  }
  .frames ::slotted(iframe) {
    display: block;
    width: 100%;
    min-width: 280px;
    height: 268px;
    border: 1px dashed var(--hairline);
    border-radius: var(--radius-large);
  }
  trial-bar {
    position: sticky;
    top: 0;
    z-index: 2;
    margin: 0 calc(-1 * var(--space-4));
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
  @media (max-width: 480px) {
    .cards.dense {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      gap: var(--space-2);
    }
  }
`;
