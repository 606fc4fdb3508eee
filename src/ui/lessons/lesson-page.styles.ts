// A lesson: text in a column that is easy to read, runs as wide as there is room.
import { css } from 'lit';

export const lessonPage = css`
  article {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
  }
  h1 {
    font-size: 1.75rem;
    font-weight: 650;
    line-height: 1.2;
    overflow-wrap: anywhere;
  }
  .prose,
  lesson-question {
    max-width: 72ch;
  }
  .prose {
    font-size: 1.0625rem;
    line-height: 1.6;
    overflow-wrap: anywhere;
  }
  .prose > * + * {
    margin-top: var(--space-3);
  }
  .prose h2 {
    margin-top: var(--space-4);
    font-size: var(--size-title);
    font-weight: 650;
  }
  .prose h3,
  .prose h4 {
    font-size: 1.0625rem;
    font-weight: 650;
  }
  .prose ul {
    padding-inline-start: var(--space-5);
    list-style: disc;
  }
  .prose ol {
    padding-inline-start: var(--space-6);
    list-style: decimal;
  }
  .prose li + li {
    margin-top: var(--space-1);
  }
  .prose a {
    color: var(--amber-text);
  }
  .prose blockquote {
    margin-inline: 0;
    padding-inline-start: var(--space-4);
    border-inline-start: 3px solid var(--rim);
  }
  .prose code {
    padding: 1px 4px;
    border-radius: 4px;
    background: var(--sunken);
    font-size: 0.9em;
  }
  .prose pre {
    overflow-x: auto;
    padding: var(--space-3);
    border-radius: var(--radius);
    background: var(--sunken);
  }
  .prose pre code {
    padding: 0;
    background: none;
  }
  .prose hr {
    width: 100%;
    border: 0;
    border-top: 1px solid var(--hairline);
  }
`;
