// Where things stand on the pages that run something: the form at the side, what it runs beside it; on a narrow screen one
// below the other, under a bar that stays in sight.
import { css } from 'lit';

export const laboratoryLayout = css`
  :host {
    display: grid;
    grid-template-columns: 268px minmax(0, 1fr);
    gap: 0 28px;
    align-items: start;
    max-width: clamp(1720px, 72vw, 2560px);
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
  .sticky {
    position: sticky;
    top: 0;
    z-index: 2;
    margin: 0 calc(-1 * var(--space-4));
  }
  /* The same width as in narrow-controller.ts. */
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
