// How the editor looks: the page's own tokens, light and dark, and colours for code that are no machine's. What the library brings
// comes first, so these rules win where they say as much about the place.
import { css } from 'lit';

export const programEditor = css`
  :host {
    --code-keyword: #8a3b00;
    --code-string: #0b6b4f;
    --code-number: #7a2e8e;
    --code-name: #1d55ad;
    --code-selection: #fbe3b8;
    --code-line: #faf6ee;
    display: grid;
    min-height: 0;
  }
  @media screen and (prefers-color-scheme: dark) {
    :host {
      --code-keyword: #ffb27a;
      --code-string: #7fdcb8;
      --code-number: #d9a8ea;
      --code-name: #9cc2ff;
      --code-selection: #46370f;
      --code-line: #24211b;
    }
  }
  :host {
    grid-template-rows: minmax(0, 1fr) auto;
  }
  #help {
    padding: var(--space-1) var(--space-3);
    border-top: 1px solid var(--hairline);
    color: var(--ink-soft);
    font-size: var(--size-small);
  }
  .ground {
    min-height: 0;
    overflow: hidden;
    border-radius: var(--radius-large) var(--radius-large) 0 0;
  }
  .ground:focus-within {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }
  .ground .cm-editor {
    height: 100%;
    outline: none;
    background: var(--sheet);
    color: var(--ink);
    font-size: var(--size-note);
  }
  .ground .cm-scroller {
    font-family: ui-monospace, 'DejaVu Sans Mono', monospace;
    line-height: 1.5;
  }
  .ground .cm-content {
    padding: var(--space-3) 0;
    caret-color: var(--ink);
  }
  .ground .cm-editor .cm-cursor {
    border-left-color: var(--ink);
  }
  .ground .cm-editor .cm-selectionLayer .cm-selectionBackground,
  .ground .cm-editor.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground {
    background: var(--code-selection);
  }
  .ground .cm-editor .cm-gutters {
    border: 0;
    background: var(--sheet);
    color: var(--ink-soft);
  }
  .ground .cm-editor .cm-activeLine,
  .ground .cm-editor .cm-activeLineGutter {
    background: var(--code-line);
  }
  .ground .cm-editor .cm-selectionMatch,
  .ground .cm-editor.cm-focused .cm-matchingBracket {
    background: var(--code-selection);
  }
  .ground .cm-editor .cm-tooltip {
    max-width: min(90vw, 420px);
    border: 1px solid var(--rim);
    border-radius: var(--radius);
    background: var(--sheet);
    color: var(--ink);
  }
  .ground .cm-editor .cm-tooltip-autocomplete > ul > li[aria-selected] {
    background: var(--amber);
    color: var(--on-amber);
  }
  .ground .cm-editor .cm-completionInfo {
    padding: var(--space-2) var(--space-3);
    white-space: pre-line;
  }
  .ground .cm-editor .cm-diagnostic {
    padding: var(--space-2) var(--space-3);
    border-left-color: var(--problem);
  }
  .ground .cm-editor .cm-lintRange-error {
    background-image: none;
    text-decoration: underline wavy var(--problem);
    text-underline-offset: 3px;
  }
  .explained {
    padding: var(--space-2) var(--space-3);
    font-size: var(--size-note);
  }
  .explained p {
    margin-top: var(--space-1);
    color: var(--ink-soft);
  }
`;
