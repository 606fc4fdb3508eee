// Where things are in the view of programs: the text at the left, what came of it at the right; on a narrow screen one below the other.
import { css } from 'lit';

export const programsView = css`
  :host {
    max-width: clamp(1720px, 72vw, 2560px);
    margin: 0 auto;
    padding: 0 var(--space-6) var(--space-12);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    padding: var(--space-4) 0;
  }
  h1 {
    font-size: var(--size-title);
    font-weight: 650;
  }
  .choice {
    flex: 1 1 260px;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    min-width: 0;
  }
  .choice select {
    min-width: 0;
    width: 18rem;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .panes {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: var(--space-4);
    align-items: start;
  }
  /** Machines that live in this page: their cards show what they do. */
  .frames {
    position: absolute;
    width: 320px;
    height: 0;
    overflow: hidden;
    visibility: hidden;
  }
  .left {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-3);
  }
  program-editor {
    height: max(420px, calc(100vh - 240px));
  }
  program-result {
    padding: var(--space-4);
  }
  .right {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-4);
  }
  .right h2 {
    font-size: var(--size-text);
    font-weight: 650;
  }
  .soft {
    color: var(--ink-soft);
    font-size: var(--size-note);
    line-height: 1.45;
  }
  .broken,
  .problems {
    color: var(--problem);
  }
  .problems {
    display: grid;
    gap: var(--space-1);
    padding: var(--space-3);
    border: 1px solid var(--problem);
    border-radius: var(--radius);
    font-size: var(--size-note);
    line-height: 1.4;
  }
  .problems button.link {
    min-height: 24px;
    padding: 0;
    color: inherit;
    text-align: start;
  }
  .about p + p {
    margin-top: var(--space-2);
  }
  .about {
    max-width: 80ch;
    font-size: var(--size-note);
    line-height: 1.5;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }
  .asks {
    margin-bottom: var(--space-4);
  }
  .asks h2 {
    font-size: var(--size-text);
    font-weight: 650;
  }
  .asks .row {
    margin-top: var(--space-3);
  }
  .panes ~ lazy-part {
    margin-top: var(--space-6);
  }
  @media (max-width: 1079px) {
    :host {
      padding: 0 var(--space-4) var(--space-8);
    }
    .panes {
      grid-template-columns: minmax(0, 1fr);
    }
    program-editor {
      height: 420px;
    }
    .actions {
      flex: 1 1 100%;
    }
    .actions .main {
      flex: 1 1 auto;
    }
  }
`;
