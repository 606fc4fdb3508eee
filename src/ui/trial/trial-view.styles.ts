// Where things stand on the page of a trial, and its machines: cards, many or few, and their frames.
import { css } from 'lit';

export const trialView = css`
  :host {
    max-width: clamp(1720px, 72vw, 2560px);
    margin: 0 auto;
    padding: 0 var(--space-6);
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
    align-items: start;
    padding: var(--space-5) 0 var(--space-12);
  }
  main.beside {
    grid-template-columns: minmax(0, 1fr) 280px;
    column-gap: var(--space-6);
  }
  .head,
  settings-bar {
    grid-column: 1 / -1;
  }
  .head {
    display: grid;
    gap: var(--space-4);
  }
  .head:empty {
    display: none;
  }
  .rest {
    display: grid;
    grid-column: 1;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .beside > .rest {
    grid-row: 3;
  }
  aside {
    position: sticky;
    top: 0;
    grid-column: 2;
    grid-row: 3;
    max-height: calc(100vh - 200px); /* so that Run is in sight before any scrolling */
    margin-inline: -6px;
    padding: var(--space-2) 6px 0;
    overflow-y: auto;
    scrollbar-width: thin;
    scrollbar-color: var(--hairline) transparent;
  }
  dialog {
    position: fixed;
    inset: 0 0 0 auto;
    width: min(420px, 100vw - 32px);
    height: 100vh;
    height: 100dvh;
    max-width: none;
    max-height: none;
    margin: 0;
    padding: var(--space-4) var(--space-4) 0;
    border-width: 0 0 0 1px;
    border-radius: 0;
    background: var(--paper);
    overflow-y: auto;
  }
  /* The same width as in narrow-controller.ts. */
  @media (max-width: 1079px) {
    :host {
      padding: 0 var(--space-4);
    }
    main {
      gap: var(--space-3);
      padding: var(--space-4) 0;
    }
    .rest {
      gap: var(--space-3);
    }
    run-stage:has(+ playback-bar),
    .machines.unseen-frames {
      margin-bottom: calc(-1 * var(--space-3) - 1px);
    }
    .machines.unseen-frames {
      margin: calc(-1 * var(--space-3)) 0 0;
    }
    settings-bar {
      position: sticky;
      top: 0;
      z-index: 2;
      margin: 0 calc(-1 * var(--space-4));
    }
  }
  .machines {
    position: relative;
    order: 0;
  }
  run-stage:has(+ playback-bar) {
    margin-bottom: calc(-1 * var(--space-4) - 1px);
    --stage-bottom: 0;
  }
  .machines.unseen-frames {
    margin-top: calc(-1 * var(--space-4));
  }
  .caption {
    margin-top: var(--space-4);
    color: var(--ink-soft);
    font-size: var(--size-note);
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
    margin-top: var(--space-2);
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
`;
